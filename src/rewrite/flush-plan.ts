import ts from 'typescript';

import { assignedIn, isMemberName } from '../analysis/dependence.ts';
import type { RepeatedQuery } from '../analysis/finding.ts';
import type { QuerySite } from '../analysis/query-site.ts';
import { variableAt } from '../analysis/references.ts';
import { accessOf, contains, someDescendant, unwrap } from '../analysis/syntax.ts';
import { unitOfWorkBehind } from '../analysis/unit-of-work.ts';
import { styleOf } from './file-style.ts';
import { insertionAfter } from './insertion.ts';
import { skips } from './iteration-body.ts';
import { refuse } from './refusal.ts';
import { type RewriteContext, textOf } from './rewrite-context.ts';
import type { Suggestion } from './suggestion.ts';
import { removeStatement, type TextEdit } from './text-edit.ts';

/** A call that writes what has been changed, `em.flush()`, or that schedules a row and writes it, `em.persistAndFlush(user)`. */
interface Flush {
  readonly call: ts.CallExpression;
  readonly statement: ts.ExpressionStatement;
  /** The unit of work, as it is written. */
  readonly handle: ts.Expression;
  /** The method that schedules a row and does not write it. */
  readonly schedules: string | undefined;
  readonly methodNode: ts.Node;
}

/**
 * Plans to write all changes of a unit of work with one call after the loop, where writing them is the last that an
 * iteration does and nothing in the loop needs that it was done.
 */
export function planFlush(context: RewriteContext, finding: RepeatedQuery): Suggestion {
  const [{ query: site }] = finding.effects;
  if (finding.abandoned) refuse('abandoned');
  if (!context.analysis.typed) refuse('noTypes');
  const { repetition, frames } = finding;
  const { node: loop } = repetition;
  const isNested = frames.filter((frame) => frame.kind === 'repetition').length > 1;
  const isList = ts.isForOfStatement(loop) || ts.isForStatement(loop) || ts.isForInStatement(loop);
  if (!isList || isNested || (ts.isForOfStatement(loop) && loop.awaitModifier)) return refuse('loopForm');
  const flush = flushOf(context, site);
  requireFixed(context, flush.handle, loop);
  requireLast(flush, loop.statement);
  requireAlone(context, finding, flush, loop.statement);
  requireUnused(context, loop);
  const { file } = context;
  const { call, statement, handle, schedules, methodNode } = flush;
  const end = styleOf(file).semicolon;
  const scheduled: TextEdit[] = [
    { start: statement.expression.getStart(file), end: call.getStart(file), text: '' },
    { start: methodNode.getStart(file), end: methodNode.end, text: schedules ?? '' },
  ];
  const method = unitOfWorkBehind(site)?.flush ?? '';
  return {
    text: [
      `Call \`${method}\` once after the loop, which writes all changes together, inserts first and deletes last.`,
      'Where an iteration fails, none of them is written.',
    ].join(' '),
    edits: [
      ...(schedules === undefined ? [removeLast(context, statement)] : scheduled),
      insertionAfter(context, loop).insert([`await ${textOf(context, handle)}.${method}()${end}`]),
    ],
  };
}

function flushOf({ analysis: { checker } }: RewriteContext, site: QuerySite): Flush {
  const { node } = site;
  const unitOfWork = unitOfWorkBehind(site);
  const call = unwrap(node);
  const access = ts.isCallExpression(call) ? accessOf(unwrap(call.expression)) : undefined;
  if (!unitOfWork || !ts.isCallExpression(call) || !access) return refuse('noBatchForm');
  const schedules = access.name === unitOfWork.flush ? undefined : unitOfWork.schedules[access.name];
  const awaited = call.parent;
  if (!ts.isAwaitExpression(awaited) || !ts.isExpressionStatement(awaited.parent)) return refuse('resultNeeded');
  const type = checker.getApparentType(checker.getTypeAtLocation(access.object));
  const isThere = [unitOfWork.flush, schedules].every(
    (name) => name === undefined || checker.getPropertyOfType(type, name) !== undefined,
  );
  if (!isThere) return refuse('noBatchForm');
  return { call, statement: awaited.parent, handle: access.object, schedules, methodNode: access.nameNode };
}

/** Refuses a unit of work of each iteration: `const em = orm.em.fork()`. */
function requireFixed({ analysis }: RewriteContext, handle: ts.Expression, loop: ts.Node): void {
  let root = handle;
  for (let access = accessOf(root); access; access = accessOf(root)) root = access.object;
  if (root.kind === ts.SyntaxKind.ThisKeyword) return;
  const declaration = ts.isIdentifier(root) ? variableAt(analysis, root)?.valueDeclaration : undefined;
  if (!declaration || contains(loop, declaration)) refuse('variesElsewhere');
}

/**
 * Refuses a call that is not the last of its iteration, or that may be left out after something was changed. Conditions
 * before it may leave an iteration out as a whole.
 */
