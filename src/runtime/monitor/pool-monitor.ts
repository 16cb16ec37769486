import type { PoolCounts } from './pool-counts.ts';

/** Durations in milliseconds since the monitor began. The percentiles come from a histogram: exact to 5 %. */
export interface DurationSummary {
  readonly count: number;
  readonly meanMs: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** A query without its values. */
export interface RecentQuery {
  /** The statement with `?` for each literal, `Model.operation` for Prisma, `command collection` for MongoDB. */
  readonly shape: string;
  /** On its connection, without the wait for one. Milliseconds. */
  readonly durationMs: number;
  /** When it ended, in milliseconds since 1970. */
  readonly endedAt: number;
  readonly failed: boolean;
}

export interface PoolSnapshot {
  readonly name: string;
  /** The client that the pool belongs to: `pg`, `mysql2`, `knex`, … */
  readonly client: string;
  readonly counts: PoolCounts;
  /** `queries` where the pool shows nothing (Postgres.js, Prisma's own engine): then counts are derived from the queries in flight. */
  readonly countedFrom: 'pool' | 'queries';
  /** Active / max, from 0 to 1. */
  readonly usage: number;
  /** Highest values since the monitor began. */
  readonly peak: { readonly active: number; readonly waiting: number };
  /** How long callers waited for a connection; a pool that does not show it counts none. */
  readonly acquire: DurationSummary;
  /** How long queries ran on their connections. */
  readonly query: DurationSummary;
  /** Requests for a connection that ended without one because time ran out, and queries that ran out of time. */
  readonly timeouts: { readonly acquire: number; readonly query: number };
  /** Queries that failed, for whatever reason. */
  readonly failedQueries: number;
  /** Connections that were held longer than `leakAfterMs`. */
  readonly leaks: number;
  readonly slowQueries: { readonly count: number; readonly recent: readonly RecentQuery[] };
  /** The last queries, the latest first. */
  readonly recentActivity: readonly RecentQuery[];
  /** Milliseconds since the last query that succeeded; undefined when none has. */
  readonly sinceLastSuccessMs: number | undefined;
}

/** What happened, by event. Also what is logged, so it holds no values of queries and no addresses. */
export interface PoolEvents {
  readonly slowQuery: { readonly pool: string; readonly shape: string; readonly durationMs: number };
  readonly highUsage: { readonly pool: string; readonly usage: number; readonly counts: PoolCounts };
  readonly normalUsage: { readonly pool: string; readonly usage: number; readonly highForMs: number };
  readonly leak: { readonly pool: string; readonly heldMs: number; readonly stack: string };
  readonly acquireTimeout: { readonly pool: string; readonly waitedMs: number; readonly counts: PoolCounts };
}

/**
 * `answered`: the database did. `busy`: no connection is free, and the probe does not queue for one, so it says nothing
 * of the database.
 */
export type ProbeResult = 'answered' | 'busy';

export interface PoolMonitor {
  readonly name: string;
  /** Synchronous, one small object. */
  counts(): PoolCounts;
  /** Synchronous; allocates the summary and the recent activity, nothing per query. */
  snapshot(): PoolSnapshot;
  /** Calls back on each event until the function it returns is called. A fault of the listener reaches nobody. */
  on<Name extends keyof PoolEvents>(event: Name, listener: (event: PoolEvents[Name]) => void): () => void;
  /**
   * Asks the database for an answer (`SELECT 1`, `ping`), never queued behind an exhausted pool. Rejects when the
   * database does not answer or `signal` aborts, and gives the connection back in both cases. Undefined where the client
   * cannot.
   */
  readonly probe: ((signal: AbortSignal) => Promise<ProbeResult>) | undefined;
  /** Stops watching and puts back what was wrapped. A second call does nothing. */
  close(): void;
}
