import type { PoolSettings } from './define-pool.ts';
import { wholeSeconds } from './whole-seconds.ts';

export interface MariadbOptions {
  readonly connectionLimit: number;
  readonly minimumIdle: number;
  readonly acquireTimeout: number;
  readonly connectTimeout: number;
  /** Seconds, unlike the others. */
  readonly idleTimeout: number;
  readonly queryTimeout?: number;
}

/**
 * Options of the driver mariadb's `createPool`: `createPool({ host, user, password, database, ...mariadbOptions(pool) })`.
 *
 * `statementTimeoutMs` is `queryTimeout`, which MariaDB's server knows and MySQL's refuses: with a MySQL server, give
 * `statementTimeoutMs: false` and set `max_execution_time` on the server. One idle connection stays open. Not expressed:
 * `maxLifetimeMs`.
 *
 * @throws RangeError where `idleTimeoutMs` is not in whole seconds.
 */
export function mariadbOptions(pool: PoolSettings): MariadbOptions {
  return {
    connectionLimit: pool.max,
    // By default as many as connectionLimit, so that idle connections are never closed. With 0, versions before 3.5 never
    // open any.
    minimumIdle: 1,
    acquireTimeout: pool.acquireTimeoutMs,
    connectTimeout: pool.connectTimeoutMs,
    idleTimeout: wholeSeconds('mariadbOptions', 'idleTimeoutMs', pool),
    ...(pool.statementTimeoutMs !== false && { queryTimeout: pool.statementTimeoutMs }),
  };
}
