import type ts from 'typescript';

import type { Effect } from './effect.ts';
import type { Execution } from './multiplicity.ts';
import type { Root } from './occurrences.ts';
import type { Frame, Repetition } from './repetition.ts';

/** A query, or a call that runs queries, in a position that runs once per element. */
export interface RepeatedQuery {
  /** The call that stands in the repeated position. */
  readonly node: ts.Node;
  readonly repetition: Repetition;
  /** All that surrounds the call in the function that it stands in, the innermost last. */
  readonly frames: readonly Frame[];
  /** That function, or the file. */
  readonly root: Root;
  readonly execution: Execution;
  /** Whether runs at one time are known to take a connection each, and not to share that of a transaction. */
  readonly ownConnection: boolean;
  /** All queries that the call runs, the one to name first. */
  readonly effects: readonly [Effect, ...Effect[]];
  /** Whether nothing in the call varies, so that it could run once before the loop. */
  readonly invariant: boolean;
  /** Whether nothing waits for the iterations: `forEach(async …)`. */
  readonly abandoned: boolean;
}
