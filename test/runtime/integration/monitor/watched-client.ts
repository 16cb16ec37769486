/** How the conformance tests use a client. */
export interface WatchedClient {
  /** What is given to `monitorPool`. */
  readonly pool: object;
  /** What the monitor touches: afterwards it must be as it was. */
  readonly touched: readonly object[];
  query(statement: string): Promise<unknown>;
  /** Keeps a connection until the function it answers is called. */
  hold(): Promise<() => unknown>;
  close(): Promise<unknown>;
}

export interface WatchedClientCase {
  readonly name: string;
  /** False where the client has no limit for the wait. */
  readonly timesOut: boolean;
  /** False where the client acquires its connections on a later tick, which no stack leads back from. */
  readonly stackReachesCaller: boolean;
  readonly open: (connectionString: string, acquireTimeoutMs: number) => Promise<WatchedClient>;
}

/** Of every client. */
export const maxConnections = 3;
