import type { RefusalReason } from '../../src/rewrite/refusal.ts';
import type { InputName } from './differential/inputs.ts';

/** A program, and what the suggestions make of it or why there are none. */
export type RewriteCase = RewrittenCase | RefusedCase;

interface Common {
  readonly name: string;
  readonly operation: Operation;
  readonly shape: Shape;
  /** Exports `run(db, orders)`. The imports of the client's prelude stand before it. */
  readonly code: string;
  /** The option of the rules. Default: all keys at once. */
  readonly maxBatchSize?: number;
  /** Targets in which the case holds, by name. Default: all of the client. */
  readonly only?: readonly string[];
}

export interface RewrittenCase extends Common {
  /** The code after all suggestions were applied, the first of each report. */
  readonly after: string;
  /** Imports that the prelude does not have. */
  readonly imports?: readonly string[];
  /** What the user must judge, as the suggestion says it. */
  readonly caveat?: RegExp;
  /** Whether it sends as many statements as before, in one transaction. Default: `false`. */
  readonly sendsEach?: true;
  /** Default: no order, one order and several. */
  readonly inputs?: readonly InputName[];
}

export interface RefusedCase extends Common {
  readonly refused: RefusalReason;
}

/** What a query does, as docs/rewrites.md lists it. */
export type Operation =
  | 'row by unique key'
  | 'row by composite key'
  | 'rows by foreign key'
  | 'count by foreign key'
  | 'sum by foreign key'
  | 'insert'
  | 'delete by key'
  | 'update with the same values'
  | 'update with other values'
  | 'invariant query';

/** What repeats a query. */
export type Shape =
  | 'for…of'
  | 'index for'
  | 'for…in'
  | 'entries'
  | 'Promise.all(map)'
  | 'forEach'
  | 'reduce'
  | 'filter before'
  | 'guard'
  | 'early exit'
  | 'destructured element'
  | 'nested property'
  | 'destructured row'
  | 'several queries'
  | 'local helper'
  | 'try in the loop';
