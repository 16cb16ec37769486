import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { calleeOfCall } from './callee.ts';
import { resolveAlias } from './declared-in.ts';
import { requiredModule } from './imported-name.ts';
import { withChanges } from './option-changes.ts';
import { computed, joined, negated, withDefault } from './option-operators.ts';
import {
  constant,
  eitherOf,
  type Entry,
  given,
  mayBeMissing,
  nothing,
  optionAt,
  type OptionValue,
  spreadOver,
  unknown,
} from './option-value.ts';
import { accessOf, type FunctionWithBody, hasBody, isInlineFunction, nameOf, unwrap } from './syntax.ts';

/** Expressions that stand for one another are not followed further than this. */
const depthLimit = 16;

/** What is known of the value of an expression, through constants, spreads and simple functions, also of other files. */
export function evaluateOption(analysis: Analysis, expression: ts.Expression, depth = 0): OptionValue {
  const node = unwrap(expression);
  if (depth > depthLimit) return unknown;
  if (ts.isStringLiteralLike(node)) return constant(node.text);
  if (ts.isNumericLiteral(node)) return constant(Number(node.text.replaceAll('_', '')));
  if (node.kind === ts.SyntaxKind.TrueKeyword) return constant(true);
  if (node.kind === ts.SyntaxKind.FalseKeyword) return constant(false);
  if (node.kind === ts.SyntaxKind.NullKeyword) return constant(null);
  if (ts.isVoidExpression(node)) return nothing;
  if (ts.isAwaitExpression(node)) return evaluateOption(analysis, node.expression, depth + 1);
  if (ts.isObjectLiteralExpression(node)) return objectOf(analysis, node, depth);
  if (ts.isTemplateExpression(node)) return templateOf(analysis, node, depth);
  if (ts.isPrefixUnaryExpression(node))
    return negated(evaluateOption(analysis, node.operand, depth + 1), node.operator);
  if (ts.isBinaryExpression(node)) return binaryOf(analysis, node, depth);
  if (ts.isConditionalExpression(node)) {
    return eitherOf(
      evaluateOption(analysis, node.whenTrue, depth + 1),
      evaluateOption(analysis, node.whenFalse, depth + 1),
    );
  }
  if (ts.isNewExpression(node)) return constructed(analysis, node, depth);
  if (ts.isCallExpression(node)) return called(analysis, node, depth);
  if (isInlineFunction(node) || ts.isArrayLiteralExpression(node) || ts.isClassExpression(node)) return given;
  if (isEnvironment(node)) return { kind: 'environment' };
  const named = ts.isIdentifier(node) ? valueOfName(analysis, node, depth) : valueOfMember(analysis, node, depth);
  return named.kind === 'unknown' ? byType(analysis, node) : named;
}

/** `process.env.X`, `process.env['X']`, `import.meta.env.X`. */
function isEnvironment(node: ts.Expression): boolean {
  const object = ts.isElementAccessExpression(node) ? unwrap(node.expression) : accessOf(node)?.object;
  return (
    object !== undefined && accessOf(object)?.name === 'env' && /^(process|import\.meta|Bun)\b/.test(object.getText())
  );
}

function objectOf(analysis: Analysis, node: ts.ObjectLiteralExpression, depth: number): OptionValue {
  let object: Extract<OptionValue, { kind: 'object' }> = { kind: 'object', entries: new Map(), open: false };
  const put = (name: string, entry: Entry): void => {
    object = { ...object, entries: new Map([...object.entries, [name, entry]]) };
  };
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      object = spreadOver(object, spreadValue(analysis, property.expression, depth + 1));
      continue;
    }
    const name = ts.isComputedPropertyName(property.name)
      ? computedName(analysis, property.name, depth)
      : property.name.text;
    if (name === undefined) object = spreadOver(object, unknown);
    else if (ts.isPropertyAssignment(property)) {
      put(name, { node: property, value: evaluateOption(analysis, property.initializer, depth + 1) });
    } else if (ts.isShorthandPropertyAssignment(property)) {
      const symbol = analysis.checker.getShorthandAssignmentValueSymbol(property);
      const value = symbol ? valueOfSymbol(analysis, symbol, depth + 1) : unknown;
      put(name, { node: property, value: value.kind === 'unknown' ? byType(analysis, property.name) : value });
    } else put(name, { node: property, value: given });
  }
  return object;
}

/** What is spread: of `...(ssl && { ssl })`, the right side or nothing. */
function spreadValue(analysis: Analysis, expression: ts.Expression, depth: number): OptionValue {
  const node = unwrap(expression);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) {
    const object: OptionValue = { kind: 'object', entries: new Map(), open: false };
    return eitherOf(object, evaluateOption(analysis, node.right, depth));
  }
  const value = evaluateOption(analysis, node, depth);
  return value.kind === 'constant' ? { kind: 'object', entries: new Map(), open: false } : value;
}

