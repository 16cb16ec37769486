import type { RepeatedQuery } from '../analysis/finding.ts';
import type { QuerySite } from '../analysis/query-site.ts';
import { unitOfWorkBehind } from '../analysis/unit-of-work.ts';
import { planCollectedWrite } from './collect-plan.ts';
import { planFlush } from './flush-plan.ts';
import { planHelper } from './helper-plan.ts';
import { planHoist } from './hoist-plan.ts';
import { planOrRefusal } from './plan-or-refusal.ts';
import { planReads } from './read-plan.ts';
import { Refusal, type RefusalReason } from './refusal.ts';
import type { RewriteContext } from './rewrite-context.ts';
import { sqlOf } from './sql-of.ts';
import type { Suggestion } from './suggestion.ts';
import { planInTransaction } from './transaction-plan.ts';
import { hasUniqueForm, planUniqueRead } from './unique-read-plan.ts';
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

/** What comes of each way that there is to repair a query of its kind: a suggestion, or the reason against it. */
export function plansFor(
  context: RewriteContext,
  query: RepeatedQuery,
  queriesOfFile: readonly RepeatedQuery[],
): readonly (Suggestion | RefusalReason)[] {
  // What is hoisted out of the inner of two loops would still run for each element of the outer.
  const isNested =
    query.frames.filter((frame) => frame.kind === 'repetition' && frame.multiplicity === 'perElement').length > 1;
  if (query.invariant && !isNested) return [planOf(() => planHoist(context, query))];
  const [effect, ...others] = query.effects;
  if (others.length > 0) return ['severalQueries'];
  if (effect.trace.length > 0) return [planOf(() => planHelper(context, query))];
  if (unitOfWorkBehind(effect.query)) return [planOf(() => planFlush(context, query))];
  if (writes(effect.query)) return [planOfWrite(context, query)];
  const alone = planOf(() => planReads(context, [query]));
  return [
    alone,
    ...(typeof alone === 'string' ? [] : planTogether(context, query, queriesOfFile)),
    ...(hasUniqueForm(query) ? [planOf(() => planUniqueRead(context, query))] : []),
  ];
}

/** One query in place of the loop, or after it where the loop does other work; else one transaction of all queries. */
function planOfWrite(context: RewriteContext, query: RepeatedQuery): Suggestion | RefusalReason {
  const inPlace = planOf(() => planWrite(context, query));
  if (typeof inPlace !== 'string') return inPlace;
  const after = planOf(() => planCollectedWrite(context, query));
  if (typeof after !== 'string') return after;
  const together = planOf(() => planInTransaction(context, query));
  if (typeof together !== 'string' || together === 'noListOfStatements') return together;
  return isOfLoop.has(inPlace) ? after : inPlace;
}

/** Reasons that hold only where the whole loop is to be replaced. */
const isOfLoop: ReadonlySet<RefusalReason> = new Set(['otherWork', 'resultNeeded']);

function writes({ operation, node }: QuerySite): boolean {
  if (operation === 'raw') return /^[\s`'"]*(insert|update|delete)\b/i.test(sqlOf(node) ?? '');
  return operation === 'writeOne' || operation === 'writeMany';
}

/** One plan for all queries of a loop that can be planned each, where there are several. */
function planTogether(
  context: RewriteContext,
  query: RepeatedQuery,
  queriesOfFile: readonly RepeatedQuery[],
): readonly (Suggestion | RefusalReason)[] {
  const ofLoop = queriesOfFile.filter(({ repetition }) => repetition.node === query.repetition.node);
  if (ofLoop.length < 2) return [];
  if (ofLoop.length > togetherLimit) return ['severalQueries'];
  const isPlanned = (one: RepeatedQuery): boolean => typeof planOf(() => planReads(context, [one])) !== 'string';
  const [first, second, ...others] = ofLoop.filter(isPlanned);
  return first && second ? [planOf(() => planReads(context, [first, second, ...others]))] : [];
}

function planOf(plan: () => Suggestion): Suggestion | RefusalReason {
  return planOrRefusal(Refusal, plan);
}
