import mysql2 from '../../src/clients/mysql2.ts';
import { describeClient } from './conformance.ts';

describeClient({
  client: mysql2,
  folders: ['drivers'],
  prelude: `
    import mysql from 'mysql2';
    import { createConnection, createPool, createPoolCluster, type Connection, type Pool, type PoolConnection, type ResultSetHeader, type RowDataPacket } from 'mysql2/promise';
    const pool = createPool({ uri: 'mysql://localhost/shop', connectionLimit: 10 });
    declare const ids: number[];
    interface User extends RowDataPacket { id: number; name: string }
  `,
  javascriptPrelude: `
    const mysql = require('mysql2/promise');
    const pool = mysql.createPool({ host: 'localhost', user: 'root', database: 'shop' });
  `,
  positives: [
    {
      name: 'a query of the pool in a loop',
      code: `
        export async function load() {
          for (const id of ids) {
            const [users] = await pool.query<User[]>('SELECT * FROM users WHERE id = ?', [id]);
            console.log(users[0]?.name);
          }
        }`,
      finds: ['sequential raw pool pool.query'],
    },
    {
      name: 'a fan-out of prepared statements',
      code: `export const load = () => Promise.all(ids.map((id) => pool.execute<User[]>('SELECT * FROM users WHERE id = ?', [id])));`,
      finds: ['fanOut raw pool pool.execute'],
    },
    {
      name: 'a connection that is acquired, in its transaction',
      code: `
        export async function save(users: User[]) {
          const connection = await pool.getConnection();
          try {
            await connection.beginTransaction();
            for (const user of users) {
              await connection.execute<ResultSetHeader>('UPDATE users SET name = ? WHERE id = ?', [user.name, user.id]);
            }
            await connection.commit();
          } catch (error) {
            await connection.rollback();
            throw error;
          } finally {
            connection.release();
          }
        }`,
      finds: ['held raw held connection.execute'],
    },
    {
      name: 'a connection of its own',
      code: `
        export async function load() {
          const connection = await createConnection('mysql://localhost/shop');
          for (const id of ids) await connection.query('SELECT * FROM users WHERE id = ?', [id]);
          await connection.end();
        }`,
      finds: ['held raw held connection.query'],
    },
    {
      name: 'a connection that is passed in',
      code: `
        export async function save(conn: PoolConnection, users: User[]) {
          for (const user of users) await conn.query('INSERT INTO audit (user_id) VALUES (?)', [user.id]);
        }`,
      finds: ['held raw held conn.query'],
    },
    {
      name: 'a connection or the pool',
      code: `
        export async function save(users: User[], conn?: Connection) {
          for (const user of users) await (conn ?? pool).query('DELETE FROM users WHERE id = ?', [user.id]);
        }`,
      finds: ['sequential raw pool (conn ?? pool).query'],
    },
    {
      name: 'a prepared statement',
      code: `
        export async function load() {
          const connection = await pool.getConnection();
          const statement = await connection.prepare('SELECT * FROM users WHERE id = ?');
          for (const id of ids) await statement.execute([id]);
          await statement.close();
          connection.release();
        }`,
      finds: ['sequential raw pool statement.execute'],
    },
    {
      name: 'the callback interface, where nothing waits',
      code: `
        const callbacks = mysql.createPool({ host: 'localhost' });
        export function load(done: (users: User[]) => void) {
          for (const id of ids) {
            callbacks.query<User[]>('SELECT * FROM users WHERE id = ?', [id], (error, users) => {
              if (!error) done(users);
            });
          }
        }`,
      finds: ['fanOut raw pool callbacks.query'],
    },
    {
      name: 'the callback interface, with a connection',
      code: `
        const callbacks = mysql.createPool({ host: 'localhost' });
        export function save(users: User[]) {
          callbacks.getConnection((error, connection) => {
            if (error) throw error;
            users.forEach((user) => {
              connection.execute('UPDATE users SET name = ? WHERE id = ?', [user.name, user.id], (failure) => { if (failure) throw failure; });
            });
            connection.release();
          });
        }`,
      finds: ['held raw held connection.execute'],
    },
    {
      name: 'the callback interface, with a connection for each element',
      code: `
        const callbacks = mysql.createPool({ host: 'localhost' });
        export function save() {
          for (const id of ids) {
            callbacks.getConnection((error, connection) => {
              if (error) throw error;
              connection.query('UPDATE users SET seen = NOW() WHERE id = ?', [id], () => { connection.release(); });
            });
          }
        }`,
      finds: ['fanOut raw held connection.query'],
    },
    {
      name: 'the promises of a callback pool',
      code: `
        const promises = mysql.createPool({ host: 'localhost' }).promise();
        export async function load() { for (const id of ids) await promises.query('SELECT * FROM users WHERE id = ?', [id]); }`,
      finds: ['sequential raw pool promises.query'],
    },
    {
      name: 'a cluster of pools',
      code: `
        const cluster = createPoolCluster();
        export async function load() { for (const id of ids) await cluster.of('REPLICA*').query('SELECT * FROM users WHERE id = ?', [id]); }`,
      finds: ['sequential raw pool cluster.of().query'],
    },
    {
      name: 'through a helper of the application',
      code: `
        async function findOne<T extends RowDataPacket>(sql: string, values: unknown[]): Promise<T | undefined> {
          const [rows] = await pool.query<T[]>(sql, values);
          return rows[0];
        }
        export async function load() {
          const users: (User | undefined)[] = [];
          for (const id of ids) users.push(await findOne<User>('SELECT * FROM users WHERE id = ?', [id]));
          return users;
        }`,
      finds: ['sequential raw pool pool.query'],
    },
    {
      name: 'a private field of a repository, in a fan-out',
      code: `
        export class Users {
          readonly #db: Pool;
          constructor(db: Pool) { this.#db = db; }
          find(id: number) { return this.#db.execute<User[]>('SELECT * FROM users WHERE id = ?', [id]); }
          findAll(ids: number[]) { return Promise.all(ids.map((id) => this.find(id))); }
        }`,
      finds: ['fanOut raw pool this.#db.execute'],
    },
    {
      name: 'options with a time limit',
      code: `export async function load() { for (const id of ids) await pool.query({ sql: 'SELECT * FROM users WHERE id = ?', timeout: 500 }, [id]); }`,
      finds: ['sequential raw pool pool.query'],
    },
    {
      name: 'JavaScript with require',
      javascript: true,
      code: `
        async function loadOrders(users) {
          for (const user of users) {
            const [orders] = await pool.execute('SELECT * FROM orders WHERE user_id = ?', [user.id]);
            user.orders = orders;
          }
        }
        module.exports = { loadOrders };`,
      finds: ['sequential raw pool pool.execute'],
    },
    {
      name: 'JavaScript with a connection of its own',
      javascript: true,
      code: `
        exports.seed = async (users) => {
          const conn = await mysql.createConnection({ host: 'localhost' });
          for (const user of users) await conn.query('INSERT INTO users SET ?', user);
          await conn.end();
        };`,
      finds: ['held raw held conn.query'],
    },
    {
      name: 'JavaScript with a pool from another module',
      javascript: true,
      code: `
        const db = require('./no-such-module/db');
        exports.load = async (users) => {
          for (const user of users) {
            const [rows] = await db.query(\`SELECT * FROM orders WHERE user_id = \${db.escape(user.id)}\`);
            user.orders = rows;
          }
        };`,
      finds: ['sequential raw pool db.query'],
    },
    {
      name: 'JavaScript with the callback interface',
      javascript: true,
      code: `
        const connection = require('mysql2').createConnection({ host: 'localhost' });
        exports.load = (users, done) => {
          users.forEach((user) => {
            connection.query('SELECT * FROM orders WHERE user_id = ?', [user.id], (error, orders) => done(error, orders));
          });
        };`,
      finds: ['held raw held connection.query'],
    },
  ],
  negatives: [
    {
      name: 'one query for all',
      code: `export const load = () => pool.query<User[]>('SELECT * FROM users WHERE id IN (?)', [ids]);`,
    },
    {
      name: 'one insert of many rows',
      code: `export const save = (users: User[]) => pool.query('INSERT INTO users (id, name) VALUES ?', [users.map((user) => [user.id, user.name])]);`,
    },
    {
      name: 'a query before the loop',
      code: `
        export async function load() {
          const [users] = await pool.query<User[]>('SELECT * FROM users');
          for (const user of users) console.log(user.name);
        }`,
    },
    {
      name: 'a bounded list',
      code: `export async function setUp() { for (const table of ['users', 'orders']) await pool.query('TRUNCATE TABLE ??', [table]); }`,
    },
    {
      name: 'chunks',
      code: `
        export async function save(rows: [number, string][]) {
          for (let at = 0; at < rows.length; at += 1000) {
            await pool.query('INSERT INTO users (id, name) VALUES ?', [rows.slice(at, at + 1000)]);
          }
        }`,
    },
    {
      name: 'pages',
      code: `
        export async function walk() {
          let last = 0;
          for (;;) {
            const [users] = await pool.query<User[]>('SELECT id FROM users WHERE id > ? ORDER BY id LIMIT 100', [last]);
            if (users.length === 0) return;
            last = users[users.length - 1]?.id ?? last;
          }
        }`,
    },
    {
      name: 'statements of a transaction',
      code: `
        export async function transfer(from: number, to: number) {
          const connection = await pool.getConnection();
          await connection.beginTransaction();
          await connection.query('UPDATE accounts SET balance = balance - 1 WHERE id = ?', [from]);
          await connection.query('UPDATE accounts SET balance = balance + 1 WHERE id = ?', [to]);
          await connection.commit();
          connection.release();
        }`,
    },
    {
      name: 'control of connections',
      code: `
        export async function drain(pools: Pool[]) {
          for (const each of pools) {
            const connection = await each.getConnection();
            await connection.ping();
            connection.release();
            await each.end();
          }
        }`,
    },
    {
      name: 'formatting and escaping',
      code: `export const texts = () => ids.map((id) => mysql.format('SELECT * FROM users WHERE id = ?', [id]) + mysql.escape(id));`,
    },
    {
      name: "a class of the application's own",
      code: `
        class Index {
          readonly #terms = new Map<number, string>();
          query(id: number) { return Promise.resolve(this.#terms.get(id)); }
          execute(id: number) { return this.query(id); }
        }
        const index = new Index();
        export async function load() { for (const id of ids) { await index.query(id); await index.execute(id); } }`,
    },
    {
      name: 'a command bus',
      code: `
        interface CommandBus { execute(command: { type: string; id: number }): Promise<void> }
        declare const commandBus: CommandBus;
        export async function run() { for (const id of ids) await commandBus.execute({ type: 'activate', id }); }`,
    },
    {
      name: 'a test double',
      code: `
        const fake = { query: (text: string, values: unknown[]) => Promise.resolve([[{ text, values }], []] as const) };
        export async function run() { for (const id of ids) await fake.query('SELECT 1 WHERE ?', [id]); }`,
    },
    {
      name: 'JavaScript: one query for all',
      javascript: true,
      code: `
        exports.load = async (users) => {
          const [orders] = await pool.query('SELECT * FROM orders WHERE user_id IN (?)', [users.map((user) => user.id)]);
          for (const order of orders) users.find((user) => user.id === order.user_id).orders.push(order);
        };`,
    },
    {
      name: 'JavaScript: a connection of something else',
      javascript: true,
      code: `
        const connection = require('./no-such-module/amqp');
        exports.run = async (jobs) => { for (const job of jobs) await connection.execute(job); };`,
    },
  ],
});
