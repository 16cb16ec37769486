import type { PoolSettings } from './define-pool.ts';
import { type StartupParameters, startupParameters } from './startup-parameters.ts';

export interface PostgresJsOptions {
  readonly max: number;
  /** Seconds. */
  readonly connect_timeout: number;
  /** Seconds. */
  readonly idle_timeout: number;
  /** Seconds. */
  readonly max_lifetime: number;
  readonly prepare: boolean;
  readonly connection: StartupParameters;
}

/**
 * Options of Postgres.js: `postgres(url, postgresJsOptions(pool))`. For Drizzle's `postgres-js` too, which takes such a
 * client.
 *
 * Not expressed: `acquireTimeoutMs` (a query waits for a connection without limit). Behind a pooler also
 * `statementTimeoutMs`: set it on the role or in the pooler. In transaction mode, prepared statements are off.
 */
export function postgresJsOptions(pool: PoolSettings): PostgresJsOptions {
  return {
    max: pool.max,
    connect_timeout: pool.connectTimeoutMs / 1000,
    idle_timeout: pool.idleTimeoutMs / 1000,
    max_lifetime: pool.maxLifetimeMs / 1000,
    prepare: pool.pooler !== 'transaction',
    connection: startupParameters(pool),
  };
}
