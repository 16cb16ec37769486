import ts from 'typescript';

import { referencesOf } from '../analysis/references.ts';
import { accessOf } from '../analysis/syntax.ts';
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
  if (holder) return usesOf(context, holder);
  let node: ts.Node = result;
  while (isTransparent(node.parent, node)) node = node.parent;
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) && parent.initializer === node) {
    if (!ts.isIdentifier(parent.name)) return { mutated: false, escapes: hasRest(parent.name) };
    return usesOf(context, parent.name);
  }
  return useAt(node);
}

function usesOf({ analysis }: RewriteContext, variable: ts.Identifier): RowUse {
  const symbol = analysis.checker.getSymbolAtLocation(variable);
  const uses = (symbol ? (referencesOf(analysis, symbol) ?? []) : []).map(useAt);
  return { mutated: uses.some(({ mutated }) => mutated), escapes: uses.some(({ escapes }) => escapes) };
}

function useAt(reference: ts.Node): RowUse {
  let node = reference;
  while (ts.isParenthesizedExpression(node.parent) || ts.isNonNullExpression(node.parent)) node = node.parent;
  let { parent } = node;
  const access = accessOf(parent);
  if (access?.object !== reference && !(ts.isElementAccessExpression(parent) && parent.expression === node)) {
    const isTest =
      (ts.isIfStatement(parent) && parent.expression === node) ||
      (ts.isConditionalExpression(parent) && parent.condition === node) ||
      ts.isPrefixUnaryExpression(parent) ||
      (ts.isBinaryExpression(parent) && isComparison(parent.operatorToken.kind)) ||
      ts.isExpressionStatement(parent);
    const isTakenApart = ts.isVariableDeclaration(parent) && !ts.isIdentifier(parent.name) && !hasRest(parent.name);
    return { mutated: false, escapes: !isTest && !isTakenApart };
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
