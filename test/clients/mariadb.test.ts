import mariadb from '../../src/clients/mariadb.ts';
import { describeClient } from './conformance.ts';

describeClient({
  client: mariadb,
  folders: ['drivers'],
  prelude: `
    import * as mariadb from 'mariadb';
    import { createPool as createCallbackPool } from 'mariadb/callback';
    const pool = mariadb.createPool({ host: 'localhost', connectionLimit: 5 });
    declare const ids: number[];
    interface User { id: number; name: string }
  `,
  javascriptPrelude: `
    const mariadb = require('mariadb');
    const pool = mariadb.createPool({ host: 'localhost', connectionLimit: 5 });
  `,
  positives: [
    {
      name: 'a query of the pool in a loop',
      code: `
        export async function load() {
          const users: User[] = [];
          for (const id of ids) users.push(...(await pool.query<User[]>('SELECT * FROM users WHERE id = ?', [id])));
          return users;
        }`,
      finds: ['sequential raw pool pool.query'],
    },
    {
      name: 'a fan-out of prepared statements',
      code: `export const load = () => Promise.all(ids.map((id) => pool.execute<User[]>('SELECT * FROM users WHERE id = ?', [id])));`,
      finds: ['fanOut raw pool pool.execute'],
    },
    {
      name: 'a batch for each group',
      code: `
        export async function save(groups: Map<number, [string][]>) {
          for (const [id, rows] of groups) await pool.batch(\`INSERT INTO tags (group_id, name) VALUES (\${String(id)}, ?)\`, rows);
        }`,
      finds: ['sequential writeMany pool pool.batch'],
    },
    {
      name: 'a connection that is acquired, in its transaction',
      code: `
        export async function save(users: User[]) {
          const conn = await pool.getConnection();
          try {
            await conn.beginTransaction();
            for (const user of users) await conn.query('UPDATE users SET name = ? WHERE id = ?', [user.name, user.id]);
            await conn.commit();
          } finally {
            await conn.release();
          }
        }`,
      finds: ['held raw held conn.query'],
    },
    {
      name: 'a connection of its own',
      code: `
        export async function load() {
          const connection = await mariadb.createConnection({ host: 'localhost' });
          for (const id of ids) await connection.execute('SELECT * FROM users WHERE id = ?', [id]);
          await connection.end();
        }`,
      finds: ['held raw held connection.execute'],
    },
    {
      name: 'a connection that is passed in',
      code: `
        export async function save(conn: mariadb.PoolConnection, users: User[]) {
          for (const user of users) await conn.query('INSERT INTO audit (user_id) VALUES (?)', [user.id]);
        }`,
      finds: ['held raw held conn.query'],
    },
    {
      name: 'a connection or the pool',
      code: `
        export async function save(db: mariadb.Pool | mariadb.Connection) {
          for (const id of ids) await db.query('DELETE FROM users WHERE id = ?', [id]);
        }`,
      finds: ['sequential raw pool db.query'],
    },
    {
      name: 'a prepared statement',
      code: `
        export async function load(connection: mariadb.Connection) {
          const statement = await connection.prepare('SELECT * FROM users WHERE id = ?');
          for (const id of ids) await statement.execute<User[]>([id]);
          statement.close();
        }`,
      finds: ['sequential raw pool statement.execute'],
    },
    {
      name: 'the callback interface, where nothing waits',
      code: `
        const callbacks = createCallbackPool({ host: 'localhost' });
        export function load(done: (users: User[]) => void) {
          for (const id of ids) {
            callbacks.query<User[]>('SELECT * FROM users WHERE id = ?', [id], (error, users) => { if (users) done(users); });
          }
        }`,
      finds: ['fanOut raw pool callbacks.query'],
    },
    {
      name: 'a cluster of pools',
      code: `
        const cluster = mariadb.createPoolCluster();
        export async function load() { for (const id of ids) await cluster.of('replica.*').query('SELECT * FROM users WHERE id = ?', [id]); }`,
      finds: ['sequential raw pool cluster.of().query'],
    },
    {
      name: 'files that are imported',
      code: `export async function seed(files: string[]) { for (const file of files) await pool.importFile({ file }); }`,
      finds: ['sequential raw pool pool.importFile'],
    },
    {
      name: 'through a helper of the application',
      code: `
        async function query<T>(sql: string, values: unknown[]): Promise<T[]> {
          const connection = await pool.getConnection();
          try {
            return await connection.query<T[]>(sql, values);
          } finally {
            await connection.release();
          }
        }
        export async function load() {
          for (const id of ids) console.log(await query<User>('SELECT * FROM users WHERE id = ?', [id]));
        }`,
      finds: ['sequential raw pool connection.query'],
    },
    {
      name: 'a private field of a repository, in a fan-out',
      code: `
        export class Users {
          readonly #db: mariadb.Pool;
          constructor(db: mariadb.Pool) { this.#db = db; }
          find(id: number) { return this.#db.query<User[]>('SELECT * FROM users WHERE id = ?', [id]); }
          findAll(ids: number[]) { return Promise.all(ids.map((id) => this.find(id))); }
        }`,
      finds: ['fanOut raw pool this.#db.query'],
    },
    {
      name: 'JavaScript with require',
      javascript: true,
      code: `
        exports.load = async (users) => {
          for (const user of users) user.orders = await pool.query('SELECT * FROM orders WHERE user_id = ?', [user.id]);
        };`,
      finds: ['sequential raw pool pool.query'],
    },
    {
      name: 'JavaScript with a pool from another module',
      javascript: true,
      code: `
        const db = require('./no-such-module/db');
        exports.load = (users) => Promise.all(users.map((user) => db.query('SELECT * FROM orders WHERE user_id = ?', [user.id])));`,
      finds: ['fanOut raw pool db.query'],
    },
  ],
  negatives: [
    {
      name: 'one query for all',
      code: `export const load = () => pool.query<User[]>('SELECT * FROM users WHERE id IN (?)', [ids]);`,
    },
    {
      name: 'one batch for all',
      code: `export const save = (users: User[]) => pool.batch('INSERT INTO users (id, name) VALUES (?, ?)', users.map((user) => [user.id, user.name]));`,
    },
    {
      name: 'a query before the loop',
      code: `
        export async function load() {
          for (const user of await pool.query<User[]>('SELECT * FROM users')) console.log(user.name);
        }`,
    },
    {
      name: 'a bounded list',
      code: `export async function setUp() { for (const table of ['users', 'orders']) await pool.query(\`TRUNCATE TABLE \${table}\`); }`,
    },
    {
      name: 'chunks',
      code: `
        export async function save(rows: [number, string][]) {
          for (let at = 0; at < rows.length; at += 1000) {
            await pool.batch('INSERT INTO users (id, name) VALUES (?, ?)', rows.slice(at, at + 1000));
          }
        }`,
    },
    {
      name: 'pages',
      code: `
        export async function walk() {
          let last = 0;
          for (;;) {
            const users = await pool.query<User[]>('SELECT id FROM users WHERE id > ? ORDER BY id LIMIT 100', [last]);
            if (users.length === 0) return;
            last = users[users.length - 1]?.id ?? last;
          }
        }`,
    },
    {
      name: 'rows of a stream',
      code: `
        export async function walk(connection: mariadb.Connection) {
          const rows: unknown[] = [];
          for await (const row of connection.queryStream('SELECT * FROM users')) rows.push(row);
          return rows;
        }`,
    },
    {
      name: 'statements of a transaction',
      code: `
        export async function transfer(from: number, to: number) {
          const conn = await pool.getConnection();
          await conn.beginTransaction();
          await conn.query('UPDATE accounts SET balance = balance - 1 WHERE id = ?', [from]);
          await conn.query('UPDATE accounts SET balance = balance + 1 WHERE id = ?', [to]);
          await conn.commit();
          await conn.release();
        }`,
    },
    {
      name: 'control of connections',
      code: `
        export async function drain(pools: mariadb.Pool[]) {
          for (const each of pools) {
            const connection = await each.getConnection();
            await connection.ping();
            await connection.reset();
            await connection.release();
            await each.end();
          }
        }`,
    },
    {
      name: 'escaping and counters',
      code: `export const texts = () => ids.map((id) => pool.escape(id) + String(pool.idleConnections()));`,
    },
    {
      name: "a class of the application's own",
      code: `
        class Jobs {
          readonly #done: number[] = [];
          batch(ids: number[]) { this.#done.push(...ids); return Promise.resolve(this.#done.length); }
          execute(id: number) { return this.batch([id]); }
        }
        const jobs = new Jobs();
        export async function run() { for (const id of ids) { await jobs.execute(id); await jobs.batch([id]); } }`,
    },
    {
      name: 'a test double',
      code: `
        const fake = { query: (text: string) => Promise.resolve([text]) };
        export async function run() { for (const id of ids) await fake.query(\`SELECT \${String(id)}\`); }`,
    },
    {
      name: 'JavaScript: one query for all',
      javascript: true,
      code: `
        exports.load = async (users) => {
          const orders = await pool.query('SELECT * FROM orders WHERE user_id IN (?)', [users.map((user) => user.id)]);
          for (const order of orders) users.find((user) => user.id === order.user_id).orders.push(order);
        };`,
    },
  ],
});
