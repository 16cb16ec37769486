import ts from 'typescript';

import type { Analysis } from '../analysis/analysis.ts';
import type { PoolTransaction } from '../analysis/pool-transaction.ts';
import { contains, enclosingFunction } from '../analysis/syntax.ts';
import { type NamedPool, referencesTo } from './pool-references.ts';
import { refuseStretch } from './stretch-refusal.ts';
import { awaits, someIn } from './awaits.ts';

/** The statements from one that begins a transaction to the one that ends it, and what handles their errors. */
export interface Stretch {
  readonly begin: ts.ExpressionStatement;
  readonly end: ts.ExpressionStatement;
  /** The statements between the two. */
  readonly work: readonly ts.Statement[];
  /** The `try` whose `catch` rolls back: around all of them, or after the first. */
  readonly tried?: ts.TryStatement;
  /** What rolls back in that `catch`. */
  readonly rollback?: ts.ExpressionStatement;
}

/** The transaction that a statement begins. Refuses one of which some path may not end it, or ends it elsewhere. */
export function stretchOf(
  analysis: Analysis,
  pool: NamedPool,
  found: PoolTransaction,
  statements: readonly PoolTransaction[],
): Stretch {
  const begin = awaitedAlone(found.node) ?? refuseStretch('notAwaited');
  if (isSetBefore(analysis, pool, begin)) refuseStretch('settingBefore');
  const owner = enclosingFunction(begin);
  const ofPool = statements.filter(
    ({ node }) => enclosingFunction(node) === owner && referencesTo(analysis, pool, node).length > 0,
  );
  const begins = ofPool.filter(({ kind, node }) => kind === 'begins' && node !== found.node).map(({ node }) => node);
  const ends = ofPool.filter(({ kind }) => kind === 'ends').map(({ node }) => node);
  const stretch = inTryAfter(begin, ends) ?? inBlock(begin, begins, ends);
  const { work, end, tried, rollback } = stretch;
  if (begins.some((node) => work.some((statement) => contains(statement, node)))) refuseStretch('secondBegin');
  requireEnding(work, ends);
  requireNothingSwallowed(analysis, pool, work, ends);
  const last = Math.max(end.end, (tried && !contains(tried, begin) ? tried : end).end);
  const isElsewhere = (node: ts.Node): boolean =>
    node.pos >= last &&
    !(rollback && contains(rollback, node)) &&
    !begins.some((other) => other.pos >= last && other.pos < node.pos);
  if (ends.some(isElsewhere)) refuseStretch('endsElsewhere');
  return stretch;
}

/** `await pool.query('BEGIN'); try { …; await pool.query('COMMIT'); } catch { await pool.query('ROLLBACK'); … }` */
function inTryAfter(begin: ts.ExpressionStatement, ends: readonly ts.Node[]): Stretch | undefined {
  const block = blockOf(begin);
  const tried = block.statements[block.statements.indexOf(begin) + 1];
  if (!tried || !ts.isTryStatement(tried)) return undefined;
  const { statements } = tried.tryBlock;
  const end = firstOf(statements, ends);
  if (!end) return undefined;
  const rollback = rollbackIn(tried, ends) ?? refuseStretch('noEnd');
  return { begin, end, work: statements.slice(0, statements.indexOf(end)), tried, rollback };
}

/** Both in one block, which may be that of a `try` whose `catch` rolls back. */
function inBlock(begin: ts.ExpressionStatement, begins: readonly ts.Node[], ends: readonly ts.Node[]): Stretch {
  const block = blockOf(begin);
  const after = following(begin);
  const end = firstOf(after, ends) ?? refuseStretch('noEnd');
  const work = after.slice(0, after.indexOf(end));
  const around = ts.isBlock(block) ? block.parent : undefined;
  const tried = around && ts.isTryStatement(around) && around.tryBlock === block ? around : undefined;
  // What rolls back may belong to another transaction as well.
  const rollback = tried && !begins.some((node) => contains(tried, node)) ? rollbackIn(tried, ends) : undefined;
  return { begin, end, work, ...(tried && rollback ? { tried, rollback } : {}) };
}

