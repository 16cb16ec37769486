import { describePools, type PoolCase } from './pool-case.ts';

const cases: readonly PoolCase[] = [
  {
    name: 'camel case for snake case',
    code: `
      import { Pool } from 'pg';
      const config = { host: 'db', statementTimeout: 30_000 };
      export const pool = new Pool(config);
    `,
    reports: ['2:30 ignored'],
    message: '`new Pool()` ignores `statementTimeout`. Set the option `statement_timeout`.',
    suggestions: [
      `
      import { Pool } from 'pg';
      const config = { host: 'db', statement_timeout: 30_000 };
      export const pool = new Pool(config);
      `,
    ],
  },
  {
    name: 'the name that another client has for it',
    code: `
      const { Pool } = require('pg');
      exports.pool = new Pool({ connectionLimit: 5, connectTimeout: 5000, idleTimeoutMillis: 1000 });
    `,
    reports: ['2:27 ignored', '2:47 ignored'],
    message: '`new Pool()` ignores `connectionLimit`. Set the option `max`.',
    suggestions: [
      `
      const { Pool } = require('pg');
      exports.pool = new Pool({ max: 5, connectTimeout: 5000, idleTimeoutMillis: 1000 });
      `,
    ],
  },
  {
    name: 'a name beside the right one',
    code: `
      const { Pool } = require('pg');
      exports.pool = new Pool({ max: 5, connectionLimit: 5 });
    `,
    reports: ['2:35 ignored'],
    suggestions: [
      `
      const { Pool } = require('pg');
      exports.pool = new Pool({ max: 5 });
      `,
    ],
  },
  {
    name: 'parameters of the URL that only the object may state',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({ connectionString: 'postgres://db/shop?max=5&statement_timeout=5000' });
    `,
    reports: ['2:32 ignoredParameter'],
    message: '`new Pool()` ignores `max` in the URL. Set the option `max`.',
    suggestions: [
      `
      import { Pool } from 'pg';
      export const pool = new Pool({ connectionString: 'postgres://db/shop?statement_timeout=5000', max: 5 });
      `,
    ],
  },
  {
    name: 'a parameter in seconds for an option in milliseconds, in a template',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({
        connectionString: \`postgres://db/\${process.env['DB_NAME']}?connect_timeout=10\`,
      });
    `,
    reports: ['3:3 ignoredParameter'],
    message:
      '`new Pool()` ignores `connect_timeout` in the URL. Set the option `connectionTimeoutMillis`, in milliseconds.',
    suggestions: [
      `
      import { Pool } from 'pg';
      export const pool = new Pool({
        connectionString: \`postgres://db/\${process.env['DB_NAME']}\`,
        connectionTimeoutMillis: 10000,
      });
      `,
    ],
  },
  {
    name: 'a maximum of zero',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({ host: 'db', max: 0 });
    `,
    reports: ['2:44 zero'],
    message: '`max` of 0 stands for the default, 10. Set the number that is meant.',
  },
  {
    name: 'seconds where milliseconds are meant',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({ host: 'db', connectionTimeoutMillis: 5, idleTimeoutMillis: 30 });
    `,
    reports: ['2:44 milliseconds', '2:72 milliseconds'],
    message: '`connectionTimeoutMillis` is in milliseconds: 5 is no time to wait. Set seconds times 1000.',
    suggestions: [
      `
      import { Pool } from 'pg';
      export const pool = new Pool({ host: 'db', connectionTimeoutMillis: 5000, idleTimeoutMillis: 30 });
      `,
    ],
  },
  {
    name: 'pg, as it should be',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({
        connectionString: 'postgres://db/shop?statement_timeout=5000&application_name=shop&sslmode=require',
        max: 5,
        connectionTimeoutMillis: 5000,
        idleTimeoutMillis: 1,
        query_timeout: 10_000,
      });
      export const other = new Pool({ connectionString: process.env['DATABASE_URL'] });
    `,
  },
  {
    name: 'postgres.js, options of the session at the top',
    folder: 'drivers',
    code: `
      const postgres = require('postgres');
      exports.sql = postgres(process.env.DATABASE_URL, { max: 5, statement_timeout: 5000 });
    `,
    reports: ['2:60 ignored'],
    message: '`postgres()` ignores `statement_timeout`. Set the option `connection.statement_timeout`.',
    suggestions: [
      `
      const postgres = require('postgres');
      exports.sql = postgres(process.env.DATABASE_URL, { max: 5, connection: { statement_timeout: 5000 } });
      `,
    ],
  },
  {
    name: 'postgres.js, milliseconds where seconds are meant, and what the server refuses',
    folder: 'drivers',
    code: `
      import postgres from 'postgres';
      export const sql = postgres('postgres://db/shop?connection_limit=5', { idle_timeout: 30_000, connect_timeout: 10 });
    `,
    reports: ['2:29 effect', '2:72 seconds'],
    message:
      '`connection_limit` does not work in the URL of `postgres()`. The server refuses the connection (42704). Set `max`.',
    suggestions: [
      `
      import postgres from 'postgres';
      export const sql = postgres('postgres://db/shop?max=5', { idle_timeout: 30_000, connect_timeout: 10 });
      `,
    ],
  },
  {
    name: 'mysql2, options of others',
    folder: 'drivers',
    code: `
      const mysql = require('mysql2/promise');
      exports.pool = mysql.createPool({ host: 'db', acquireTimeout: 10000, connection_limit: 5 });
    `,
    reports: ['2:47 effect', '2:70 ignored'],
    message:
      '`acquireTimeout` does not work in `mysql.createPool()`. A query waits for a connection as long as it takes; only how many wait can be limited. Set the option `queueLimit`.',
    suggestions: [],
  },
  {
    name: 'mysql2, a time for idle connections of which all are kept',
    folder: 'drivers',
    code: `
      import { createPool } from 'mysql2';
      export const pool = createPool({ uri: 'mysql://db/shop', connectionLimit: 5, idleTimeout: 30_000 });
      export const other = createPool({ host: 'db', idleTimeout: 30_000 });
    `,
    reports: ['2:78 effect', '3:47 effect'],
    message:
      '`idleTimeout` does not work in `createPool()`. Idle connections are closed only where `maxIdle` is below `connectionLimit`, and unset it is the same. Set the option `maxIdle`.',
    suggestions: [],
  },
  {
    name: 'mysql2, a time for idle connections with a number of them, in the URL or elsewhere',
    folder: 'drivers',
    code: `
      import { createPool, type PoolOptions } from 'mysql2';
      import { drizzle } from 'drizzle-orm/mysql2';
      declare const more: PoolOptions;
      export const pools = [
        createPool({ uri: 'mysql://db/shop', maxIdle: 2, idleTimeout: 30_000 }),
        createPool({ uri: 'mysql://db/shop?maxIdle=2', idleTimeout: 30_000 }),
        createPool({ ...more, idleTimeout: 30_000 }),
        drizzle({ connection: { uri: 'mysql://db/shop', maxIdle: 2, idleTimeout: 30_000 } }),
      ];
    `,
  },
  {
    name: 'mysql2 inside of Drizzle, a time for idle connections of which all are kept',
    folder: 'drivers',
    code: `
      import { drizzle } from 'drizzle-orm/mysql2';
      export const db = drizzle({ connection: { uri: 'mysql://db/shop', idleTimeout: 30_000 } });
    `,
    reports: ['2:67 effect'],
  },
  {
    name: 'mariadb, underscores in the URL',
    folder: 'drivers',
    code: `
      import { createPool } from 'mariadb';
      export const pool = createPool('mariadb://db/shop?connection_limit=5&pool_timeout=5');
    `,
    reports: ['2:32 ignoredParameter', '2:32 ignoredParameter'],
    suggestions: [
      `
      import { createPool } from 'mariadb';
      export const pool = createPool('mariadb://db/shop?connectionLimit=5&pool_timeout=5');
      `,
    ],
  },
  {
    name: 'knex, options on the wrong level',
    folder: 'knex',
    code: `
      const knex = require('knex');
      exports.db = knex({ client: 'pg', connection: 'postgres://db/shop', max: 5, pool: { idle: 1000 } });
    `,
    reports: ['2:69 ignored', '2:85 effect'],
    message: '`knex()` ignores `max`. Set the option `pool.max`.',
    suggestions: [
      `
      const knex = require('knex');
      exports.db = knex({ client: 'pg', connection: 'postgres://db/shop', pool: { idle: 1000, max: 5 } });
      `,
    ],
  },
  {
    name: 'typeorm, options on the wrong level',
    folder: 'typeorm-0',
    code: `
      const { DataSource } = require('typeorm');
      exports.source = new DataSource({ type: 'postgres', max: 5, extra: { connectionLimit: 5, statement_timeout: 5000 } });
    `,
    reports: ['2:53 ignored', '2:70 ignored'],
    suggestions: [
      `
      const { DataSource } = require('typeorm');
      exports.source = new DataSource({ type: 'postgres', poolSize: 5, extra: { connectionLimit: 5, statement_timeout: 5000 } });
      `,
    ],
  },
  {
    name: 'sequelize, options on the wrong level',
    folder: 'sequelize-6',
    code: `
      const { Sequelize } = require('sequelize');
      exports.sequelize = new Sequelize('postgres://db/shop?pool_timeout=5', {
        pool: { max: 5, statement_timeout: 5000 },
        dialectOptions: { statement_timeout: 5000 },
      });
    `,
    reports: ['2:35 ignoredParameter', '3:19 ignored'],
  },
  {
    name: 'mikro-orm 6 and 7 differ',
    folder: 'mikro-orm-6',
    code: `
      import { MikroORM } from '@mikro-orm/postgresql';
      export const orm = await MikroORM.init({
        dbName: 'shop',
        entities: [],
        pool: { max: 5, acquireTimeoutMillis: 5000 },
        driverOptions: { statement_timeout: 5000 },
      });
    `,
    reports: ['6:20 ignored'],
    message:
      '`MikroORM.init()` ignores `driverOptions.statement_timeout`. Set the option `driverOptions.connection.statement_timeout`.',
  },
  {
    name: 'mikro-orm 7 ignores the limit of waiting',
    folder: 'mikro-orm-7',
    code: `
      import { MikroORM } from '@mikro-orm/postgresql';
      const pool = { max: 5, acquireTimeoutMillis: 5000 };
      export const orm = await MikroORM.init({
        dbName: 'shop',
        entities: [],
        pool,
        driverOptions: { statement_timeout: 5000 },
      });
    `,
    reports: ['2:24 ignored'],
    message:
      '`MikroORM.init()` ignores `pool.acquireTimeoutMillis`. Set the option `driverOptions.connectionTimeoutMillis`.',
  },
  {
    name: 'mongodb, an option that does nothing',
    folder: 'mongodb',
    code: `
      import { MongoClient } from 'mongodb';
      export const client = new MongoClient('mongodb://db/shop', { timeoutMS: 5000, waitQueueTimeoutMS: 5 });
    `,
    reports: ['2:62 effect', '2:79 milliseconds'],
  },
  {
    name: 'prisma 6, statement_timeout in the URL',
    folder: 'prisma-6',
    code: `
      import { PrismaClient } from './generated/prisma/index.js';
      export const prisma = new PrismaClient({
        datasourceUrl: \`\${process.env['DATABASE_URL']}?connection_limit=5&statement_timeout=10000\`,
      });
    `,
    reports: ['3:3 ignoredParameter'],
    message: '`new PrismaClient()` ignores `statement_timeout` in the URL. Set `options=-c%20statement_timeout%3D…`.',
    suggestions: [
      `
      import { PrismaClient } from './generated/prisma/index.js';
      export const prisma = new PrismaClient({
        datasourceUrl: \`\${process.env['DATABASE_URL']}?connection_limit=5&options=-c%20statement_timeout%3D10000\`,
      });
      `,
    ],
  },
  {
    name: 'prisma 6, parameters that are set on a URL',
    folder: 'prisma-6',
    code: `
      import { PrismaClient } from './generated/prisma/index.js';
      const url = new URL(process.env['DATABASE_URL'] ?? '');
      url.searchParams.set('connection_limit', '5');
      url.searchParams.set('connection_timeout', '10');
      url.searchParams.set('pool_timeout', '20000');
      export const prisma = new PrismaClient({ datasources: { db: { url: url.toString() } } });
    `,
    reports: ['4:1 ignoredParameter', '5:1 seconds'],
    suggestions: [
      `
      import { PrismaClient } from './generated/prisma/index.js';
      const url = new URL(process.env['DATABASE_URL'] ?? '');
      url.searchParams.set('connection_limit', '5');
      url.searchParams.set('connect_timeout', '10');
      url.searchParams.set('pool_timeout', '20000');
      export const prisma = new PrismaClient({ datasources: { db: { url: url.toString() } } });
      `,
    ],
  },
  {
    name: 'prisma 7, parameters for the engine of 6',
    folder: 'shop',
    code: `
      import { PrismaPg } from '@prisma/adapter-pg';
      export const adapter = new PrismaPg({
        connectionString: 'postgres://db/shop?connection_limit=5&pool_timeout=10&pgbouncer=true&schema=app',
        connectionTimeoutMillis: 5000,
      });
    `,
    reports: ['3:3 ignoredParameter', '3:3 ignoredParameter', '3:3 ignoredParameter', '3:3 effect'],
    suggestions: [
      `
      import { PrismaPg } from '@prisma/adapter-pg';
      export const adapter = new PrismaPg({
        connectionString: 'postgres://db/shop?pool_timeout=10&pgbouncer=true&schema=app',
        connectionTimeoutMillis: 5000,
        max: 5,
      });
      `,
    ],
  },
  {
    name: 'prisma 7, honoured',
    folder: 'shop',
    code: `
      import { PrismaPg } from '@prisma/adapter-pg';
      export const adapter = new PrismaPg({
        connectionString: 'postgres://db/shop?statement_timeout=5000',
        connectionTimeoutMillis: 5000,
        max: 5,
      });
    `,
  },
  {
    name: 'drizzle, inside its connection',
    folder: 'shop',
    code: `
      import { drizzle } from 'drizzle-orm/node-postgres';
      const connection = { connectionString: 'postgres://db/shop', statementTimeout: 5000 };
      export const db = drizzle({ connection });
    `,
    reports: ['2:62 ignored'],
    message: '`drizzle()` ignores `connection.statementTimeout`. Set the option `connection.statement_timeout`.',
  },
];

describePools('no-ignored-pool-option', 'pg', cases);
