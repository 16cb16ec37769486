import ts from 'typescript';

import { boundElements } from '../analysis/binding-names.ts';
import { referencesOf } from '../analysis/references.ts';
import { accessOf, isInlineFunction, unwrap } from '../analysis/syntax.ts';
import type { RewriteContext } from './rewrite-context.ts';
import type { TakenResult } from './taken-result.ts';

/** What an iteration does with the result of a query. */
export interface RowUse {
  /** Whether it changes the result, which iterations with the same key would share. */
  readonly mutated: boolean;
  /** Whether it hands the result on as a whole, so that its shape can be seen elsewhere. */
  readonly escapes: boolean;
}

const mutating = new Set([
  'push',
  'pop',
  'shift',
  'unshift',
  'splice',
  'sort',
  'reverse',
  'fill',
  'set',
  'delete',
  'clear',
  'save',
  'update',
  'remove',
  'destroy',
  'assign',
]);

/** Follows what is taken of a query's result, `await prisma.user.findUnique()`, through the variable that holds it. */
export function rowUseOf(
  context: RewriteContext,
  { place: result, holder }: Pick<TakenResult, 'place' | 'holder'>,
): RowUse {
  const seen = new Set<ts.Symbol>();
  if (holder) return useOfNames(context, holder, seen);
  let node: ts.Node = result;
  while (isTransparent(node.parent, node)) node = node.parent;
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) && parent.initializer === node) {
    const use = useOfNames(context, parent.name, seen);
    return ts.isIdentifier(parent.name) ? use : { mutated: use.mutated, escapes: hasRest(parent.name) };
  }
  return useThrough(context, node, seen);
}

/** What is done with the variables of a declaration. */
function useOfNames(context: RewriteContext, name: ts.BindingName, seen: Set<ts.Symbol>): RowUse {
  if (!ts.isIdentifier(name)) {
    return merged(boundElements(name).map((element) => useOfNames(context, element.name, seen)));
  }
  const symbol = context.analysis.checker.getSymbolAtLocation(name);
  if (!symbol || seen.has(symbol)) return untouched;
  seen.add(symbol);
  const references = referencesOf(context.analysis, symbol) ?? [];
  return merged(references.map((reference) => useThrough(context, reference, seen)));
}

/** What is done with a result, and with its parts where they get names of their own. */
function useThrough(context: RewriteContext, reference: ts.Node, seen: Set<ts.Symbol>): RowUse {
  const { mutated, escapes } = useAt(reference);
  const ofParts = merged(namesOfParts(reference).map((name) => useOfNames(context, name, seen)));
  return { mutated: mutated || ofParts.mutated, escapes };
}

/** `for (const row of rows)`, `rows.map((row) => …)`, `const [first] = rows`, `const owner = row.owner`. */
function namesOfParts(reference: ts.Node): readonly ts.BindingName[] {
  let node = reference;
  while (isTransparent(node.parent, node) || isMemberOf(node.parent, node)) node = node.parent;
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) && parent.initializer === node) return [parent.name];
  if (ts.isForOfStatement(parent) && parent.expression === node && ts.isVariableDeclarationList(parent.initializer)) {
    return parent.initializer.declarations.map(({ name }) => name);
  }
  if (ts.isCallExpression(parent) && parent.expression === node && node !== reference) {
    return parent.arguments.flatMap((argument) =>
      isInlineFunction(argument) ? argument.parameters.map(({ name }) => name) : [],
    );
  }
  return [];
}

const untouched: RowUse = { mutated: false, escapes: false };

function merged(uses: readonly RowUse[]): RowUse {
  return { mutated: uses.some(({ mutated }) => mutated), escapes: uses.some(({ escapes }) => escapes) };
}

/** What is done with a value where a variable that holds it is mentioned. */
export function useAt(reference: ts.Node): RowUse {
  let node = reference;
  while (ts.isParenthesizedExpression(node.parent) || ts.isNonNullExpression(node.parent)) node = node.parent;
  let { parent } = node;
  const access = accessOf(parent);
  const own = ts.isExpression(reference) ? unwrap(reference) : reference;
  if (access?.object !== own && !(ts.isElementAccessExpression(parent) && parent.expression === node)) {
    const isTest =
      (ts.isIfStatement(parent) && parent.expression === node) ||
      (ts.isConditionalExpression(parent) && parent.condition === node) ||
      ts.isPrefixUnaryExpression(parent) ||
      (ts.isBinaryExpression(parent) && isComparison(parent.operatorToken.kind)) ||
      ts.isExpressionStatement(parent);
    const isTakenApart = ts.isVariableDeclaration(parent) && !ts.isIdentifier(parent.name) && !hasRest(parent.name);
    return { mutated: isAssignedTo(parent, node), escapes: !isTest && !isTakenApart };
  }
  // `row.a.b = 1`, `rows.sort()`, `row.tags.push()`: followed to the end of the chain.
  while (isMemberOf(parent.parent, parent)) parent = parent.parent;
  const outer = parent.parent;
  const isAssigned =
    (ts.isBinaryExpression(outer) && outer.left === parent && isAssignment(outer.operatorToken.kind)) ||
    ts.isDeleteExpression(outer) ||
    ((ts.isPrefixUnaryExpression(outer) || ts.isPostfixUnaryExpression(outer)) &&
      (outer.operator === ts.SyntaxKind.PlusPlusToken || outer.operator === ts.SyntaxKind.MinusMinusToken));
  const isMutatingCall =
    ts.isCallExpression(outer) && outer.expression === parent && mutating.has(accessOf(parent)?.name ?? '');
  return { mutated: isAssigned || isMutatingCall, escapes: false };
}

/** `Object.assign(row, …)`. */
function isAssignedTo(parent: ts.Node, node: ts.Node): boolean {
  return ts.isCallExpression(parent) && parent.arguments[0] === node && accessOf(parent.expression)?.name === 'assign';
}

function isMemberOf(parent: ts.Node, child: ts.Node): boolean {
  return (
    ((ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) && parent.expression === child) ||
    ts.isNonNullExpression(parent)
  );
}

function isTransparent(parent: ts.Node, child: ts.Node): boolean {
  if (ts.isBinaryExpression(parent)) {
    return parent.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken && parent.left === child;
  }
  return ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent) || ts.isAsExpression(parent);
}

function isComparison(kind: ts.SyntaxKind): boolean {
  return (
    kind === ts.SyntaxKind.EqualsEqualsToken ||
    kind === ts.SyntaxKind.EqualsEqualsEqualsToken ||
    kind === ts.SyntaxKind.ExclamationEqualsToken ||
    kind === ts.SyntaxKind.ExclamationEqualsEqualsToken
  );
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

function hasRest(pattern: ts.BindingName): boolean {
  return (
    !ts.isIdentifier(pattern) &&
    pattern.elements.some((element) => ts.isBindingElement(element) && element.dotDotDotToken !== undefined)
  );
}
