import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { calleeOfCall } from './callee.ts';
import { chainOf } from './chain.ts';
import { type CalleeRoot, rootOfCallee } from './callee-root.ts';
import { argumentFor } from './given-argument.ts';
import { initializerOf } from './references.ts';
import {
  accessOf,
  calleeOf,
  contains,
  enclosingFunction,
  type FunctionWithBody,
  isCallLike,
  unwrap,
} from './syntax.ts';

/** What a query runs on, in the words of the function that is asked. */
export type Carrier = (
  | /** A handle, or what is read and called on one. */
    {
      readonly kind: 'handle';
      readonly expression: ts.Expression;
      /** Of the program that the expression belongs to. */
      readonly analysis: Analysis;
      readonly isForeign?: boolean;
    }
    /** What the function is given, or a member of it; something else where it is given nothing. */
  | {
      readonly kind: 'given';
      readonly parameter: ts.ParameterDeclaration;
      readonly member: string | undefined;
      readonly otherwise: Carrier;
    }
  /** What a function around the one that is called was given, when that was made. */
  | ({ readonly kind: 'captured' } & CalleeRoot)
  /** What the client itself takes where a query names no transaction: its pool. */
  | { readonly kind: 'pool' }
  | { readonly kind: 'unknown' }
) & { readonly omission?: Omission };

/** A call that leaves out what would put its query into a transaction. */
export interface Omission {
  readonly call: ts.CallExpression;
  readonly parameter: ts.ParameterDeclaration;
  /** Set if it is a member of the parameter: `transaction` of `options`. */
  readonly member: string | undefined;
}

export const unknown: Carrier = { kind: 'unknown' };
export const pool: Carrier = { kind: 'pool' };

export function isChoice(node: ts.Expression): boolean {
  return ts.isBinaryExpression(node) || ts.isConditionalExpression(node);
}

/** What a value stands for that puts a query into a transaction: `tx`, `tx ?? prisma`, `options.transaction`. */
export function carrierOfValue(analysis: Analysis, value: ts.Expression, otherwise: Carrier, depth = 0): Carrier {
  const node = unwrap(value);
  if (depth > 5 || node.kind === ts.SyntaxKind.NullKeyword) return unknown;
  if (ts.isIdentifier(node) && node.text === 'undefined') return otherwise;
  if (ts.isBinaryExpression(node)) {
    const { operatorToken, left, right } = node;
    if (!isDefaulting(operatorToken.kind)) return unknown;
    return orElse(
      carrierOfValue(analysis, left, unknown, depth + 1),
      carrierOfValue(analysis, right, otherwise, depth + 1),
    );
  }
  if (ts.isConditionalExpression(node)) {
    const whenTrue = carrierOfValue(analysis, node.whenTrue, unknown, depth + 1);
    const asked = carrierOfValue(analysis, node.condition, unknown, depth + 1);
    if (whenTrue.kind !== 'given' || asked.kind !== 'given' || asked.parameter !== whenTrue.parameter) return unknown;
    return orElse(whenTrue, carrierOfValue(analysis, node.whenFalse, otherwise, depth + 1));
  }
  const access = accessOf(node);
  if (access) {
    const owner = ts.isIdentifier(access.object) ? variableOf(analysis, access.object) : undefined;
    const isPlain = owner && ts.isParameter(owner) && access.object.getText() === owner.name.getText();
    return isPlain ? { kind: 'given', parameter: owner, member: access.name, otherwise } : handle(analysis, node);
  }
  if (!ts.isIdentifier(node)) return handle(analysis, node);
  const declaration = variableOf(analysis, node);
  if (declaration && ts.isParameter(declaration)) {
    const { initializer } = declaration;
    const instead = initializer ? carrierOfValue(analysis, initializer, otherwise, depth + 1) : otherwise;
    return { kind: 'given', parameter: declaration, member: undefined, otherwise: instead };
  }
  if (declaration && ts.isBindingElement(declaration)) return ofBinding(analysis, node, declaration, otherwise, depth);
  const initializer = initializerOf(analysis, node);
  const source = initializer && unwrap(initializer);
  if (!source) return handle(analysis, node);
  if (ts.isCallExpression(source)) return ofChooser(analysis, source, depth) ?? handle(analysis, node);
  const isFollowed = isChoice(source) || ts.isIdentifier(source);
  return isFollowed ? carrierOfValue(analysis, source, otherwise, depth + 1) : handle(analysis, node);
}

/** What a function of the user's chooses of what it is given: `dbOrTx(this.db, trx)`. */
function ofChooser(analysis: Analysis, call: ts.CallExpression, depth: number): Carrier | undefined {
  const callee = calleeOfCall(analysis, call);
  const chooser = callee?.kind === 'functions' && callee.functions.length === 1 ? callee.functions[0] : undefined;
  const chosen = chooser && chosenIn(analysis, chooser.body, depth);
  return chosen?.kind === 'given' ? carriedOver(analysis, chosen, call) : undefined;
}

function chosenIn(analysis: Analysis, body: ts.Node, depth: number): Carrier {
  if (ts.isExpression(body)) return carrierOfValue(analysis, body, unknown, depth + 1);
  if (ts.isReturnStatement(body))
    return body.expression ? carrierOfValue(analysis, body.expression, unknown, depth + 1) : unknown;
  if (!ts.isBlock(body)) return unknown;
  const [first, second] = body.statements;
  if (!first || body.statements.length > 2) return unknown;
  if (!ts.isIfStatement(first)) return second ? unknown : chosenIn(analysis, first, depth);
  const asked = carrierOfValue(analysis, first.expression, unknown, depth + 1);
  const then = chosenIn(analysis, first.thenStatement, depth);
  const other = first.elseStatement ?? second;
  const isAsked = asked.kind === 'given' && then.kind === 'given' && asked.parameter === then.parameter;
  return isAsked && other ? orElse(then, chosenIn(analysis, other, depth)) : unknown;
}