function requireLast(flush: Flush, body: ts.Statement): void {
  const isOnly = flush.schedules === undefined;
  if (body === flush.statement) {
    if (isOnly) refuse('otherWork');
    return;
  }
  if (ts.isIfStatement(body) && !body.elseStatement) {
    requireLast(flush, body.thenStatement);
    return;
  }
  if (ts.isTryStatement(body) && body.catchClause) return refuse('caughtPerElement');
  if (!ts.isBlock(body)) return refuse('otherWork');
  const last = body.statements.at(-1) ?? refuse('otherWork');
  const before = body.statements.slice(0, -1);
  const firstOfWork = before.findIndex((one) => !isStep(one));
  const work = firstOfWork === -1 ? [] : before.slice(firstOfWork);
  if (work.some((one) => mayLeave(one) || someDescendant(one, mayLeave))) refuse('otherWork');
  if (last !== flush.statement) {
    if (work.length > 0) refuse('otherWork');
    requireLast(flush, last);
  } else if (before.length === 0 && isOnly) refuse('otherWork');
}

/** `if (!user) continue;`, and a name for what is looked up, `const user = userById.get(order.userId);` */
function isStep(statement: ts.Statement): boolean {
  if (ts.isIfStatement(statement)) return !statement.elseStatement && skips(statement.thenStatement);
  if (!ts.isVariableStatement(statement) || !(statement.declarationList.flags & ts.NodeFlags.Const)) return false;
  return !someDescendant(statement, (node) => {
    const access = ts.isCallExpression(node) ? accessOf(unwrap(node.expression)) : undefined;
    return (
      ts.isNewExpression(node) || /^(create|assign|merge|persist|remove|add|set|push|map)$/.test(access?.name ?? '')
    );
  });
}

function mayLeave(node: ts.Node): boolean {
  return (
    ts.isReturnStatement(node) ||
    ts.isBreakStatement(node) ||
    ts.isContinueStatement(node) ||
    ts.isThrowStatement(node) ||
    ts.isTryStatement(node)
  );
}

/** Refuses a loop that waits for anything else than single rows, or that may leave the function. */
function requireAlone(
  { summaries }: RewriteContext,
  { root, effects: [{ query: own }] }: RepeatedQuery,
  { statement }: Flush,
  body: ts.Statement,
): void {
  const reads = new Set<ts.Node>();
  for (const occurrence of summaries.walkOf(root).occurrences) {
    if (!contains(body, occurrence.node) || occurrence.node === own.node) continue;
    const effects = summaries.effectsAt(occurrence);
    if (effects.length === 0) continue;
    const isRow = effects.every(({ query, trace }) => trace.length === 0 && isRowByKey(query));
    if (!isRow) refuse('readAgain');
    reads.add(occurrence.node);
  }
  const waits = (node: ts.Node): boolean =>
    node !== statement.expression &&
    (ts.isAwaitExpression(node) ? !reads.has(unwrap(node.expression)) : ts.isYieldExpression(node));
  if (someDescendant(body, waits)) refuse('otherWork');
  if (someDescendant(body, (node) => ts.isReturnStatement(node))) refuse('leavesFunction');
}

/** `em.findOne(User, { id })`, before which the client writes what was changed of such rows. */
function isRowByKey({ operation, node }: QuerySite): boolean {
  if (operation !== 'readOne' || !ts.isCallExpression(node) || node.arguments.length > 2) return false;
  const filter = node.arguments.at(-1);
  const key = filter && unwrap(filter);
  if (!key) return false;
  if (!ts.isObjectLiteralExpression(key)) return true;
  return key.properties.every(
    (property) =>
      ts.isShorthandPropertyAssignment(property) ||
      (ts.isPropertyAssignment(property) && !ts.isObjectLiteralExpression(unwrap(property.initializer))),
  );
}

/** Refuses where an iteration may use rows of an earlier one: they have no generated values until they are written. */
function requireUnused({ analysis }: RewriteContext, loop: ts.Node): void {
  const assigned = assignedIn(loop);
  const isUsed = (node: ts.Node): boolean => {
    if (!ts.isIdentifier(node) || isMemberName(node) || !assigned.has(node.text)) return false;
    const declaration = variableAt(analysis, node)?.valueDeclaration;
    if (!declaration || contains(loop, declaration)) return false;
    const { flags } = analysis.checker.getTypeAtLocation(node);
    const isPlain =
      ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BigIntLike | ts.TypeFlags.BooleanLike;
    if ((flags & isPlain) !== 0) return false;
    const access = accessOf(node.parent);
    return !(access?.object === node && /^(push|add|set)$/.test(access.name));
  };
  if (someDescendant(loop, isUsed, { intoFunctions: true })) refuse('loopCarried');
}

/** Takes the last statement of a block away, with the line break before it. */
function removeLast({ file }: RewriteContext, statement: ts.Statement): TextEdit {
  const start = statement.getStart(file);
  const space = /\r?\n[ \t]*$/.exec(file.text.slice(0, start))?.[0].length ?? 0;
  return space === 0 ? removeStatement(file, statement) : { start: start - space, end: statement.end, text: '' };
}
