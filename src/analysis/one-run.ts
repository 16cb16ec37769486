import type ts from 'typescript';

import type { Effect } from './effect.ts';
import { areExclusive, isConditional } from './exclusive-branches.ts';

/** The queries of a call, the one to name first: of the run that sends the most, what it sends in any case, and what it writes. */
export function namedFirst(effects: readonly Effect[]): readonly Effect[] {
  const ordered = effects.toSorted((one, other) => rankOf(one) - rankOf(other));
  const [first] = largestRun(ordered);
  return first ? [first, ...ordered.filter((effect) => effect !== first)] : [];
}

/** The most queries that one run sends which sends the first. */
export function oneRunOf([first, ...others]: readonly [Effect, ...Effect[]]): readonly [Effect, ...Effect[]] {
  return [first, ...largestRun(others.filter((other) => !excludes(first, other)))];
}

/** Whether a condition in one of the functions on the way decides if a query is sent. */
export function isSentSometimes(effect: Effect): boolean {
  return effect.trace.some(({ entered }, index) => isConditional(placeAt(effect, index + 1), entered));
}

function rankOf(effect: Effect): number {
  const { operation } = effect.query;
  const writes = operation === 'writeOne' || operation === 'writeMany';
  return (isSentSometimes(effect) ? 200 : 0) + (writes ? 0 : 100) + effect.trace.length;
}

function largestRun(effects: readonly Effect[], atLeast = 0): readonly Effect[] {
  const [first, ...others] = effects;
  if (!first || effects.length <= atLeast) return [];
  const beside = others.filter((other) => !excludes(first, other));
  const withFirst = [first, ...largestRun(beside, atLeast - 1)];
  if (beside.length === others.length) return withFirst;
  const without = largestRun(others, Math.max(atLeast, withFirst.length));
  return without.length > withFirst.length ? without : withFirst;
}

/** Whether a run that sends one query does not send the other: by the arms of a choice, or by the function that is entered. */
function excludes(one: Effect, other: Effect): boolean {
  if (one.multiplicity !== 'once' || other.multiplicity !== 'once') return false;
  for (let index = 0; ; index += 1) {
    const [place, otherPlace] = [placeAt(one, index), placeAt(other, index)];
    if (place !== otherPlace) return areExclusive(place, otherPlace);
    const [step, otherStep] = [one.trace[index], other.trace[index]];
    if (!step || !otherStep) return false;
    if (step.entered !== otherStep.entered) return true;
  }
}

/** Where a query is sent from, in the words of the function that is so many calls deep. */
function placeAt({ trace, query }: Effect, depth: number): ts.Node {
  return trace[depth]?.call ?? query.node;
}
