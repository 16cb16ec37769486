import type { CircuitState } from '../circuit-state.ts';
import type { DatabaseErrorClass } from '../database-error.ts';
import type { PoolSnapshot } from '../monitor/pool-monitor.ts';
import type { PoolCounts } from '../monitor/pool-counts.ts';

/** What became of asking the database. */
export type ProbeOutcome =
  | { readonly kind: 'answered'; readonly latencyMs: number }
  /** It failed, or did not answer in time. */
  | { readonly kind: 'failed'; readonly error: DatabaseErrorClass }
  /** No connection was free, and a probe does not queue. */
  | { readonly kind: 'busy' }
  /** There is nothing to ask with, or the circuit is isolated. */
  | { readonly kind: 'none' };

/** What one look at pool, circuit and database has found. */
export interface HealthFacts {
  readonly counts: PoolCounts;
  readonly usage: number;
  readonly snapshot: PoolSnapshot | undefined;
  readonly circuit: CircuitState | undefined;
  readonly probe: ProbeOutcome;
  /** Since the last query that succeeded; where there was none, since the monitor is looked at. */
  readonly silentForMs: number;
  /** How many of each in the last minute. */
  readonly lately: { readonly acquireTimeouts: number; readonly leaks: number; readonly slowQueries: number };
}
