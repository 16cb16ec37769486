import ts from 'typescript';

import { someDescendant } from '../analysis/syntax.ts';

/** Whether a node itself waits. */
export function awaits(node: ts.Node): boolean {
  return ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier !== undefined);
}

/** Whether something holds for a statement or for what runs in it. */
export function someIn(statements: readonly ts.Statement[], holds: (node: ts.Node) => boolean): boolean {
  return statements.some((statement) => holds(statement) || someDescendant(statement, holds));
}
