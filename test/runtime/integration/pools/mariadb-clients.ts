import {
  knexOptions,
  mariadbOptions,
  mikroOrm6Options,
  mikroOrm7Options,
  mysql2Options,
  type PoolSettings,
  prismaMariadbOptions,
  sequelize6Options,
  sequelize7Options,
  typeormOptions,
} from '../../../../src/runtime/index.ts';
import { clientPackage } from '../client-package.ts';
import { mariadbUrl } from '../mariadb.ts';
import type { ClientCase, OpenedClient, Row } from './opened-client.ts';
import { openedAdapter, openedMikroOrm, openedSequelize, openedTypeorm } from './orm-clients.ts';
import type { Knex, KyselyModule, Sequelize, SqlAdapter } from './untyped-clients.ts';

export interface MariadbAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

export interface MariadbClientCase extends Omit<ClientCase, 'open' | 'replaces'> {
  /** How many idle connections stay open. */
  readonly idle: number;
  readonly open: (address: MariadbAddress, settings: PoolSettings) => Promise<OpenedClient>;
}

type Open = MariadbClientCase['open'];

interface Pool {
  query(statement: string): Promise<unknown>;
  end(): Promise<void>;
}

function urlOf({ port, database }: MariadbAddress): string {
  const url = new URL(mariadbUrl(database));
  url.port = String(port);
  return url.href;
}

const openMysql2: Open = (address, settings) => {
  const { createPool } = clientPackage<{ readonly createPool: (options: object) => Pool }>('drivers', 'mysql2/promise');
  const pool = createPool({ uri: urlOf(address), ...mysql2Options(settings) });
  return Promise.resolve({
    client: pool,
    query: async (statement) => ((await pool.query(statement)) as [Row[]])[0],
    close: () => pool.end(),
  });
};

const openKysely: Open = (address, settings) => {
  const { createPool } = clientPackage<{ readonly createPool: (options: object) => object }>('drivers', 'mysql2');
  const { Kysely, MysqlDialect, CompiledQuery } = clientPackage<KyselyModule>('kysely', 'kysely');
  const pool = createPool({ uri: urlOf(address), ...mysql2Options(settings) });
  const kysely = new Kysely({ dialect: new MysqlDialect({ pool }) });
  return Promise.resolve({
    client: kysely,
    query: async (statement) => (await kysely.executeQuery(CompiledQuery.raw(statement))).rows,
    close: () => kysely.destroy(),
  });
};

const openMariadb: Open = (address, settings) => {
  const { createPool } = clientPackage<{ readonly createPool: (options: object) => Pool }>('drivers', 'mariadb');
  const pool = createPool({ ...address, ...mariadbOptions(settings) });
  return Promise.resolve({
    client: pool,
    query: async (statement) => (await pool.query(statement)) as Row[],
    close: () => pool.end(),
  });
};

const openPrisma: Open = (address, settings) => {
  const { PrismaMariaDb } = clientPackage<{
    PrismaMariaDb: new (options: object) => { connect(): Promise<SqlAdapter> };
  }>('prisma-7', '@prisma/adapter-mariadb');
  return openedAdapter(new PrismaMariaDb({ ...address, ...prismaMariadbOptions(settings) }));
};

const openKnex: Open = (address, settings) => {
  const knex = clientPackage<(options: object) => Knex>(
    'knex',
    'knex',
  )({ client: 'mysql2', ...knexOptions(settings, 'mysql2', { uri: urlOf(address) }) });
  return Promise.resolve({
    client: knex,
    query: async (statement) => ((await knex.raw(statement)) as [Row[]])[0],
    close: () => knex.destroy(),
  });
};

function openSequelize6(dialect: 'mysql' | 'mariadb'): Open {
  return ({ database, host, port, user }, settings) => {
    const { Sequelize } = clientPackage<{ Sequelize: new (...options: unknown[]) => Sequelize }>(
      'sequelize-6',
      'sequelize',
    );
    const options = { dialect, host, port, logging: false, ...sequelize6Options(settings, dialect) };
    return Promise.resolve(openedSequelize(new Sequelize(database, user, '', options)));
  };
}

function openSequelize7(dialect: 'mysql' | 'mariadb'): Open {
  return (address, settings) => {
    const { Sequelize } = clientPackage<{ Sequelize: new (options: object) => Sequelize }>(
      'sequelize-7',
      '@sequelize/core',
    );
    const exported = clientPackage<Record<string, object>>('sequelize-7', `@sequelize/${dialect}`);
    const dialectClass = exported[dialect === 'mysql' ? 'MySqlDialect' : 'MariaDbDialect'];
    const options = { dialect: dialectClass, ...address, ...sequelize7Options(settings, dialect) };
    return Promise.resolve(openedSequelize(new Sequelize(options)));
  };
}

function openTypeorm(folder: string): Open {
  return (address, settings) =>
    openedTypeorm(folder, { type: 'mariadb', url: urlOf(address), ...typeormOptions(settings, 'mariadb') });
}

const openMikroOrm6: Open = (address, settings) =>
  openedMikroOrm('mikro-orm-6', 'mysql', { clientUrl: urlOf(address), ...mikroOrm6Options(settings, 'mysql') });

const openMikroOrm7: Open = (address, settings) =>
  openedMikroOrm('mikro-orm-7', 'mysql', { clientUrl: urlOf(address), ...mikroOrm7Options(settings, 'mysql') });

const statementError = /max_statement_time exceeded/;
const mariadbAcquireError = /pool timeout|retrieve connection from pool timeout/i;
const sequelizeAcquireError = /SequelizeConnectionAcquireTimeoutError/;
const knexAcquireError = /Timeout acquiring a connection/;
const onMysql2 = { acquireError: undefined, statementError: undefined, idle: 0 };
const onMariadb = { acquireError: mariadbAcquireError, statementError, idle: 1 };

export const mariadbClients: readonly MariadbClientCase[] = [
  { name: 'mysql2', ...onMysql2, open: openMysql2 },
  { name: 'Kysely on mysql2', ...onMysql2, open: openKysely },
  { name: 'TypeORM 0.3', ...onMysql2, open: openTypeorm('typeorm-0') },
  { name: 'TypeORM 1', ...onMysql2, open: openTypeorm('typeorm-1') },
  { name: 'MikroORM 7', ...onMysql2, open: openMikroOrm7 },
  { name: 'MikroORM 6', ...onMysql2, acquireError: knexAcquireError, open: openMikroOrm6 },
  { name: 'Knex', ...onMysql2, acquireError: knexAcquireError, open: openKnex },
  { name: 'Sequelize 6, mysql', ...onMysql2, acquireError: sequelizeAcquireError, open: openSequelize6('mysql') },
  { name: 'Sequelize 7, mysql', ...onMysql2, acquireError: sequelizeAcquireError, open: openSequelize7('mysql') },
  {
    name: 'Sequelize 6, mariadb',
    acquireError: sequelizeAcquireError,
    statementError,
    idle: 0,
    open: openSequelize6('mariadb'),
  },
  {
    name: 'Sequelize 7, mariadb',
    acquireError: sequelizeAcquireError,
    statementError,
    idle: 0,
    open: openSequelize7('mariadb'),
  },
  { name: 'mariadb', ...onMariadb, open: openMariadb },
  { name: 'Prisma 7', ...onMariadb, open: openPrisma },
];
