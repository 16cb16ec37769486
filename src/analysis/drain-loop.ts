import ts from 'typescript';

import { identifiersOf } from './binding-names.ts';
import { accessOf, someDescendant, unwrap } from './syntax.ts';

/**
 * Whether a loop goes on until the list that it waits for is empty, or shorter than a page:
 * `while (true) { const rows = await find(); if (rows.length === 0) break; await remove(rows); }`.
 */
export function drainsPages(loop: ts.IterationStatement): boolean {
  const lists = awaitedIn(loop);
  if (lists.size === 0) return false;
  const condition = ts.isWhileStatement(loop) || ts.isDoStatement(loop) ? loop.expression : undefined;
  if (condition && asksLength(condition, lists, { isEnd: false })) return true;
  return someDescendant(
    loop.statement,
    (node) =>
      ts.isIfStatement(node) &&
      leaves(node.thenStatement) &&
      asksLength(node.expression, lists, { isEnd: true }) &&
      ts.findAncestor(node, (outer) => ts.isIterationStatement(outer, false)) === loop,
  );
}

/** The variables that a loop's body fills with what it waits for: `rows` in `rows = await find()`. */
function awaitedIn(loop: ts.IterationStatement): ReadonlySet<string> {
  const names = new Set<string>();
  const isAwaited = (value: ts.Expression | undefined): boolean =>
    value !== undefined && ts.isAwaitExpression(unwrap(value));
  someDescendant(loop.statement, (node) => {
    if (ts.isVariableDeclaration(node) && isAwaited(node.initializer)) {
      for (const { text } of identifiersOf(node.name)) names.add(text);
    }
    const isAssigned = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
    if (isAssigned && ts.isIdentifier(node.left) && isAwaited(node.right)) names.add(node.left.text);
    return false;
  });
  return names;
}

/** Whether a condition asks that a list is at its end, `!rows.length`, `rows.length < 100`, or that it is not, `rows.length > 0`. */
function asksLength(condition: ts.Expression, lists: ReadonlySet<string>, { isEnd }: { isEnd: boolean }): boolean {
  const node = unwrap(condition);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return asksLength(node.operand, lists, { isEnd: !isEnd });
  if (!ts.isBinaryExpression(node)) return !isEnd && isLength(node, lists);
  const operator = node.operatorToken.getText();
  if (operator === (isEnd ? '||' : '&&'))
    return asksLength(node.left, lists, { isEnd }) || asksLength(node.right, lists, { isEnd });
  if (!isLength(node.left, lists)) return false;
  const isZero = node.right.getText() === '0';
  if (/^={2,3}$/.test(operator)) return isZero === isEnd;
  if (/^!==?$/.test(operator)) return isZero !== isEnd;
  return (isEnd ? ['<', '<='] : ['>', '>=']).includes(operator);
}

/** `rows.length`, and `result.rows.length`. */
function isLength(expression: ts.Expression, lists: ReadonlySet<string>): boolean {
  const access = accessOf(unwrap(expression));
  if (access?.name !== 'length') return false;
  const list = accessOf(access.object)?.object ?? access.object;
  return ts.isIdentifier(list) && lists.has(list.text);
}

function leaves(statement: ts.Statement): boolean {
  const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement;
  return last !== undefined && (ts.isBreakStatement(last) || ts.isReturnStatement(last));
}
