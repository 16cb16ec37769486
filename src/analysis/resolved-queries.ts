import type ts from 'typescript';

import type { Analysis } from './analysis.ts';
import type { Effect } from './effect.ts';
import { type FieldResolver, fieldResolversIn } from './field-resolver.ts';
import { keepsAnswerOf } from './kept-answer.ts';
import type { Occurrence } from './occurrences.ts';
import { isOnlyMatchOf } from './only-match.ts';
import { namedFirst } from './one-run.ts';
import { isSpared } from './service-file.ts';
import type { Summaries } from './summary.ts';

/** A query, or a call that runs queries, which GraphQL starts once for each object of a type. */
export interface ResolvedQuery {
  readonly node: ts.Node;
  readonly resolver: FieldResolver;
  /** All queries that the call runs, the one to name first. */
  readonly effects: readonly [Effect, ...Effect[]];
}

/** The queries of a file's field resolvers, but for those that run once per element inside one of them. */
export function resolvedQueriesOf(
  analysis: Analysis,
  summaries: Summaries,
  file: ts.SourceFile,
): readonly ResolvedQuery[] {
  if (isSpared(analysis, file)) return [];
  const found: ResolvedQuery[] = [];
  for (const [declaration, resolver] of fieldResolversIn(analysis, file)) {
    for (const occurrence of summaries.walkOf(declaration).occurrences) {
      if (isRepeated(occurrence) || keepsAnswerOf(analysis, occurrence.node, declaration)) continue;
      if (isOnlyMatchOf(occurrence.node, declaration)) continue;
      // All objects are resolved in one tick, so what the client merges is one query.
      const [first, ...others] = namedFirst(summaries.effectsAt(occurrence).filter(({ query }) => !query.merged));
      if (first) found.push({ node: occurrence.node, resolver, effects: [first, ...others] });
    }
  }
  return found;
}

function isRepeated({ frames }: Occurrence): boolean {
  return frames.some((frame) => frame.kind === 'repetition' && frame.multiplicity !== 'once');
}
