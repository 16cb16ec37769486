import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';

import {
  knexOptions,
  mikroOrm6Options,
  mikroOrm7Options,
  pgOptions,
  postgresJsOptions,
  prismaPgOptions,
  sequelize6Options,
  sequelize7Options,
  typeormOptions,
} from '../../../../src/runtime/index.ts';
import { clientPackage } from '../client-package.ts';
import type { ClientCase, OpenedClient, Row } from './opened-client.ts';
import { openedAdapter, openedMikroOrm, openedSequelize, openedTypeorm } from './orm-clients.ts';
import type { Knex, KyselyModule, PostgresJs, Sequelize, SqlAdapter } from './untyped-clients.ts';

const pgAcquireError = /timeout exceeded when trying to connect/;
const statementError = /canceling statement due to statement timeout|query failed/i;
const knexAcquireError = /Timeout acquiring a connection/;

function pgPool(options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(options);
  pool.on('error', () => undefined);
  return pool;
}

const openPg: ClientCase['open'] = (connectionString, settings) => {
  const pool = pgPool({ connectionString, ...pgOptions(settings) });
  return Promise.resolve({
    client: pool,
    query: async (statement) => (await pool.query<Row>(statement)).rows,
    close: () => pool.end(),
  });
};

const openDrizzle: ClientCase['open'] = (connectionString, settings) => {
  const database = drizzle({ connection: { connectionString, ...pgOptions(settings) } });
  const pool = database.$client;
  return Promise.resolve({
    client: pool,
    query: async (statement) => (await database.execute<Row>(statement)).rows,
    close: () => pool.end(),
  });
};

const openKysely: ClientCase['open'] = (connectionString, settings) => {
  const { Kysely, PostgresDialect, CompiledQuery } = clientPackage<KyselyModule>('kysely', 'kysely');
  const pool = pgPool({ connectionString, ...pgOptions(settings) });
  const kysely = new Kysely({ dialect: new PostgresDialect({ pool }) });
  return Promise.resolve({
    client: kysely,
    query: async (statement) => (await kysely.executeQuery(CompiledQuery.raw(statement))).rows,
    close: () => kysely.destroy(),
  });
};

const openPrisma: ClientCase['open'] = (connectionString, settings) => {
  const { PrismaPg } = clientPackage<{ PrismaPg: new (options: object) => { connect(): Promise<SqlAdapter> } }>(
    'prisma-7',
    '@prisma/adapter-pg',
  );
  return openedAdapter(new PrismaPg({ connectionString, ...prismaPgOptions(settings) }));
};

const openKnex: ClientCase['open'] = (connectionString, settings) => {
  const knex = clientPackage<(options: object) => Knex>(
    'knex',
    'knex',
  )({ client: 'pg', ...knexOptions(settings, 'pg', { connectionString }) });
  return Promise.resolve({
    client: knex,
    query: async (statement) => ((await knex.raw(statement)) as { rows: Row[] }).rows,
    close: () => knex.destroy(),
  });
};

const openSequelize6: ClientCase['open'] = (connectionString, settings) => {
  const { Sequelize } = clientPackage<{ Sequelize: new (url: string, options: object) => Sequelize }>(
    'sequelize-6',
    'sequelize',
  );
  return Promise.resolve(
    openedSequelize(new Sequelize(connectionString, { logging: false, ...sequelize6Options(settings, 'postgres') })),
  );
};

const openSequelize7: ClientCase['open'] = (url, settings) => {
  const { Sequelize } = clientPackage<{ Sequelize: new (options: object) => Sequelize }>(
    'sequelize-7',
    '@sequelize/core',
  );
  const { PostgresDialect } = clientPackage<{ PostgresDialect: object }>('sequelize-7', '@sequelize/postgres');
  return Promise.resolve(
    openedSequelize(new Sequelize({ dialect: PostgresDialect, url, ...sequelize7Options(settings, 'postgres') })),
  );
};

function openTypeorm(folder: string): ClientCase['open'] {
  return (url, settings) => openedTypeorm(folder, { type: 'postgres', url, ...typeormOptions(settings, 'postgres') });
}

const openMikroOrm6: ClientCase['open'] = (clientUrl, settings) =>
  openedMikroOrm('mikro-orm-6', 'postgresql', { clientUrl, ...mikroOrm6Options(settings, 'postgresql') });

const openMikroOrm7: ClientCase['open'] = (clientUrl, settings) =>
  openedMikroOrm('mikro-orm-7', 'postgresql', { clientUrl, ...mikroOrm7Options(settings, 'postgresql') });

const openPostgresJs: ClientCase['open'] = (connectionString, settings): Promise<OpenedClient> => {
  const postgres = clientPackage<(url: string, options: object) => PostgresJs>('drivers', 'postgres');
  const sql = postgres(connectionString, { onnotice: () => undefined, ...postgresJsOptions(settings) });
  return Promise.resolve({
    client: sql,
    query: (statement) => sql.unsafe(statement),
    close: () => sql.end({ timeout: 5 }),
  });
};

export const postgresClients: readonly ClientCase[] = [
  { name: 'pg', acquireError: pgAcquireError, statementError, replaces: true, open: openPg },
  { name: 'Drizzle', acquireError: pgAcquireError, statementError, replaces: true, open: openDrizzle },
  { name: 'Kysely', acquireError: pgAcquireError, statementError, replaces: true, open: openKysely },
  { name: 'Prisma 7', acquireError: pgAcquireError, statementError, replaces: true, open: openPrisma },
  { name: 'Knex', acquireError: knexAcquireError, statementError, replaces: false, open: openKnex },
  {
    name: 'Sequelize 6',
    acquireError: /SequelizeConnectionAcquireTimeoutError/,
    statementError,
    replaces: false,
    open: openSequelize6,
  },
  {
    name: 'Sequelize 7',
    acquireError: /SequelizeConnectionAcquireTimeoutError/,
    statementError,
    replaces: false,
    open: openSequelize7,
  },
  {
    name: 'TypeORM 0.3',
    acquireError: pgAcquireError,
    statementError,
    replaces: true,
    open: openTypeorm('typeorm-0'),
  },
  { name: 'TypeORM 1', acquireError: pgAcquireError, statementError, replaces: true, open: openTypeorm('typeorm-1') },
  { name: 'MikroORM 6', acquireError: knexAcquireError, statementError, replaces: false, open: openMikroOrm6 },
  { name: 'MikroORM 7', acquireError: pgAcquireError, statementError, replaces: true, open: openMikroOrm7 },
  { name: 'Postgres.js', acquireError: undefined, statementError, replaces: true, open: openPostgresJs },
];
