/** A query of a client, as random programs send it. */
export interface QueryForm {
  /** What the variable with its answer is called: `user`, `posts`. */
  readonly noun: string;
  readonly answers: 'row' | 'rows' | 'count' | 'nothing';
  /** What it is given: a number, the number or null, an e-mail address, an order's id and SKU. */
  readonly key: 'number' | 'numberOrNull' | 'email' | 'line';
  /** The query without `await`, so that it answers a row, rows or a count. */
  readonly query?: (...keys: readonly string[]) => string;
  /** A declaration of the variable, where the client's answer is not the row itself. Default: of the awaited query. */
  readonly declaration?: (name: string, ...keys: readonly string[]) => string;
  /** The property of a row that programs read: a text. */
  readonly property?: string;
  /** Whether the query fails where there is no row. */
  readonly throws?: boolean;
}
