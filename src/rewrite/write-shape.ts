import type ts from 'typescript';

import type { NeededImport } from '../clients/batch-facts.ts';
import type { BatchedQuery, Keys, Term } from './read-shape.ts';
import type { TextEdit } from './text-edit.ts';

/** What an insert writes for one element. */
export interface InsertedRow {
  /** As it is written in the list of rows: the row, or the list of its values. */
  readonly text: string;
  /** The expressions in it. */
  readonly parts: readonly ts.Expression[];
  /** Whether it is a list of rows already. */
  readonly isList: boolean;
}

interface Write {
  /** The call that makes the query. */
  readonly query: ts.Expression;
  /** What a row is called, in the singular: `user`. */
  readonly noun: string;
  /** What differs from writing one by one, as a sentence. */
  readonly caveat: string | undefined;
  /** Whether what is written before an error stays. Default: all is written or nothing. */
  readonly keepsBeforeError?: boolean;
}

/** A query that inserts one row. */
export interface InsertShape extends Write {
  readonly does: 'insert';
  /** What is done with the rows, if they are not written: `Remove`. */
  readonly verb?: string | undefined;
  readonly row: InsertedRow;
  /** Whether an empty list of rows makes a query that fails. */
  readonly failsWhenEmpty: boolean;
  /** Whether the query for many mentions the list more than once, so that it needs a name. */
  readonly mentionsTwice: boolean;
  /** The type of a row of the form for many, where it has a name that can be seen at a place. */
  readonly rowType?: (place: ts.Node) => string | undefined;
  /** The edits that make it the query for the rows of a list. */
  readonly insertMany: (list: string) => readonly TextEdit[];
}

/** How changes that differ from row to row are made with one query. */
export interface ChangeOfEach {
  readonly row: InsertedRow;
  /** What a row is told by, where of several with the same the last one counts. Default: all of them, one after another. */
  readonly key?: string;
  /** Whether of several changes of one row the first in the list counts, so that the list is turned round. Default: `false`. */
  readonly lastFirst?: boolean;
  readonly mentionsTwice: boolean;
  readonly caveat: string | undefined;
  readonly keepsBeforeError: boolean;
  /** Names that it needs. Default: none. */
  readonly needs?: readonly NeededImport[];
  /** The edits that make it the query for the rows of a list. */
  readonly changeMany: (list: string) => readonly TextEdit[];
}

/** A query that deletes the rows of one key, or changes them in the same way for every key. */
export interface KeyedWriteShape extends Write {
  readonly does: 'delete' | 'update';
  readonly terms: readonly Term[];
  /** Whether a key that is null or undefined matches no row, for one key as for many. */
  readonly nullMatchesNothing: boolean;
  readonly batch: (keys: Keys) => BatchedQuery;
  /** Where the client has a form for changes that differ from row to row in a loop. May refuse. */
  readonly ofEach?: (loop: ts.Node) => ChangeOfEach;
}

/** What a rewrite must know of a query that writes, whatever its client writes it like. */
export type WriteShape = InsertShape | KeyedWriteShape;
