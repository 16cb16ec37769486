import ts from 'typescript';

import type { Client } from '../clients/define-client.ts';
import { type Analysis, memoise } from './analysis.ts';
import { assignedInConstructor } from './assigned-in-constructor.ts';
import { signatureDeclared } from './called-signature.ts';
import { commandHandlerOf } from './command-handler.ts';
import { hasContractElsewhere, implementedElsewhere, methodByContract } from './contract.ts';
import { packageOf, resolveAlias } from './declared-in.ts';
import { mayBeOwn } from './declared-members.ts';
import { implementationsOf } from './implementations.ts';
import { declaredElsewhere, importedElsewhere, type SymbolElsewhere } from './other-file.ts';
import { isMadeByLibrary, isTakenFromLibrary, librariesOf } from './library-value.ts';
import { functionBehind, returnedBy } from './returned-value.ts';
import {
  accessOf,
  type CallLike,
  calleeOf,
  type FunctionWithBody,
  hasBody,
  isAsync,
  isCallLike,
  isInlineFunction,
  nameOf,
  someDescendant,
  unwrap,
} from './syntax.ts';

/** Functions whose results are kept, so that what they wrap does not run at each call. */
const memoising =
  /^(cache|cached|cacheable|withCache|unstable_cache|memo|memoize|memoise|memoized|memoizee|pMemoize|memoizeOne|once|dedupe|debounce|throttle)$/i;

/** What a call runs. */
export type Callee =
  /** Functions of the program: all that may be meant. */
  | {
      readonly kind: 'functions';
      readonly functions: readonly FunctionWithBody[];
      /** Set if they are of another program. */
      readonly analysis?: Analysis;
    }
  /** A function that the surrounding function was given. */
  | { readonly kind: 'parameter'; readonly parameter: ts.ParameterDeclaration }
  /** A cache, which runs what is behind it for new arguments only. */
  | { readonly kind: 'cache' }
  | undefined;

export const calleeOfCall = memoise<CallLike, NonNullable<Callee>>((analysis, call) => {
  if (isOfList(call)) return undefined;
  const handler = commandHandlerOf(analysis, call);
  if (handler) return { kind: 'functions', functions: [handler] };
  if (!mayBeOwn(analysis, calleeOf(call)) && !hasContractElsewhere(analysis, calleeOf(call))) return undefined;
  const named = calleeOfReference(analysis, calleeOf(call));
  if (named || ts.isJsxOpeningLikeElement(call) || librariesOf(analysis, calleeOf(call))) return named;
  if (isTakenFromLibrary(analysis, calleeOf(call))) return undefined;
  const declaration = signatureDeclared(analysis.checker, call, calleeOf(call));
  if (!declaration || ts.isJSDocSignature(declaration) || declaration.getSourceFile().isDeclarationFile)
    return undefined;
  if (hasBody(declaration)) return { kind: 'functions', functions: [declaration] };
  return implementedBy(analysis, declaration, accessOf(calleeOf(call))?.object, 0);
});

/** Whether a call is one of a list's methods with a callback that waits for nothing. What the list is of need not be asked. */
function isOfList(call: CallLike): boolean {
  const access = ts.isCallExpression(call) ? accessOf(unwrap(call.expression)) : undefined;
  if (!access || !ts.isCallExpression(call) || !Object.hasOwn(Array.prototype, access.name)) return false;
  const [first] = call.arguments.map(unwrap);
  return first !== undefined && isInlineFunction(first) && !isAsync(first);
}

