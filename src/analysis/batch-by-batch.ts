import type ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { settlesWithin } from './consumption.ts';
import type { Frame, Repetition } from './repetition.ts';

/** Whether only the elements of one batch run at a time: `for (const batch of batches) await Promise.all(batch.map(load))`. */
export function runsBatchByBatch(
  analysis: Analysis,
  node: ts.Node,
  repetition: Repetition,
  frames: readonly Frame[],
): boolean {
  return frames
    .slice(0, frames.indexOf(repetition))
    .some(
      (frame) =>
        frame.kind === 'repetition' &&
        frame.multiplicity === 'paged' &&
        (frame.overlap ?? settlesWithin(analysis, node, frame.slot)) === 'sequential',
    );
}
