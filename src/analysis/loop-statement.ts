import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { isSmallNumber, sizeOf, type Size } from './collection.ts';
import { referencesOf } from './references.ts';
import type { Multiplicity } from './multiplicity.ts';
import type { Repetition } from './repetition.ts';
import { accessOf, contains, nameOf, someDescendant, unwrap } from './syntax.ts';

export type LoopStatement = ts.IterationStatement;

interface Verdict {
  readonly multiplicity: Multiplicity;
  readonly source?: ts.Expression;
  readonly each?: string;
}

const unknown: Verdict = { multiplicity: 'unknown' };
const paged: Verdict = { multiplicity: 'paged' };

/** How often the body of a loop statement runs. */
export function repetitionOfLoop(analysis: Analysis, loop: LoopStatement): Repetition {
  const verdict = judge(analysis, loop);
  return { kind: 'repetition', form: 'loop', node: loop, slot: loop.statement, ...verdict };
}

function judge(analysis: Analysis, loop: LoopStatement): Verdict {
  if (ts.isForOfStatement(loop) || ts.isForInStatement(loop)) {
    const source = loop.expression;
    if (isBatch(analysis, loop)) return { ...paged, source };
    return { multiplicity: multiplicityOf(sizeOf(analysis, source)), source };
  }
  if (ts.isForStatement(loop) && loop.condition && loop.incrementor) return judgeCounting(analysis, loop, loop.condition, loop.incrementor);
  const condition = ts.isForStatement(loop)
    ? loop.condition
    : (loop as ts.WhileStatement | ts.DoStatement).expression;
  return judgeConditional(analysis, loop, condition);
}

export function multiplicityOf(size: Size): Multiplicity {
  return size === 'elements' ? 'perElement' : size === 'batches' ? 'paged' : 'bounded';
}

/** Whether each element of a loop is itself a list: a chunk, a page, a batch of a stream. */
function isBatch(analysis: Analysis, loop: ts.ForOfStatement | ts.ForInStatement): boolean {
  if (!ts.isVariableDeclarationList(loop.initializer)) return false;
  const name = loop.initializer.declarations[0]?.name;
  if (!name || !ts.isIdentifier(name)) return false;
  const isStream = ts.isForOfStatement(loop) && loop.awaitModifier !== undefined;
  if (!isStream && !/chunk|batch|page|slice|window/i.test(name.text)) return false;
  if (analysis.typed) {
    const type = analysis.checker.getTypeAtLocation(name);
    return analysis.checker.isArrayType(type);
  }
  const symbol = analysis.checker.getSymbolAtLocation(name);
  return (symbol ? (referencesOf(analysis, symbol) ?? []) : []).some(isUsedAsList);
}

function isUsedAsList(reference: ts.Identifier): boolean {
  const access = accessOf(reference.parent);
  if (access && access.object === reference) return ['length', 'map', 'filter', 'forEach', 'flatMap', 'reduce'].includes(access.name);
  return ts.isForOfStatement(reference.parent) && reference.parent.expression === reference;
}

/** `for (let i = 0; i < xs.length; i++)` */
function judgeCounting(analysis: Analysis, loop: ts.ForStatement, condition: ts.Expression, incrementor: ts.Expression): Verdict {
  const test = unwrap(condition);
  if (!ts.isBinaryExpression(test)) return judgeConditional(analysis, loop, condition);
  if (!stepsByOne(incrementor)) return stepsByMore(incrementor) ? paged : judgeConditional(analysis, loop, condition);
  const limit = [test.right, test.left].map(unwrap).find((side) => !isCounter(loop, side));
  if (!limit) return unknown;
  if (isSmallNumber(analysis, limit)) return { multiplicity: 'bounded' };
  const access = accessOf(limit);
  if (access && ['length', 'size'].includes(access.name)) {
    return { multiplicity: multiplicityOf(sizeOf(analysis, access.object)), source: access.object };
  }
  // A counter up to a number that is not known: elements if nothing leaves the loop early, else attempts.
  if (leavesEarly(loop) || countsPages(loop)) return unknown;
  if (ts.isIdentifier(limit) || access) return { multiplicity: 'perElement', source: limit };
  return unknown;
}

function counterOf(loop: ts.ForStatement): ts.Identifier | undefined {
  if (!loop.initializer || !ts.isVariableDeclarationList(loop.initializer)) return undefined;
  const name = loop.initializer.declarations[0]?.name;
  return name && ts.isIdentifier(name) ? name : undefined;
}

function isCounter(loop: ts.ForStatement, node: ts.Expression): boolean {
  return (ts.isIdentifier(node) && node.text === counterOf(loop)?.text) || ts.isNumericLiteral(node);
}

function stepsByOne(incrementor: ts.Expression): boolean {
  if (ts.isPostfixUnaryExpression(incrementor) || ts.isPrefixUnaryExpression(incrementor)) return true;
  return ts.isBinaryExpression(incrementor) && ts.isNumericLiteral(incrementor.right) && incrementor.right.text === '1';
}

