import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';

import { clientPackage } from '../client-package.ts';
import { openKnex, openSequelize, openSequelize7, openTypeorm, type Knex } from './orm-clients.ts';
import { maxConnections, type WatchedClient, type WatchedClientCase } from './watched-client.ts';

/* What is used of packages that are loaded untyped. */
interface MikroOrmModule {
  readonly MikroORM: { init(options: object): Promise<MikroOrm> };
  readonly EntitySchema: new (options: object) => object;
}
interface MikroOrm {
  readonly em: {
    getConnection(): MikroConnection;
    fork(): { begin(): Promise<void>; rollback(): Promise<void> };
  };
  close(force: boolean): Promise<void>;
}
interface MikroConnection {
  execute(statement: string): Promise<unknown>;
  getKnex?(): Knex;
  getNativeClient?(): Promise<object>;
}
interface KyselyModule {
  readonly Kysely: new (options: object) => { executeQuery(query: object): Promise<unknown>; destroy(): Promise<void> };
  readonly PostgresDialect: new (options: object) => object;
  readonly CompiledQuery: { raw(statement: string): object };
}
interface PostgresJs {
  unsafe(statement: string): Promise<unknown>;
  reserve(): Promise<{ release(): void }>;
  end(): Promise<void>;
}

interface Options {
  readonly connectionString: string;
  readonly max: number;
  readonly connectionTimeoutMillis: number;
}

type Pg = (options: Options) => pg.Pool;

function openPg(makePool: Pg): WatchedClientCase['open'] {
  return (connectionString, connectionTimeoutMillis) => {
    const pool = makePool({ connectionString, max: maxConnections, connectionTimeoutMillis });
    return Promise.resolve({
      pool,
      touched: [pool],
      query: async (statement) => pool.query(statement),
      hold: () => holdPg(pool),
      close: () => pool.end(),
    });
  };
}

async function holdPg(pool: pg.Pool): Promise<() => void> {
  const client = await pool.connect();
  return () => {
    client.release();
  };
}

async function openMikroOrm(folder: string, connectionString: string, pool: object, driverOptions: object) {
  const { EntitySchema } = clientPackage<MikroOrmModule>(folder, '@mikro-orm/core');
  const { MikroORM } = clientPackage<MikroOrmModule>(folder, '@mikro-orm/postgresql');
  return MikroORM.init({
    clientUrl: connectionString,
    entities: [new EntitySchema({ name: 'Thing', properties: { id: { type: 'number', primary: true } } })],
    pool,
    driverOptions,
    logger: () => undefined,
  });
}

async function holdMikroOrm(orm: MikroOrm): Promise<() => unknown> {
  const fork = orm.em.fork();
  await fork.begin();
  return () => fork.rollback();
}

async function openMikroOrm6(connectionString: string, acquireTimeoutMillis: number): Promise<WatchedClient> {
  const pool = { min: 0, max: maxConnections, acquireTimeoutMillis };
  const orm = await openMikroOrm('mikro-orm-6', connectionString, pool, {});
  const connection = orm.em.getConnection();
  const knex = connection.getKnex?.();
  return {
    pool: orm,
    touched: knex ? [knex, knex.client, knex.client.pool] : [],
    query: async (statement) => connection.execute(statement),
    hold: () => holdMikroOrm(orm),
    close: () => orm.close(true),
  };
}

async function openMikroOrm7(connectionString: string, connectionTimeoutMillis: number): Promise<WatchedClient> {
  const orm = await openMikroOrm('mikro-orm-7', connectionString, { max: maxConnections }, { connectionTimeoutMillis });
  const connection = orm.em.getConnection();
  const pool = (await connection.getNativeClient?.()) ?? {};
  return {
    pool,
    touched: [pool],
    query: async (statement) => connection.execute(statement),
    hold: () => holdMikroOrm(orm),
    close: () => orm.close(true),
  };
}

async function openDrizzle(connectionString: string, connectionTimeoutMillis: number): Promise<WatchedClient> {
  const opened = await openPg((options) => new pg.Pool(options))(connectionString, connectionTimeoutMillis);
  const database = drizzle(opened.pool as pg.Pool);
  return { ...opened, pool: database, query: async (statement) => database.execute(statement) };
}

function openKysely(connectionString: string, connectionTimeoutMillis: number): Promise<WatchedClient> {
  const { Kysely, PostgresDialect, CompiledQuery } = clientPackage<KyselyModule>('kysely', 'kysely');
  const pool = new pg.Pool({ connectionString, max: maxConnections, connectionTimeoutMillis });
  const database = new Kysely({ dialect: new PostgresDialect({ pool }) });
  return Promise.resolve({
    pool,
    touched: [pool],
    query: async (statement) => database.executeQuery(CompiledQuery.raw(statement)),
    hold: () => holdPg(pool),
    async close() {
      await database.destroy();
      if (!pool.ending) await pool.end();
    },
  });
}

function openPostgresJs(connectionString: string): Promise<WatchedClient> {
  const postgres = clientPackage<(url: string, options: object) => PostgresJs>('drivers', 'postgres');
  const sql = postgres(connectionString, { max: maxConnections, max_pipeline: 1, onnotice: () => undefined });
  const { prototype } = sql.unsafe('').constructor as unknown as { prototype: object };
  return Promise.resolve({
    pool: sql,
    touched: [sql, prototype],
    query: async (statement) => sql.unsafe(statement),
    async hold() {
      const reserved = await sql.reserve();
      return () => {
        reserved.release();
      };
    },
    close: () => sql.end(),
  });
}

export const postgresClients: readonly WatchedClientCase[] = [
  { name: 'pg', timesOut: true, stackReachesCaller: true, open: openPg((options) => new pg.Pool(options)) },
  { name: 'Drizzle on pg', timesOut: true, stackReachesCaller: true, open: openDrizzle },
  { name: 'Kysely on pg', timesOut: true, stackReachesCaller: true, open: openKysely },
  { name: 'Knex', timesOut: true, stackReachesCaller: false, open: openKnex('pg') },
  { name: 'TypeORM 0.3', timesOut: true, stackReachesCaller: true, open: openTypeorm('typeorm-0', 'postgres') },
  { name: 'TypeORM 1', timesOut: true, stackReachesCaller: true, open: openTypeorm('typeorm-1', 'postgres') },
  { name: 'Sequelize 6', timesOut: true, stackReachesCaller: true, open: openSequelize('sequelize-6') },
  {
    name: 'Sequelize 7',
    timesOut: true,
    stackReachesCaller: true,
    open: openSequelize7('postgres', 'PostgresDialect'),
  },
  { name: 'MikroORM 6', timesOut: true, stackReachesCaller: false, open: openMikroOrm6 },
  { name: 'MikroORM 7', timesOut: true, stackReachesCaller: true, open: openMikroOrm7 },
  { name: 'Postgres.js', timesOut: false, stackReachesCaller: true, open: openPostgresJs },
];
