import type { CircuitState } from '../circuit-state.ts';
import type { RecentQuery } from '../monitor/pool-monitor.ts';

/**
 * `ok`: nothing to do. `degraded`: requests are served, but something needs attention. `error`: the database does not
 * answer, or calls are not sent to it.
 */
export type HealthStatus = 'ok' | 'degraded' | 'error';

/** What the health handler answers as JSON. Durations in milliseconds. It holds no addresses and no values of queries. */
export interface HealthReport {
  readonly status: HealthStatus;
  /** By the monitor; where a guard has none, the calls that its limiter counts. */
  readonly connectionPool: {
    readonly activeConnections: number;
    /** `null` where the pool has no limit. */
    readonly maxConnections: number | null;
    readonly idleConnections: number;
    readonly waitingRequests: number;
    /** Active / max, from 0 to 1. */
    readonly usage: number;
    /** The last queries, the latest first. */
    readonly recentActivity: readonly RecentQuery[];
  };
  /** `null` without a guard. */
  readonly circuitBreaker: CircuitState | null;
  readonly slowQueries: { readonly count: number; readonly recent: readonly RecentQuery[] };
  /** How long the database took to answer the probe; `null` where none was sent or answered. */
  readonly latencyMs: number | null;
  /** What to do, in sentences; empty where there is nothing. */
  readonly recommendations: readonly string[];
}

/** What callers get that are not authorised for details. */
export type HealthSummary = Pick<HealthReport, 'status'>;
