import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { isSmallNumber } from './collection.ts';
import { drainsPages } from './drain-loop.ts';
import { numberUpTo, type Verdict } from './repetition.ts';
import { accessOf, nameOf, someDescendant, unwrap } from './syntax.ts';

/** Members that lead from page to page, not from row to row. */
const pageLike = /cursor|next|more|page|offset|token|last|done|length|size|count/i;
const sleeping = /^(sleep|delay|wait|pause|setTimeout|timeout|backoff|waitFor|sleepMs)/i;

/** `while`, `do` and `for` without a counter: a work list, a chain of rows, pages, attempts or a poll. */
export function judgeConditional(
  analysis: Analysis,
  loop: ts.IterationStatement,
  condition: ts.Expression | undefined,
): Verdict {
  const list = workListOf(loop, condition) ?? listOfNotYetDone(loop) ?? sharedList(loop);
  if (list) return { multiplicity: 'perElement', source: list };
  const chain = condition && chainOfRows(analysis, loop, condition);
  if (chain !== undefined) return { multiplicity: 'perElement', each: `row that \`${chain}\` leads to`, isChain: true };
  if (sleeps(loop)) return { multiplicity: 'polled' };
  const size = condition && sizeToReach(loop, condition);
  if (size) {
    return isSmallNumber(analysis, size)
      ? { multiplicity: 'bounded' }
      : { multiplicity: 'perElement', source: size, each: numberUpTo(size) };
  }
  return { multiplicity: takesPages(loop) || drainsPages(loop) ? 'paged' : 'unknown' };
}

/**
 * `queue` in `while (queue.length > 0) { const item = queue.shift(); … }`, and where the loop is left when nothing is
 * left: `while (true) { const item = queue.shift(); if (!item) break; … }`.
 */
function workListOf(loop: ts.IterationStatement, condition: ts.Expression | undefined): ts.Expression | undefined {
  const mentioned = new Set<string>();
  const visit = (node: ts.Node): void => {
    const access = accessOf(node);
    if (access && ['length', 'size'].includes(access.name)) mentioned.add(access.object.getText());
    ts.forEachChild(node, visit);
  };
  if (condition) visit(condition);
  let list: ts.Expression | undefined;
  someDescendant(loop, (node) => {
    if (!ts.isCallExpression(node) || node.arguments.length > 0) return false;
    const access = accessOf(unwrap(node.expression));
    if (!access || !['shift', 'pop'].includes(access.name)) return false;
    const taken = ts.findAncestor(node, ts.isVariableDeclaration)?.name.getText();
    const isCondition = condition !== undefined && condition.pos <= node.pos && node.end <= condition.end;
    if (!isCondition && !mentioned.has(access.object.getText()) && !(taken !== undefined && leavesWithout(loop, taken)))
      return false;
    list = access.object;
    return true;
  });
  return list;
}

/** `items` in `while (true) { const i = next++; if (i >= items.length) return; …; }`, as workers do that share a list. */
function sharedList(loop: ts.IterationStatement): ts.Expression | undefined {
  if (!ts.isBlock(loop.statement)) return undefined;
  const counters = loop.statement.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) =>
      declarationList.declarations.filter(({ initializer }) => initializer && ts.isPostfixUnaryExpression(initializer)),
    );
  for (const statement of loop.statement.statements.filter(ts.isIfStatement)) {
    const test = unwrap(statement.expression);
    const access = ts.isBinaryExpression(test) ? accessOf(unwrap(test.right)) : undefined;
    if (!access || !['length', 'size'].includes(access.name) || !ts.isBinaryExpression(test)) continue;
    const isCounter = counters.some(({ name }) => name.getText() === test.left.getText());
    if (isCounter && test.operatorToken.kind === ts.SyntaxKind.GreaterThanEqualsToken) return access.object;
  }
  return undefined;
}

