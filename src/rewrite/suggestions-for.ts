import type { RepeatedQuery } from '../analysis/finding.ts';
import { planReads } from './read-plan.ts';
import { Refusal, type RefusalReason } from './refusal.ts';
import type { RewriteContext } from './rewrite-context.ts';
import type { Suggestion } from './suggestion.ts';

/** The repairs of a query, the best first. */
export function suggestionsFor(
  context: RewriteContext,
  query: RepeatedQuery,
  all: readonly RepeatedQuery[],
): readonly Suggestion[] {
  void all;
  const plan = attempt(() => planReads(context, [query]));
  return typeof plan === 'string' ? [] : [plan];
}

/** A plan, or the reason why there is none. */
export function attempt(plan: () => Suggestion): Suggestion | RefusalReason {
  try {
    return plan();
  } catch (error) {
    if (error instanceof Refusal) return error.reason;
    throw error;
  }
}
