import type { PoolSettings } from './define-pool.ts';
import { type StartupParameters, startupParameters } from './startup-parameters.ts';

export interface KnexOptions<Connection extends object> {
  readonly acquireConnectionTimeout: number;
  readonly pool: {
    readonly min: number;
    readonly max: number;
    readonly createTimeoutMillis: number;
    readonly idleTimeoutMillis: number;
  };
  readonly connection: Connection;
}

type PgConnection = StartupParameters & { readonly connectionTimeoutMillis: number };

/**
 * Options of Knex, and of Objection through it. What is set on a connection belongs into `connection`, so that the
 * application's own is given here:
 * `knex({ client: 'pg', ...knexOptions(pool, 'pg', { connectionString }) })`,
 * `knex({ client: 'mysql2', ...knexOptions(pool, 'mysql2', { uri }) })`.
 *
 * Not expressed: `maxLifetimeMs`, because Knex before 3.2 refuses the option. From 3.2 on, add
 * `maxConnectionLifetimeMillis: pool.maxLifetimeMs` to `pool`. With mysql2 also `statementTimeoutMs`, as there; behind a
 * pooler as well: set it on the role or in the pooler.
 */
export function knexOptions<Connection extends object>(
  pool: PoolSettings,
  client: 'pg',
  connection: Connection,
): KnexOptions<Connection & PgConnection>;
export function knexOptions<Connection extends object>(
  pool: PoolSettings,
  client: 'mysql2',
  connection: Connection,
): KnexOptions<Connection & { readonly connectTimeout: number }>;
export function knexOptions(pool: PoolSettings, client: 'pg' | 'mysql2', connection: object): KnexOptions<object> {
  return {
    acquireConnectionTimeout: pool.acquireTimeoutMs,
    pool: {
      min: 0,
      max: pool.max,
      createTimeoutMillis: pool.connectTimeoutMs,
      idleTimeoutMillis: pool.idleTimeoutMs,
    },
    connection: {
      ...connection,
      ...(client === 'pg'
        ? { connectionTimeoutMillis: pool.connectTimeoutMs, ...startupParameters(pool) }
        : { connectTimeout: pool.connectTimeoutMs }),
    },
  };
}