/** What runs when an expression is called: a function, a name, a member, `f.bind(x)`. */
export function calleeOfReference(analysis: Analysis, reference: ts.Expression, depth = 0): Callee {
  const node = unwrap(reference);
  if (depth > 8) return undefined;
  if (isInlineFunction(node)) return { kind: 'functions', functions: [node] };
  if (ts.isCallExpression(node)) return calleeOfWrapped(analysis, node, depth);
  if (ts.isConditionalExpression(node)) return eitherOf(analysis, [node.whenTrue, node.whenFalse], depth);
  if (ts.isBinaryExpression(node) && isDefault(node.operatorToken.kind))
    return eitherOf(analysis, [node.left, node.right], depth);
  if (!mayBeOwn(analysis, node) && !hasContractElsewhere(analysis, node)) return undefined;
  const name = accessOf(node)?.nameNode ?? (ts.isIdentifier(node) ? node : undefined);
  const symbol = name && analysis.checker.getSymbolAtLocation(name);
  const object = accessOf(node)?.object;
  const callee = symbol && calleeOfSymbol(analysis, resolveAlias(analysis.checker, symbol), depth + 1, object);
  if (callee) return callee;
  const elsewhere = importedElsewhere(analysis, node) ?? (symbol ? undefined : methodByContract(analysis, node));
  return ofOtherProgram(elsewhere);
}

function ofOtherProgram(elsewhere: SymbolElsewhere | undefined): Callee {
  const callee = elsewhere && calleeOfSymbol(elsewhere.analysis, elsewhere.symbol, 0);
  return elsewhere && callee?.kind === 'functions' ? { analysis: elsewhere.analysis, ...callee } : callee;
}

/** All functions that a choice may mean; nothing where one of them is not known. */
function eitherOf(analysis: Analysis, choices: readonly ts.Expression[], depth: number): Callee {
  const callees = choices.map((choice) => calleeOfReference(analysis, choice, depth + 1));
  const functions = callees.flatMap((callee) => (callee?.kind === 'functions' ? callee.functions : []));
  return callees.every((callee) => callee?.kind === 'functions') ? { kind: 'functions', functions } : undefined;
}

function isDefault(operator: ts.SyntaxKind): boolean {
  return operator === ts.SyntaxKind.QuestionQuestionToken || operator === ts.SyntaxKind.BarBarToken;
}

function calleeOfSymbol(analysis: Analysis, symbol: ts.Symbol, depth: number, receiver?: ts.Expression): Callee {
  const functions = new Set<FunctionWithBody>();
  for (const declaration of symbol.declarations ?? []) {
    if (declaration.getSourceFile().isDeclarationFile) {
      const callee = ofOtherProgram(declaredElsewhere(analysis, declaration));
      if (callee) return callee;
      continue;
    }
    const callee = calleeOfDeclaration(analysis, declaration, depth, receiver);
    if (callee && (callee.kind !== 'functions' || callee.analysis)) return callee;
    if (callee) for (const one of callee.functions) functions.add(one);
  }
  return functions.size > 0 ? { kind: 'functions', functions: [...functions] } : undefined;
}

/** All functions that implement a member; nothing where one of them is not known. */
function implementedBy(
  analysis: Analysis,
  member: ts.Declaration,
  receiver: ts.Expression | undefined,
  depth: number,
): Extract<Callee, { kind: 'functions' }> | undefined {
  const functions = new Set<FunctionWithBody>();
  for (const implementation of implementationsOf(analysis, member, receiver)) {
    const callee = depth > 8 ? undefined : calleeOfDeclaration(analysis, implementation, depth + 1);
    if (callee?.kind !== 'functions' || callee.analysis) return undefined;
    for (const one of callee.functions) functions.add(one);
  }
  return functions.size > 0 ? { kind: 'functions', functions: [...functions] } : undefined;
}