function handle(analysis: Analysis, expression: ts.Expression): Carrier {
  return { kind: 'handle', expression, analysis };
}

function isDefaulting(operator: ts.SyntaxKind): boolean {
  return operator === ts.SyntaxKind.QuestionQuestionToken || operator === ts.SyntaxKind.BarBarToken;
}

function orElse(first: Carrier, second: Carrier): Carrier {
  return first.kind === 'given' ? { ...first, otherwise: second } : unknown;
}

/** `{ transaction }` of a parameter, or `const { transaction } = options`. */
function ofBinding(
  analysis: Analysis,
  node: ts.Identifier,
  element: ts.BindingElement,
  otherwise: Carrier,
  depth: number,
): Carrier {
  const holder = element.parent.parent;
  const member = (element.propertyName ?? element.name).getText();
  const instead = element.initializer ? carrierOfValue(analysis, element.initializer, otherwise, depth + 1) : otherwise;
  if (ts.isParameter(holder)) return { kind: 'given', parameter: holder, member, otherwise: instead };
  const source = ts.isVariableDeclaration(holder) && holder.initializer ? unwrap(holder.initializer) : undefined;
  const parameter = source && ts.isIdentifier(source) ? variableOf(analysis, source) : undefined;
  return parameter && ts.isParameter(parameter)
    ? { kind: 'given', parameter, member, otherwise: instead }
    : handle(analysis, node);
}

function variableOf(analysis: Analysis, node: ts.Identifier): ts.Declaration | undefined {
  const symbol = ts.isShorthandPropertyAssignment(node.parent)
    ? analysis.checker.getShorthandAssignmentValueSymbol(node.parent)
    : analysis.checker.getSymbolAtLocation(node);
  return symbol?.valueDeclaration;
}

/**
 * What a query of a function runs on, in the words of the function that calls it. Without the function that is called, what
 * a parameter stands for is taken from the call.
 */
export function carriedOver(analysis: Analysis, carrier: Carrier, call: ts.Node, callee?: FunctionWithBody): Carrier {
  if (carrier.kind === 'handle') {
    const { root } = chainOf(carrier.expression);
    if (root.kind !== ts.SyntaxKind.ThisKeyword || isOnThis(call)) return carrier;
    return { ...carrier, isForeign: true };
  }
  if (carrier.kind === 'captured') return capturedOver(analysis, carrier, call, callee);
  if (carrier.kind !== 'given') return carrier.kind === 'pool' ? pool : carrier;
  const { parameter, member } = carrier;
  if (callee && parameter.parent !== callee) {
    return contains(parameter.parent, callee) ? captured(rootOfCallee(analysis, call)) : unknown;
  }
  const otherwise = carriedOver(analysis, carrier.otherwise, call, callee);
  const given = argumentFor(call, parameter);
  if (given === 'unknown') return unknown;
  const omitted: Carrier = ts.isCallExpression(call)
    ? { ...otherwise, omission: { call, parameter, member } }
    : otherwise;
  if (given === 'nothing') return isFalse(call, parameter) ? unknown : omitted;
  if (member === undefined) return carrierOfValue(analysis, given, otherwise);
  return memberOf(analysis, given, member, otherwise, omitted);
}

function captured(root: CalleeRoot | undefined): Carrier {
  return root ? { kind: 'captured', ...root } : unknown;
}

/** What was captured stays so where what it was called on outlives the call: of the module, the object, or a factory around. */
function capturedOver(
  analysis: Analysis,
  carrier: Carrier & CalleeRoot,
  call: ts.Node,
  callee: FunctionWithBody | undefined,
): Carrier {
  if (carrier.isThis) return captured(rootOfCallee(analysis, call));
  const owner = enclosingFunction(carrier.root);
  if (ts.isSourceFile(owner)) return carrier;
  return callee && owner !== callee && contains(owner, callee) ? captured(rootOfCallee(analysis, call)) : unknown;
}

function isFalse(call: ts.Node, { parent, name }: ts.ParameterDeclaration): boolean {
  if (!ts.isCallExpression(call)) return false;
  const position = parent.parameters.findIndex((parameter) => parameter.name === name);
  const kind = call.arguments[position]?.kind;
  return kind === ts.SyntaxKind.FalseKeyword || kind === ts.SyntaxKind.NullKeyword;
}

/** A member of an argument: `transaction` of `{ transaction }`. */
function memberOf(
  analysis: Analysis,
  given: ts.Expression,
  member: string,
  otherwise: Carrier,
  omitted: Carrier,
): Carrier {
  const node = unwrap(given);
  if (ts.isIdentifier(node)) {
    const value = carrierOfValue(analysis, node, otherwise);
    return value.kind === 'given' && value.member === undefined ? { ...value, member, otherwise } : unknown;
  }
  if (!ts.isObjectLiteralExpression(node) || node.properties.some(ts.isSpreadAssignment)) return unknown;
  const property = node.properties.find(({ name }) => name?.getText() === member);
  if (!property) return omitted;
  if (ts.isShorthandPropertyAssignment(property)) return carrierOfValue(analysis, property.name, otherwise);
  return ts.isPropertyAssignment(property) ? carrierOfValue(analysis, property.initializer, otherwise) : unknown;
}

/** Whether a method is called on the same object: `this.load()`. */
function isOnThis(call: ts.Node): boolean {
  const callee = isCallLike(call) ? calleeOf(call) : call;
  const object = accessOf(callee)?.object.kind;
  return object === ts.SyntaxKind.ThisKeyword || object === ts.SyntaxKind.SuperKeyword;
}
