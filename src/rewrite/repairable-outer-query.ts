import { type OuterQuery, outerQueriesOf } from '../analysis/outer-queries.ts';
import type { View } from '../analysis/view.ts';
import type { Suggestion } from './suggestion.ts';
import { transactionEdits } from './transaction-edits.ts';

/** A query outside of the transaction around it, and its repair, which is planned when it is asked for. */
export interface RepairableOuterQuery extends OuterQuery {
  readonly suggestions: () => readonly Suggestion[];
}

export const repairableOuterQueriesOf: View<RepairableOuterQuery> = (analysis, summaries, file) =>
  outerQueriesOf(analysis, summaries, file).map((query) => ({
    ...query,
    suggestions() {
      const plan = transactionEdits({ analysis, summaries, file, maxBatchSize: undefined }, query);
      return plan ? [plan] : [];
    },
  }));