function calleeOfDeclaration(
  analysis: Analysis,
  declaration: ts.Declaration,
  depth: number,
  receiver?: ts.Expression,
): Callee {
  if (hasBody(declaration)) {
    const instead = onlyThrows(declaration) ? implementedBy(analysis, declaration, receiver, depth) : undefined;
    return instead ?? { kind: 'functions', functions: [declaration] };
  }
  if (ts.isParameter(declaration)) {
    return declaration.initializer
      ? calleeOfReference(analysis, declaration.initializer, depth)
      : { kind: 'parameter', parameter: declaration };
  }
  if (
    ts.isVariableDeclaration(declaration) ||
    ts.isPropertyDeclaration(declaration) ||
    ts.isPropertyAssignment(declaration)
  ) {
    const value = declaration.initializer ?? assignedInConstructor(declaration);
    if (value) return calleeOfReference(analysis, value, depth);
  }
  // `const { users: { find } } = queries`
  if (ts.isBindingElement(declaration) && ts.isObjectBindingPattern(declaration.parent)) {
    if (isOfAwaitedData(declaration.parent) || isMadeByLibrary(analysis, declaration.parent.parent)) return undefined;
    const name = declaration.propertyName ?? declaration.name;
    const value = ts.isIdentifier(name) ? memberAnswered(analysis, declaration.parent.parent, name.text) : undefined;
    if (value) return calleeOfReference(analysis, value, depth + 1);
    const member = ts.isIdentifier(name)
      ? analysis.checker.getTypeAtLocation(declaration.parent).getProperty(name.text)
      : undefined;
    return member && calleeOfSymbol(analysis, member, depth + 1);
  }
  if (ts.isShorthandPropertyAssignment(declaration)) {
    const value = analysis.checker.getShorthandAssignmentValueSymbol(declaration);
    return value && calleeOfSymbol(analysis, resolveAlias(analysis.checker, value), depth + 1);
  }
  if (ts.isExportAssignment(declaration)) return calleeOfReference(analysis, declaration.expression, depth);
  if (ts.isMethodSignature(declaration) || ts.isPropertySignature(declaration) || ts.isMethodDeclaration(declaration)) {
    return (
      implementedBy(analysis, declaration, receiver, depth) ??
      ofOtherProgram(implementedElsewhere(analysis, declaration))
    );
  }
  // `exports.load = async () => …` and `this.load = …` in JavaScript.
  if (ts.isPropertyAccessExpression(declaration) && ts.isBinaryExpression(declaration.parent)) {
    return calleeOfReference(analysis, declaration.parent.right, depth);
  }
  if (ts.isBinaryExpression(declaration)) return calleeOfReference(analysis, declaration.right, depth);
  return undefined;
}

/** Whether a pattern takes apart what was awaited, which is data where it is no module: its type may be that of a query. */
function isOfAwaitedData({ parent }: ts.ObjectBindingPattern): boolean {
  const value = ts.isVariableDeclaration(parent) && parent.initializer ? unwrap(parent.initializer) : undefined;
  if (!value || !ts.isAwaitExpression(value)) return false;
  const awaited = unwrap(value.expression);
  return !ts.isCallExpression(awaited) || awaited.expression.kind !== ts.SyntaxKind.ImportKeyword;
}

/** The member of the object that a function of the user's answers with: `load` in `const { load } = useUsers()`. */
function memberAnswered(analysis: Analysis, variable: ts.Node, name: string): ts.Expression | undefined {
  const value = ts.isVariableDeclaration(variable) && variable.initializer ? unwrap(variable.initializer) : undefined;
  const callee = value && ts.isCallExpression(value) ? calleeOfCall(analysis, value) : undefined;
  if (callee?.kind !== 'functions' || callee.analysis) return undefined;
  const [only, ...others] = callee.functions;
  const answer = only && others.length === 0 ? returnedBy(only) : undefined;
  const object = answer && unwrap(answer);
  if (!object || !ts.isObjectLiteralExpression(object)) return undefined;
  const property = object.properties.find((one) => one.name?.getText() === name);
  if (property && ts.isPropertyAssignment(property)) return property.initializer;
  return property && ts.isShorthandPropertyAssignment(property) ? property.name : undefined;
}

/** Whether a method is there to be overridden: `load() { throw new Error('Not implemented'); }`. */
function onlyThrows(declaration: FunctionWithBody): boolean {
  if (!ts.isMethodDeclaration(declaration) || !ts.isBlock(declaration.body)) return false;
  const [only, ...others] = declaration.body.statements;
  return only !== undefined && others.length === 0 && ts.isThrowStatement(only);
}