function computedName(analysis: Analysis, { expression }: ts.ComputedPropertyName, depth: number): string | undefined {
  const value = evaluateOption(analysis, expression, depth + 1);
  return value.kind === 'constant' ? String(value.value) : undefined;
}

function templateOf(analysis: Analysis, node: ts.TemplateExpression, depth: number): OptionValue {
  const pieces = [
    node.head.text,
    ...node.templateSpans.flatMap((span) => [piecesOf(analysis, span.expression, depth), span.literal.text]),
  ];
  return joined(pieces.flat());
}

/** The pieces of a text; a hole where it is not known. */
function piecesOf(analysis: Analysis, expression: ts.Expression, depth: number): readonly (string | undefined)[] {
  const value = evaluateOption(analysis, expression, depth + 1);
  if (value.kind === 'text' && !value.set) return value.pieces;
  return value.kind === 'constant' ? [String(value.value)] : [undefined];
}

function binaryOf(analysis: Analysis, node: ts.BinaryExpression, depth: number): OptionValue {
  const left = evaluateOption(analysis, node.left, depth + 1);
  const right = evaluateOption(analysis, node.right, depth + 1);
  const operator = node.operatorToken.kind;
  if (operator === ts.SyntaxKind.QuestionQuestionToken || operator === ts.SyntaxKind.BarBarToken) {
    return withDefault(left, right);
  }
  if (operator !== ts.SyntaxKind.PlusToken) return computed(operator, left, right);
  if (left.kind === 'constant' && right.kind === 'constant') {
    const [first, second] = [left.value, right.value];
    if (typeof first === 'number' && typeof second === 'number') return constant(first + second);
  }
  if (left.kind === 'given' && right.kind === 'given') return given;
  return joined([...piecesOf(analysis, node.left, depth), ...piecesOf(analysis, node.right, depth)]);
}

/** `new URL(text)` is its text until something is set on it. */
function constructed(analysis: Analysis, node: ts.NewExpression, depth: number): OptionValue {
  const [argument] = node.arguments ?? [];
  if (nameOf(node.expression) !== 'URL' || !argument) return { kind: 'given', built: node };
  return { kind: 'text', pieces: piecesOf(analysis, argument, depth) };
}

function called(analysis: Analysis, node: ts.CallExpression, depth: number): OptionValue {
  const callee = unwrap(node.expression);
  const name = nameOf(callee);
  const [first] = node.arguments;
  const access = accessOf(callee);
  if (requiredModule(node) !== undefined) return valueOfRequired(analysis, node, depth);
  if (first && access?.object.getText() === 'Object' && (name === 'freeze' || name === 'assign')) {
    return node.arguments
      .map((argument) => evaluateOption(analysis, argument, depth + 1))
      .reduce((below, above) => (below.kind === 'object' ? spreadOver(below, above) : unknown));
  }
  if (!access && (name === 'Number' || name === 'parseInt' || name === 'parseFloat') && first) {
    const value = evaluateOption(analysis, first, depth + 1);
    return value.kind === 'constant' ? constant(Number(value.value)) : given;
  }
  if (!access && name === 'String' && first) return evaluateOption(analysis, first, depth + 1);
  if (access && name === 'toString' && node.arguments.length === 0) {
    return evaluateOption(analysis, access.object, depth + 1);
  }
  const target = calleeOfCall(analysis, node);
  const [declaration, ...others] = target?.kind === 'functions' ? target.functions : [];
  const answer = declaration && others.length === 0 ? valueAnsweredBy(analysis, declaration, depth + 1) : unknown;
  return answer.kind === 'unknown' ? byType(analysis, node) : answer;
}

/** What a function answers with, where it has one `return`. */
export function valueAnsweredBy(analysis: Analysis, declaration: FunctionWithBody, depth = 0): OptionValue {
  const answer = answerOf(declaration);
  return answer ? evaluateOption(analysis, answer, depth) : unknown;
}

/** The expression that a function answers with, where it has one `return`. */
export function answerOf({ body }: FunctionWithBody): ts.Expression | undefined {
  if (!ts.isBlock(body)) return body;
  const returns: ts.ReturnStatement[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isReturnStatement(node)) returns.push(node);
    if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit);
  };
  visit(body);
  const [only, ...others] = returns;
  return others.length === 0 ? only?.expression : undefined;
}

/** What a file of the user exports as a whole: `module.exports = { … }`. */
function valueOfRequired(analysis: Analysis, call: ts.CallExpression, depth: number): OptionValue {
  const [specifier] = call.arguments;
  const module = specifier && analysis.checker.getSymbolAtLocation(specifier);
  const exported = module?.exports?.get(ts.InternalSymbolName.ExportEquals);
  return exported ? valueOfSymbol(analysis, exported, depth + 1) : unknown;
}

