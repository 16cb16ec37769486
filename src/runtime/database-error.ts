/** What an error says of the database. */
export type DatabaseErrorKind =
  /** No connection is free: the server's, the pool's or the account's limit is reached. */
  | 'exhausted'
  /** The server cannot be reached, is starting or stopping, or has closed the connection. */
  | 'unavailable'
  /** A query, a connection or a transaction took longer than it may. */
  | 'timeout'
  /** The server undid the work because of other work: a deadlock, a serialization failure, a lock. */
  | 'transient'
  /** Wrong password, no such database, bad certificate: every call fails until somebody changes a setting. */
  | 'configuration'
  /** The server answered that the query is at fault: syntax, constraints, values, rights, nothing found. */
  | 'query'
  /** None of the facts fits. It is counted neither for the database nor against it. */
  | 'unknown';

export interface DatabaseErrorClass {
  readonly kind: DatabaseErrorKind;
  /** Whether the same work may well succeed a moment later. */
  readonly transient: boolean;
  /** The code, name or text that decided, such as `53300`, `P2024` or `ECONNREFUSED`. */
  readonly code: string | undefined;
}
