import type ts from 'typescript';

import type { Overlap } from './repetition.ts';

/** What the call of a library iterates, the position of its callback, and how many run at once. */
export interface StatedIteration {
  readonly source: ts.Expression | undefined;
  readonly callback: number;
  readonly overlap: Overlap;
}
