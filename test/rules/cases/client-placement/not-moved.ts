import type { PoolCase } from '../../pool-case.ts';

/** Clients that stay where they are built, because the call has a part in them. */
export const notMovedCases: readonly PoolCase[] = (
  [
    {
      name: 'a single connection',
      code: `
        import { Client } from 'pg';
        export async function listUsers() {
          const client = new Client({ host: 'db' });
          await client.connect();
          const { rows } = await client.query('select * from users');
          await client.end();
          return rows;
        }
      `,
      reports: ['3:18 call'],
    },
    {
      name: 'a single connection that is opened by the first query',
      folder: 'drivers',
      code: `
        import mysql from 'mysql2';
        export async function listUsers() {
          const connection = mysql.createConnection({ host: 'db' });
          return connection.promise().query('select * from users');
        }
      `,
      reports: ['3:22 call'],
    },
    {
      name: 'a pool of one connection',
      code: `
        import { Pool } from 'pg';
        export async function listUsers() {
          const pool = new Pool({ host: 'db', max: 1 });
          return (await pool.query('select * from users')).rows;
        }
      `,
      reports: ['3:16 call'],
    },
    {
      name: 'what has to be started: TypeORM',
      folder: 'typeorm-1',
      code: `
        import { DataSource } from 'typeorm';
        export async function listUsers() {
          const source = new DataSource({ type: 'postgres', url: 'postgres://db/shop' });
          await source.initialize();
          return source.query('select * from users');
        }
      `,
      reports: ['3:18 call'],
    },
    {
      name: 'what has to be started: MongoDB',
      folder: 'mongodb',
      code: `
        import { MongoClient } from 'mongodb';
        export async function listUsers() {
          const client = new MongoClient('mongodb://db/shop');
          await client.connect();
          return client.db().collection('users').find().toArray();
        }
      `,
      reports: ['3:18 call'],
    },
    {
      name: 'what is waited for where it is built',
      folder: 'mikro-orm-6',
      code: `
        import { MikroORM } from '@mikro-orm/postgresql';
        export async function listUsers() {
          const orm = await MikroORM.init({ dbName: 'shop', entities: [] });
          return orm.em.fork().execute('select * from users');
        }
      `,
      reports: ['3:21 call'],
    },
    {
      name: 'a call whose answer is not known',
      code: `
        import { Pool } from 'pg';
        const hostOfNow = () => 'db';
        export async function listUsers() {
          const pool = new Pool({ host: hostOfNow() });
          return (await pool.query('select * from users')).rows;
        }
      `,
      reports: ['4:16 call'],
    },
    {
      name: 'a constant that is waited for',
      code: `
        import { Pool } from 'pg';
        const loadHost = async () => 'db';
        export async function listUsers() {
          const host = await loadHost();
          const pool = new Pool({ host });
          return (await pool.query('select * from users')).rows;
        }
      `,
      reports: ['5:16 call'],
    },
    {
      name: 'a member of the object',
      code: `
        import { Pool } from 'pg';
        export class Users {
          readonly #host = 'db';
          async findAll() {
            const pool = new Pool({ host: this.#host });
            return (await pool.query('select * from users')).rows;
          }
        }
      `,
      reports: ['5:18 call'],
    },
    {
      name: 'what a generator is given',
      code: `
        import { Pool } from 'pg';
        export function* listUsers(): Generator<Promise<unknown> | undefined, void, string> {
          const pool = new Pool({ host: yield undefined });
          yield pool.query('select * from users');
        }
      `,
      reports: ['3:16 call'],
    },
    {
      name: 'a part of what the function takes apart',
      code: `
        import { Pool } from 'pg';
        const settings = { host: 'db' };
        export async function listUsers() {
          const { host } = settings;
          const pool = new Pool({ host });
          return (await pool.query('select * from users')).rows;
        }
      `,
      reports: ['5:16 call'],
    },
    {
      name: 'a constant of the function around',
      code: `
        import { Pool } from 'pg';
        export const usersOf = () => {
          const host = 'db';
          return {
            async listUsers() {
              const pool = new Pool({ host });
              return (await pool.query('select * from users')).rows;
            },
          };
        };
      `,
      reports: ['6:20 call'],
    },
    {
      name: 'a class of the function',
      code: `
        import { Pool } from 'pg';
        export async function listUsers() {
          class Host {
            static readonly host = 'db';
          }
          const pool = new Pool({ host: Host.host });
          return (await pool.query('select * from users')).rows;
        }
      `,
      reports: ['6:16 call'],
    },
    {
      name: 'a variable of the module that may be assigned',
      code: `
        import { Pool } from 'pg';
        let host = 'db';
        export function setHost(value: string) {
          host = value;
        }
        export async function listUsers() {
          const pool = new Pool({ host });
          return (await pool.query('select * from users')).rows;
        }
      `,
      reports: ['7:16 call'],
    },
    {
      name: 'a variable of another module that may be assigned',
      files: {
        'settings-of-now.ts': "export let host = 'db';\nexport const setHost = (value: string) => (host = value);\n",
      },
      code: `
        import { Pool } from 'pg';
        import { host } from './settings-of-now.js';
        export async function listUsers() {
          const pool = new Pool({ host });
          return (await pool.query('select * from users')).rows;
        }
      `,
      reports: ['4:16 call'],
      untyped: ['4:16 call'],
    },
    {
      name: 'an object of the module that is changed',
      code: `
        import { Pool } from 'pg';
        const config = { host: 'db', password: '' };
        export function setPassword(password: string) {
          config.password = password;
        }
        export async function listUsers() {
          const pool = new Pool(config);
          return (await pool.query('select * from users')).rows;
        }
      `,
      reports: ['7:16 call'],
    },
    {
      name: 'an object of the module that others are given',
      code: `
        import { Pool } from 'pg';
        const config = { host: 'db', password: '' };
        export const start = (complete: (options: object) => void) => {
          complete(config);
        };
        export async function listUsers() {
          const pool = new Pool({ host: config.host });
          return (await pool.query('select * from users')).rows;
        }
      `,
      reports: ['7:16 call'],
    },
    {
      name: 'an object of another module that is changed here',
      files: { 'config-of-all.ts': "export const config = { host: 'db' };\n" },
      code: `
        import { Pool } from 'pg';
        import { config } from './config-of-all.js';
        export async function start() {
          config.host = await Promise.resolve('other');
        }
        export async function listUsers() {
          const pool = new Pool(config);
          return (await pool.query('select * from users')).rows;
        }
      `,
      reports: ['7:16 call'],
    },
    {
      name: 'an object of another module that changes it',
      files: {
        'config-of-now.ts':
          "export const config = { host: 'db' };\nexport const setHost = (value: string) => (config.host = value);\n",
      },
      code: `
        import { Pool } from 'pg';
        import { config } from './config-of-now.js';
        export async function listUsers() {
          const pool = new Pool({ host: config.host });
          return (await pool.query('select * from users')).rows;
        }
      `,
      reports: ['4:16 call'],
    },
    {
      name: 'a variable of another module, as a member of that',
      files: {
        'host-of-now.ts': "export let host = 'db';\nexport const setHost = (value: string) => (host = value);\n",
      },
      code: `
        import { Pool } from 'pg';
        import * as settings from './host-of-now.js';
        export async function listUsers() {
          const pool = new Pool({ host: settings.host });
          return (await pool.query('select * from users')).rows;
        }
      `,
      reports: ['4:16 call'],
    },
    {
      name: 'an object of the function that others have as well',
      code: `
        import { Pool } from 'pg';
        const complete = (config: { host: string; password?: string }) => {
          config.password = 'secret';
        };
        export async function listUsers() {
          const own = { host: 'db' };
          const pool = new Pool(own);
          complete(own);
          return (await pool.query('select * from users')).rows;
        }
      `,
      reports: ['7:16 call'],
    },
    {
      name: 'a constant of the module that is declared after what may run the function',
      code: `
        import { Pool } from 'pg';
        declare const app: { get(path: string, handler: () => Promise<unknown>): void };
        app.get('/users', listUsers);
        const host = 'db';
        export async function listUsers() {
          const pool = new Pool({ host });
          return (await pool.query('select * from users')).rows;
        }
      `,
      reports: ['6:16 call'],
    },
    {
      name: 'an environment that is loaded later',
      code: `
        import { Pool } from 'pg';
        export async function listUsers() {
          const pool = new Pool({ connectionString: process.env['DATABASE_URL'] });
          return (await pool.query('select * from users')).rows;
        }
        export function start() {
          process.loadEnvFile();
        }
      `,
      reports: ['3:16 call'],
    },
    {
      name: 'what the function looks at before it builds',
      code: `
        import { Pool } from 'pg';
        export async function listUsers() {
          const connectionString = process.env['DATABASE_URL'];
          if (!connectionString) throw new Error('DATABASE_URL is not set.');
          const pool = new Pool({ connectionString });
          return (await pool.query('select * from users')).rows;
        }
      `,
      reports: ['5:16 call'],
    },
    {
      name: 'what the function looks at before it builds, as a member',
      code: `
        import { Pool } from 'pg';
        export async function listUsers() {
          if (process.env['DATABASE_URL'] === undefined) return [];
          const pool = new Pool({ connectionString: process.env['DATABASE_URL'] });
          return (await pool.query('select * from users')).rows;
        }
      `,
      reports: ['4:16 call'],
    },
    {
      name: 'a listener that the call has a part in',
      code: `
        import { Pool } from 'pg';
        export async function listUsers(schema: string) {
          const pool = new Pool({ host: 'db' });
          pool.on('connect', () => console.log(schema));
          return (await pool.query('select * from users')).rows;
        }
      `,
      reports: ['3:16 call'],
    },
    {
      name: 'a listener under a condition',
      code: `
        import { Pool } from 'pg';
        export async function listUsers() {
          const pool = new Pool({ host: 'db' });
          if (process.env['DEBUG']) {
            pool.on('connect', console.log);
          }
          return (await pool.query('select * from users')).rows;
        }
      `,
      reports: ['3:16 call'],
    },
    {
      name: 'a listener on what the module builds as well',
      code: `
        import { Pool } from 'pg';
        export const pool = new Pool({ host: 'db' });
        export async function listUsers() {
          const pool = new Pool({ host: 'db' });
          pool.on('connect', console.log);
          return (await pool.query('select * from users')).rows;
        }
      `,
      reports: ['4:16 call'],
    },
    {
      name: 'a listener for once',
      code: `
        import { Pool } from 'pg';
        export async function listUsers() {
          const pool = new Pool({ host: 'db' });
          pool.once('connect', console.log);
          return (await pool.query('select * from users')).rows;
        }
      `,
      reports: ['3:16 call'],
    },
    {
      name: 'an option that is set afterwards',
      code: `
        import { Pool } from 'pg';
        export async function listUsers() {
          const pool = new Pool({ host: 'db' });
          pool.options.max = 5;
          return (await pool.query('select * from users')).rows;
        }
      `,
      reports: ['3:16 call'],
    },
    {
      name: 'the state of its connections',
      code: `
        import { Pool } from 'pg';
        export async function listUsers() {
          const pool = new Pool({ host: 'db' });
          await pool.query('set role reader');
          return (await pool.query('select * from users')).rows;
        }
      `,
      reports: ['3:16 call'],
    },
    {
      name: 'the state of its connections, by a template',
      folder: 'drivers',
      code: `
        import postgres from 'postgres';
        export async function listUsers(schema: string) {
          const sql = postgres('postgres://db/shop');
          await sql\`select set_config('search_path', \${schema}, false)\`;
          return sql\`select * from users\`;
        }
      `,
      reports: ['3:15 call'],
    },
    {
      name: 'models that it is given',
      folder: 'mongoose-9',
      code: `
        import mongoose from 'mongoose';
        export async function listUsers() {
          const own = mongoose.createConnection('mongodb://db/shop');
          return own.model('User', new mongoose.Schema({ name: String })).find();
        }
      `,
      reports: ['3:15 call'],
    },
    {
      name: 'what a factory answers with',
      code: `
        import { Pool } from 'pg';
        function createPool() {
          const pool = new Pool({ host: 'db' });
          return pool;
        }
        export async function listUsers() {
          const pool = createPool();
          return (await pool.query('select * from users')).rows;
        }
      `,
      reports: ['3:16 call'],
    },
    {
      name: 'what is returned where it is built',
      code: `
        import { Pool } from 'pg';
        const createPool = () => new Pool({ host: 'db' });
        export async function listUsers() {
          return (await createPool().query('select * from users')).rows;
        }
      `,
      reports: ['2:26 call'],
    },
    {
      name: 'a name that the module has for something else',
      code: `
        import { Pool } from 'pg';
        export const pool = 'the pool';
        export async function listUsers() {
          const pool = new Pool({ host: 'db' });
          return (await pool.query('select * from users')).rows;
        }
      `,
      reports: ['4:16 call'],
    },
    {
      name: 'a name that the module has for another pool',
      code: `
        import { Pool } from 'pg';
        export const pool = new Pool({ host: 'other' });
        export async function listUsers() {
          const pool = new Pool({ host: 'db' });
          return (await pool.query('select * from users')).rows;
        }
      `,
      reports: ['4:16 call'],
    },
    {
      name: 'a name that the function has around it',
      code: `
        import { Pool } from 'pg';
        export async function listUsers(pool: boolean) {
          if (pool) {
            const pool = new Pool({ host: 'db' });
            return (await pool.query('select * from users')).rows;
          }
          return [];
        }
      `,
      reports: ['4:18 call'],
    },
    {
      name: 'a name of the try that the function has as well',
      code: `
        import { Pool } from 'pg';
        export async function listUsers() {
          const rows: unknown[] = [];
          const pool = new Pool({ host: 'db' });
          try {
            const { rows } = await pool.query('select * from users');
            console.log(rows);
          } finally {
            await pool.end();
          }
          return rows;
        }
      `,
      reports: ['4:16 call'],
    },
    {
      name: 'what is declared by let',
      code: `
        import { Pool } from 'pg';
        export async function listUsers() {
          let pool = new Pool({ host: 'db' });
          return (await pool.query('select * from users')).rows;
        }
      `,
      reports: ['3:14 call'],
    },
    {
      name: 'what is declared beside another variable',
      code: `
        import { Pool } from 'pg';
        export async function listUsers() {
          const pool = new Pool({ host: 'db' }),
            text = 'select * from users';
          return (await pool.query(text)).rows;
        }
      `,
      reports: ['3:16 call'],
    },
    {
      name: 'what is built of it with a part of the call',
      folder: 'shop',
      code: `
        import { drizzle } from 'drizzle-orm/node-postgres';
        import { Pool } from 'pg';
        export async function countUsers(isLoud: boolean) {
          const pool = new Pool({ host: 'db' });
          const db = drizzle(pool, { logger: isLoud });
          return db.execute('select count(*) from users');
        }
      `,
      reports: ['4:16 call'],
    },
    {
      name: 'what is built of it where it is used',
      folder: 'shop',
      code: `
        import { drizzle } from 'drizzle-orm/node-postgres';
        import { Pool } from 'pg';
        export async function countUsers() {
          const pool = new Pool({ host: 'db' });
          return drizzle(pool).execute('select count(*) from users');
        }
      `,
      reports: ['4:16 call'],
    },
    {
      name: 'an end by a promise',
      code: `
        import { Pool } from 'pg';
        export function listUsers() {
          const pool = new Pool({ host: 'db' });
          return pool.query('select * from users').finally(() => pool.end());
        }
      `,
      reports: ['3:16 call'],
    },
    {
      name: 'an end beside others',
      code: `
        import { Pool } from 'pg';
        export async function listUsers() {
          const pool = new Pool({ host: 'db' });
          const { rows } = await pool.query('select * from users');
          await Promise.all([pool.end()]);
          return rows;
        }
      `,
      reports: ['3:16 call'],
    },
    {
      name: 'an end that is all that a function does',
      code: `
        import { Pool } from 'pg';
        export async function listUsers() {
          const pool = new Pool({ host: 'db' });
          setTimeout(() => {
            void pool.end();
          }, 1000);
          return (await pool.query('select * from users')).rows;
        }
      `,
      reports: ['3:16 call'],
    },
    {
      name: 'an end with a comment in it',
      code: `
        import { Pool } from 'pg';
        export async function listUsers() {
          const pool = new Pool({ host: 'db' });
          const { rows } = await pool.query('select * from users');
          await pool.end(/* in any case */);
          return rows;
        }
      `,
      reports: ['3:16 call'],
    },
    {
      name: 'a comment between a try and its finally',
      code: `
        import { Pool } from 'pg';
        export async function listUsers() {
          const pool = new Pool({ host: 'db' });
          try {
            return (await pool.query('select * from users')).rows;
          } // in any case
          finally {
            await pool.end();
          }
        }
      `,
      reports: ['3:16 call'],
    },
    {
      name: 'what a loop ends, so that the process can end',
      code: `
        import { Pool } from 'pg';
        export async function importAll(rows: string[]) {
          for (const row of rows) {
            const pool = new Pool({ host: 'db' });
            await pool.query('insert into rows values ($1)', [row]);
            await pool.end();
          }
        }
      `,
      reports: ['4:18 iteration'],
    },
    {
      name: 'a place before a line that would go on without a semicolon',
      code: `
        import { Pool } from 'pg'
        (async () => {
          for (const id of [1, 2, 3, 4, 5, 6, 7, 8, 9].concat(10)) {
            const pool = new Pool({ host: 'db' })
            await pool.query('select * from users where id = $1', [id])
          }
        })()
      `,
      reports: ['4:18 iteration'],
    },
  ] satisfies PoolCase[]
).map((one) => ({ ...one, suggestions: [] }));
