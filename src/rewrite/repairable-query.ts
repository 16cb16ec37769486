import type { RepeatedQuery } from '../analysis/finding.ts';
import { repeatedQueriesOf } from '../analysis/repeated-queries.ts';
import type { View } from '../analysis/view.ts';
import { suggestionsFor } from './suggestions-for.ts';
import type { Suggestion } from './suggestion.ts';

export interface RepairOptions {
  /** Keys per query at most. Default: all at once. */
  readonly maxBatchSize?: number | undefined;
}

/** A repeated query and its repairs, which are planned when they are asked for. */
export interface RepairableQuery extends RepeatedQuery {
  readonly suggestions: (options: RepairOptions) => readonly Suggestion[];
}

export const repairableQueriesOf: View<RepairableQuery> = (analysis, summaries, file) => {
  const queries = repeatedQueriesOf(analysis, summaries, file);
  return queries.map((query) => ({
    ...query,
    suggestions: ({ maxBatchSize }) => suggestionsFor({ analysis, summaries, file, maxBatchSize }, query, queries),
  }));
};
