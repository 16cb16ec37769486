import type ts from 'typescript';

import type { Analysis } from './analysis.ts';
import type { Effect } from './effect.ts';
import { type ExternalCall, externalCallAt, externalCalls } from './external-call.ts';
import type { OpenedTransaction } from './opened-transaction.ts';
import { isSpared } from './service-file.ts';
import type { Summaries } from './summary.ts';
import { callbackIn, transactionsAround } from './transaction-span.ts';
import { isWaitedFor } from './waited-for.ts';
import { rootsOf } from './walked-roots.ts';

/** A call that waits for something outside while a transaction stays open. */
export interface HeldTransaction {
  readonly node: ts.Node;
  readonly transaction: OpenedTransaction;
  readonly external: ExternalCall;
  /** How the call comes to it. */
  readonly effect: Effect;
}

/** The calls of a file that wait for something outside inside of a transaction. */
export function heldTransactionsOf(
  analysis: Analysis,
  summaries: Summaries,
  file: ts.SourceFile,
): readonly HeldTransaction[] {
  const { callbackTransactions, acquisitions } = analysis.catalogue;
  if (callbackTransactions.size + acquisitions.size === 0 || isSpared(analysis, file)) return [];
  const outside = summaries.of(externalCalls);
  const found = new Map<ts.Node, HeldTransaction>();
  for (const { occurrences } of rootsOf(summaries, file)) {
    for (const occurrence of occurrences) {
      const innermost = transactionsAround(analysis, occurrence).at(-1);
      if (!innermost?.transaction) continue;
      const { transaction } = innermost;
      const [first] = outside.effectsAt(occurrence).toSorted((a, b) => a.trace.length - b.trace.length);
      const external = first && externalCallAt(analysis, first.query.node as ts.CallExpression);
      if (first && external && isWaitedFor(analysis, occurrence, callbackIn(innermost)))
        found.set(occurrence.node, { node: occurrence.node, transaction, external, effect: first });
    }
  }
  return [...found.values()].sort((a, b) => a.node.getStart() - b.node.getStart());
}
