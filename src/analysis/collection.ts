import ts from 'typescript';

import { type Analysis, memoise } from './analysis.ts';
import { answersOf } from './answers.ts';
import { resolveAlias } from './declared-in.ts';
import { listsGivenTo } from './list-function.ts';
import { isShortListInLiteral } from './literal-members.ts';
import { referencesOf } from './references.ts';
import { isListOfServices } from './service-list.ts';
import { isListOfTables } from './table-list.ts';
import { isTuple } from './tuple.ts';
import { accessOf, enclosingFunction, isInlineFunction, nameOf, unwrap } from './syntax.ts';

/** How many elements an iterated expression has, as far as the source tells. */
export type Size =
  /** A small number that is written in the source. */
  | 'bounded'
  /** Elements of a collection whose size is not known. */
  | 'elements'
  /** Groups of elements: chunks, pages, slices. */
  | 'batches';

/** Methods whose result has as many elements as what they are called on, or fewer. */
const keepsSize = new Set([
  'map',
  'filter',
  'sort',
  'toSorted',
  'reverse',
  'toReversed',
  'slice',
  'concat',
  'entries',
  'keys',
  'values',
  'flat',
  'splice',
]);
const chunking = /^(chunk|batch|page|window)|(chunk|chunks|batch|batches|chunked|batched)$|^splitEvery$|^inGroupsOf$/i;

/** A function that answers with one of them. */
const oneBatch = /(chunk|batch|page|window)$/i;

export function sizeOf(analysis: Analysis, expression: ts.Expression): Size {
  const size = sizeWithin(analysis, expression, 0);
  const isFew = (): boolean => isListOfServices(analysis, expression) || isListOfTables(analysis, expression);
  return size === 'elements' && isFew() ? 'bounded' : size;
}

function sizeWithin(analysis: Analysis, expression: ts.Expression, depth: number): Size {
  const node = unwrap(expression);
  if (depth > 8) return 'elements';
  if (ts.isArrayLiteralExpression(node)) {
    const spreads = node.elements.filter(ts.isSpreadElement);
    return largest(spreads.map((spread) => sizeWithin(analysis, spread.expression, depth + 1)));
  }
  if (ts.isStringLiteralLike(node)) return 'bounded';
  if (ts.isObjectLiteralExpression(node)) return sizeOfLength(analysis, lengthIn(node));
  if (ts.isConditionalExpression(node)) return larger(analysis, node.whenTrue, node.whenFalse, depth);
  if (ts.isBinaryExpression(node)) {
    return node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken
      ? sizeWithin(analysis, node.right, depth + 1)
      : larger(analysis, node.left, node.right, depth);
  }
  if (ts.isNewExpression(node)) {
    const [argument] = node.arguments ?? [];
    if (nameOf(node.expression) === 'Array') return sizeOfLength(analysis, argument);
    return argument ? sizeWithin(analysis, argument, depth + 1) : 'elements';
  }
  if (ts.isAwaitExpression(node)) return sizeOfAwaited(analysis, unwrap(node.expression), depth);
  if (ts.isCallExpression(node)) return sizeOfCall(analysis, node, depth);
  const access = accessOf(node);
  // Someone has typed them.
  if (access?.name === 'argv' && access.object.getText() === 'process') return 'bounded';
  const size = ts.isIdentifier(node) || access ? sizeOfSymbol(analysis, access?.nameNode ?? node, depth) : 'elements';
  const isFew = (): boolean => isShortListInLiteral(analysis, node) || isTuple(analysis, node);
  return size === 'elements' && isFew() ? 'bounded' : size;
}

/** What is awaited from `fetchBatch()` is one batch, whose elements are the rows. */
function sizeOfAwaited(analysis: Analysis, awaited: ts.Expression, depth: number): Size {
  const isOneBatch = ts.isCallExpression(awaited) && oneBatch.test(nameOf(unwrap(awaited.expression)) ?? '');
  return isOneBatch ? sizeOfAnswers(analysis, awaited) : sizeWithin(analysis, awaited, depth + 1);
}

function larger(analysis: Analysis, first: ts.Expression, second: ts.Expression, depth: number): Size {
  return largest([sizeWithin(analysis, first, depth + 1), sizeWithin(analysis, second, depth + 1)]);
}

function largest(sizes: readonly Size[]): Size {
  return sizes.find((size) => size !== 'bounded') ?? 'bounded';
}

