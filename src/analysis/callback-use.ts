import { compose, type Multiplicity } from './multiplicity.ts';
import type { Overlap, TransactionFrame } from './repetition.ts';

/** How a function runs a function that it was given. */
export interface CallbackUse {
  readonly multiplicity: Multiplicity;
  readonly overlap: Overlap;
  /** The transaction in which it runs. */
  readonly transaction?: TransactionFrame | undefined;
  /** The position of the parameter whose elements are iterated, or up to which is counted, if it is one. */
  readonly source?: number;
  /** Whether that parameter is a number. */
  readonly counts?: boolean;
}

/** Keeps, of the ways in which a function runs one that it was given, the one that runs it most often. */
export function addCallback(callbacks: Map<number, CallbackUse>, position: number, use: CallbackUse): void {
  const known = callbacks.get(position);
  if (!known) callbacks.set(position, use);
  else if (compose(known.multiplicity, use.multiplicity) !== known.multiplicity) callbacks.set(position, use);
  // `if (trx) return callback(trx); return db.transaction(callback);`
  else if (use.multiplicity === known.multiplicity)
    callbacks.set(position, { ...known, transaction: known.transaction ?? use.transaction });
}
