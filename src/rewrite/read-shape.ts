import type ts from 'typescript';

import type { Answer, Missing, NeededImport } from '../clients/batch-facts.ts';
import type { Aggregate } from './aggregate.ts';
import type { Comparison } from './key-family.ts';
import type { TextEdit } from './text-edit.ts';

/** An equality at the top of a query's filter: `id` and what it must equal. */
export interface Term {
  /** The property of a row that holds the value. */
  readonly property: string;
  readonly value: ts.Expression;
  /** Where the same value stands in other branches of the filter. Default: there are none. */
  readonly repeated?: readonly ts.Expression[];
}

/** The query for many keys. */
export interface BatchedQuery {
  /** Edits inside the single query that make it the one for many keys. */
  readonly edits: readonly TextEdit[];
  readonly needs: readonly NeededImport[];
  /** Names in the single query that the one for many does not mention. Default: none. */
  readonly drops?: readonly ts.Identifier[];
  /** Whether an empty list of keys makes a query that fails. */
  readonly failsWhenEmpty?: boolean;
  /** Whether it also answers rows of keys that are not in the list, so that lists of rows cannot be put together. */
  readonly answersMore?: boolean;
  /** What the user must judge, as sentences. */
  readonly caveats?: readonly string[];
}

/** How the keys of a query for many are written. */
export type Keys =
  /** A list of values of one column. */
  | { readonly kind: 'list'; readonly term: Term; readonly text: string }
  /** A list of objects with one property for each column. */
  | { readonly kind: 'objects'; readonly terms: readonly Term[]; readonly text: string };

/** What a rewrite must know of a query that reads by equality, whatever its client writes it like. */
export interface ReadShape {
  /** The call that makes the query. */
  readonly query: ts.Expression;
  /** What a row is called, in the singular: `user`. */
  readonly noun: string;
  readonly terms: readonly Term[];
  /** How many conditions the filter has in all. */
  readonly filterSize: number;
  readonly answers: Answer;
  readonly missing: Missing;
  /** Whether one row at most has values in these columns; `undefined` where nothing states it. */
  readonly isUnique: (columns: readonly string[]) => boolean | undefined;
  /** Whether rows of other tables are read as well. */
  readonly joins: boolean;
  /** The type of a row. */
  readonly row: ts.Type;
  /** Whether each query for a row answers with the same object, so that code that changes it sees no difference. Default: `false`. */
  readonly identityMap?: boolean;
  /** Where the rows stand in what the query answers with: `rows` in `{ rows }`, `0` in `[rows, fields]`. Default: it answers with them. */
  readonly rowsIn?: string;
  /** Whether the query reads one row at most of several, which is known to be no limit only where the first is all that is used. */
  readonly limited?: boolean;
  /** Whether the types of columns are what the code says of them, as for SQL; numbers may be texts then. Default: `false`. */
  readonly asserted?: boolean;
  /** How keys of a column are compared, beyond what types say. Default: nothing is known. */
  readonly comparisonOf?: (property: string) => Comparison;
  /** Where it computes values from all rows of a key: which. */
  readonly aggregate?: Aggregate;
  /** Whether a column is among those that are read. */
  readonly reads: (column: string) => boolean;
  readonly batch: (keys: Keys) => BatchedQuery;
  /** Adds a column to those that are read, where columns are listed. */
  readonly addColumn?: (property: string) => TextEdit;
}