/** `rows` in `do { const row = rows.find((one) => !done.includes(one.id)); …; done.push(row.id); } while (left > 0)`. */
function listOfNotYetDone(loop: ts.IterationStatement): ts.Expression | undefined {
  let list: ts.Expression | undefined;
  someDescendant(loop.statement, (node) => {
    const access = ts.isCallExpression(node) ? accessOf(unwrap(node.expression)) : undefined;
    if (access?.name !== 'find') return false;
    const isNew = someDescendant(node, (inner) => grows(loop, excludedBy(inner)), { intoFunctions: true });
    if (!isNew) return false;
    list = access.object;
    return true;
  });
  return list;
}

/** `done` in `!done.includes(row.id)`. */
function excludedBy(node: ts.Node): string | undefined {
  if (!ts.isPrefixUnaryExpression(node) || node.operator !== ts.SyntaxKind.ExclamationToken) return undefined;
  const asked = unwrap(node.operand);
  const access = ts.isCallExpression(asked) ? accessOf(unwrap(asked.expression)) : undefined;
  return access && ['includes', 'has'].includes(access.name) ? access.object.getText() : undefined;
}

function grows(loop: ts.IterationStatement, collection: string | undefined): boolean {
  if (collection === undefined) return false;
  return someDescendant(loop.statement, (node) => {
    const access = ts.isCallExpression(node) ? accessOf(unwrap(node.expression)) : undefined;
    return access !== undefined && ['push', 'add'].includes(access.name) && access.object.getText() === collection;
  });
}

/** `count` in `while (users.length < count) { …; users.push(user); }`. A page is pushed with a spread. */
function sizeToReach(loop: ts.IterationStatement, condition: ts.Expression): ts.Expression | undefined {
  const test = unwrap(condition);
  if (!ts.isBinaryExpression(test) || test.operatorToken.kind !== ts.SyntaxKind.LessThanToken) return undefined;
  const size = accessOf(test.left);
  if (!size || !['length', 'size'].includes(size.name)) return undefined;
  const isFilled = someDescendant(loop.statement, (node) => {
    const access = ts.isCallExpression(node) ? accessOf(unwrap(node.expression)) : undefined;
    if (!access || !ts.isCallExpression(node) || !['push', 'add'].includes(access.name)) return false;
    const [only, ...others] = node.arguments;
    const isOne = only !== undefined && others.length === 0 && !ts.isSpreadElement(only);
    return isOne && access.object.getText() === size.object.getText();
  });
  return isFilled ? unwrap(test.right) : undefined;
}

/** Whether the loop is left where a variable has no value: `if (!item) break;`. */
function leavesWithout(loop: ts.IterationStatement, name: string): boolean {
  return someDescendant(loop.statement, (node) => {
    if (!ts.isIfStatement(node) || !mentions(node.expression, name)) return false;
    return someDescendant(node, (inner) => ts.isBreakStatement(inner) || ts.isReturnStatement(inner));
  });
}

function mentions(expression: ts.Node, name: string): boolean {
  const isName = (node: ts.Node): boolean =>
    ts.isIdentifier(node) &&
    node.text === name &&
    !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node);
  return isName(expression) || someDescendant(expression, isName, { intoFunctions: true });
}

/** `id` in `while (id) { const row = await load(id); id = row.parentId; }`: each row names the next. */
function chainOfRows(analysis: Analysis, loop: ts.IterationStatement, condition: ts.Expression): string | undefined {
  for (const cursor of cursorsIn(condition)) {
    const access = accessOf(cursor);
    if (access && pageLike.test(access.name)) continue;
    if (!access && ts.isIdentifier(cursor) && pageLike.test(cursor.text)) continue;
    const text = cursor.getText().replaceAll('?.', '.');
    const advances = someDescendant(loop.statement, (node) => {
      if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false;
      const target = node.left.getText().replaceAll('?.', '.');
      // `row = await load(row.parentId)`
      if (target === access?.object.getText())
        return ts.isAwaitExpression(unwrap(node.right)) && isMadeFrom(loop, node.right, target);
      return target === text && isMemberOfAwaited(analysis, loop, node.right);
    });
    if (advances) return text;
  }
  return undefined;
}

