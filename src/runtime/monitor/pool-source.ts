import type { PoolCounts } from './pool-counts.ts';
import type { DoubleQuotes } from './query-shape.ts';

/** To whom a client's file tells what happens in a pool. Times are those of its clock, in milliseconds. */
export interface PoolObserver {
  /** Whether acquisitions must come with their stack. */
  readonly wantsStacks: boolean;
  now(): number;
  /** Somebody asked for a connection and may wait for it. */
  requested(): void;
  /** A connection was lent out. `stack` says who acquired it, and that it may be held for too long. */
  acquired(waitedMs: number | undefined, connection?: object, stack?: string): void;
  acquireFailed(waitedMs: number, timedOut: boolean): void;
  released(connection: object): void;
  /** More or fewer connections are lent out than when it was told last. */
  usageChanged(): void;
  /** A query ended. `statement` is SQL with whatever values it holds. */
  queryEnded(startedAt: number, statement: unknown, failed: boolean, error?: unknown): void;
  /** The same for what has a shape already, such as `User.findMany`. */
  operationEnded(startedAt: number, shape: string, failed: boolean, error?: unknown): void;
}

/** What a client's file knows of one pool. */
export interface PoolSource {
  /** The client's package, as the snapshot names it. */
  readonly client: string;
  /** The value of `db.system.name`, where it is known. */
  readonly system: string | undefined;
  readonly doubleQuotes: DoubleQuotes;
  readonly countedFrom: 'pool' | 'queries';
  counts(): PoolCounts;
  /** Cheap, for each query: connections that are lent out. */
  active(): number;
  /** Cheap, for each query: callers in the queue. */
  waiting(): number;
  max(): number;
  /** Reports what happens to the observer until the function that it returns is called. */
  observe(observer: PoolObserver): () => void;
  /** Sends the smallest query there is; undefined where that is not possible. Called only while a connection is free. */
  readonly probe: (() => Probe) | undefined;
}

export interface Probe {
  readonly answered: Promise<unknown>;
  /** Gives up on the answer. Answers whether it could end the connection that waits for it. */
  abort(): boolean;
}
