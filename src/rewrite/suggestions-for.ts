import type { RepeatedQuery } from '../analysis/finding.ts';
import { planReads } from './read-plan.ts';
import { Refusal, type RefusalReason } from './refusal.ts';
import type { RewriteContext } from './rewrite-context.ts';
import type { Suggestion } from './suggestion.ts';

/** So many queries of one loop are rewritten together at most. */
const togetherLimit = 6;

/** The repairs of a query, the best first, and one for all queries of its loop where there are several. */
export function suggestionsFor(
  context: RewriteContext,
  query: RepeatedQuery,
  queriesOfFile: readonly RepeatedQuery[],
): readonly Suggestion[] {
  const plan = planOf(() => planReads(context, [query]));
  if (typeof plan === 'string') return [];
  const others = queriesOfFile
    .filter((other) => other !== query && other.repetition.node === query.repetition.node)
    .slice(0, togetherLimit - 1)
    .filter((other) => typeof planOf(() => planReads(context, [other])) !== 'string');
  if (others.length === 0) return [plan];
  const inOrder = [query, ...others].toSorted((a, b) => a.node.pos - b.node.pos);
  const [first = query, ...rest] = inOrder;
  const together = planOf(() => planReads(context, [first, ...rest]));
  return typeof together === 'string' ? [plan] : [plan, together];
}

/** A plan, or the reason why there is none. */
export function planOf(plan: () => Suggestion): Suggestion | RefusalReason {
  try {
    return plan();
  } catch (error) {
    if (error instanceof Refusal) return error.reason;
    throw error;
  }
}
