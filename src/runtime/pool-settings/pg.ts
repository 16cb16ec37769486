import type { PoolSettings } from './define-pool.ts';
import { type StartupParameters, startupParameters } from './startup-parameters.ts';

export interface PgOptions extends StartupParameters {
  readonly max: number;
  readonly connectionTimeoutMillis: number;
  readonly idleTimeoutMillis: number;
  readonly maxLifetimeSeconds: number;
}

/**
 * Options of `pg`'s `Pool`: `new Pool({ connectionString, ...pgOptions(pool) })`. For Kysely's `PostgresDialect` and for
 * Drizzle's `node-postgres` too, which take such a pool.
 *
 * Not expressed: `connectTimeoutMs`. `pg` has one limit for waiting and for opening, which is `acquireTimeoutMs`. Behind a
 * pooler also `statementTimeoutMs`: set it on the role or in the pooler. A parameter in the connection string is stronger
 * than these options.
 */
export function pgOptions(pool: PoolSettings): PgOptions {
  return {
    max: pool.max,
    connectionTimeoutMillis: pool.acquireTimeoutMs,
    idleTimeoutMillis: pool.idleTimeoutMs,
    maxLifetimeSeconds: pool.maxLifetimeMs / 1000,
    ...startupParameters(pool),
  };
}
