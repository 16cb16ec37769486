import { type PoolTransaction, poolTransactionsOf } from '../analysis/pool-transaction.ts';
import type { View } from '../analysis/view.ts';
import { planOneConnection } from './one-connection.ts';
import { planOrRefusal } from './plan-or-refusal.ts';
import { RefusedStretch } from './stretch-refusal.ts';
import type { Suggestion } from './suggestion.ts';

/** A transaction statement that is sent through a pool, and its repair, which is planned when it is asked for. */
export interface RepairablePoolTransaction extends PoolTransaction {
  readonly suggestions: () => readonly Suggestion[];
}

export const repairablePoolTransactionsOf: View<RepairablePoolTransaction> = (analysis, summaries, file) => {
  const statements = poolTransactionsOf(analysis, summaries, file);
  const context = { analysis, summaries, file, maxBatchSize: undefined };
  return statements.map((found) => ({
    ...found,
    suggestions() {
      if (found.kind !== 'begins') return [];
      const plan = planOrRefusal(RefusedStretch, () => planOneConnection(context, found, statements));
      return typeof plan === 'string' ? [] : [plan];
    },
  }));
};
