import type { PoolCase } from '../../pool-case.ts';

export const orms: readonly PoolCase[] = [
  {
    name: 'drizzle with a URL makes a pool without limits',
    code: `
      import { drizzle } from 'drizzle-orm/node-postgres';
      export const db = drizzle(process.env['DATABASE_URL']!);
    `,
    reports: ['2:19 missing'],
    message:
      '`drizzle()` sets no `connection.connectionTimeoutMillis`: when all 10 connections are busy, a query waits for ever, and so does opening one while the server does not answer. Set it, in milliseconds.',
    suggestions: [
      `
      import { drizzle } from 'drizzle-orm/node-postgres';
      export const db = drizzle({ connection: { connectionString: process.env['DATABASE_URL']!, connectionTimeoutMillis: 5000 } });
      `,
    ],
  },
  {
    name: 'drizzle with a connection',
    code: `
      import { drizzle } from 'drizzle-orm/node-postgres';
      export const db = drizzle({ connection: { connectionString: process.env['DATABASE_URL']!, max: 5 } });
      export const other = drizzle({ connection: { host: 'db', connectionTimeoutMillis: 5000 } });
    `,
    reports: ['2:19 missing'],
    suggestions: [
      `
      import { drizzle } from 'drizzle-orm/node-postgres';
      export const db = drizzle({ connection: { connectionString: process.env['DATABASE_URL']!, max: 5, connectionTimeoutMillis: 5000 } });
      export const other = drizzle({ connection: { host: 'db', connectionTimeoutMillis: 5000 } });
      `,
      `
      import { drizzle } from 'drizzle-orm/node-postgres';
      import { definePool, pgOptions } from 'poolwise/runtime';
      export const db = drizzle({ connection: { ...pgOptions(definePool({ name: 'database', max: 5 })), connectionString: process.env['DATABASE_URL']!, max: 5 } });
      export const other = drizzle({ connection: { host: 'db', connectionTimeoutMillis: 5000 } });
      `,
    ],
  },
  {
    name: 'drizzle on a pool that is judged itself',
    code: `
      import { drizzle } from 'drizzle-orm/node-postgres';
      import pg from 'pg';
      const pool = new pg.Pool({ connectionTimeoutMillis: 5000 });
      export const db = drizzle(pool);
      export const other = drizzle({ client: pool });
      export const third = drizzle({ client: new pg.Pool({ max: 5 }) });
    `,
    reports: ['6:40 missing'],
  },
  {
    name: 'drizzle on postgres.js and mysql2',
    folder: 'drizzle-1',
    code: `
      import { drizzle } from 'drizzle-orm/postgres-js';
      export const db = drizzle(process.env['DATABASE_URL']!);
    `,
    reports: ['2:19 noOption'],
  },
  {
    name: 'kysely on a pool',
    folder: 'kysely',
    code: `
      import { Kysely, PostgresDialect } from 'kysely';
      import { Pool } from 'pg';
      export const db = new Kysely<{}>({ dialect: new PostgresDialect({ pool: new Pool({ host: 'db' }) }) });
      export const other = new Kysely<{}>({
        dialect: new PostgresDialect({ pool: async () => new Pool({ host: 'db', connectionTimeoutMillis: 1000 }) }),
      });
    `,
    reports: ['3:73 missing'],
  },
  {
    name: 'knex has limits',
    folder: 'knex',
    code: `
      import knex from 'knex';
      export const db = knex({ client: 'pg', connection: process.env['DATABASE_URL'] });
      export const other = knex({ client: 'better-sqlite3', connection: { filename: 'shop.db' } });
    `,
    options: { statements: 'require' },
  },
  {
    name: 'knex has none for statements',
    folder: 'knex',
    code: `
      import { knex } from 'knex';
      export const db = knex({ client: 'pg', connection: { host: 'db' }, pool: { min: 0, max: 5 } });
      export const other = knex({ client: 'pg', connection: { host: 'db', statement_timeout: 10_000 } });
      export const third = knex({ client: 'pg', connection: 'postgres://db/shop?statement_timeout=10000' });
    `,
    options: { statements: 'require' },
    reports: ['2:19 missing'],
    suggestions: [
      `
      import { knex } from 'knex';
      export const db = knex({ client: 'pg', connection: { host: 'db', statement_timeout: 30_000 }, pool: { min: 0, max: 5 } });
      export const other = knex({ client: 'pg', connection: { host: 'db', statement_timeout: 10_000 } });
      export const third = knex({ client: 'pg', connection: 'postgres://db/shop?statement_timeout=10000' });
      `,
    ],
  },
  {
    name: 'typeorm on postgres',
    folder: 'typeorm-1',
    code: `
      import { DataSource } from 'typeorm';
      export const source = new DataSource({ type: 'postgres', url: process.env['DATABASE_URL'], poolSize: 20 });
    `,
    reports: ['2:23 missing'],
    message:
      '`new DataSource()` sets no `connectTimeoutMS`: when all 20 connections are busy, a query waits for ever, and so does opening one while the server does not answer. Set it, in milliseconds.',
    suggestions: [
      `
      import { DataSource } from 'typeorm';
      export const source = new DataSource({ type: 'postgres', url: process.env['DATABASE_URL'], poolSize: 20, connectTimeoutMS: 5000 });
      `,
      `
      import { DataSource } from 'typeorm';
      import { definePool, typeormOptions } from 'poolwise/runtime';
      export const source = new DataSource({ ...typeormOptions(definePool({ name: 'database', max: 20 }), 'postgres'), type: 'postgres', url: process.env['DATABASE_URL'], poolSize: 20 });
      `,
    ],
  },
  {
    name: 'typeorm with its limit, or the driver’s',
    folder: 'typeorm-0',
    code: `
      import { DataSource } from 'typeorm';
      export const one = new DataSource({ type: 'postgres', connectTimeoutMS: 5000 });
      export const two = new DataSource({ type: 'postgres', extra: { connectionTimeoutMillis: 5000 } });
    `,
  },
  {
    name: 'typeorm, statements through extra',
    folder: 'typeorm-0',
    code: `
      import { DataSource } from 'typeorm';
      export const one = new DataSource({ type: 'postgres', connectTimeoutMS: 5000, extra: { max: 5 } });
      export const two = new DataSource({ type: 'postgres', connectTimeoutMS: 5000, extra: { statement_timeout: 9000 } });
    `,
    options: { statements: 'require' },
    reports: ['2:20 missing'],
    suggestions: [
      `
      import { DataSource } from 'typeorm';
      export const one = new DataSource({ type: 'postgres', connectTimeoutMS: 5000, extra: { max: 5, statement_timeout: 30_000 } });
      export const two = new DataSource({ type: 'postgres', connectTimeoutMS: 5000, extra: { statement_timeout: 9000 } });
      `,
    ],
  },
  {
    name: 'typeorm on mysql, sqlite, and what cannot be seen',
    folder: 'typeorm-0',
    code: `
      import { DataSource, type DataSourceOptions } from 'typeorm';
      declare const options: DataSourceOptions;
      export const one = new DataSource({ type: 'mysql', host: 'db' });
      export const two = new DataSource({ type: 'mysql', host: 'db', extra: { queueLimit: 50 } });
      export const three = new DataSource({ type: 'better-sqlite3', database: 'shop.db' });
      export const four = new DataSource(options);
      export const five = new DataSource({ ...options, logging: true });
    `,
    reports: ['3:20 noQueueLimit'],
  },
  {
    name: 'sequelize has limits',
    folder: 'sequelize-6',
    code: `
      import { Sequelize } from 'sequelize';
      export const one = new Sequelize('postgres://db/shop');
      export const two = new Sequelize(process.env['DATABASE_URL']!, { dialect: 'postgres' });
      export const three = new Sequelize('shop', 'user', 'secret', { dialect: 'mysql', pool: { max: 5 } });
    `,
  },
  {
    name: 'sequelize has none for statements',
    folder: 'sequelize-6',
    code: `
      import { Sequelize } from 'sequelize';
      export const one = new Sequelize('postgres://db/shop');
      export const two = new Sequelize('shop', 'user', 'secret', { dialect: 'postgres', pool: { max: 5 } });
      export const three = new Sequelize({ dialect: 'postgres', dialectOptions: { statement_timeout: 9000 } });
      export const four = new Sequelize({ dialect: 'sqlite', storage: ':memory:' });
    `,
    options: { statements: 'require' },
    reports: ['2:20 missing', '3:20 missing'],
    suggestions: [
      `
      import { Sequelize } from 'sequelize';
      export const one = new Sequelize('postgres://db/shop', { dialectOptions: { statement_timeout: 30_000 } });
      export const two = new Sequelize('shop', 'user', 'secret', { dialect: 'postgres', pool: { max: 5 } });
      export const three = new Sequelize({ dialect: 'postgres', dialectOptions: { statement_timeout: 9000 } });
      export const four = new Sequelize({ dialect: 'sqlite', storage: ':memory:' });
      `,
    ],
  },
  {
    name: 'mikro-orm 6 has limits',
    folder: 'mikro-orm-6',
    code: `
      import { MikroORM } from '@mikro-orm/postgresql';
      export const orm = await MikroORM.init({ dbName: 'shop', entities: [], pool: { max: 5 } });
    `,
  },
  {
    name: 'mikro-orm 7 waits for ever',
    folder: 'mikro-orm-7',
    code: `
      import { MikroORM } from '@mikro-orm/postgresql';
      export const orm = await MikroORM.init({ dbName: 'shop', entities: [], pool: { max: 5 } });
    `,
    reports: ['2:26 missing'],
    message:
      '`MikroORM.init()` sets no `driverOptions.connectionTimeoutMillis`: when all 5 connections are busy, a query waits for ever, and so does opening one while the server does not answer. Set it, in milliseconds.',
    suggestions: [
      `
      import { MikroORM } from '@mikro-orm/postgresql';
      export const orm = await MikroORM.init({ dbName: 'shop', entities: [], pool: { max: 5 }, driverOptions: { connectionTimeoutMillis: 5000 } });
      `,
      `
      import { MikroORM } from '@mikro-orm/postgresql';
      import { definePool, mikroOrm7Options } from 'poolwise/runtime';
      export const orm = await MikroORM.init({ ...mikroOrm7Options(definePool({ name: 'database', max: 5 }), 'postgresql'), dbName: 'shop', entities: [], pool: { max: 5 } });
      `,
    ],
  },
  {
    name: 'mikro-orm 7 with its limit',
    folder: 'mikro-orm-7',
    code: `
      import { MikroORM } from '@mikro-orm/postgresql';
      export const orm = await MikroORM.init({
        dbName: 'shop',
        entities: [],
        driverOptions: { connectionTimeoutMillis: 5000 },
      });
    `,
  },
];
