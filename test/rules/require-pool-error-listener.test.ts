import { describePools, type PoolCase } from './pool-case.ts';

const cases: readonly PoolCase[] = [
  {
    name: 'a pool that is exported',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({ host: 'db' });
    `,
    reports: ['2:21 unheard'],
    // Another file may listen.
    untyped: [],
    message:
      'Nothing listens to `error` of `new Pool()`: when the server closes an idle connection, as each restart of it does, the process ends. Listen, and log it.',
  },
  {
    name: 'a pool behind a function that is exported',
    code: `
      import { Pool } from 'pg';
      const pool = new Pool({ host: 'db' });
      export const query = (text: string) => pool.query(text);
    `,
    reports: ['2:14 unheard'],
    suggestions: [
      `
      import { Pool } from 'pg';
      const pool = new Pool({ host: 'db' });
      pool.on('error', (error) => {
        console.error(error);
      });
      export const query = (text: string) => pool.query(text);
      `,
    ],
  },
  {
    name: 'a pool in JavaScript',
    code: `
      const { Pool } = require('pg');
      const pool = new Pool();
      module.exports = { query: (text) => pool.query(text) };
    `,
    reports: ['2:14 unheard'],
  },
  {
    name: 'a pool that is listened to, after it or on the way',
    code: `
      import { Pool } from 'pg';
      const pool = new Pool({ host: 'db' });
      pool.on('error', console.error);
      export const query = (text: string) => pool.query(text);
      export const other = new Pool({ host: 'db' }).on('error', console.error);
    `,
  },
  {
    name: 'a listener to something else',
    code: `
      import { Pool } from 'pg';
      const pool = new Pool({ host: 'db' });
      pool.on('connect', (client) => client.query('set search_path to app'));
      export const query = (text: string) => pool.query(text);
    `,
    reports: ['2:14 unheard'],
  },
  {
    name: 'events in a list',
    code: `
      import { Pool } from 'pg';
      const pool = new Pool({ host: 'db' });
      for (const event of ['error', 'remove'] as const) pool.on(event as 'error', console.error);
      export const query = (text: string) => pool.query(text);
    `,
  },
  {
    name: 'a listener in another file',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({ host: 'db' });
    `,
    files: {
      'case-listener.ts': `
        import { pool as database } from './case-7.js';
        database.on('error', console.error);
      `,
    },
  },
  {
    name: 'a pool that is given away or returned',
    code: `
      import { Pool } from 'pg';
      declare function register(pool: Pool): void;
      const pool = new Pool({ host: 'db' });
      register(pool);
      export const createPool = () => new Pool({ host: 'db' });
    `,
  },
  {
    name: 'a private member of a class',
    code: `
      import { Pool } from 'pg';
      export class Database {
        readonly #pool = new Pool({ host: 'db' });
        query(text: string) {
          return this.#pool.query(text);
        }
      }
      export class Heard {
        readonly #pool = new Pool({ host: 'db' });
        constructor() {
          this.#pool.on('error', console.error);
        }
      }
    `,
    reports: ['3:20 unheard'],
  },
  {
    name: 'kysely listens to nothing',
    folder: 'kysely',
    code: `
      import { Kysely, PostgresDialect } from 'kysely';
      import { Pool } from 'pg';
      const dialect = new PostgresDialect({ pool: new Pool({ host: 'db' }) });
      const db = new Kysely<{ users: { id: number } }>({ dialect });
      export const users = () => db.selectFrom('users').selectAll().execute();
    `,
    reports: ['3:45 unheard'],
  },
  {
    name: 'the adapter of prisma listens',
    folder: 'shop',
    code: `
      import { PrismaPg } from '@prisma/adapter-pg';
      import pg from 'pg';
      const pool = new pg.Pool({ host: 'db' });
      export const one = new PrismaPg(pool);
      export const two = new PrismaPg({ host: 'db' });
    `,
  },
  {
    name: 'drizzle listens to nothing',
    folder: 'shop',
    code: `
      import { drizzle } from 'drizzle-orm/node-postgres';
      const db = drizzle('postgres://db/shop');
      export const answer = () => db.execute('select 1');
    `,
    reports: ['2:12 unheard'],
    suggestions: [
      `
      import { drizzle } from 'drizzle-orm/node-postgres';
      const db = drizzle('postgres://db/shop');
      db.$client.on('error', (error) => {
        console.error(error);
      });
      export const answer = () => db.execute('select 1');
      `,
    ],
  },
  {
    name: 'drizzle, listened to through its client',
    folder: 'shop',
    code: `
      import { drizzle } from 'drizzle-orm/node-postgres';
      const db = drizzle('postgres://db/shop');
      db.$client.on('error', console.error);
      export const answer = () => db.execute('select 1');
    `,
  },
  {
    name: 'typeorm and mysql2 listen themselves',
    folder: 'typeorm-0',
    code: `
      import { DataSource } from 'typeorm';
      export const source = new DataSource({ type: 'postgres' });
    `,
  },
  {
    name: 'a script',
    file: 'scripts/count.ts',
    code: `
      import { Pool } from 'pg';
      const pool = new Pool({ host: 'db' });
      export const query = (text: string) => pool.query(text);
    `,
  },
  {
    name: 'a pool that its function ends, and one that it does not',
    code: `
      import { Pool } from 'pg';
      export async function verify() {
        const pool = new Pool({ host: 'db' });
        await pool.query('select 1');
        await pool.end();
      }
      export async function check() {
        const pool = new Pool({ host: 'db' });
        await pool.query('select 1');
      }
    `,
    reports: ['8:16 unheard'],
  },
  {
    name: 'neon over a WebSocket, whose pool is that of pg',
    folder: 'drivers',
    code: `
      import { Pool } from '@neondatabase/serverless';
      const pool = new Pool({ connectionString: 'postgres://db/shop' });
      export const query = (text: string) => pool.query(text);
    `,
    reports: ['2:14 unheard'],
    suggestions: [
      `
      import { Pool } from '@neondatabase/serverless';
      const pool = new Pool({ connectionString: 'postgres://db/shop' });
      pool.on('error', (error: Error) => {
        console.error(error);
      });
      export const query = (text: string) => pool.query(text);
      `,
    ],
  },
  {
    name: 'drivers whose pools bear it',
    folder: 'drivers',
    code: `
      import { createPool as createMariadbPool } from 'mariadb';
      import { createPool as createMysqlPool } from 'mysql2/promise';
      import postgres from 'postgres';
      import { createPool as createSlonikPool } from 'slonik';
      const mariadb = createMariadbPool({ host: 'db' });
      const mysql = createMysqlPool({ host: 'db' });
      const sql = postgres('postgres://db/shop');
      const slonik = await createSlonikPool('postgres://db/shop');
      export const read = () => [mariadb.query('select 1'), mysql.query('select 1'), sql\`select 1\`, slonik.end()];
    `,
  },
  {
    name: 'sequelize listens itself',
    folder: 'sequelize-6',
    code: `
      import { Sequelize } from 'sequelize';
      const sequelize = new Sequelize('postgres://db/shop');
      export const read = () => sequelize.query('select 1');
    `,
  },
  {
    name: 'knex listens itself',
    folder: 'knex',
    code: `
      import { knex } from 'knex';
      const database = knex({ client: 'pg', connection: 'postgres://db/shop' });
      export const read = () => database.raw('select 1');
    `,
  },
  {
    name: 'mikro-orm 7 listens itself',
    folder: 'mikro-orm-7',
    code: `
      import { MikroORM } from '@mikro-orm/postgresql';
      const orm = await MikroORM.init({ dbName: 'shop', entities: [] });
      export const read = () => orm.em.execute('select 1');
    `,
  },
  {
    name: 'the driver of MongoDB bears it',
    folder: 'mongodb',
    code: `
      import { MongoClient } from 'mongodb';
      const client = new MongoClient('mongodb://db/shop');
      export const read = () => client.db().collection('users').countDocuments();
    `,
  },
];

describePools('require-pool-error-listener', 'pg', cases);
