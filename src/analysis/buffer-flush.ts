import ts from 'typescript';

import { accessOf, contains, someDescendant, unwrap } from './syntax.ts';

/**
 * Whether a call runs only when a list is full that each run of the code around it fills, an iteration or a function:
 * `if (rows.length >= 500) await flush()`.
 */
export function flushesBuffer(node: ts.Node, slot: ts.Node): boolean {
  for (
    let child = node, outer = node.parent;
    child !== slot && !ts.isSourceFile(outer);
    child = outer, outer = outer.parent
  ) {
    if (!ts.isIfStatement(outer) || outer.thenStatement !== child) continue;
    const list = fullListIn(outer.expression);
    if (list !== undefined && isFilled(slot, list, child)) return true;
  }
  return false;
}

/** `rows` in `rows.length >= 500`. */
function fullListIn(condition: ts.Expression): string | undefined {
  const node = unwrap(condition);
  if (!ts.isBinaryExpression(node)) return undefined;
  const { kind } = node.operatorToken;
  if (kind === ts.SyntaxKind.BarBarToken) return fullListIn(node.left) ?? fullListIn(node.right);
  const access = accessOf(unwrap(node.left));
  const isComparison = [
    ts.SyntaxKind.GreaterThanEqualsToken,
    ts.SyntaxKind.GreaterThanToken,
    ts.SyntaxKind.EqualsEqualsEqualsToken,
    ts.SyntaxKind.EqualsEqualsToken,
  ].includes(kind);
  const isFull = isComparison && unwrap(node.right).getText() !== '0';
  return isFull && access && ['length', 'size'].includes(access.name) ? access.object.getText() : undefined;
}

/** Whether a list is filled beside the branch that empties it. */
function isFilled(slot: ts.Node, list: string, branch: ts.Node): boolean {
  return someDescendant(slot, (node) => {
    if (!ts.isCallExpression(node)) return false;
    // `merge(pending, row)`
    if (!contains(branch, node) && node.arguments.some((argument) => argument.getText() === list)) return true;
    const access = accessOf(unwrap(node.expression));
    return access !== undefined && ['push', 'add', 'set'].includes(access.name) && access.object.getText() === list;
  });
}
