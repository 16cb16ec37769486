import type { PoolSettings } from '../../../../src/runtime/index.ts';

export type Row = Readonly<Record<string, unknown>>;

/** A client with a pool of its own, as an application has it. */
export interface OpenedClient {
  /** What the application holds, and what is given to `drain`. */
  readonly client: object;
  readonly query: (statement: string) => Promise<readonly Row[]>;
  readonly close: () => Promise<unknown>;
}

export interface ClientCase {
  readonly name: string;
  /** How the client fails when no connection is free in time; undefined where it has no limit for the wait. */
  readonly acquireError: RegExp | undefined;
  /** How it fails when a statement takes too long; undefined where it cannot set a limit. */
  readonly statementError: RegExp | undefined;
  /** Whether it replaces a connection after a time. */
  readonly replaces: boolean;
  readonly open: (connectionString: string, settings: PoolSettings) => Promise<OpenedClient>;
}