function sizeOfCall(analysis: Analysis, call: ts.CallExpression, depth: number): Size {
  const callee = unwrap(call.expression);
  const access = accessOf(callee);
  const name = nameOf(callee) ?? '';
  const [first, second] = call.arguments;
  if (chunking.test(name)) return 'batches';
  const lists = listsGivenTo(analysis, call);
  if (lists) return largest(lists.map((list) => sizeWithin(analysis, list, depth + 1)));
  if (!access) return name === 'Array' ? sizeOfLength(analysis, first) : sizeOfAnswers(analysis, call);
  const owner = ts.isIdentifier(access.object) ? access.object.text : '';
  if (owner === 'Object' && ['keys', 'values', 'entries'].includes(name) && first)
    return hasKnownMembers(analysis, first) || isListOfTables(analysis, first)
      ? 'bounded'
      : sizeWithin(analysis, first, depth + 1);
  if (owner === 'Array' && name === 'of') return 'bounded';
  if (owner === 'Promise' && /^all(Settled)?$/.test(name) && first) return sizeWithin(analysis, first, depth + 1);
  if (owner === 'Array' && name === 'from' && first) return sizeWithin(analysis, first, depth + 1);
  if (name === 'slice' && first && second && isSmallNumber(analysis, first) && isSmallNumber(analysis, second))
    return 'bounded';
  if (keepsSize.has(name)) {
    const parts = [access.object, ...(name === 'concat' ? call.arguments : [])];
    return largest(parts.map((part) => sizeWithin(analysis, part, depth + 1)));
  }
  return analysis.catalogue.statementLists.has(name) ? 'bounded' : sizeOfAnswers(analysis, call);
}

function sizeOfAnswers(analysis: Analysis, call: ts.CallExpression): Size {
  return sizeAnswered(analysis, call) ?? 'elements';
}

/** The size of what functions of the user's answer with: `return ['create …', 'grant …']`. */
const sizeAnswered = memoise<ts.CallExpression, Size>((analysis, call) => {
  const answers = answersOf(analysis, call);
  // A list that is always empty is one that others fill, or override.
  if (!answers || answers.expressions.every(isEmptyLiteral)) return undefined;
  return largest(answers.expressions.map((answer) => sizeWithin(answers.analysis, answer, 0)));
});

function isEmptyLiteral(expression: ts.Expression): boolean {
  const node = unwrap(expression);
  return ts.isArrayLiteralExpression(node) && node.elements.length === 0;
}

/** Whether a type names all members that an object may have, so that its keys are few: `Partial<Record<'home' | 'inbox', Mark>>`. */
export function hasKnownMembers({ checker, typed }: Analysis, object: ts.Expression): boolean {
  if (!typed) return false;
  const type = checker.getNonNullableType(checker.getTypeAtLocation(object));
  if (!(type.flags & ts.TypeFlags.Object) || checker.isArrayType(type) || checker.isTupleType(type)) return false;
  if (type.getStringIndexType() ?? type.getNumberIndexType()) return false;
  const members = type.getProperties();
  return members.length > 0 && members.every((member) => !(member.flags & ts.SymbolFlags.Method));
}

/** `n` in `{ length: n }`, which stands for a list. */
function lengthIn(literal: ts.ObjectLiteralExpression): ts.Expression | undefined {
  const length = literal.properties.find((property) => property.name?.getText() === 'length');
  if (length && ts.isShorthandPropertyAssignment(length)) return length.name;
  return length && ts.isPropertyAssignment(length) ? length.initializer : undefined;
}

function sizeOfLength(analysis: Analysis, length: ts.Expression | undefined): Size {
  return !length || isSmallNumber(analysis, length) ? 'bounded' : 'elements';
}

function sizeOfSymbol(analysis: Analysis, name: ts.Node, depth: number): Size {
  const found = analysis.checker.getSymbolAtLocation(name);
  const symbol = found && resolveAlias(analysis.checker, found);
  const declaration = symbol?.valueDeclaration;
  // What a module exports that cannot be read is most likely a constant.
  if (found && found.flags & ts.SymbolFlags.Alias && !declaration) return 'bounded';
  if (!symbol || !declaration) return 'elements';
  if (ts.isEnumDeclaration(declaration)) return 'bounded';
  if (ts.isPropertyAssignment(declaration)) return sizeWithin(analysis, declaration.initializer, depth + 1);
  if (!isConstantDeclaration(declaration)) return 'elements';
  if (!declaration.initializer) return isGeneratedConstant(declaration) ? 'bounded' : 'elements';
  const size = isOwnMap(declaration) ? 'bounded' : sizeWithin(analysis, declaration.initializer, depth + 1);
  return size === 'bounded' && ts.isVariableDeclaration(declaration) && grows(analysis, symbol) !== false
    ? 'elements'
    : size;
}

