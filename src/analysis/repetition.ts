import type ts from 'typescript';

import type { Multiplicity } from './multiplicity.ts';
import { readable } from './syntax.ts';

/** Whether an iteration waits for the promises of the one before. */
export type Overlap = 'sequential' | 'concurrent' | 'limited';

/** How often a slot runs, and what is iterated. */
export interface Verdict {
  readonly multiplicity: Multiplicity;
  /** The expression whose elements are iterated. */
  readonly source?: ts.Expression | undefined;
  /** What it runs once per, where no expression names the source: `row that next follows`. */
  readonly each?: string | undefined;
  /** Whether each iteration needs a row of the one before, so that no list of keys is known beforehand. */
  readonly isChain?: boolean | undefined;
}

/** A syntax slot that runs repeatedly: the body of a loop, or a callback. */
export interface Repetition extends Verdict {
  readonly kind: 'repetition';
  readonly form: 'loop' | 'callback' | 'recursion';
  /** The loop, or the call that takes the callback. */
  readonly node: ts.Node;
  /** What runs again and again: a loop's body, a callback, or the reference to one. */
  readonly slot: ts.Node;
  /** For callbacks. In a loop statement, each call decides for itself. */
  readonly overlap?: Overlap;
}

/** A repetition that is judged when it is first asked, since most surround no query. */
export function createRepetition(
  place: Pick<Repetition, 'form' | 'node' | 'slot' | 'overlap'>,
  judge: () => Verdict,
): Repetition {
  let verdict: Verdict | undefined;
  const judged = (): Verdict => (verdict ??= judge());
  return {
    kind: 'repetition',
    ...place,
    get multiplicity() {
      return judged().multiplicity;
    },
    get source() {
      return judged().source;
    },
    get each() {
      return judged().each;
    },
    get isChain() {
      return judged().isChain;
    },
  };
}

/** A stretch that runs once while one connection is held. */
export interface TransactionFrame {
  readonly kind: 'transaction';
  readonly slot: ts.Node;
  /** The callback's first parameter, the handle on the held connection. */
  readonly handle?: ts.ParameterDeclaration;
  /** The client's call that opens it, which may stand in a function that was given the callback. */
  readonly call: ts.CallExpression;
  /** The calls of such functions, the innermost first. */
  readonly through?: readonly ts.CallExpression[];
  /** Whether that function gives the callback nothing, as one does that keeps the handle elsewhere. */
  readonly isHidden?: boolean;
}

/** A stretch of which only some run at a time, whoever starts them: `limit(() => …)`. */
export interface LimiterFrame {
  readonly kind: 'limiter';
  readonly slot: ts.Node;
}

/** What surrounds a node inside its function, the innermost last. */
export type Frame = Repetition | TransactionFrame | LimiterFrame;

/** What a counter runs over, in a message. */
export function numberUpTo(limit: ts.Expression): string {
  return `number up to \`${readable(limit)}\``;
}