function stepsByMore(incrementor: ts.Expression): boolean {
  return ts.isBinaryExpression(incrementor) && incrementor.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken;
}

function leavesEarly(loop: LoopStatement): boolean {
  return someDescendant(loop.statement, (node) => ts.isBreakStatement(node) || ts.isReturnStatement(node) || ts.isTryStatement(node));
}

/** Whether the counter is used as the number of a page: in a product, or as an offset. */
function countsPages(loop: ts.ForStatement): boolean {
  const counter = counterOf(loop)?.text;
  return someDescendant(
    loop.statement,
    (node) => {
      if (!ts.isIdentifier(node) || node.text !== counter) return false;
      if (ts.isBinaryExpression(node.parent) && node.parent.operatorToken.kind === ts.SyntaxKind.AsteriskToken) return true;
      return ts.isPropertyAssignment(node.parent) && /^(page|offset|skip)/i.test(node.parent.name.getText());
    },
    { intoFunctions: true },
  );
}

/** `while`, `do` and `for` without a counter: a work list, a chain of rows, pages, attempts or a poll. */
function judgeConditional(analysis: Analysis, loop: LoopStatement, condition: ts.Expression | undefined): Verdict {
  const list = condition && workListOf(loop, condition);
  if (list) return { multiplicity: 'perElement', source: list };
  const chained = condition && chainedRow(analysis, loop, condition);
  if (chained) return { multiplicity: 'perElement', each: `row that \`${chained.text}\` leads to` };
  return unknown;
}

/** `queue` in `while (queue.length > 0) { const item = queue.shift(); … }`. */
function workListOf(loop: LoopStatement, condition: ts.Expression): ts.Expression | undefined {
  const mentioned: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    const access = accessOf(node);
    if (access && ['length', 'size'].includes(access.name)) mentioned.push(access.object);
    ts.forEachChild(node, visit);
  };
  visit(condition);
  return mentioned.find((list) =>
    someDescendant(loop.statement, (node) => {
      if (!ts.isCallExpression(node)) return false;
      const access = accessOf(unwrap(node.expression));
      return access !== undefined && ['shift', 'pop'].includes(access.name) && access.object.getText() === list.getText();
    }),
  );
}

/** `id` in `while (id) { const row = await load(id); id = row.parentId; }`: each row names the next. */
function chainedRow(analysis: Analysis, loop: LoopStatement, condition: ts.Expression): ts.Identifier | undefined {
  const cursor = firstIdentifier(condition);
  if (!cursor) return undefined;
  const isChain = someDescendant(loop.statement, (node) => {
    if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false;
    if (!ts.isIdentifier(node.left) || node.left.text !== cursor.text) return false;
    const row = rowNamedIn(node.right);
    return row !== undefined && isAwaitedRow(analysis, loop, row);
  });
  return isChain && passesToCall(loop, cursor) ? cursor : undefined;
}

function firstIdentifier(expression: ts.Expression): ts.Identifier | undefined {
  const node = unwrap(expression);
  if (ts.isIdentifier(node)) return node;
  if (ts.isBinaryExpression(node)) return firstIdentifier(node.left);
  if (ts.isPrefixUnaryExpression(node)) return firstIdentifier(node.operand);
  return undefined;
}

/** `row` in `row.parentId` and `row?.parentId ?? null`; a page's rows are indexed or have methods, and do not count. */
function rowNamedIn(expression: ts.Expression): ts.Identifier | undefined {
  const node = unwrap(expression);
  if (ts.isBinaryExpression(node)) return rowNamedIn(node.left);
  if (ts.isConditionalExpression(node)) return rowNamedIn(node.whenTrue);
  const access = accessOf(node);
  if (!access || !ts.isIdentifier(access.object)) return undefined;
  return /cursor|next|page|offset|token|last|length/i.test(access.name) ? undefined : access.object;
}

function isAwaitedRow(analysis: Analysis, loop: LoopStatement, row: ts.Identifier): boolean {
  const declaration = analysis.checker.getSymbolAtLocation(row)?.valueDeclaration;
  if (!declaration || !ts.isVariableDeclaration(declaration)) return false;
  if (declaration.initializer && contains(loop.statement, declaration)) {
    const initializer = unwrap(declaration.initializer);
    return ts.isAwaitExpression(initializer);
  }
  return someDescendant(
    loop.statement,
    (node) => ts.isBinaryExpression(node) && ts.isIdentifier(node.left) && node.left.text === row.text && ts.isAwaitExpression(unwrap(node.right)),
  );
}

/** Whether the cursor selects the row, as an identifier and not as a page's offset. */
function passesToCall(loop: LoopStatement, cursor: ts.Identifier): boolean {
  return someDescendant(loop.statement, (node) => {
    if (!ts.isCallExpression(node) || /sleep|delay|wait/i.test(nameOf(node.expression) ?? '')) return false;
    return node.arguments.some(
      (argument) =>
        (ts.isIdentifier(argument) && argument.text === cursor.text) ||
        someDescendant(argument, (inner) => ts.isIdentifier(inner) && inner.text === cursor.text),
    );
  });
}
