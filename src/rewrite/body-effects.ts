import ts from 'typescript';

import { calleeOfCall } from '../analysis/callee.ts';
import type { Effect } from '../analysis/effect.ts';
import type { Occurrence, Root } from '../analysis/occurrences.ts';
import type { Repetition } from '../analysis/repetition.ts';
import { contains, isCallLike, isInlineFunction } from '../analysis/syntax.ts';
import { tableOfChain } from './chain-noun.ts';
import { nounOf } from './names.ts';
import { refuse } from './refusal.ts';
import type { RewriteContext } from './rewrite-context.ts';
import { sqlOf } from './sql-of.ts';

/** A read that is to run before the loop instead of in it. */
interface MovedRead {
  readonly query: ts.Node;
  readonly noun: string;
  readonly joins: boolean;
}

/** Refuses where an iteration may write what a read in it would see: it would not any more, once it runs before the loop. */
export function requireNoInterference(
  context: RewriteContext,
  root: Root,
  { node: loop, slot }: Repetition,
  moved: readonly MovedRead[],
): void {
  const { summaries } = context;
  for (const occurrence of summaries.walkOf(root).occurrences) {
    if (!contains(loop, occurrence.node) || moved.some(({ query }) => query === occurrence.node)) continue;
    const effects = summaries.effectsAt(occurrence);
    for (const effect of effects) if (writes(effect)) requireOtherTable(effect, moved);
    if (effects.length === 0 && contains(slot, occurrence.node)) requireKnown(context, occurrence);
  }
}

function writes({ query }: Effect): boolean {
  return !['readOne', 'readMany', 'count'].includes(query.operation) || query.vague;
}

function requireOtherTable({ query }: Effect, moved: readonly MovedRead[]): void {
  const sql = query.operation === 'raw' ? (sqlOf(query.node) ?? '') : undefined;
  if (sql !== undefined && /^[\s`'"]*(select|with\b(?![\s\S]*\b(insert|update|delete)\b))/i.test(sql)) return;
  const written = sql === undefined ? tableOfChain(query.node) : tableWritten(sql);
  for (const { noun, joins } of moved) if (joins || written === undefined || written === noun) refuse('writeInBody');
}

/** What rows of the table are called that SQL writes; nothing where it does something else, or more. */
function tableWritten(sql: string): string | undefined {
  const name = /^[\s`'"]*(?:insert\s+into|update|delete\s+from)\s+((?:["`]?\w+["`]?\.)?["`]?\w+)/i.exec(sql)?.[1];
  return name === undefined || /;\s*[^\s'"`]/.test(sql) ? undefined : nounOf(name.replaceAll(/["`]/g, ''));
}

/** A call of which nothing is known may write: one of a value of any type, or of a function that was handed in. */
function requireKnown({ analysis }: RewriteContext, { node, reference }: Occurrence): void {
  if (reference || !isCallLike(node) || !ts.isCallExpression(node) || isInlineFunction(node.expression)) return;
  const callee = calleeOfCall(analysis, node);
  if (callee?.kind === 'functions') return;
  const type = analysis.checker.getTypeAtLocation(node);
  const mayWait =
    (type.flags & ts.TypeFlags.Any) !== 0 || analysis.checker.getPropertyOfType(type, 'then') !== undefined;
  if (!mayWait) return;
  const declaration = analysis.checker.getResolvedSignature(node)?.declaration;
  if (!declaration?.getSourceFile().isDeclarationFile) refuse('unknownCall');
}
