import ts from 'typescript';

import type { Analysis } from '../analysis/analysis.ts';
import { calleeOfCall } from '../analysis/callee.ts';
import type { Effect } from '../analysis/effect.ts';
import type { Occurrence, Root } from '../analysis/occurrences.ts';
import type { QuerySite } from '../analysis/query-site.ts';
import type { Repetition } from '../analysis/repetition.ts';
import { contains, isCallLike, isInlineFunction } from '../analysis/syntax.ts';
import { tableOfChain } from './chain-noun.ts';
import { nounOf } from './names.ts';
import type { Term } from './read-shape.ts';
import { refuse } from './refusal.ts';
import type { RewriteContext } from './rewrite-context.ts';
import { sqlOf } from './sql-of.ts';

/** A read that is to run before the loop instead of in it. */
interface MovedRead {
  readonly query: ts.Node;
  readonly noun: string;
  readonly joins: boolean;
  /** The values of columns that it reads by. */
  readonly key?: readonly Term[];
}

/**
 * Refuses where an iteration writes what a read in it would see: it would not any more, once it runs before the loop.
 * Answers what the user must judge, where the iteration calls what is not known.
 */
export function requireNoInterference(
  context: RewriteContext,
  root: Root,
  { node: loop, slot }: Repetition,
  moved: readonly MovedRead[],
): readonly string[] {
  const { analysis, summaries } = context;
  let isKnown = true;
  let addsToKey = false;
  for (const occurrence of summaries.walkOf(root).occurrences) {
    if (!contains(loop, occurrence.node) || moved.some(({ query }) => query === occurrence.node)) continue;
    const effects = summaries.effectsAt(occurrence);
    for (const effect of effects) {
      if (!writes(effect)) continue;
      if (addsRowOfKey(analysis, effect, moved)) addsToKey = true;
      else if (!isOfOtherTable(analysis, effect, moved)) isKnown = false;
    }
    if (effects.length === 0 && contains(slot, occurrence.node) && mayWrite(context, occurrence)) isKnown = false;
  }
  return [
    ...(isKnown ? [] : ['Check that nothing in the loop changes what is read.']),
    ...(addsToKey ? ['Where elements have the same key, the row that one of them adds is not found by the next.'] : []),
  ];
}

/**
 * Refuses where a loop is known to read or change the rows that a query in it writes. Answers whether it adds others,
 * where it may.
 */
export function requireUnread(
  { analysis, summaries }: RewriteContext,
  root: Root,
  loop: ts.Node,
  own: QuerySite,
  adds: boolean,
): boolean {
  const table = tableOf(analysis, own);
  if (table === undefined) return false;
  let hasOthers = false;
  for (const occurrence of summaries.walkOf(root).occurrences) {
    if (!contains(loop, occurrence.node) || occurrence.node === own.node) continue;
    for (const { query } of summaries.effectsAt(occurrence)) {
      if (tableOf(analysis, query) !== table) continue;
      if (!adds || !isInsert(query)) refuse('readAgain');
      hasOthers = true;
    }
  }
  return hasOthers;
}

function isInsert({ operation, name, node }: QuerySite): boolean {
  return operation === 'raw' ? /^[\s`'"]*insert\b/i.test(sqlOf(node) ?? '') : /(^|\.)(create|insert)\w*$/i.test(name);
}

/** The table that a query reads or writes first, by the name of its rows. */
function tableOf(analysis: Analysis, { node, operation }: QuerySite): string | undefined {
  if (operation !== 'raw') return tableOfChain(analysis, node);
  const name = /\b(?:from|into|update)\s+((?:["`]?\w+["`]?\.)?["`]?\w+)/i.exec(sqlOf(node) ?? '')?.[1];
  return name === undefined ? undefined : nounOf(name.replaceAll(/["`]/g, ''));
}

function writes({ query }: Effect): boolean {
  return !['readOne', 'readMany', 'count'].includes(query.operation) || query.vague;
}

/** Whether a write adds a row that only an element with the same key would read: what was looked for and is not there. */
function addsRowOfKey(analysis: Analysis, { query, trace }: Effect, moved: readonly MovedRead[]): boolean {
  const [read, ...others] = moved.filter(({ noun }) => noun === tableOf(analysis, query));
  if (!read?.key || read.joins || others.length > 0 || trace.length > 0 || !isInsert(query)) return false;
  return read.key.every(({ property, value }) => states(query.node, property, value.getText()));
}

/** Whether a query has a property with a value in an object: `data: { userId: order.userId }`. */
function states(node: ts.Node, property: string, value: string): boolean {
  const isStated =
    (ts.isPropertyAssignment(node) && node.name.getText() === property && node.initializer.getText() === value) ||
    (ts.isShorthandPropertyAssignment(node) && node.name.text === property && property === value);
  return isStated || (ts.forEachChild(node, (child) => states(child, property, value) || undefined) ?? false);
}

/** Whether a write is known to be of a table that is not read. Refuses where it may be of the same, or of any. */
function isOfOtherTable(analysis: Analysis, { query }: Effect, moved: readonly MovedRead[]): boolean {
  const sql = query.operation === 'raw' ? (sqlOf(query.node) ?? '') : undefined;
  if (sql !== undefined && /^[\s`'"]*(select|with\b(?![\s\S]*\b(insert|update|delete)\b))/i.test(sql)) return true;
  const written = sql === undefined ? tableOfChain(analysis, query.node) : tableWritten(sql);
  if (written === undefined || moved.some((read) => written === read.noun || mentions(read.query, written))) {
    return refuse('writeInBody');
  }
  return !moved.some(({ joins }) => joins);
}

/** Whether a query names a table: `include: { posts: true }`. */
function mentions(node: ts.Node, table: string): boolean {
  if ((ts.isIdentifier(node) || ts.isStringLiteralLike(node)) && nounOf(node.text) === table) return true;
  return ts.forEachChild(node, (child) => mentions(child, table) || undefined) ?? false;
}

/** What rows of the table are called that SQL writes; nothing where it does something else, or more. */
function tableWritten(sql: string): string | undefined {
  const name = /^[\s`'"]*(?:insert\s+into|update|delete\s+from)\s+((?:["`]?\w+["`]?\.)?["`]?\w+)/i.exec(sql)?.[1];
  return name === undefined || /;\s*[^\s'"`]/.test(sql) ? undefined : nounOf(name.replaceAll(/["`]/g, ''));
}

/** Whether nothing is known of a call, so that it may write: one of a value of any type, or of a function that was handed in. */
function mayWrite({ analysis }: RewriteContext, { node, reference }: Occurrence): boolean {
  if (reference || !isCallLike(node) || !ts.isCallExpression(node) || isInlineFunction(node.expression)) return false;
  const callee = calleeOfCall(analysis, node);
  if (callee?.kind === 'functions') return false;
  const type = analysis.checker.getTypeAtLocation(node);
  const mayWait =
    (type.flags & ts.TypeFlags.Any) !== 0 || analysis.checker.getPropertyOfType(type, 'then') !== undefined;
  if (!mayWait) return false;
  const declaration = analysis.checker.getResolvedSignature(node)?.declaration;
  return !declaration?.getSourceFile().isDeclarationFile;
}
