import type { RepeatedQuery } from '../analysis/finding.ts';
import type { Repetition } from '../analysis/repetition.ts';
import { type Iteration, iterationOf } from './iteration.ts';
import { refuse } from './refusal.ts';
import type { RewriteContext } from './rewrite-context.ts';

/** The nested repetitions around a query, from the outermost that runs once per element inwards. */
export function iterationsOf(context: RewriteContext, { frames, repetition }: RepeatedQuery): readonly Iteration[] {
  if (repetition.form === 'recursion' || repetition.isChain) return refuse('loopForm');
  const repetitions = frames.filter((frame): frame is Repetition => frame.kind === 'repetition');
  const from = repetitions.findIndex(({ multiplicity }) => multiplicity === 'perElement');
  return repetitions.slice(from).map((one) => iterationOf(context, one));
}