function valueOfName(analysis: Analysis, node: ts.Identifier, depth: number): OptionValue {
  if (node.text === 'undefined') return nothing;
  const symbol = analysis.checker.getSymbolAtLocation(node);
  return symbol ? valueOfSymbol(analysis, symbol, depth + 1) : unknown;
}

function valueOfMember(analysis: Analysis, node: ts.Expression, depth: number): OptionValue {
  const access = accessOf(node);
  if (!access) return unknown;
  const object = evaluateOption(analysis, access.object, depth + 1);
  if (object.kind === 'text' && access.name === 'href') return object;
  if (object.kind === 'object') {
    const stated = optionAt(object, access.name);
    return stated === 'missing' ? nothing : stated === 'unknown' ? unknown : stated.value;
  }
  const symbol = analysis.checker.getSymbolAtLocation(access.nameNode);
  const declaration = symbol?.valueDeclaration;
  const isFixed =
    declaration !== undefined &&
    ts.isPropertyDeclaration(declaration) &&
    (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Readonly) !== 0;
  if (isFixed && declaration.initializer) return evaluateOption(analysis, declaration.initializer, depth + 1);
  return unknown;
}

function valueOfSymbol(analysis: Analysis, symbol: ts.Symbol, depth: number): OptionValue {
  const resolved = resolveAlias(analysis.checker, symbol);
  for (const declaration of resolved.declarations ?? []) {
    if (ts.isVariableDeclaration(declaration) && declaration.initializer && ts.isIdentifier(declaration.name)) {
      return withChanges(analysis, resolved, declaration, evaluateOption(analysis, declaration.initializer, depth + 1));
    }
    if (ts.isBindingElement(declaration)) return valueOfElement(analysis, declaration, depth);
    const bound = analysis.bound?.get(declaration);
    if (bound) return withChanges(analysis, resolved, declaration, bound);
    if (ts.isExportAssignment(declaration)) return evaluateOption(analysis, declaration.expression, depth + 1);
    if (ts.isBinaryExpression(declaration)) return evaluateOption(analysis, declaration.right, depth + 1);
    // `exports.url = …` in JavaScript.
    if (ts.isPropertyAccessExpression(declaration) && ts.isBinaryExpression(declaration.parent)) {
      return evaluateOption(analysis, declaration.parent.right, depth + 1);
    }
    if (hasBody(declaration) || ts.isClassLike(declaration)) return given;
  }
  return unknown;
}

/** `max` of `const { max = 5 } = config`. */
function valueOfElement(analysis: Analysis, element: ts.BindingElement, depth: number): OptionValue {
  const variable = element.parent.parent;
  if (!ts.isVariableDeclaration(variable) || !variable.initializer || element.dotDotDotToken) return unknown;
  const name = element.propertyName ?? element.name;
  if (!ts.isIdentifier(name)) return unknown;
  const object = evaluateOption(analysis, variable.initializer, depth + 1);
  const stated = object.kind === 'object' ? optionAt(object, name.text) : 'unknown';
  if (typeof stated === 'object') return stated.value;
  const otherwise = element.initializer && evaluateOption(analysis, element.initializer, depth + 1);
  if (stated === 'missing') return otherwise ?? nothing;
  if (/(^|\.)process\.env$/.test(variable.initializer.getText())) {
    return otherwise && !mayBeMissing(otherwise) ? { kind: 'text', pieces: [undefined] } : { kind: 'environment' };
  }
  return otherwise && !mayBeMissing(otherwise) ? given : unknown;
}

/** What the type of an expression tells: its literal, that it is a text, or at least that it is set. */
function byType(analysis: Analysis, node: ts.Expression): OptionValue {
  if (!analysis.typed) return unknown;
  const type = analysis.checker.getTypeAtLocation(node);
  if (type.isStringLiteral() || type.isNumberLiteral()) return constant(type.value);
  const parts = type.isUnion() ? type.types : [type];
  const isOpen = parts.some(
    ({ flags }) => (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter)) !== 0,
  );
  const mayMiss = parts.some(
    ({ flags }) => (flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void)) !== 0,
  );
  if (isOpen) return unknown;
  const present = parts.filter(({ flags }) => (flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)) === 0);
  if (present.length > 0 && present.every(({ flags }) => (flags & ts.TypeFlags.StringLike) !== 0)) {
    return mayMiss ? { kind: 'environment' } : { kind: 'text', pieces: [undefined] };
  }
  const isPrimitive = present.every(
    ({ flags }) => (flags & (ts.TypeFlags.NumberLike | ts.TypeFlags.BooleanLike | ts.TypeFlags.StringLike)) !== 0,
  );
  return !mayMiss && isPrimitive ? given : unknown;
}
