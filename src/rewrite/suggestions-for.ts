import type { RepeatedQuery } from '../analysis/finding.ts';
import { planHelper } from './helper-plan.ts';
import { planHoist } from './hoist-plan.ts';
import { planReads } from './read-plan.ts';
import { Refusal, type RefusalReason, refuse } from './refusal.ts';
import type { RewriteContext } from './rewrite-context.ts';
import type { Suggestion } from './suggestion.ts';
import { planUniqueRead } from './unique-read-plan.ts';
import { planWrite } from './write-plan.ts';

/** So many queries of one loop are rewritten together at most. */
const togetherLimit = 6;

/** The repairs of a query, the best first, and one for all queries of its loop where there are several. */
export function suggestionsFor(
  context: RewriteContext,
  query: RepeatedQuery,
  queriesOfFile: readonly RepeatedQuery[],
): readonly Suggestion[] {
  return plansFor(context, query, queriesOfFile).filter((plan) => typeof plan !== 'string');
}

/** What comes of each way to repair a query: a suggestion, or the reason against it. */
export function plansFor(
  context: RewriteContext,
  query: RepeatedQuery,
  queriesOfFile: readonly RepeatedQuery[],
): readonly (Suggestion | RefusalReason)[] {
  // What is hoisted out of the inner of two loops would still run for each element of the outer.
  const isNested =
    query.frames.filter((frame) => frame.kind === 'repetition' && frame.multiplicity === 'perElement').length > 1;
  const plans =
    query.invariant && !isNested
      ? [() => planHoist(context, query)]
      : [
          () => planReads(context, [query]),
          () => planTogether(context, query, queriesOfFile),
          () => planUniqueRead(context, query),
          () => planWrite(context, query),
          () => planHelper(context, query),
        ];
  return plans.map(planOf);
}

/** All queries of a loop that can be planned each, where there are several. */
function planTogether(
  context: RewriteContext,
  query: RepeatedQuery,
  queriesOfFile: readonly RepeatedQuery[],
): Suggestion {
  const ofLoop = queriesOfFile.filter(({ repetition }) => repetition.node === query.repetition.node);
  const isPlanned = (one: RepeatedQuery): boolean => typeof planOf(() => planReads(context, [one])) !== 'string';
  if (ofLoop.length < 2 || ofLoop.length > togetherLimit || !isPlanned(query)) return refuse('severalQueries');
  const [first, second, ...others] = ofLoop.filter(isPlanned);
  return first && second ? planReads(context, [first, second, ...others]) : refuse('severalQueries');
}

/** A plan, or the reason why there is none. */
function planOf(plan: () => Suggestion): Suggestion | RefusalReason {
  try {
    return plan();
  } catch (error) {
    if (error instanceof Refusal) return error.reason;
    throw error;
  }
}
