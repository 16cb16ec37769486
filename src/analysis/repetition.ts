import type ts from 'typescript';

import type { Multiplicity } from './multiplicity.ts';

/** Whether an iteration waits for the promises of the one before. */
export type Overlap = 'sequential' | 'concurrent' | 'limited';

/** A syntax slot that runs repeatedly: the body of a loop, or a callback. */
export interface Repetition {
  readonly kind: 'repetition';
  /** The loop, or the call that takes the callback. */
  readonly node: ts.Node;
  /** What runs again and again: a loop's body, a callback, or the reference to one. */
  readonly slot: ts.Node;
  readonly multiplicity: Multiplicity;
  /** The expression whose elements are iterated. */
  readonly source?: ts.Expression;
  /** What it runs once per, where no expression names the source: `row that next follows`. */
  readonly each?: string;
  /** For callbacks. In a loop statement, each call decides for itself. */
  readonly overlap?: Overlap;
  readonly form: 'loop' | 'callback' | 'recursion';
  /** Whether each iteration needs a row of the one before, so that no list of keys is known beforehand. */
  readonly isChain?: boolean;
}

/** A stretch that runs once while one connection is held. */
export interface TransactionFrame {
  readonly kind: 'transaction';
  readonly slot: ts.Node;
  /** The callback's first parameter, the handle on the held connection. */
  readonly handle?: ts.ParameterDeclaration;
}

/** A stretch of which only some run at a time, whoever starts them: `limit(() => …)`. */
export interface LimiterFrame {
  readonly kind: 'limiter';
  readonly slot: ts.Node;
}

/** What surrounds a node inside its function, the innermost last. */
export type Frame = Repetition | TransactionFrame | LimiterFrame;
