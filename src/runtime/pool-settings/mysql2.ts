import type { PoolSettings } from './define-pool.ts';

export interface Mysql2Options {
  readonly connectionLimit: number;
  readonly connectTimeout: number;
  readonly maxIdle: number;
  readonly idleTimeout: number;
}

/**
 * Options of mysql2's `createPool`: `createPool({ uri, ...mysql2Options(pool) })`. For Kysely's `MysqlDialect` and for
 * Drizzle's `mysql2` too, which take such a pool.
 *
 * Not expressed: `acquireTimeoutMs` (a query waits for a connection without limit), `maxLifetimeMs`, and
 * `statementTimeoutMs`, which is `max_execution_time` of a MySQL session and `max_statement_time` of a MariaDB session.
 * With a `max` of 1 also `idleTimeoutMs`: the one connection stays open.
 */
export function mysql2Options({ max, connectTimeoutMs, idleTimeoutMs }: PoolSettings): Mysql2Options {
  return {
    connectionLimit: max,
    connectTimeout: connectTimeoutMs,
    // idleTimeout has an effect only where maxIdle is less than connectionLimit, and connections beyond maxIdle are
    // closed within a second, whatever idleTimeout says.
    maxIdle: Math.max(1, max - 1),
    idleTimeout: idleTimeoutMs,
  };
}
