import type ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { settlesWithin } from './consumption.ts';
import { isUnknownType } from './declared-in.ts';
import type { Effect } from './effect.ts';
import type { Occurrence } from './occurrences.ts';
import type { Overlap } from './repetition.ts';
import type { FunctionWithBody } from './syntax.ts';

/** How a query goes on beside others because the function that sends it drops its promise: `save(id).catch(log);`. */
export function unawaitedIn(
  analysis: Analysis,
  { node, frames, reference }: Occurrence,
  { body }: FunctionWithBody,
): Effect['unawaited'] {
  // The type of a query is asked for last, since it is slow.
  if (reference || settlesWithin(analysis, node, body) === 'sequential' || !isPromise(analysis, node)) return undefined;
  return frames.some(({ kind }) => kind === 'limiter') ? 'limited' : 'concurrent';
}

/** Whether a value is known to be a promise; what is given a callback may have answered by it. */
function isPromise({ checker, typed }: Analysis, node: ts.Node): boolean {
  if (!typed) return false;
  const type = checker.getApparentType(checker.getTypeAtLocation(node));
  return !isUnknownType(type) && checker.getPropertyOfType(type, 'then') !== undefined;
}

/** How the runs of queries share time, where what sends them may not wait for any. */
export function overlapWithUnawaited(overlap: Overlap, effects: readonly Effect[]): Overlap {
  const [first] = effects;
  return overlap === 'sequential' && first && effects.every(({ unawaited }) => unawaited)
    ? (first.unawaited ?? overlap)
    : overlap;
}
