import type { PoolCase } from '../../pool-case.ts';

/** Clients that are built once, at the top of their module, by the suggestion. */
export const moduleLevelCases: readonly PoolCase[] = [
  {
    name: 'after the imports and before other functions, in a file with blank lines',
    code: `
      import { Pool } from 'pg';

      interface User {
        id: number;
      }

      const idOf = (user: User) => user.id;

      /** The ids of all users. */
      export async function listUsers() {
        const pool = new Pool({ host: 'db' });

        const { rows } = await pool.query<User>('select * from users');
        return rows.map(idOf);
      }
    `,
    reports: ['11:16 call'],
    suggestions: [
      `
      import { Pool } from 'pg';

      const pool = new Pool({ host: 'db' });

      interface User {
        id: number;
      }

      const idOf = (user: User) => user.id;

      /** The ids of all users. */
      export async function listUsers() {
        const { rows } = await pool.query<User>('select * from users');
        return rows.map(idOf);
      }
      `,
    ],
    descriptions: ['Build `pool` once, at the top of the module.'],
  },
  {
    name: 'with comments, and with what listens once nothing ends it any more',
    code: `
      import { Pool } from 'pg';

      export async function listUsers() {
        // One for each call.
        const pool = new Pool({
          host: 'db', // the server
        }); // of pg

        // Ask.
        try {
          /* all of them */
          const { rows } = await pool.query('select * from users');
          const text = \`
            users
          \`;

          return [rows, text];
        } finally {
          // Give back.
          await pool.end(); // now
        }
      }
    `,
    reports: ['5:16 call'],
    suggestions: [
      `
      import { Pool } from 'pg';

      // One for each call.
      const pool = new Pool({
        host: 'db', // the server
      }); // of pg
      pool.on('error', (error) => {
        console.error(error);
      });

      export async function listUsers() {
        // Ask.
        /* all of them */
        const { rows } = await pool.query('select * from users');
        const text = \`
            users
          \`;

        return [rows, text];
        // Give back.
        // now
      }
      `,
    ],
    descriptions: ['Build `pool` once, at the top of the module. Then it stays open.'],
  },
  {
    name: 'ended in a finally beside a catch, under a condition',
    code: `
      import { Pool } from 'pg';
      export async function listUsers() {
        const pool = new Pool({ host: 'db' });
        try {
          return (await pool.query('select * from users')).rows;
        } catch (error) {
          console.error(error);
          throw error;
        } finally {
          if (pool) {
            await pool.end();
          }
        }
      }
    `,
    reports: ['3:16 call'],
    suggestions: [
      `
      import { Pool } from 'pg';
      const pool = new Pool({ host: 'db' });
      pool.on('error', (error) => {
        console.error(error);
      });
      export async function listUsers() {
        try {
          return (await pool.query('select * from users')).rows;
        } catch (error) {
          console.error(error);
          throw error;
        }
      }
      `,
    ],
  },
  {
    name: 'ended in several places, beside other statements',
    code: `
      import { Pool } from 'pg';
      export async function findUser(id: number) {
        const pool = new Pool({ host: 'db' });
        const client = await pool.connect();
        try {
          if (id < 0) {
            await pool.end();
            return undefined;
          }
          return (await client.query('select * from users where id = $1', [id])).rows[0];
        } finally {
          client.release();

          void pool.end().catch(() => undefined);
        }
      }
    `,
    reports: ['3:16 call'],
    suggestions: [
      `
      import { Pool } from 'pg';
      const pool = new Pool({ host: 'db' });
      pool.on('error', (error) => {
        console.error(error);
      });
      export async function findUser(id: number) {
        const client = await pool.connect();
        try {
          if (id < 0) {
            return undefined;
          }
          return (await client.query('select * from users where id = $1', [id])).rows[0];
        } finally {
          client.release();
        }
      }
      `,
    ],
  },
  {
    name: 'ended in a finally on one line, in a block',
    code: `
      import { Pool } from 'pg';
      export const listUsers = async (isDeep: boolean) => {
        if (isDeep) {
          const pool = new Pool({ host: 'db' });
          try { // first
            try {
              await pool.query('select 1');
            } finally {
              console.log('asked');
            }
            return (await pool.query(\`
              select * from users
            \`)).rows;
          } finally { await pool.end(); }
        }
        return [];
      };
    `,
    reports: ['4:18 call'],
    suggestions: [
      `
      import { Pool } from 'pg';
      const pool = new Pool({ host: 'db' });
      pool.on('error', (error) => {
        console.error(error);
      });
      export const listUsers = async (isDeep: boolean) => {
        if (isDeep) {
          // first
          try {
            await pool.query('select 1');
          } finally {
            console.log('asked');
          }
          return (await pool.query(\`
              select * from users
            \`)).rows;
        }
        return [];
      };
      `,
    ],
  },
  {
    name: 'with the constants of which it is built',
    code: `
      import { Pool } from 'pg';
      const limits = { max: 5 };
      export async function listUsers() {
        const connectionString = process.env['DATABASE_URL'];
        const config = { connectionString, ...limits };
        const pool: Pool = new Pool({ ...config, password: async () => 'secret' });
        return (await pool.query('select * from users')).rows;
      }
    `,
    reports: ['6:22 call'],
    suggestions: [
      `
      import { Pool } from 'pg';
      const limits = { max: 5 };
      const connectionString = process.env['DATABASE_URL'];
      const config = { connectionString, ...limits };
      const pool: Pool = new Pool({ ...config, password: async () => 'secret' });
      export async function listUsers() {
        return (await pool.query('select * from users')).rows;
      }
      `,
    ],
    descriptions: [
      'Build `pool` once, at the top of the module. Then `process.env` is read when the module is loaded.',
    ],
  },
  {
    name: 'with settings of the runtime, and what is computed of constants',
    code: `
      import { Pool } from 'pg';
      import { definePool, pgOptions } from 'poolwise/runtime';
      const settings = definePool({ name: 'web', max: 10 });
      const host = ' db';
      export async function listUsers() {
        const pool = new Pool({ ...pgOptions(settings), host: host.trim(), port: Number('5432') });
        return (await pool.query('select * from users')).rows;
      }
    `,
    reports: ['6:16 call'],
    suggestions: [
      `
      import { Pool } from 'pg';
      import { definePool, pgOptions } from 'poolwise/runtime';
      const settings = definePool({ name: 'web', max: 10 });
      const host = ' db';
      const pool = new Pool({ ...pgOptions(settings), host: host.trim(), port: Number('5432') });
      export async function listUsers() {
        return (await pool.query('select * from users')).rows;
      }
      `,
    ],
  },
  {
    name: 'with the statements that set it up',
    code: `
      import { Pool } from 'pg';
      export async function listUsers() {
        const pool = new Pool({ host: 'db' });
        // Errors of idle connections.
        pool.on('error', console.error).on('connect', () => console.log('connected'));
        const { rows } = await pool.query('select * from users');
        await pool.end();
        return rows;
      }
    `,
    reports: ['3:16 call'],
    suggestions: [
      `
      import { Pool } from 'pg';
      const pool = new Pool({ host: 'db' });
      // Errors of idle connections.
      pool.on('error', console.error).on('connect', () => console.log('connected'));
      export async function listUsers() {
        const { rows } = await pool.query('select * from users');
        return rows;
      }
      `,
    ],
  },
  {
    name: 'used where it is built',
    code: `
      import { Pool } from 'pg';
      export const listUsers = async () => {
        const { rows } = await new Pool({ host: 'db' }).query('select * from users');
        return rows;
      };
    `,
    reports: ['3:26 call'],
    suggestions: [
      `
      import { Pool } from 'pg';
      const pool = new Pool({ host: 'db' });
      pool.on('error', (error) => {
        console.error(error);
      });
      export const listUsers = async () => {
        const { rows } = await pool.query('select * from users');
        return rows;
      };
      `,
    ],
    descriptions: ['Build `pool` once, at the top of the module.'],
  },
  {
    name: 'the same as the module builds',
    code: `
      import { Pool } from 'pg';
      const host = 'db';
      const pool = new Pool({ host });
      export async function countUsers() {
        return (await pool.query('select count(*) from users')).rows;
      }
      export async function listUsers() {
        const pool = new Pool({ host });
        const { rows } = await pool.query('select * from users');
        await pool.end();
        return rows;
      }
    `,
    reports: ['8:16 call'],
    suggestions: [
      `
      import { Pool } from 'pg';
      const host = 'db';
      const pool = new Pool({ host });
      export async function countUsers() {
        return (await pool.query('select count(*) from users')).rows;
      }
      export async function listUsers() {
        const { rows } = await pool.query('select * from users');
        return rows;
      }
      `,
    ],
    descriptions: ['Use the `pool` that the module builds. Then it stays open.'],
  },
  {
    name: 'one of two',
    code: `
      import { Pool } from 'pg';
      export async function listUsers() {
        const first = new Pool({ host: 'first' });
        const second = new Pool({ host: 'second' });
        try {
          return [await first.query('select * from users'), await second.query('select * from users')];
        } finally {
          await first.end();
          await second.end();
        }
      }
    `,
    reports: ['3:17 call', '4:18 call'],
    suggestions: [
      `
      import { Pool } from 'pg';
      const first = new Pool({ host: 'first' });
      first.on('error', (error) => {
        console.error(error);
      });
      export async function listUsers() {
        const second = new Pool({ host: 'second' });
        try {
          return [await first.query('select * from users'), await second.query('select * from users')];
        } finally {
          await second.end();
        }
      }
      `,
    ],
  },
  {
    name: 'before what may run the function when the module is loaded',
    code: `
      import { Pool } from 'pg';
      declare const app: { get(path: string, handler: () => Promise<unknown>): void };
      const host = 'db';
      app.get('/users', () => usersOf('shop'));
      function usersOf(schema: string) {
        return listUsers(schema);
      }
      export async function listUsers(schema: string) {
        const pool = new Pool({ host });
        return (await pool.query('select * from users where schema = $1', [schema])).rows;
      }
    `,
    reports: ['9:16 request'],
    suggestions: [
      `
      import { Pool } from 'pg';
      declare const app: { get(path: string, handler: () => Promise<unknown>): void };
      const host = 'db';
      const pool = new Pool({ host });
      app.get('/users', () => usersOf('shop'));
      function usersOf(schema: string) {
        return listUsers(schema);
      }
      export async function listUsers(schema: string) {
        return (await pool.query('select * from users where schema = $1', [schema])).rows;
      }
      `,
    ],
  },
  {
    name: 'before the overloads of a function',
    code: `
      import { Pool } from 'pg';
      export const version = 1;
      export function findUser(id: number): Promise<unknown>;
      export function findUser(id: string): Promise<unknown>;
      export function findUser(id: number | string): Promise<unknown> {
        const pool = new Pool({ host: 'db' });
        return pool.query('select * from users where id = $1', [id]);
      }
    `,
    reports: ['6:16 call'],
    suggestions: [
      `
      import { Pool } from 'pg';
      export const version = 1;
      const pool = new Pool({ host: 'db' });
      export function findUser(id: number): Promise<unknown>;
      export function findUser(id: string): Promise<unknown>;
      export function findUser(id: number | string): Promise<unknown> {
        return pool.query('select * from users where id = $1', [id]);
      }
      `,
    ],
  },
  {
    name: 'of a method, before its class',
    code: `
      import { Pool } from 'pg';
      function logged(_target: object): void {}
      @logged
      export class Users {
        async findById(id: number) {
          const pool = new Pool({ host: 'db' });
          return (await pool.query('select * from users where id = $1', [id])).rows;
        }
      }
    `,
    reports: ['6:18 call'],
    suggestions: [
      `
      import { Pool } from 'pg';
      const pool = new Pool({ host: 'db' });
      function logged(_target: object): void {}
      @logged
      export class Users {
        async findById(id: number) {
          return (await pool.query('select * from users where id = $1', [id])).rows;
        }
      }
      `,
    ],
  },
  {
    name: 'of a loop that does not end it',
    code: `
      import { Pool } from 'pg';
      export async function importAll(rows: string[]) {
        for (const row of rows) {
          const pool = new Pool({ host: 'db' });
          await pool.query('insert into rows values ($1)', [row]);
        }
      }
    `,
    reports: ['4:18 iteration'],
    suggestions: [
      `
      import { Pool } from 'pg';
      const pool = new Pool({ host: 'db' });
      export async function importAll(rows: string[]) {
        for (const row of rows) {
          await pool.query('insert into rows values ($1)', [row]);
        }
      }
      `,
    ],
  },
  {
    name: 'in a file with tabs, double quotes and no semicolons',
    code: `
      import { Pool } from "pg"

      export async function listUsers() {
      \tconst pool = new Pool({
      \t\thost: "db",
      \t})
      \ttry {
      \t\treturn (await pool.query("select * from users")).rows
      \t} finally {
      \t\tawait pool.end()
      \t}
      }
    `,
    reports: ['4:15 call'],
    suggestions: [
      `
      import { Pool } from "pg"

      const pool = new Pool({
      \thost: "db",
      })
      pool.on("error", (error) => {
      \tconsole.error(error)
      })

      export async function listUsers() {
      \treturn (await pool.query("select * from users")).rows
      }
      `,
    ],
  },
  {
    name: 'in a function on one line',
    code: `
      import { Pool } from 'pg';
      export async function listUsers() { const pool = new Pool({ host: 'db' }); return pool.query('select 1'); }
    `,
    reports: ['2:50 call'],
    suggestions: [
      `
      import { Pool } from 'pg';
      const pool = new Pool({ host: 'db' });
      export async function listUsers() { return pool.query('select 1'); }
      `,
    ],
  },
  {
    name: 'in JavaScript with require, beside dotenv',
    code: `
      const { Pool } = require('pg');
      require('dotenv').config();
      const app = require('express')();
      app.get('/users', async (request, reply) => {
        const pool = new Pool({ connectionString: process.env.DATABASE_URL });
        reply.json((await pool.query('select * from users')).rows);
      });
    `,
    reports: ['5:16 request'],
    suggestions: [
      `
      const { Pool } = require('pg');
      require('dotenv').config();
      const app = require('express')();
      const pool = new Pool({ connectionString: process.env.DATABASE_URL });
      app.get('/users', async (request, reply) => {
        reply.json((await pool.query('select * from users')).rows);
      });
      `,
    ],
  },
  {
    name: 'Drizzle on a pool, and on a pool of its own',
    folder: 'shop',
    code: `
      import { drizzle } from 'drizzle-orm/node-postgres';
      import { Pool } from 'pg';

      export async function listUsers() {
        const pool = new Pool({ host: 'db' });
        const db = drizzle({ client: pool, logger: true });
        try {
          return await db.execute('select * from users');
        } finally {
          await pool.end();
        }
      }

      export async function countUsers() {
        const db = drizzle('postgres://db/shop');
        const { rows } = await db.execute('select count(*) from users');
        await db.$client.end();
        return rows;
      }
    `,
    reports: ['5:16 call', '15:14 call'],
    suggestions: [
      `
      import { drizzle } from 'drizzle-orm/node-postgres';
      import { Pool } from 'pg';

      const pool = new Pool({ host: 'db' });
      pool.on('error', (error) => {
        console.error(error);
      });
      const db = drizzle({ client: pool, logger: true });

      export async function listUsers() {
        return await db.execute('select * from users');
      }

      export async function countUsers() {
        const db = drizzle('postgres://db/shop');
        const { rows } = await db.execute('select count(*) from users');
        await db.$client.end();
        return rows;
      }
      `,
    ],
    descriptions: ['Build `pool` and `db` once, at the top of the module. Then they stay open.'],
  },
  {
    name: 'Drizzle on a pool that is built beside it',
    folder: 'shop',
    code: `
      import { drizzle } from 'drizzle-orm/node-postgres';
      import pg from 'pg';
      export async function listUsers() {
        return drizzle(new pg.Pool({ host: 'db' })).execute('select * from users');
      }
    `,
    reports: ['4:18 call'],
    suggestions: [
      `
      import { drizzle } from 'drizzle-orm/node-postgres';
      import pg from 'pg';
      const db = drizzle(new pg.Pool({ host: 'db' }));
      export async function listUsers() {
        return db.execute('select * from users');
      }
      `,
    ],
  },
  {
    name: 'Prisma on its adapter',
    folder: 'shop',
    code: `
      import { PrismaPg } from '@prisma/adapter-pg';
      import { PrismaClient } from './generated/prisma/client.js';

      export async function countUsers() {
        const connectionString = process.env['DATABASE_URL'];
        const adapter = new PrismaPg({ connectionString });
        const prisma = new PrismaClient({ adapter });
        try {
          await prisma.$connect();
          return await prisma.user.count();
        } finally {
          await prisma.$disconnect();
        }
      }
    `,
    reports: ['7:18 call'],
    suggestions: [
      `
      import { PrismaPg } from '@prisma/adapter-pg';
      import { PrismaClient } from './generated/prisma/client.js';

      const connectionString = process.env['DATABASE_URL'];
      const adapter = new PrismaPg({ connectionString });
      const prisma = new PrismaClient({ adapter });

      export async function countUsers() {
        await prisma.$connect();
        return await prisma.user.count();
      }
      `,
    ],
    descriptions: [
      'Build `adapter` and `prisma` once, at the top of the module. Then they stay open, and `process.env` is read when the module is loaded.',
    ],
  },
  {
    name: 'Prisma on an adapter of a pool: all of it, by the report of the outermost',
    folder: 'shop',
    code: `
      import { PrismaPg } from '@prisma/adapter-pg';
      import { Pool } from 'pg';
      import { PrismaClient } from './generated/prisma/client.js';
      export async function countUsers() {
        const pool = new Pool({ host: 'db' });
        try {
          const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
          return await prisma.user.count();
        } finally {
          await pool.end();
        }
      }
    `,
    reports: ['5:16 call', '7:20 call'],
    suggestions: [],
  },
  {
    name: 'Prisma, used where it is built',
    folder: 'shop',
    code: `
      import { PrismaPg } from '@prisma/adapter-pg';
      import { PrismaClient } from './generated/prisma/client.js';
      export async function countUsers() {
        return new PrismaClient({ adapter: new PrismaPg({ host: 'db' }) }).user.count();
      }
    `,
    reports: ['4:10 call'],
    suggestions: [
      `
      import { PrismaPg } from '@prisma/adapter-pg';
      import { PrismaClient } from './generated/prisma/client.js';
      const prisma = new PrismaClient({ adapter: new PrismaPg({ host: 'db' }) });
      export async function countUsers() {
        return prisma.user.count();
      }
      `,
    ],
  },
  {
    name: 'Prisma on its adapter, used where it is built',
    folder: 'shop',
    code: `
      import { PrismaPg } from '@prisma/adapter-pg';
      import { PrismaClient } from './generated/prisma/client.js';
      export const countUsers = async () => {
        const adapter = new PrismaPg({ host: 'db' });
        return await new PrismaClient({ adapter }).user.count();
      };
    `,
    reports: ['5:16 call'],
    suggestions: [
      `
      import { PrismaPg } from '@prisma/adapter-pg';
      import { PrismaClient } from './generated/prisma/client.js';
      const adapter = new PrismaPg({ host: 'db' });
      const prisma = new PrismaClient({ adapter });
      export const countUsers = async () => {
        return await prisma.user.count();
      };
      `,
    ],
    descriptions: ['Build `adapter` and `prisma` once, at the top of the module.'],
  },
  {
    name: 'Prisma with an extension',
    folder: 'prisma-6',
    code: `
      import { PrismaClient } from './generated/prisma/index.js';
      export async function countUsers() {
        const prisma = new PrismaClient().$extends({ name: 'counting' });
        return prisma.user.count();
      }
    `,
    reports: ['3:18 call'],
    suggestions: [
      `
      import { PrismaClient } from './generated/prisma/index.js';
      const prisma = new PrismaClient().$extends({ name: 'counting' });
      export async function countUsers() {
        return prisma.user.count();
      }
      `,
    ],
  },
  {
    name: 'Kysely on its dialect',
    folder: 'kysely',
    code: `
      import { Kysely, PostgresDialect } from 'kysely';
      import { Pool } from 'pg';
      interface Database {
        users: { id: number };
      }
      export async function listUsers() {
        const dialect = new PostgresDialect({ pool: new Pool({ host: 'db' }) });
        const db = new Kysely<Database>({ dialect });
        const users = await db.selectFrom('users').selectAll().execute();
        await db.destroy();
        return users;
      }
    `,
    reports: ['7:47 call'],
    suggestions: [
      `
      import { Kysely, PostgresDialect } from 'kysely';
      import { Pool } from 'pg';
      interface Database {
        users: { id: number };
      }
      const dialect = new PostgresDialect({ pool: new Pool({ host: 'db' }) });
      const db = new Kysely<Database>({ dialect });
      export async function listUsers() {
        const users = await db.selectFrom('users').selectAll().execute();
        return users;
      }
      `,
    ],
  },
  {
    name: 'MongoDB, which connects when it is first asked',
    folder: 'mongodb',
    code: `
      import { MongoClient } from 'mongodb';
      export async function listUsers() {
        const client = new MongoClient('mongodb://db/shop');
        try {
          return await client.db().collection('users').find().toArray();
        } finally {
          await client.close();
        }
      }
    `,
    reports: ['3:18 call'],
    suggestions: [
      `
      import { MongoClient } from 'mongodb';
      const client = new MongoClient('mongodb://db/shop');
      export async function listUsers() {
        return await client.db().collection('users').find().toArray();
      }
      `,
    ],
  },
  {
    name: 'Knex, used where it is built',
    folder: 'knex',
    code: `
      import knex from 'knex';
      export async function listUsers() {
        return knex({ client: 'pg', connection: 'postgres://db/shop' }).raw('select * from users');
      }
    `,
    reports: ['3:10 call'],
    suggestions: [
      `
      import knex from 'knex';
      const db = knex({ client: 'pg', connection: 'postgres://db/shop' });
      export async function listUsers() {
        return db.raw('select * from users');
      }
      `,
    ],
  },
  {
    name: 'Postgres.js',
    folder: 'drivers',
    code: `
      import postgres from 'postgres';
      export async function listUsers() {
        const sql = postgres('postgres://db/shop');
        const users = await sql\`select * from users\`;
        await sql.end({ timeout: 5 });
        return users;
      }
    `,
    reports: ['3:15 call'],
    suggestions: [
      `
      import postgres from 'postgres';
      const sql = postgres('postgres://db/shop');
      export async function listUsers() {
        const users = await sql\`select * from users\`;
        return users;
      }
      `,
    ],
  },
  {
    name: 'mysql2, whose pool answers with one of promises',
    folder: 'drivers',
    code: `
      import mysql from 'mysql2';
      export async function listUsers() {
        const pool = mysql.createPool({ host: 'db' }).promise();
        const [rows] = await pool.query('select * from users');
        await pool.end();
        return rows;
      }
    `,
    reports: ['3:16 call'],
    suggestions: [
      `
      import mysql from 'mysql2';
      const pool = mysql.createPool({ host: 'db' }).promise();
      export async function listUsers() {
        const [rows] = await pool.query('select * from users');
        return rows;
      }
      `,
    ],
  },
];