/** `await pool.query('SET TRANSACTION ISOLATION LEVEL SERIALIZABLE'); await pool.query('START TRANSACTION');` */
function isSetBefore(analysis: Analysis, pool: NamedPool, begin: ts.Statement): boolean {
  const beside = statementsBeside(begin);
  const last = beside[beside.indexOf(begin) - 1];
  return last !== undefined && /['"`]\s*set\s/i.test(last.getText()) && referencesTo(analysis, pool, last).length > 0;
}

function blockOf({ parent }: ts.Statement): ts.Block | ts.SourceFile {
  return ts.isBlock(parent) || ts.isSourceFile(parent) ? parent : refuseStretch('layout');
}

/** The statement that is nothing but an awaited call. */
function awaitedAlone({ parent }: ts.Node): ts.ExpressionStatement | undefined {
  return ts.isAwaitExpression(parent) && ts.isExpressionStatement(parent.parent) ? parent.parent : undefined;
}

function firstOf(statements: readonly ts.Statement[], calls: readonly ts.Node[]): ts.ExpressionStatement | undefined {
  const own = new Set(calls.map(awaitedAlone));
  return statements.find(
    (statement): statement is ts.ExpressionStatement => ts.isExpressionStatement(statement) && own.has(statement),
  );
}

/** What rolls back in the `catch` of a `try`, where nothing can keep it from that. */
function rollbackIn({ catchClause }: ts.TryStatement, ends: readonly ts.Node[]): ts.ExpressionStatement | undefined {
  const [call, ...others] = catchClause ? ends.filter((node) => contains(catchClause, node)) : [];
  if (!catchClause || !call) return undefined;
  const statement = awaitedAlone(guardOf(call) ?? call);
  const { statements } = catchClause.block;
  if (others.length > 0 || statement?.parent !== catchClause.block) refuseStretch('conditionalEnd');
  if (statements.slice(0, statements.indexOf(statement)).some((before) => mayLeave(before)))
    refuseStretch('lateRollback');
  return statement;
}

/** `query('ROLLBACK').catch(() => {})` of `query('ROLLBACK')`. */
function guardOf({ parent }: ts.Node): ts.CallExpression | undefined {
  return ts.isPropertyAccessExpression(parent) && parent.name.text === 'catch' && ts.isCallExpression(parent.parent)
    ? parent.parent
    : undefined;
}

function mayLeave(statement: ts.Statement): boolean {
  return someIn(
    [statement],
    (node) => awaits(node) || ts.isThrowStatement(node) || ts.isReturnStatement(node) || isJump(node),
  );
}

function isJump(node: ts.Node): node is ts.BreakOrContinueStatement {
  return ts.isBreakStatement(node) || ts.isContinueStatement(node);
}

/** Refuses code that leaves a transaction without ending it, or that may end it and goes on. */
function requireEnding(work: readonly ts.Statement[], ends: readonly ts.Node[]): void {
  const isOpen = (node: ts.Node): boolean =>
    !ends.some((call) => following(awaitedAlone(call)).some((statement) => contains(statement, node)));
  const leaves = (node: ts.Node): boolean =>
    ts.isReturnStatement(node) || (isJump(node) && !work.some((statement) => staysIn(statement, node)));
  if (someIn(work, (node) => ts.isYieldExpression(node) || (leaves(node) && isOpen(node)))) refuseStretch('leaves');
  for (const call of ends.filter((node) => work.some((statement) => contains(statement, node)))) {
    const last = following(awaitedAlone(call)).at(-1);
    if (!last || !(leaves(last) || ts.isThrowStatement(last))) refuseStretch('conditionalEnd');
  }
}

/** The statements after one in the same block. */
function following(statement: ts.Statement | undefined): readonly ts.Statement[] {
  const siblings = statement ? statementsBeside(statement) : [];
  return statement ? siblings.slice(siblings.indexOf(statement) + 1) : [];
}

function statementsBeside({ parent }: ts.Statement): readonly ts.Statement[] {
  return ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isCaseOrDefaultClause(parent) ? parent.statements : [];
}

/** Whether `break` or `continue` leads to another place in a statement. */
function staysIn(statement: ts.Statement, jump: ts.BreakOrContinueStatement): boolean {
  const target = ts.findAncestor(jump.parent, (node) => {
    if (jump.label) return ts.isLabeledStatement(node) && node.label.text === jump.label.text;
    return ts.isIterationStatement(node, false) || (ts.isBreakStatement(jump) && ts.isSwitchStatement(node));
  });
  return target !== undefined && contains(statement, target);
}

/** Refuses a `try` in a transaction whose `catch` goes on: after an error of a statement, most databases refuse the others. */
function requireNothingSwallowed(
  analysis: Analysis,
  pool: NamedPool,
  work: readonly ts.Statement[],
  ends: readonly ts.Node[],
): void {
  const swallows = (node: ts.Node): boolean => {
    if (!ts.isTryStatement(node) || !node.catchClause) return false;
    if (referencesTo(analysis, pool, node.tryBlock).length === 0) return false;
    const { block } = node.catchClause;
    const last = block.statements.at(-1);
    if (last && ts.isThrowStatement(last)) return false;
    const isEnded = ends.some((end) => awaitedAlone(end)?.parent === block);
    return !isEnded && !/rollback\s+(work\s+|transaction\s+)?to\b/i.test(block.getText());
  };
  if (someIn(work, swallows)) refuseStretch('swallowed');
}