/** Whether an expression mentions a variable, or a constant of the loop that does: `id` in `const id = row.parentId`. */
function isMadeFrom(loop: ts.IterationStatement, expression: ts.Node, name: string): boolean {
  if (mentions(expression, name)) return true;
  return someDescendant(
    loop.statement,
    (node) =>
      ts.isVariableDeclaration(node) &&
      ts.isIdentifier(node.name) &&
      node.initializer !== undefined &&
      mentions(node.initializer, name) &&
      mentions(expression, node.name.text),
  );
}

/** The variables and members that a condition asks: `row.parentId` in `row?.parentId != null && depth < 5`. */
function cursorsIn(condition: ts.Expression): readonly ts.Expression[] {
  const node = unwrap(condition);
  if (ts.isIdentifier(node) || accessOf(node)) return [node];
  if (ts.isBinaryExpression(node)) return isOrder(node) ? [] : [...cursorsIn(node.left), ...cursorsIn(node.right)];
  // `!found` ends a search; `!!parentId` goes on.
  const denied = ts.isPrefixUnaryExpression(node) ? unwrap(node.operand) : undefined;
  return denied && ts.isPrefixUnaryExpression(denied) ? cursorsIn(denied.operand) : [];
}

/** `read >= pageSize` asks for a number, and not for a row that follows. */
function isOrder({ operatorToken }: ts.BinaryExpression): boolean {
  return /^[<>]=?$/.test(operatorToken.getText());
}

/** `row.parentId` and `row?.parentId ?? null`, of a row that the loop waits for. */
function isMemberOfAwaited(analysis: Analysis, loop: ts.IterationStatement, expression: ts.Expression): boolean {
  const node = unwrap(expression);
  if (ts.isBinaryExpression(node)) return isMemberOfAwaited(analysis, loop, node.left);
  if (ts.isConditionalExpression(node)) return isMemberOfAwaited(analysis, loop, node.whenTrue);
  const access = accessOf(node);
  if (!access || !ts.isIdentifier(access.object) || pageLike.test(access.name)) return false;
  const row = access.object.text;
  const declaration = analysis.checker.getSymbolAtLocation(access.object)?.valueDeclaration;
  if (declaration && ts.isVariableDeclaration(declaration) && declaration.initializer) {
    if (ts.isAwaitExpression(unwrap(declaration.initializer))) return true;
  }
  return someDescendant(
    loop.statement,
    (inner) =>
      ts.isBinaryExpression(inner) &&
      ts.isIdentifier(inner.left) &&
      inner.left.text === row &&
      ts.isAwaitExpression(unwrap(inner.right)),
  );
}

function sleeps(loop: ts.IterationStatement): boolean {
  return someDescendant(loop.statement, (node) => {
    if (!ts.isAwaitExpression(node)) return false;
    const awaited = unwrap(node.expression);
    if (ts.isCallExpression(awaited)) return sleeping.test(nameOf(awaited.expression) ?? '');
    return ts.isNewExpression(awaited) && awaited.getText().includes('setTimeout');
  });
}

/** Whether the body takes slices of a list, moves an offset, or goes on from a page's last row. */
function takesPages(loop: ts.IterationStatement): boolean {
  return someDescendant(loop.statement, (node) => {
    if (ts.isCallExpression(node)) {
      const access = accessOf(unwrap(node.expression));
      return access !== undefined && ['splice', 'slice'].includes(access.name) && node.arguments.length >= 2;
    }
    if (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node))
      return pageLike.test(node.operand.getText());
    if (!ts.isBinaryExpression(node)) return false;
    const { kind } = node.operatorToken;
    if (kind === ts.SyntaxKind.PlusEqualsToken) return true;
    return (
      kind === ts.SyntaxKind.EqualsToken &&
      (pageLike.test(node.left.getText()) || /\.at\(-1\)|\.length\b/.test(node.right.getText()))
    );
  });
}