function isConstantDeclaration(
  declaration: ts.Declaration,
): declaration is ts.VariableDeclaration | ts.PropertyDeclaration {
  if (ts.isVariableDeclaration(declaration)) return (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
  return (
    ts.isPropertyDeclaration(declaration) &&
    (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Readonly) !== 0
  );
}

/** A constant of a declaration file whose type is an object with known members, as enums of generated clients are. */
function isGeneratedConstant(declaration: ts.VariableDeclaration | ts.PropertyDeclaration): boolean {
  return (
    declaration.getSourceFile().isDeclarationFile &&
    declaration.type !== undefined &&
    ts.isTypeLiteralNode(declaration.type)
  );
}

/** Whether elements are added to a variable repeatedly, or several at a time. */
const grows = memoise<ts.Symbol, boolean>((analysis, symbol) => {
  const isEmpty = isEmptyList(symbol.valueDeclaration);
  return (referencesOf(analysis, symbol) ?? []).some((reference) => {
    // An empty list that is handed to someone is filled by them.
    if (isEmpty && isHandedTo(reference)) return true;
    const access = accessOf(reference.parent);
    const isObject = access?.object === reference;
    if (isObject && ts.isElementAccessExpression(reference.parent)) return isAssigned(reference.parent);
    if (!isObject || !['push', 'unshift', 'add', 'set'].includes(access.name)) {
      return ts.isElementAccessExpression(reference.parent) && isAssigned(reference.parent);
    }
    const call = reference.parent.parent;
    if (!ts.isCallExpression(call)) return false;
    if (
      call.arguments.some(
        (argument) => ts.isSpreadElement(argument) && sizeWithin(analysis, argument.expression, 0) !== 'bounded',
      )
    ) {
      return true;
    }
    const declaring = symbol.valueDeclaration && enclosingFunction(symbol.valueDeclaration);
    return isRepeated(analysis, call, declaring);
  });
});

function isEmptyList(declaration: ts.Declaration | undefined): boolean {
  const list = declaration && ts.isVariableDeclaration(declaration) && declaration.initializer;
  if (!list) return false;
  const made = unwrap(list);
  if (ts.isNewExpression(made)) return (made.arguments ?? []).length === 0;
  return ts.isArrayLiteralExpression(made) && made.elements.length === 0;
}

/** A map or a set that begins empty and that other modules cannot fill. */
function isOwnMap(declaration: ts.VariableDeclaration | ts.PropertyDeclaration): boolean {
  const made = declaration.initializer && unwrap(declaration.initializer);
  return (
    isEmptyList(declaration) &&
    made !== undefined &&
    ts.isNewExpression(made) &&
    /^(Map|Set)$/.test(nameOf(made.expression) ?? '') &&
    (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) === 0
  );
}

function isHandedTo({ parent }: ts.Identifier): boolean {
  return (
    ts.isShorthandPropertyAssignment(parent) ||
    ts.isPropertyAssignment(parent) ||
    (ts.isCallExpression(parent) && !isPlainCall(parent))
  );
}

/** A call that only reads what it is given: `console.log(list)`, `JSON.stringify(list)`, `Promise.all(list)`. */
function isPlainCall({ expression }: ts.CallExpression): boolean {
  const owner = accessOf(unwrap(expression))?.object;
  return owner !== undefined && ts.isIdentifier(owner) && /^(console|JSON|Promise|Array|Object|Math)$/.test(owner.text);
}

function isAssigned(node: ts.Node): boolean {
  return ts.isBinaryExpression(node.parent) && node.parent.left === node;
}

/** Whether a node runs for elements whose number is not known, or in another function than the one that declares the variable. */
function isRepeated(analysis: Analysis, node: ts.Node, declaring: ts.Node | undefined): boolean {
  for (let child = node, outer = node.parent; outer !== declaring && !ts.isSourceFile(outer);) {
    const repeats = ts.isIterationStatement(outer, false) || ts.isFunctionLike(outer);
    const source = repeats ? iteratedBy(outer, child) : undefined;
    if (repeats && !(source && sizeWithin(analysis, source, 0) === 'bounded')) return true;
    [child, outer] = [outer, outer.parent];
  }
  return false;
}

/** `rows` in `for (const row of rows) …` and in `rows.forEach((row) => …)`. */
function iteratedBy(outer: ts.Node, child: ts.Node): ts.Expression | undefined {
  if (ts.isForOfStatement(outer) || ts.isForInStatement(outer))
    return outer.statement === child ? outer.expression : undefined;
  const call = outer.parent;
  if (!isInlineFunction(outer) || !ts.isCallExpression(call)) return undefined;
  const access = accessOf(unwrap(call.expression));
  return access && ['forEach', 'map'].includes(access.name) ? access.object : undefined;
}

/** Whether an expression is a number of at most 100 that the source states. */
export function isSmallNumber(analysis: Analysis, expression: ts.Expression, depth = 0): boolean {
  const node = unwrap(expression);
  if (ts.isNumericLiteral(node)) return Number(node.text) <= 100;
  const name = accessOf(node)?.nameNode ?? (ts.isIdentifier(node) ? node : undefined);
  const symbol = name && depth < 4 ? analysis.checker.getSymbolAtLocation(name) : undefined;
  const declaration = symbol && resolveAlias(analysis.checker, symbol).valueDeclaration;
  if (!declaration) return false;
  const isConstant =
    (ts.isVariableDeclaration(declaration) && (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0) ||
    ts.isPropertyDeclaration(declaration) ||
    ts.isPropertyAssignment(declaration) ||
    ts.isParameter(declaration);
  if (!isConstant || !declaration.initializer) return false;
  return isSmallNumber(analysis, declaration.initializer, depth + 1);
}
