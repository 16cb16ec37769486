import type { PoolCase } from '../../pool-case.ts';

export const pg: readonly PoolCase[] = [
  {
    name: 'a pool with a URL alone',
    code: `
      import pg from 'pg';
      export const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'] });
    `,
    reports: ['2:21 missing'],
    message:
      '`new pg.Pool()` sets no `connectionTimeoutMillis`: when all 10 connections are busy, a query waits for ever, and so does opening a connection while the server does not answer. Set it, in milliseconds.',
    suggestions: [
      `
      import pg from 'pg';
      export const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], connectionTimeoutMillis: 5000 });
      `,
      `
      import pg from 'pg';
      import { definePool, pgOptions } from 'poolwise/runtime';
      export const pool = new pg.Pool({ ...pgOptions(definePool({ name: 'database', max: 10 })), connectionString: process.env['DATABASE_URL'] });
      `,
    ],
  },
  {
    name: 'a pool with a limit of its own, over several lines',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({
        host: 'db',
        max: 25, // of 100
      });
    `,
    reports: ['2:21 missing'],
    message:
      '`new Pool()` sets no `connectionTimeoutMillis`: when all 25 connections are busy, a query waits for ever, and so does opening a connection while the server does not answer. Set it, in milliseconds.',
    suggestions: [
      `
      import { Pool } from 'pg';
      export const pool = new Pool({
        host: 'db',
        max: 25, // of 100
        connectionTimeoutMillis: 5000,
      });
      `,
      `
      import { Pool } from 'pg';
      import { definePool, pgOptions } from 'poolwise/runtime';
      export const pool = new Pool({
        ...pgOptions(definePool({ name: 'database', max: 25 })),
        host: 'db',
        max: 25, // of 100
      });
      `,
    ],
  },
  {
    name: 'a pool without arguments',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool();
    `,
    reports: ['2:21 missing'],
    suggestions: [
      `
      import { Pool } from 'pg';
      export const pool = new Pool({ connectionTimeoutMillis: 5000 });
      `,
      `
      import { Pool } from 'pg';
      import { definePool, pgOptions } from 'poolwise/runtime';
      export const pool = new Pool(pgOptions(definePool({ name: 'database', max: 10 })));
      `,
    ],
  },
  {
    name: 'a comment behind the last option',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({
        host: 'db',
        max: 25 // of 100
      });
      export const other = new Pool({ host: 'db' /* the first */ });
    `,
    reports: ['2:21 missing', '6:22 missing'],
    suggestions: [
      `
      import { Pool } from 'pg';
      export const pool = new Pool({
        host: 'db',
        max: 25, // of 100
        connectionTimeoutMillis: 5000
      });
      export const other = new Pool({ host: 'db' /* the first */ });
      `,
      `
      import { Pool } from 'pg';
      import { definePool, pgOptions } from 'poolwise/runtime';
      export const pool = new Pool({
        ...pgOptions(definePool({ name: 'database', max: 25 })),
        host: 'db',
        max: 25 // of 100
      });
      export const other = new Pool({ host: 'db' /* the first */ });
      `,
    ],
  },
  {
    name: 'a pool in JavaScript',
    code: `
      const { Pool } = require('pg');
      const pool = new Pool({ max: 5 });
      module.exports = { query: (text, values) => pool.query(text, values) };
    `,
    reports: ['2:14 missing'],
    suggestions: [
      `
      const { Pool } = require('pg');
      const pool = new Pool({ max: 5, connectionTimeoutMillis: 5000 });
      module.exports = { query: (text, values) => pool.query(text, values) };
      `,
      `
      const { definePool, pgOptions } = require('poolwise/runtime');
      const { Pool } = require('pg');
      const pool = new Pool({ ...pgOptions(definePool({ name: 'database', max: 5 })), max: 5 });
      module.exports = { query: (text, values) => pool.query(text, values) };
      `,
    ],
  },
  {
    name: 'a pool taken from the default export',
    code: `
      import pg from 'pg';
      const { Pool } = pg;
      export const pool = new Pool({ host: 'db' });
    `,
    reports: ['3:21 missing'],
  },
  {
    name: 'zero is no limit',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({ connectionTimeoutMillis: 0, max: 1 });
    `,
    reports: ['2:32 disabled'],
    message:
      '`connectionTimeoutMillis: 0` sets no limit: when the one connection is busy, a query waits for ever, and so does opening a connection while the server does not answer. Set a number of milliseconds.',
    suggestions: [
      `
      import { Pool } from 'pg';
      export const pool = new Pool({ connectionTimeoutMillis: 5000, max: 1 });
      `,
      `
      import { Pool } from 'pg';
      import { definePool, pgOptions } from 'poolwise/runtime';
      export const pool = new Pool({ ...pgOptions(definePool({ name: 'database', max: 1 })), max: 1 });
      `,
    ],
  },
  {
    name: 'zero behind other options, and with a comment that says why',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({
        host: 'db',
        connectionTimeoutMillis: 0,
        max: 5,
      });
      export const other = new Pool({
        connectionTimeoutMillis: 0, // the load balancer limits it
      });
    `,
    reports: ['4:3 disabled', '8:3 disabled'],
    suggestions: [
      `
      import { Pool } from 'pg';
      export const pool = new Pool({
        host: 'db',
        connectionTimeoutMillis: 5000,
        max: 5,
      });
      export const other = new Pool({
        connectionTimeoutMillis: 0, // the load balancer limits it
      });
      `,
      `
      import { Pool } from 'pg';
      import { definePool, pgOptions } from 'poolwise/runtime';
      export const pool = new Pool({
        ...pgOptions(definePool({ name: 'database', max: 5 })),
        host: 'db',
        max: 5,
      });
      export const other = new Pool({
        connectionTimeoutMillis: 0, // the load balancer limits it
      });
      `,
    ],
  },
  {
    name: 'a pool with a limit',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({ connectionString: process.env['DATABASE_URL'], connectionTimeoutMillis: 2_000 });
    `,
  },
  {
    name: 'the URL does not state it, whatever it says',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({ connectionString: 'postgres://db/shop?connectionTimeoutMillis=5000' });
    `,
    reports: ['2:21 missing'],
  },
  {
    name: 'a client with one connection',
    code: `
      import { Client } from 'pg';
      export const client = new Client({ connectionString: process.env['DATABASE_URL'] });
    `,
    reports: ['2:23 missing'],
    message:
      '`new Client()` sets no `connectionTimeoutMillis`: when the server does not answer, opening a connection waits for ever. Set it, in milliseconds.',
  },
  {
    name: 'a client with a URL as its argument',
    code: `
      import { Client } from 'pg';
      export const client = new Client('postgres://db/shop');
    `,
    reports: ['2:23 missing'],
    suggestions: [
      `
      import { Client } from 'pg';
      export const client = new Client({ connectionString: 'postgres://db/shop', connectionTimeoutMillis: 5000 });
      `,
    ],
  },
  {
    name: 'statements are left alone by default',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({ host: 'db', connectionTimeoutMillis: 2000 });
    `,
  },
  {
    name: 'a statement without a limit',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({ host: 'db', connectionTimeoutMillis: 2000 });
    `,
    options: { statements: 'require' },
    reports: ['2:21 missing'],
    message:
      '`new Pool()` sets no `statement_timeout`: a statement that hangs keeps its connection for ever. Set it, in milliseconds.',
    suggestions: [
      `
      import { Pool } from 'pg';
      export const pool = new Pool({ host: 'db', connectionTimeoutMillis: 2000, statement_timeout: 30_000 });
      `,
      `
      import { Pool } from 'pg';
      import { definePool, pgOptions } from 'poolwise/runtime';
      export const pool = new Pool({ ...pgOptions(definePool({ name: 'database', max: 10 })), host: 'db', connectionTimeoutMillis: 2000 });
      `,
    ],
  },
  {
    name: 'a limit of statements on the server',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({ host: 'db', connectionTimeoutMillis: 2000 });
    `,
    options: { statements: 'require' },
    settings: { statementTimeoutOnServer: true },
  },
  {
    name: 'a limit of statements, as an option, in the URL, and in its options',
    code: `
      import { Pool } from 'pg';
      export const one = new Pool({ connectionTimeoutMillis: 2000, statement_timeout: 10_000 });
      export const two = new Pool({ connectionTimeoutMillis: 2000, query_timeout: 10_000 });
      export const three = new Pool({
        connectionTimeoutMillis: 2000,
        connectionString: 'postgres://db/shop?statement_timeout=10000',
      });
      export const four = new Pool({
        connectionTimeoutMillis: 2000,
        connectionString: 'postgres://db/shop?options=-c%20statement_timeout%3D10000',
      });
      export const five = new Pool({ connectionTimeoutMillis: 2000, options: '-c statement_timeout=10000' });
    `,
    options: { statements: 'require' },
  },
  {
    name: 'a URL that cannot be seen may limit statements',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({
        connectionTimeoutMillis: 2000,
        connectionString: process.env['DATABASE_URL'],
      });
    `,
    options: { statements: 'require' },
  },
  {
    name: 'a URL that can be seen does not',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({
        connectionTimeoutMillis: 2000,
        connectionString: \`postgres://\${process.env['DB_USER']}:\${process.env['DB_PASSWORD']}@db/shop?application_name=shop\`,
      });
    `,
    options: { statements: 'require' },
    reports: ['2:21 missing'],
  },
  {
    name: 'a URL of which the environment gives the beginning',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({
        connectionTimeoutMillis: 2000,
        connectionString: \`\${process.env['DATABASE_URL']}?application_name=shop\`,
      });
    `,
    options: { statements: 'require' },
  },
  {
    name: 'both at once',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({ host: 'db' });
    `,
    options: { statements: 'require' },
    reports: ['2:21 missing', '2:21 missing'],
  },
  {
    name: 'tests and scripts',
    file: 'scripts/report.ts',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({ host: 'db' });
    `,
  },
  {
    name: 'a seed',
    file: 'src/seed.ts',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({ host: 'db' });
    `,
  },
  {
    name: 'a test',
    file: 'src/orders.test.ts',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({ host: 'db' });
    `,
  },
  {
    name: 'a program that runs and ends',
    file: 'src/import-orders.ts',
    code: `
      import { Pool } from 'pg';
      const pool = new Pool({ host: 'db' });
      async function main() {
        await pool.query('select 1');
        process.exit(0);
      }
      void main();
    `,
  },
  {
    name: 'a service that ends by a signal',
    file: 'src/service.ts',
    code: `
      import { createServer } from 'node:http';
      import { Pool } from 'pg';
      const pool = new Pool({ host: 'db' });
      const server = createServer((_, response) => {
        void pool.query('select 1').then(() => response.end());
      });
      server.listen(3000);
      process.on('SIGTERM', () => process.exit(0));
    `,
    reports: ['3:14 missing'],
  },
  {
    name: 'a class of the same name that is none',
    code: `
      class Pool {
        constructor(readonly options: object) {}
      }
      export const pool = new Pool({ host: 'db' });
    `,
  },
  {
    name: 'a pool of another package',
    code: `
      import { Worker } from 'node:worker_threads';
      class Pool extends Worker {}
      export const pool = new Pool('./work.js');
    `,
  },
];
