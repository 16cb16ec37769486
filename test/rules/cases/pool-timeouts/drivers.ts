import type { PoolCase } from '../../pool-case.ts';

export const drivers: readonly PoolCase[] = [
  {
    name: 'postgres.js has no option for waiting',
    code: `
      import postgres from 'postgres';
      export const sql = postgres('postgres://db/shop', { max: 20 });
    `,
    reports: ['2:20 noOption'],
    message:
      '`postgres()` has no option that limits how long a query waits for a connection: when all 20 connections are busy, a query waits for ever. Limit what holds the connections by `connection.statement_timeout`, in milliseconds.',
    suggestions: [
      `
      import postgres from 'postgres';
      export const sql = postgres('postgres://db/shop', { max: 20, connection: { statement_timeout: 30_000 } });
      `,
      `
      import postgres from 'postgres';
      import { definePool, postgresJsOptions } from 'poolwise/runtime';
      export const sql = postgres('postgres://db/shop', { ...postgresJsOptions(definePool({ name: 'database', max: 20 })), max: 20 });
      `,
    ],
  },
  {
    name: 'postgres.js by another name, with a URL of the environment',
    code: `
      import createClient from 'postgres';
      export const sql = createClient(process.env['DATABASE_URL']!);
    `,
    reports: ['2:20 noOption'],
    suggestions: [
      `
      import createClient from 'postgres';
      export const sql = createClient(process.env['DATABASE_URL']!, { connection: { statement_timeout: 30_000 } });
      `,
      `
      import createClient from 'postgres';
      import { definePool, postgresJsOptions } from 'poolwise/runtime';
      export const sql = createClient(process.env['DATABASE_URL']!, postgresJsOptions(definePool({ name: 'database', max: 10 })));
      `,
    ],
  },
  {
    name: 'postgres.js with parameters of the session, to which the limit is added',
    code: `
      import postgres from 'postgres';
      export const sql = postgres({ host: 'db', connection: { application_name: 'shop' } });
    `,
    reports: ['2:20 noOption'],
    suggestions: [
      `
      import postgres from 'postgres';
      export const sql = postgres({ host: 'db', connection: { application_name: 'shop', statement_timeout: 30_000 } });
      `,
    ],
  },
  {
    name: 'postgres.js with statements that end',
    code: `
      import postgres from 'postgres';
      export const sql = postgres('postgres://db/shop', { connection: { statement_timeout: 10_000 } });
      export const other = postgres('postgres://db/shop?statement_timeout=10000');
    `,
  },
  {
    name: 'postgres.js with statements that end on the server',
    code: `
      import postgres from 'postgres';
      export const sql = postgres('postgres://db/shop');
    `,
    settings: { statementTimeoutOnServer: true },
  },
  {
    name: 'postgres.js is reported once where both are asked for',
    code: `
      import postgres from 'postgres';
      export const sql = postgres('postgres://db/shop');
    `,
    options: { statements: 'require' },
    reports: ['2:20 noOption'],
  },
  {
    name: 'postgres.js with options that cannot be seen',
    code: `
      import postgres from 'postgres';
      export const connect = (options: postgres.Options<{}>) => postgres('postgres://db/shop', options);
    `,
  },
  {
    name: 'postgres.js that opens without limit',
    code: `
      import postgres from 'postgres';
      export const sql = postgres('postgres://db/shop', { connect_timeout: 0, connection: { statement_timeout: 1000 } });
    `,
    reports: ['2:53 disabled'],
  },
  {
    name: 'postgres.js as a whole module',
    code: `
      const postgres = require('postgres');
      exports.sql = postgres(process.env.DATABASE_URL, { max: 5 });
    `,
    reports: ['2:15 noOption'],
  },
  {
    name: 'mysql2 queues without limit',
    code: `
      import mysql from 'mysql2/promise';
      export const pool = mysql.createPool({ host: 'db', connectionLimit: 5 });
    `,
    reports: ['2:21 noQueueLimit'],
    message:
      '`mysql.createPool()` has no time-out for waiting and no limit on its queue: when all 5 connections are busy, a query waits for ever. Limit the queue by `queueLimit`, so that queries beyond it fail at once.',
    suggestions: [
      `
      import mysql from 'mysql2/promise';
      export const pool = mysql.createPool({ host: 'db', connectionLimit: 5, queueLimit: 100 });
      `,
    ],
  },
  {
    name: 'mysql2 with a URI alone',
    code: `
      import { createPool } from 'mysql2';
      export const pool = createPool('mysql://db/shop');
    `,
    reports: ['2:21 noQueueLimit'],
    suggestions: [
      `
      import { createPool } from 'mysql2';
      export const pool = createPool({ uri: 'mysql://db/shop', queueLimit: 100 });
      `,
    ],
  },
  {
    name: 'mysql2 with an acquireTimeout, which it does not have',
    code: `
      const mysql = require('mysql2');
      exports.pool = mysql.createPool({ host: 'db', acquireTimeout: 5000 });
    `,
    reports: ['2:16 noQueueLimit'],
  },
  {
    name: 'mysql2 with a limit of the queue, or without a queue',
    code: `
      import mysql from 'mysql2/promise';
      export const one = mysql.createPool({ host: 'db', queueLimit: 50 });
      export const two = mysql.createPool({ host: 'db', waitForConnections: false });
      export const three = mysql.createPool('mysql://db/shop?queueLimit=50');
      export const four = mysql.createPool({ host: 'db', waitForConnections: process.env['QUEUE'] === '1' });
    `,
  },
  {
    name: 'mysql2 with a queue limit of zero',
    code: `
      import mysql from 'mysql2/promise';
      export const pool = mysql.createPool({ host: 'db', waitForConnections: true, queueLimit: 0 });
    `,
    reports: ['2:78 disabled'],
  },
  {
    name: 'mysql2 that opens without limit',
    code: `
      import mysql from 'mysql2/promise';
      export const pool = mysql.createPool({ host: 'db', queueLimit: 50, connectTimeout: 0, connectionLimit: 5 });
    `,
    reports: ['2:68 disabled'],
    message:
      '`connectTimeout: 0` sets no limit: when the server does not answer, opening a connection waits for ever. Set a number of milliseconds.',
    suggestions: [
      `
      import mysql from 'mysql2/promise';
      export const pool = mysql.createPool({ host: 'db', queueLimit: 50, connectTimeout: 5000, connectionLimit: 5 });
      `,
      `
      import mysql from 'mysql2/promise';
      import { definePool, mysql2Options } from 'poolwise/runtime';
      export const pool = mysql.createPool({ ...mysql2Options(definePool({ name: 'database', max: 5 })), host: 'db', queueLimit: 50, connectionLimit: 5 });
      `,
    ],
  },
  {
    name: 'one connection of mysql2',
    code: `
      import mysql from 'mysql2/promise';
      export const connect = () => mysql.createConnection({ host: 'db' });
    `,
  },
  {
    name: 'mariadb has limits',
    code: `
      import { createPool } from 'mariadb';
      export const pool = createPool({ host: 'db', connectionLimit: 5 });
    `,
  },
  {
    name: 'mariadb has none for statements',
    code: `
      import { createPool } from 'mariadb';
      export const pool = createPool({ host: 'db', connectionLimit: 5 });
      export const other = createPool({ host: 'db', queryTimeout: 10_000 });
    `,
    options: { statements: 'require' },
    reports: ['2:21 missing'],
    message:
      '`createPool()` sets no `queryTimeout`: a statement that hangs keeps its connection for ever. Set it, in milliseconds.',
    suggestions: [
      `
      import { createPool } from 'mariadb';
      export const pool = createPool({ host: 'db', connectionLimit: 5, queryTimeout: 30_000 });
      export const other = createPool({ host: 'db', queryTimeout: 10_000 });
      `,
      `
      import { createPool } from 'mariadb';
      import { definePool, mariadbOptions } from 'poolwise/runtime';
      export const pool = createPool({ ...mariadbOptions(definePool({ name: 'database', max: 5 })), host: 'db', connectionLimit: 5 });
      export const other = createPool({ host: 'db', queryTimeout: 10_000 });
      `,
    ],
  },
  {
    name: 'slonik has limits',
    code: `
      import { createPool } from 'slonik';
      export const pool = createPool('postgres://db/shop', { maximumPoolSize: 5 });
    `,
    options: { statements: 'require' },
  },
  {
    name: 'slonik without its limits',
    code: `
      import { createPool } from 'slonik';
      export const pool = createPool('postgres://db/shop', { statementTimeout: 'DISABLE_TIMEOUT' });
    `,
    reports: ['2:56 disabled'],
    message:
      "`statementTimeout: 'DISABLE_TIMEOUT'` sets no limit: when all 10 connections are busy, a query waits for ever. Set a number of milliseconds.",
    suggestions: [
      `
      import { createPool } from 'slonik';
      export const pool = createPool('postgres://db/shop', { statementTimeout: 30_000 });
      `,
    ],
  },
  {
    name: 'neon over a WebSocket',
    code: `
      import { Pool } from '@neondatabase/serverless';
      export const pool = new Pool({ connectionString: process.env['DATABASE_URL'] });
      export const other = new Pool({ connectionString: process.env['DATABASE_URL'], connectionTimeoutMillis: 5000 });
    `,
    reports: ['2:21 missing'],
    suggestions: [
      `
      import { Pool } from '@neondatabase/serverless';
      export const pool = new Pool({ connectionString: process.env['DATABASE_URL'], connectionTimeoutMillis: 5000 });
      export const other = new Pool({ connectionString: process.env['DATABASE_URL'], connectionTimeoutMillis: 5000 });
      `,
      `
      import { Pool } from '@neondatabase/serverless';
      import { definePool, pgOptions } from 'poolwise/runtime';
      export const pool = new Pool({ ...pgOptions(definePool({ name: 'database', max: 10 })), connectionString: process.env['DATABASE_URL'] });
      export const other = new Pool({ connectionString: process.env['DATABASE_URL'], connectionTimeoutMillis: 5000 });
      `,
    ],
  },
  {
    name: 'neon over HTTP has no pool',
    code: `
      import { neon } from '@neondatabase/serverless';
      export const sql = neon(process.env['DATABASE_URL']!);
    `,
  },
  {
    name: 'vercel',
    code: `
      import { createPool } from '@vercel/postgres';
      export const pool = createPool({ connectionString: process.env['POSTGRES_URL'] });
    `,
    reports: ['2:21 missing'],
    suggestions: [
      `
      import { createPool } from '@vercel/postgres';
      export const pool = createPool({ connectionString: process.env['POSTGRES_URL'], connectionTimeoutMillis: 5000 });
      `,
      `
      import { createPool } from '@vercel/postgres';
      import { definePool, pgOptions } from 'poolwise/runtime';
      export const pool = createPool({ ...pgOptions(definePool({ name: 'database', max: 10 })), connectionString: process.env['POSTGRES_URL'] });
      `,
    ],
  },
];
