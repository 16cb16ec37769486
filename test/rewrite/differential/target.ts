import type { Module } from './load-module.ts';
import type { Server } from './tables.ts';

/** A client that programs are written for. */
export interface Compiled {
  /** As documentation calls it, with the server where it is not PostgreSQL. */
  readonly name: string;
  /** The name of its facts, of its cases and of its models in the fixture. */
  readonly client: string;
  /** A folder of `test/packages` with the client's packages, or `rewrite` for those of the repository itself. */
  readonly folder: string;
  /** The imports that its programs begin with. */
  readonly prelude: string;
}

/** A client that programs run on. */
export interface Target extends Compiled {
  readonly server: Server;
  /** Called before the client's models are loaded. */
  readonly prepare?: () => void;
  connect(database: Database): Promise<Connection>;
}

/** What a target connects to. */
export interface Database {
  readonly connectionString: string;
  /** The exports of the client's models. */
  readonly models: Module;
}

export interface Connection {
  /** What `run` is given: a fresh one for each run, where the client keeps rows. */
  handle(): unknown;
  /** A row without what the client keeps beside its columns. Default: the row. */
  readonly plain?: (row: object) => object;
  close(): Promise<void>;
}
