import type { PoolSettings } from './define-pool.ts';
import { type StartupParameters, startupParameters } from './startup-parameters.ts';

export type SequelizeDialect = 'postgres' | 'mysql' | 'mariadb';

interface SequelizePool {
  readonly pool: { readonly min: number; readonly max: number; readonly acquire: number; readonly idle: number };
}

type PostgresConnection = StartupParameters & { readonly connectionTimeoutMillis: number };
interface MysqlConnection {
  readonly connectTimeout: number;
}
interface MariadbConnection extends MysqlConnection {
  readonly queryTimeout?: number;
}

type Connection<Dialect extends SequelizeDialect> = Dialect extends 'postgres'
  ? PostgresConnection
  : Dialect extends 'mariadb'
    ? MariadbConnection
    : MysqlConnection;

export type Sequelize6Options<Dialect extends SequelizeDialect> = SequelizePool & {
  readonly dialectOptions: Connection<Dialect>;
};

export type Sequelize7Options<Dialect extends SequelizeDialect> = SequelizePool & Connection<Dialect>;

/**
 * Options of Sequelize 6: `new Sequelize(url, { ...sequelize6Options(pool, 'postgres') })`. What is set on a connection is
 * in `dialectOptions`; merge your own with it where you have some.
 *
 * Not expressed: `maxLifetimeMs`; with MySQL also `statementTimeoutMs`, as in `mysql2Options`; behind a pooler as well:
 * set it on the role or in the pooler.
 */
export function sequelize6Options<Dialect extends SequelizeDialect>(
  pool: PoolSettings,
  dialect: Dialect,
): Sequelize6Options<Dialect> {
  return { pool: poolOf(pool), dialectOptions: connectionOf(pool, dialect) };
}

/**
 * Options of Sequelize 7: `new Sequelize({ dialect: PostgresDialect, url, ...sequelize7Options(pool, 'postgres') })`. What
 * is set on a connection stands beside `pool`; Sequelize 7 refuses `dialectOptions`. What `sequelize6Options` does not
 * express, this does not either.
 */
export function sequelize7Options<Dialect extends SequelizeDialect>(
  pool: PoolSettings,
  dialect: Dialect,
): Sequelize7Options<Dialect> {
  return { pool: poolOf(pool), ...connectionOf(pool, dialect) };
}

function poolOf({ max, acquireTimeoutMs, idleTimeoutMs }: PoolSettings): SequelizePool['pool'] {
  return { min: 0, max, acquire: acquireTimeoutMs, idle: idleTimeoutMs };
}

function connectionOf<Dialect extends SequelizeDialect>(pool: PoolSettings, dialect: Dialect): Connection<Dialect> {
  const connections: { readonly [Name in SequelizeDialect]: Connection<Name> } = {
    postgres: { connectionTimeoutMillis: pool.connectTimeoutMs, ...startupParameters(pool) },
    mysql: { connectTimeout: pool.connectTimeoutMs },
    mariadb: {
      connectTimeout: pool.connectTimeoutMs,
      ...(pool.statementTimeoutMs !== false && { queryTimeout: pool.statementTimeoutMs }),
    },
  };
  return connections[dialect];
}
