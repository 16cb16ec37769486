import type { PoolSettings } from './define-pool.ts';
import { mysql2Options } from './mysql2.ts';
import { pgOptions } from './pg.ts';

interface TypeormPostgresOptions {
  readonly poolSize: number;
  readonly connectTimeoutMS: number;
  readonly applicationName: string;
  readonly extra: {
    readonly idleTimeoutMillis: number;
    readonly maxLifetimeSeconds: number;
    readonly statement_timeout?: number;
  };
}

interface TypeormMysqlOptions {
  readonly poolSize: number;
  readonly connectTimeout: number;
  readonly extra: { readonly maxIdle: number; readonly idleTimeout: number };
}

export type TypeormOptions<Type extends 'postgres' | 'mysql' | 'mariadb'> = Type extends 'postgres'
  ? TypeormPostgresOptions
  : TypeormMysqlOptions;

/**
 * Options of TypeORM's `DataSource`: `new DataSource({ type: 'postgres', url, ...typeormOptions(pool, 'postgres') })`. What
 * TypeORM has no name for is in `extra`; merge your own with it where you have some.
 *
 * Not expressed is what the driver does not express: see `pgOptions` for `postgres`, `mysql2Options` for `mysql` and
 * `mariadb`, which TypeORM runs on mysql2.
 */
export function typeormOptions<Type extends 'postgres' | 'mysql' | 'mariadb'>(
  pool: PoolSettings,
  type: Type,
): TypeormOptions<Type>;
export function typeormOptions(
  pool: PoolSettings,
  type: 'postgres' | 'mysql' | 'mariadb',
): TypeormPostgresOptions | TypeormMysqlOptions {
  if (type !== 'postgres') {
    const { connectionLimit, connectTimeout, ...extra } = mysql2Options(pool);
    return { poolSize: connectionLimit, connectTimeout, extra };
  }
  const { max, connectionTimeoutMillis, application_name, ...extra } = pgOptions(pool);
  return { poolSize: max, connectTimeoutMS: connectionTimeoutMillis, applicationName: application_name, extra };
}
