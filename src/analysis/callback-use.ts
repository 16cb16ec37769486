import { compose, type Multiplicity } from './multiplicity.ts';
import type { ParameterPart } from './parameter-part.ts';
import type { Overlap, TransactionFrame } from './repetition.ts';

/** How a function runs a function that it was given. */
export interface CallbackUse {
  readonly multiplicity: Multiplicity;
  readonly overlap: Overlap;
  /** The transaction in which it runs. */
  readonly transaction?: TransactionFrame | undefined;
  /** The parameter, or a member of one, whose elements are iterated, or up to which is counted, if it is one. */
  readonly source?: ParameterPart;
  /** Whether that is a number. */
  readonly counts?: boolean;
}

/** How a function runs those that it was given, by `callbackKey`. It is told when it is asked, since most are given none. */
export interface Callbacks {
  get(key: string): CallbackUse | undefined;
}

/** Which function is meant of those that a function is given: an argument, or a member of one, `each({ run })`. */
export function callbackKey(position: number, member?: string): string {
  return member === undefined ? String(position) : `${String(position)}.${member}`;
}

/** Of two ways in which a function runs one that it was given, the one that runs it more often. */
export function moreFrequentUse(known: CallbackUse, use: CallbackUse): CallbackUse {
  if (compose(known.multiplicity, use.multiplicity) !== known.multiplicity) return use;
  // `if (trx) return callback(trx); return db.transaction(callback);`
  return use.multiplicity === known.multiplicity
    ? { ...known, transaction: known.transaction ?? use.transaction }
    : known;
}