/** `load.bind(this)`, or a function in a wrapper: `withSpan(async () => …)`. A cache is no such wrapper. */
function calleeOfWrapped(analysis: Analysis, call: ts.CallExpression, depth: number): Callee {
  const callee = unwrap(call.expression);
  const access = accessOf(callee);
  if (access?.name === 'bind') return calleeOfReference(analysis, access.object, depth + 1);
  if (access && Object.hasOwn(Array.prototype, access.name)) return undefined;
  if (memoising.test(nameOf(callee) ?? '')) return { kind: 'cache' };
  const inline = call.arguments.map(unwrap).filter(isInlineFunction);
  const [only] = inline;
  if (inline.length > 1) return undefined;
  const factory = calleeOfReference(analysis, callee, depth + 1);
  const made = factory?.kind === 'functions' ? factory.functions.map(functionMadeBy) : [];
  if (only && !(factory?.kind === 'functions' && factory.functions.every((one) => keepsAsOption(one, call, only))))
    return { kind: 'functions', functions: [only] };
  return made.every((declaration) => declaration !== undefined) && made.length > 0
    ? { ...factory, kind: 'functions', functions: made }
    : undefined;
}

/** Whether a function neither runs nor hands on what it is given, but as one option of many: `retryOf(isTransient)`. */
function keepsAsOption(factory: FunctionWithBody, call: ts.CallExpression, given: ts.Expression): boolean {
  const position = call.arguments.findIndex((argument) => unwrap(argument) === given);
  const name = factory.parameters[position]?.name;
  const uses: ts.Node[] = [];
  if (!name || !ts.isIdentifier(name)) return false;
  const collect = (node: ts.Node): boolean => {
    if (ts.isIdentifier(node) && node.text === name.text) uses.push(node.parent);
    return false;
  };
  someDescendant(factory.body, collect, { intoFunctions: true });
  return uses.every((use) => ts.isShorthandPropertyAssignment(use) || ts.isPropertyAssignment(use));
}

/** The function that a function answers with at once: `(name) => async (id) => …`. */
function functionMadeBy(factory: FunctionWithBody): FunctionWithBody | undefined {
  const returned = returnedBy(factory);
  const made = returned && unwrap(returned);
  return made && isInlineFunction(made) ? made : undefined;
}

/** What reading a member runs: `order.total`, where the class has `get total() { … }`. */
export function getterBehind(analysis: Analysis, node: ts.Expression): Callee {
  const getter = ts.isPropertyAccessExpression(node) ? functionBehind(analysis, node) : undefined;
  return getter && { kind: 'functions', functions: [getter] };
}

/** The name by which a message calls a function. */
export function functionName(declaration: FunctionWithBody, call: ts.Node): string {
  const name = declaration.name?.getText();
  if (name !== undefined) return name;
  const { parent } = declaration;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) {
    return parent.name.getText();
  }
  const called = isCallLike(call) ? calleeOf(call) : ts.isExpression(call) ? call : undefined;
  return (called && nameOf(called)) ?? 'an inline function';
}

/** Whether what is called belongs to no client: a function of the program, or of a library that is none. */
export function isOfNoClient(analysis: Analysis, call: CallLike): boolean {
  const clients = clientsOfLibrary(analysis, call);
  return clients ? clients.length === 0 : calleeOfReference(analysis, calleeOf(call))?.kind === 'functions';
}

/** Whether a client declares what is called whose queries are known neither by a tag nor by the value that a call answers with. */
export function answersNoQuery(analysis: Analysis, call: CallLike): boolean {
  const clients = clientsOfLibrary(analysis, call) ?? [];
  return (
    clients.length > 0 &&
    clients.every(({ queries }) => queries.every(({ by }) => ['method', 'signature', 'relation'].includes(by)))
  );
}

/** The clients that may declare what is called; nothing where it is not known to be a library. */
function clientsOfLibrary(analysis: Analysis, call: CallLike): readonly Client[] | undefined {
  const { byPackage, clients } = analysis.catalogue;
  return librariesOf(analysis, calleeOf(call))?.flatMap((declaration) => {
    const declaredBy = packageOf(declaration);
    if (declaredBy === undefined) return clients.filter(({ generated }) => generated);
    return byPackage.get(declaredBy) ?? [];
  });
}
