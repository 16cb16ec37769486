import type { PoolSettings } from './define-pool.ts';
import { knexOptions } from './knex.ts';
import { type Mysql2Options, mysql2Options } from './mysql2.ts';
import { type PgOptions, pgOptions } from './pg.ts';

export type MikroOrmDriver = 'postgresql' | 'mysql';

export interface MikroOrm6Options {
  readonly pool: {
    readonly min: number;
    readonly max: number;
    readonly acquireTimeoutMillis: number;
    readonly createTimeoutMillis: number;
    readonly idleTimeoutMillis: number;
  };
  readonly driverOptions: { readonly connection: object };
}

export interface MikroOrm7Options {
  readonly pool: { readonly min: number; readonly max: number; readonly idleTimeoutMillis: number };
  readonly driverOptions:
    | Pick<PgOptions, 'connectionTimeoutMillis' | 'maxLifetimeSeconds' | 'application_name' | 'statement_timeout'>
    | Pick<Mysql2Options, 'connectTimeout' | 'maxIdle'>;
}

/**
 * Options of MikroORM 6, which runs on Knex: `MikroORM.init({ clientUrl, ...mikroOrm6Options(pool, 'postgresql') })`. What
 * is set on a connection is in `driverOptions.connection`.
 *
 * Not expressed is what `knexOptions` does not express.
 */
export function mikroOrm6Options(pool: PoolSettings, driver: MikroOrmDriver): MikroOrm6Options {
  const options = driver === 'postgresql' ? knexOptions(pool, 'pg', {}) : knexOptions(pool, 'mysql2', {});
  return {
    pool: { ...options.pool, acquireTimeoutMillis: options.acquireConnectionTimeout },
    driverOptions: { connection: options.connection },
  };
}

/**
 * Options of MikroORM 7, which runs on `pg` and mysql2: `MikroORM.init({ clientUrl, ...mikroOrm7Options(pool, 'mysql') })`;
 * `mysql` is for MariaDB too. What is set on a connection stands in `driverOptions` itself.
 *
 * Not expressed is what the driver does not express: see `pgOptions` and `mysql2Options`.
 */
export function mikroOrm7Options(pool: PoolSettings, driver: MikroOrmDriver): MikroOrm7Options {
  const { max, idleTimeoutMillis, ...connection } = pgOptions(pool);
  const { connectTimeout, maxIdle } = mysql2Options(pool);
  return {
    pool: { min: 0, max, idleTimeoutMillis },
    // MikroORM's own maxIdle of 0 closes each connection within a second of its last use.
    driverOptions: driver === 'postgresql' ? connection : { connectTimeout, maxIdle },
  };
}
