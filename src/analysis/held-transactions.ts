import type ts from 'typescript';

import type { Analysis } from './analysis.ts';
import type { Effect } from './effect.ts';
import { type ExternalCall, externalCallAt, externalCalls } from './external-call.ts';
import { type OpenedTransaction, openedTransactionAt } from './opened-transaction.ts';
import type { TransactionFrame } from './repetition.ts';
import type { Summaries } from './summary.ts';
import { rootsOf } from './walked-roots.ts';

/** A call in a transaction's callback that waits for something outside, while the transaction stays open. */
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
  if (analysis.catalogue.callbackTransactions.size === 0) return [];
  const outside = summaries.of(externalCalls);
  const found = new Map<ts.Node, HeldTransaction>();
  for (const { occurrences } of rootsOf(summaries, file)) {
    for (const occurrence of occurrences) {
      const frame = occurrence.frames.findLast((one): one is TransactionFrame => one.kind === 'transaction');
      const transaction = frame && openedTransactionAt(analysis, frame.call);
      if (!transaction) continue;
      const [first] = outside.effectsAt(occurrence).toSorted((a, b) => a.trace.length - b.trace.length);
      const external = first && externalCallAt(analysis, first.query.node as ts.CallExpression);
      if (first && external)
        found.set(occurrence.node, { node: occurrence.node, transaction, external, effect: first });
    }
  }
  return [...found.values()].sort((a, b) => a.node.getStart() - b.node.getStart());
}
