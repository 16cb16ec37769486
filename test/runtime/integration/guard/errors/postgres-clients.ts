import { PrismaPg } from '@prisma/adapter-pg';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';

import { PrismaClient } from '../../../../fixtures/rewrite/generated/prisma/client.ts';
import { clientPackage } from '../../client-package.ts';
import type { OpenSqlClient, SqlClientOptions } from './sql-client.ts';

/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return -- the packages of test/packages are found at run time; their types are those of their folders */
function load(folder: string, specifier: string): any {
  return clientPackage(folder, specifier);
}

function poolOf({ url, max, acquireMs }: SqlClientOptions): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max, connectionTimeoutMillis: acquireMs });
  // Without it a killed idle connection ends the process.
  pool.on('error', () => undefined);
  return pool;
}

/** Each client of PostgreSQL that has errors, wrappers or a pool of its own. */
export const postgresClients: Readonly<Record<string, OpenSqlClient>> = {
  pg(options) {
    const pool = poolOf(options);
    return { send: (text) => pool.query(text), close: () => pool.end() };
  },
  drizzle(options) {
    const pool = poolOf(options);
    const db = drizzle(pool);
    // Its query runs at each `then`.
    return { send: async (text) => await db.execute(sql.raw(text)), close: () => pool.end() };
  },
  'prisma 7, raw'({ url, max, acquireMs }) {
    const adapter = new PrismaPg({ connectionString: url, max, connectionTimeoutMillis: acquireMs });
    const prisma = new PrismaClient({ adapter });
    return { send: (text) => prisma.$queryRawUnsafe(text), close: () => prisma.$disconnect() };
  },
  kysely(options) {
    const { Kysely, PostgresDialect, sql: kyselySql } = load('kysely', 'kysely');
    const db = new Kysely({ dialect: new PostgresDialect({ pool: poolOf(options) }) });
    return { send: (text) => kyselySql.raw(text).execute(db), close: () => db.destroy() };
  },
  knex({ url, max, acquireMs }) {
    const knex = load('knex', 'knex').default({
      client: 'pg',
      connection: { connectionString: url },
      pool: { min: 0, max },
      acquireConnectionTimeout: acquireMs,
    });
    return { send: (text) => knex.raw(text).then((result: unknown) => result), close: () => knex.destroy() };
  },
  objection({ url, max, acquireMs }) {
    const { Model, raw } = load('knex', 'objection');
    const knex = load('knex', 'knex').default({
      client: 'pg',
      connection: { connectionString: url },
      pool: { min: 0, max },
      acquireConnectionTimeout: acquireMs,
    });
    class Item extends Model {
      static readonly tableName = 'item';
    }
    const send = (text: string): Promise<unknown> =>
      text.startsWith('INSERT')
        ? (Item as any).query(knex).insert({ id: 1 })
        : (Item as any).query(knex).from(raw(`(${text}) AS item`));
    return { send: (text) => send(text).then((result) => result), close: () => knex.destroy() };
  },
  async 'typeorm 1'({ url, max, acquireMs }) {
    const { DataSource } = load('typeorm-1', 'typeorm');
    const extra = { connectionTimeoutMillis: acquireMs };
    const source = new DataSource({ type: 'postgres', url, poolSize: max, extra });
    await source.initialize();
    return { send: (text) => source.query(text), close: () => source.destroy() };
  },
  'sequelize 6'({ url, max, acquireMs }) {
    const { Sequelize } = load('sequelize-6', 'sequelize');
    const sequelize = new Sequelize(url, { logging: false, pool: { max, acquire: acquireMs } });
    return { send: (text) => sequelize.query(text), close: () => sequelize.close() };
  },
  'sequelize 7'({ url, max, acquireMs }) {
    const { Sequelize } = load('sequelize-7', '@sequelize/core');
    const { PostgresDialect } = load('sequelize-7', '@sequelize/postgres');
    const sequelize = new Sequelize({
      dialect: PostgresDialect,
      url,
      logging: false,
      pool: { max, acquire: acquireMs },
      databaseVersion: '15.0.0',
    });
    return { send: (text) => sequelize.query(text), close: () => sequelize.close() };
  },
  async 'mikro-orm 6'({ url, max, acquireMs }) {
    const { MikroORM } = load('mikro-orm-6', '@mikro-orm/postgresql');
    const orm = await MikroORM.init({
      clientUrl: url,
      entities: [],
      connect: false,
      discovery: { warnWhenNoEntities: false },
      pool: { min: 0, max, acquireTimeoutMillis: acquireMs },
    });
    return { send: (text) => orm.em.execute(text), close: () => orm.close() };
  },
  'mikro-orm 7'({ url, max, acquireMs }) {
    const { MikroORM } = load('mikro-orm-7', '@mikro-orm/postgresql');
    const orm = new MikroORM({
      clientUrl: url,
      entities: [],
      discovery: { warnWhenNoEntities: false },
      pool: { min: 0, max },
      driverOptions: { connectionTimeoutMillis: acquireMs },
      // It would create a database that does not exist.
      ensureDatabase: false,
    });
    return { send: (text) => orm.em.execute(text), close: () => orm.close() };
  },
  postgres({ url, max, acquireMs }) {
    const connection = load('drivers', 'postgres')(url, {
      max,
      connect_timeout: acquireMs / 1000,
      onnotice: () => undefined,
    });
    return {
      send: (text) => connection.unsafe(text).then((rows: unknown) => rows),
      close: () => connection.end({ timeout: 1 }),
    };
  },
  async slonik({ url, max, acquireMs }) {
    const slonik = load('drivers', 'slonik');
    const pool = await slonik.createPool(url, {
      maximumPoolSize: max,
      connectionTimeout: acquireMs,
      // The server's own limit is what is tested.
      statementTimeout: 'DISABLE_TIMEOUT',
      connectionRetryLimit: 0,
      queryRetryLimit: 0,
      transactionRetryLimit: 0,
    });
    const statement = (text: string): unknown =>
      slonik.sql.unsafe(Object.freeze(Object.assign([text], { raw: Object.freeze([text]) })));
    return { send: (text) => pool.query(statement(text)), close: () => pool.end() };
  },
};
