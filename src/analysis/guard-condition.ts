import ts from 'typescript';

import { unwrap } from './syntax.ts';

/** A condition on which a node runs. */
export interface GuardCondition {
  readonly expression: ts.Expression;
  /** Whether the node runs where it holds, or where it does not. */
  readonly holds: boolean;
  /** What runs on the condition: a branch, or the block that is left early otherwise. */
  readonly branch: ts.Node;
}

/** The conditions on which a node runs inside a slot, the innermost first: of branches, and of what leaves before it. */
export function guardsOf(node: ts.Node, slot: ts.Node): readonly GuardCondition[] {
  const found: GuardCondition[] = [];
  for (let child = node, outer = node.parent; child !== slot; child = outer, outer = outer.parent) {
    if (ts.isSourceFile(outer)) break;
    if (ts.isIfStatement(outer) && outer.expression !== child)
      found.push({ expression: outer.expression, holds: outer.thenStatement === child, branch: child });
    if (ts.isConditionalExpression(outer) && outer.condition !== child)
      found.push({ expression: outer.condition, holds: outer.whenTrue === child, branch: child });
    if (ts.isBinaryExpression(outer) && outer.right === child && isLogical(outer.operatorToken.kind)) {
      const holds = outer.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
      found.push({ expression: outer.left, holds, branch: child });
    }
    if (ts.isBlock(outer)) {
      for (const statement of outer.statements.slice(0, outer.statements.indexOf(child as ts.Statement))) {
        if (ts.isIfStatement(statement) && exits(statement.thenStatement))
          found.push({ expression: statement.expression, holds: false, branch: outer });
      }
    }
  }
  return found;
}

/** Whether an operator is `&&` or `||`. */
export function isLogical(operator: ts.SyntaxKind): boolean {
  return operator === ts.SyntaxKind.AmpersandAmpersandToken || operator === ts.SyntaxKind.BarBarToken;
}

/** The expression that `!` negates. */
export function negatedBy(expression: ts.Expression): ts.Expression | undefined {
  const node = unwrap(expression);
  return ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken
    ? node.operand
    : undefined;
}

function exits(statement: ts.Statement): boolean {
  if (ts.isBlock(statement)) return statement.statements.some(exits);
  return (
    ts.isContinueStatement(statement) ||
    ts.isReturnStatement(statement) ||
    ts.isBreakStatement(statement) ||
    ts.isThrowStatement(statement)
  );
}
