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
      '`drizzle()` sets no `connection.connectionTimeoutMillis`: when all 10 connections are busy, a query waits for ever, and so does opening a connection while the server does not answer. Set it, in milliseconds.',
    suggestions: [
      `
      import { drizzle } from 'drizzle-orm/node-postgres';
      export const db = drizzle({ connection: { connectionString: process.env['DATABASE_URL']!, connectionTimeoutMillis: 5000 } });
      `,
      `
      import { drizzle } from 'drizzle-orm/node-postgres';
      import { definePool, pgOptions } from 'poolwise/runtime';
      export const db = drizzle({ connection: { connectionString: process.env['DATABASE_URL']!, ...pgOptions(definePool({ name: 'database', max: 10 })) } });
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
    name: 'drizzle with a URL in the place of the options of the connection',
    code: `
      import { drizzle } from 'drizzle-orm/node-postgres';
      export const db = drizzle({ connection: process.env['DATABASE_URL']!, casing: 'snake_case' });
    `,
    reports: ['2:19 missing'],
    suggestions: [
      `
      import { drizzle } from 'drizzle-orm/node-postgres';
      export const db = drizzle({ connection: { connectionString: process.env['DATABASE_URL']!, connectionTimeoutMillis: 5000 }, casing: 'snake_case' });
      `,
    ],
  },
  {
    name: 'drizzle on postgres.js',
    folder: 'drizzle-1',
    code: `
      import { drizzle } from 'drizzle-orm/postgres-js';
      export const db = drizzle(process.env['DATABASE_URL']!);
    `,
    reports: ['2:19 noOption'],
    suggestions: [
      `
      import { drizzle } from 'drizzle-orm/postgres-js';
      export const db = drizzle({ connection: { url: process.env['DATABASE_URL']!, connection: { statement_timeout: 30_000 } } });
      `,
      `
      import { drizzle } from 'drizzle-orm/postgres-js';
      import { definePool, postgresJsOptions } from 'poolwise/runtime';
      export const db = drizzle({ connection: { url: process.env['DATABASE_URL']!, ...postgresJsOptions(definePool({ name: 'database', max: 10 })) } });
      `,
    ],
  },
  {
    name: 'drizzle on mysql2',
    folder: 'drizzle-1',
    code: `
      import { drizzle } from 'drizzle-orm/mysql2';
      export const one = drizzle(process.env['DATABASE_URL']!);
      export const two = drizzle({ connection: { host: 'db', queueLimit: 50, connectTimeout: 0 } });
    `,
    reports: ['2:20 noQueueLimit', '3:72 disabled'],
    message:
      '`drizzle()` has no time-out for waiting and no limit on its queue: when all connections are busy, a query waits for ever. Limit the queue by `connection.queueLimit`, so that queries beyond it fail at once.',
    suggestions: [
      `
      import { drizzle } from 'drizzle-orm/mysql2';
      export const one = drizzle({ connection: { uri: process.env['DATABASE_URL']!, queueLimit: 100 } });
      export const two = drizzle({ connection: { host: 'db', queueLimit: 50, connectTimeout: 0 } });
      `,
    ],
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
      `
      import { knex } from 'knex';
      import { definePool, knexOptions } from 'poolwise/runtime';
      export const db = knex({ ...knexOptions(definePool({ name: 'database', max: 5 }), 'pg', { host: 'db' }), client: 'pg', pool: { min: 0, max: 5 } });
      export const other = knex({ client: 'pg', connection: { host: 'db', statement_timeout: 10_000 } });
      export const third = knex({ client: 'pg', connection: 'postgres://db/shop?statement_timeout=10000' });
      `,
    ],
  },
  {
    name: 'knex with a URL in the place of the options of the connection',
    folder: 'knex',
    code: `
      import { knex } from 'knex';
      export const db = knex({
        client: 'pg',
        connection: 'postgres://db/shop',
      });
    `,
    options: { statements: 'require' },
    reports: ['2:19 missing'],
    suggestions: [
      `
      import { knex } from 'knex';
      export const db = knex({
        client: 'pg',
        connection: { connectionString: 'postgres://db/shop', statement_timeout: 30_000 },
      });
      `,
      `
      import { knex } from 'knex';
      import { definePool, knexOptions } from 'poolwise/runtime';
      export const db = knex({
        ...knexOptions(definePool({ name: 'database', max: 10 }), 'pg', { connectionString: 'postgres://db/shop' }),
        client: 'pg',
      });
      `,
    ],
  },
  {
    name: 'knex on MySQL has limits, and no option for statements',
    folder: 'knex',
    code: `
      import { knex } from 'knex';
      export const db = knex({ client: 'mysql2', connection: { host: 'db' } });
    `,
    options: { statements: 'require' },
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
      '`new DataSource()` sets no `connectTimeoutMS`: when all 20 connections are busy, a query waits for ever, and so does opening a connection while the server does not answer. Set it, in milliseconds.',
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
    name: 'typeorm behind a factory of NestJS, whose answer takes the options',
    folder: 'typeorm-1',
    code: `
      import { TypeOrmModule } from '@nestjs/typeorm';
      export const one = TypeOrmModule.forRootAsync({ useFactory: () => ({ type: 'postgres', host: 'db' }) });
      declare const options: () => { type: 'postgres' };
      export const two = TypeOrmModule.forRootAsync({ useFactory: options });
    `,
    reports: ['2:20 missing'],
    suggestions: [
      `
      import { TypeOrmModule } from '@nestjs/typeorm';
      export const one = TypeOrmModule.forRootAsync({ useFactory: () => ({ type: 'postgres', host: 'db', connectTimeoutMS: 5000 }) });
      declare const options: () => { type: 'postgres' };
      export const two = TypeOrmModule.forRootAsync({ useFactory: options });
      `,
      `
      import { TypeOrmModule } from '@nestjs/typeorm';
      import { definePool, typeormOptions } from 'poolwise/runtime';
      export const one = TypeOrmModule.forRootAsync({ useFactory: () => ({ ...typeormOptions(definePool({ name: 'database', max: 10 }), 'postgres'), type: 'postgres', host: 'db' }) });
      declare const options: () => { type: 'postgres' };
      export const two = TypeOrmModule.forRootAsync({ useFactory: options });
      `,
    ],
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
      `
      import { Sequelize } from 'sequelize';
      import { definePool, sequelize6Options } from 'poolwise/runtime';
      export const one = new Sequelize('postgres://db/shop', sequelize6Options(definePool({ name: 'database', max: 5 }), 'postgres'));
      export const two = new Sequelize('shop', 'user', 'secret', { dialect: 'postgres', pool: { max: 5 } });
      export const three = new Sequelize({ dialect: 'postgres', dialectOptions: { statement_timeout: 9000 } });
      export const four = new Sequelize({ dialect: 'sqlite', storage: ':memory:' });
      `,
    ],
  },
  {
    name: 'sequelize 5 has none for statements',
    folder: 'sequelize-5',
    code: `
      import { Sequelize } from 'sequelize';
      export const one = new Sequelize('postgres://db/shop', { pool: { max: 8 } });
      export const two = new Sequelize('postgres://db/shop', { dialectOptions: { statement_timeout: 9000 } });
    `,
    options: { statements: 'require' },
    reports: ['2:20 missing'],
    suggestions: [
      `
      import { Sequelize } from 'sequelize';
      export const one = new Sequelize('postgres://db/shop', { pool: { max: 8 }, dialectOptions: { statement_timeout: 30_000 } });
      export const two = new Sequelize('postgres://db/shop', { dialectOptions: { statement_timeout: 9000 } });
      `,
      `
      import { Sequelize } from 'sequelize';
      import { definePool, sequelize6Options } from 'poolwise/runtime';
      export const one = new Sequelize('postgres://db/shop', { ...sequelize6Options(definePool({ name: 'database', max: 8 }), 'postgres'), pool: { max: 8 } });
      export const two = new Sequelize('postgres://db/shop', { dialectOptions: { statement_timeout: 9000 } });
      `,
    ],
  },
  {
    name: 'sequelize on MariaDB has none for statements, and on MySQL no option for them',
    folder: 'sequelize-6',
    code: `
      import { Sequelize } from 'sequelize';
      export const one = new Sequelize({ dialect: 'mariadb', host: 'db' });
      export const two = new Sequelize({ dialect: 'mariadb', host: 'db', dialectOptions: { queryTimeout: 9000 } });
      export const three = new Sequelize({ dialect: 'mysql', host: 'db' });
    `,
    options: { statements: 'require' },
    reports: ['2:20 missing'],
    message:
      '`new Sequelize()` sets no `dialectOptions.queryTimeout`: a statement that hangs keeps its connection for ever. Set it, in milliseconds.',
    suggestions: [
      `
      import { Sequelize } from 'sequelize';
      export const one = new Sequelize({ dialect: 'mariadb', host: 'db', dialectOptions: { queryTimeout: 30_000 } });
      export const two = new Sequelize({ dialect: 'mariadb', host: 'db', dialectOptions: { queryTimeout: 9000 } });
      export const three = new Sequelize({ dialect: 'mysql', host: 'db' });
      `,
      `
      import { Sequelize } from 'sequelize';
      import { definePool, sequelize6Options } from 'poolwise/runtime';
      export const one = new Sequelize({ ...sequelize6Options(definePool({ name: 'database', max: 5 }), 'mariadb'), dialect: 'mariadb', host: 'db' });
      export const two = new Sequelize({ dialect: 'mariadb', host: 'db', dialectOptions: { queryTimeout: 9000 } });
      export const three = new Sequelize({ dialect: 'mysql', host: 'db' });
      `,
    ],
  },
  {
    name: 'sequelize 7 has none for statements',
    folder: 'sequelize-7',
    code: `
      import { Sequelize } from '@sequelize/core';
      import { PostgresDialect } from '@sequelize/postgres';
      export const one = new Sequelize({ dialect: PostgresDialect, url: 'postgres://db/shop', pool: { max: 8 } });
      export const two = new Sequelize({ dialect: PostgresDialect, statement_timeout: 9000 });
    `,
    options: { statements: 'require' },
    reports: ['3:20 missing'],
    message:
      '`new Sequelize()` sets no `statement_timeout`: a statement that hangs keeps its connection for ever. Set it, in milliseconds.',
    suggestions: [
      `
      import { Sequelize } from '@sequelize/core';
      import { PostgresDialect } from '@sequelize/postgres';
      export const one = new Sequelize({ dialect: PostgresDialect, url: 'postgres://db/shop', pool: { max: 8 }, statement_timeout: 30_000 });
      export const two = new Sequelize({ dialect: PostgresDialect, statement_timeout: 9000 });
      `,
      `
      import { Sequelize } from '@sequelize/core';
      import { PostgresDialect } from '@sequelize/postgres';
      import { definePool, sequelize7Options } from 'poolwise/runtime';
      export const one = new Sequelize({ ...sequelize7Options(definePool({ name: 'database', max: 8 }), 'postgres'), dialect: PostgresDialect, url: 'postgres://db/shop', pool: { max: 8 } });
      export const two = new Sequelize({ dialect: PostgresDialect, statement_timeout: 9000 });
      `,
    ],
  },
  {
    name: 'sequelize 7 on MariaDB',
    folder: 'sequelize-7',
    code: `
      import { Sequelize } from '@sequelize/core';
      import { MariaDbDialect } from '@sequelize/mariadb';
      export const one = new Sequelize({ dialect: MariaDbDialect, host: 'db' });
      export const two = new Sequelize({ dialect: MariaDbDialect, host: 'db', queryTimeout: 9000 });
    `,
    options: { statements: 'require' },
    reports: ['3:20 missing'],
    suggestions: [
      `
      import { Sequelize } from '@sequelize/core';
      import { MariaDbDialect } from '@sequelize/mariadb';
      export const one = new Sequelize({ dialect: MariaDbDialect, host: 'db', queryTimeout: 30_000 });
      export const two = new Sequelize({ dialect: MariaDbDialect, host: 'db', queryTimeout: 9000 });
      `,
      `
      import { Sequelize } from '@sequelize/core';
      import { MariaDbDialect } from '@sequelize/mariadb';
      import { definePool, sequelize7Options } from 'poolwise/runtime';
      export const one = new Sequelize({ ...sequelize7Options(definePool({ name: 'database', max: 5 }), 'mariadb'), dialect: MariaDbDialect, host: 'db' });
      export const two = new Sequelize({ dialect: MariaDbDialect, host: 'db', queryTimeout: 9000 });
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
      '`MikroORM.init()` sets no `driverOptions.connectionTimeoutMillis`: when all 5 connections are busy, a query waits for ever, and so does opening a connection while the server does not answer. Set it, in milliseconds.',
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
    name: 'mikro-orm 6 has none for statements',
    folder: 'mikro-orm-6',
    code: `
      import { MikroORM } from '@mikro-orm/postgresql';
      export const one = await MikroORM.init({ dbName: 'shop', entities: [], pool: { max: 5 } });
      export const two = await MikroORM.init({
        dbName: 'shop',
        entities: [],
        driverOptions: { connection: { statement_timeout: 9000 } },
      });
    `,
    options: { statements: 'require' },
    reports: ['2:26 missing'],
    message:
      '`MikroORM.init()` sets no `driverOptions.connection.statement_timeout`: a statement that hangs keeps its connection for ever. Set it, in milliseconds.',
    suggestions: [
      `
      import { MikroORM } from '@mikro-orm/postgresql';
      export const one = await MikroORM.init({ dbName: 'shop', entities: [], pool: { max: 5 }, driverOptions: { connection: { statement_timeout: 30_000 } } });
      export const two = await MikroORM.init({
        dbName: 'shop',
        entities: [],
        driverOptions: { connection: { statement_timeout: 9000 } },
      });
      `,
      `
      import { MikroORM } from '@mikro-orm/postgresql';
      import { definePool, mikroOrm6Options } from 'poolwise/runtime';
      export const one = await MikroORM.init({ ...mikroOrm6Options(definePool({ name: 'database', max: 5 }), 'postgresql'), dbName: 'shop', entities: [], pool: { max: 5 } });
      export const two = await MikroORM.init({
        dbName: 'shop',
        entities: [],
        driverOptions: { connection: { statement_timeout: 9000 } },
      });
      `,
    ],
  },
  {
    name: 'mikro-orm 5 has none for statements',
    folder: 'mikro-orm-5',
    code: `
      import { MikroORM } from '@mikro-orm/postgresql';
      export const orm = await MikroORM.init({ dbName: 'shop', entities: [] });
    `,
    options: { statements: 'require' },
    reports: ['2:26 missing'],
    suggestions: [
      `
      import { MikroORM } from '@mikro-orm/postgresql';
      export const orm = await MikroORM.init({ dbName: 'shop', entities: [], driverOptions: { connection: { statement_timeout: 30_000 } } });
      `,
      `
      import { MikroORM } from '@mikro-orm/postgresql';
      import { definePool, mikroOrm6Options } from 'poolwise/runtime';
      export const orm = await MikroORM.init({ ...mikroOrm6Options(definePool({ name: 'database', max: 10 }), 'postgresql'), dbName: 'shop', entities: [] });
      `,
    ],
  },
  {
    name: 'mikro-orm 7 on MySQL queues without limit',
    folder: 'mikro-orm-7',
    code: `
      import { MikroORM } from '@mikro-orm/mysql';
      export const one = await MikroORM.init({ dbName: 'shop', entities: [], pool: { max: 5 } });
      export const two = await MikroORM.init({ dbName: 'shop', entities: [], driverOptions: { queueLimit: 50 } });
    `,
    reports: ['2:26 noQueueLimit'],
    message:
      '`MikroORM.init()` has no time-out for waiting and no limit on its queue: when all 5 connections are busy, a query waits for ever. Limit the queue by `driverOptions.queueLimit`, so that queries beyond it fail at once.',
    suggestions: [
      `
      import { MikroORM } from '@mikro-orm/mysql';
      export const one = await MikroORM.init({ dbName: 'shop', entities: [], pool: { max: 5 }, driverOptions: { queueLimit: 100 } });
      export const two = await MikroORM.init({ dbName: 'shop', entities: [], driverOptions: { queueLimit: 50 } });
      `,
    ],
  },
  {
    name: 'mikro-orm 7 on MySQL, opening without limit',
    folder: 'mikro-orm-7',
    code: `
      import { MikroORM } from '@mikro-orm/mysql';
      export const orm = await MikroORM.init({
        dbName: 'shop',
        entities: [],
        driverOptions: { queueLimit: 50, connectTimeout: 0 },
      });
    `,
    reports: ['5:36 disabled'],
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
