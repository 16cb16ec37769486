import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { isHeldHandle, leadsToPool } from './connection.ts';
import { hostOf } from './consumption.ts';
import type { Effect } from './effect.ts';
import { joinsByItself } from './joined-transaction.ts';
import type { Occurrence } from './occurrences.ts';
import type { OpenedTransaction } from './opened-transaction.ts';
import { openings } from './opening.ts';
import type { TransactionFrame } from './repetition.ts';
import { runsOnPoolOf } from './same-database.ts';
import { isSpared } from './service-file.ts';
import type { Summaries } from './summary.ts';
import { contains, isInlineFunction } from './syntax.ts';
import { callbackIn, type Surrounding, transactionsAround } from './transaction-span.ts';
import { isWaitedFor } from './waited-for.ts';
import { rootsOf } from './walked-roots.ts';

/** A query, or a call that runs queries, where a transaction is open but on a connection of its own. */
export interface OuterQuery {
  /** The call that stands in the callback, or where the transaction is open. */
  readonly node: ts.Node;
  readonly frame: TransactionFrame;
  readonly transaction: OpenedTransaction;
  /** Of the innermost transaction, if it ends by a call of its own. */
  readonly span: OpenedTransaction['span'];
  /** The queries outside of the transaction, the one to name first. */
  readonly effects: readonly [Effect, ...Effect[]];
  /** Whether they are no queries, but calls that open a transaction of their own. */
  readonly opens: boolean;
  /** Whether none of them changes data. */
  readonly isRead: boolean;
  /** Whether the transaction keeps a connection of the pool for itself. */
  readonly holdsConnection: boolean;
}

/** The queries of a file that run outside of the transaction that is open where they stand. */
export function outerQueriesOf(analysis: Analysis, summaries: Summaries, file: ts.SourceFile): readonly OuterQuery[] {
  const { callbackTransactions, acquisitions } = analysis.catalogue;
  // What a migration is given is most often in a transaction already, which the tool around it has opened.
  if (callbackTransactions.size + acquisitions.size === 0 || isSpared(analysis, file, ['migrations'])) return [];
  const found = new Map<ts.Node, OuterQuery>();
  for (const { occurrences } of rootsOf(summaries, file)) {
    for (const occurrence of occurrences) {
      const query = judge(analysis, summaries, occurrence);
      if (query) found.set(query.node, query);
    }
  }
  return [...found.values()].sort((a, b) => a.node.getStart() - b.node.getStart());
}

function judge(analysis: Analysis, summaries: Summaries, occurrence: Occurrence): OuterQuery | undefined {
  const surroundings = transactionsAround(analysis, occurrence);
  const innermost = surroundings.at(-1);
  if (!innermost || surroundings.some(({ frame }) => frame.isHidden)) return undefined;
  // What nothing waits for neither holds the transaction up nor is meant to belong to it.
  if (!isWaitedFor(analysis, occurrence, callbackIn(innermost))) return undefined;
  if (isInCatch(occurrence.node, innermost.frame)) return undefined;
  // In a nested transaction, what it is nested in may be what a query is outside of.
  for (const { frame, transaction } of surroundings.toReversed()) {
    if (!transaction) return undefined;
    for (const opens of [false, true]) {
      const [first, ...others] = (opens ? summaries.of(openings) : summaries)
        .effectsAt(occurrence)
        .filter((effect) => isOuter(analysis, effect, transaction, frame, { ...occurrence, opens }))
        .toSorted((a, b) => a.trace.length - b.trace.length);
      if (first) return found({ node: occurrence.node, opens }, innermost, transaction, [first, ...others]);
    }
  }
  return undefined;
}

function found(
  at: Pick<OuterQuery, 'node' | 'opens'>,
  { frame, transaction: inner }: Surrounding,
  transaction: OpenedTransaction,
  effects: OuterQuery['effects'],
): OuterQuery {
  return {
    ...at,
    frame,
    transaction,
    span: inner?.span,
    effects,
    isRead: effects.every(({ query }) => ['readOne', 'readMany', 'count'].includes(query.operation)),
    holdsConnection: transaction.fact.holdsConnection ?? true,
  };
}

/** What a `catch` writes is most often meant to outlive the transaction. */
function isInCatch(node: ts.Node, { slot }: TransactionFrame): boolean {
  const around = ts.findAncestor(node, (outer) => (outer === slot ? 'quit' : ts.isCatchClause(outer)));
  const handler = ts.findAncestor(
    node,
    (outer) =>
      outer !== slot &&
      isInlineFunction(outer) &&
      contains(slot, outer) &&
      (hostOf(outer)?.expression.getText() ?? '').endsWith('.catch'),
  );
  return around !== undefined || handler !== undefined;
}

function isOuter(
  analysis: Analysis,
  { query, connection, carrier, isIndependent, trace }: Effect,
  transaction: OpenedTransaction,
  frame: TransactionFrame,
  { node, opens }: Occurrence & Pick<OuterQuery, 'opens'>,
): boolean {
  const { client } = query;
  if (!client || query.synchronous || connection === 'none' || isIndependent) return false;
  // Types tell what a function expects, not what it is given.
  const isGivenOther =
    carrier.kind === 'pool' || (carrier.kind === 'handle' && !contains(query.node, carrier.expression));
  if (connection === 'held' && !isGivenOther) return false;
  if (
    carrier.kind === 'handle' &&
    carrier.expression !== query.node &&
    isHeldHandle(carrier.analysis, carrier.expression, client)
  )
    return false;
  const { span } = transaction;
  const isOnSpan = span && carrier.kind === 'handle' && span.lifetime.mentions(carrier.expression);
  if (isOnSpan && !leadsToPool(carrier.analysis, carrier.expression, client)) return false;
  // What was made in the transaction may be on it: `const users = createUsers(tx)`.
  if (carrier.kind === 'captured' && !carrier.isThis && contains(frame.slot, carrier.root)) return false;
  if (joinsByItself(analysis, transaction, client, carrier, node)) return false;
  // Where the query stands beside the transaction, both are in the same words: `ctx.db` of a context that was given.
  const written = trace.length === 0 && contains(span ? frame.slot : frame.call, query.node) ? query.node : undefined;
  return runsOnPoolOf(analysis, { carrier, written, opens }, client, transaction, frame);
}
