/** A call by which code takes a connection, a session or a transaction that it must give back itself. */
export interface AcquisitionFact {
  /** The method or function that answers with it. */
  readonly method: string;
  /** Names of the types that declare the method; for a function of a package, its own name. */
  readonly owners: readonly string[];
  readonly gives: 'connection' | 'session' | 'transaction';
  /** What code calls it, in the client's own examples. Default: `connection`. */
  readonly name?: string;
  /** Whether it answers without a promise. Default: `false`. */
  readonly atOnce?: boolean;
  /** A link that stands before the method: `startTransaction` in `db.startTransaction().execute()`. */
  readonly after?: string;
  /** Whether it opens what it is called on, `client.connect()`, and answers with nothing. Default: `false`. */
  readonly opensReceiver?: boolean;
  /** Methods of what is acquired that give it back. */
  readonly releasedBy: readonly string[];
  /** Whether giving it back answers with a promise. Default: `false`. */
  readonly waits?: boolean;
  /** Methods that are given it and give it back: `pool.releaseConnection(connection)`. */
  readonly releasedTo?: readonly string[];
  /** Methods of what is acquired that begin a transaction; SQL that does so needs no mention. */
  readonly begins?: readonly string[];
  /** Methods of what is acquired that end one. */
  readonly ends?: readonly string[];
  /** The member of what is acquired on which queries run: `manager`. Default: they run on what is acquired. */
  readonly queriesBy?: string;
  /** Whether an open transaction is rolled back when it is given back. Default: `false`. */
  readonly rollsBack?: boolean;
  /** Whether giving it back twice throws. Default: `false`. */
  readonly throwsTwice?: boolean;
  /** Whether the client keeps it for the process, so that only code that closes it again must do so on all paths. Default: `false`. */
  readonly kept?: boolean;
}
