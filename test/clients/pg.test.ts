import pg from '../../src/clients/pg.ts';
import { describeClient } from './conformance.ts';

describeClient({
  client: pg,
  folders: ['pg'],
  prelude: `
    import { Client, Pool, type PoolClient } from 'pg';
    const pool = new Pool({ max: 3 });
    declare const ids: number[];
  `,
  javascriptPrelude: `
    const { Pool } = require('pg');
    const pool = new Pool({ connectionString: process.env.DATABASE_URL });
  `,
  positives: [
    {
      name: 'a query of the pool in a loop',
      code: `export async function run() { for (const id of ids) await pool.query('select 1 where $1 > 0', [id]); }`,
      finds: ['sequential raw pool pool.query'],
    },
    {
      name: 'a fan-out over the pool',
      code: `export const load = () => Promise.all(ids.map((id) => pool.query('select * from users where id = $1', [id])));`,
      finds: ['fanOut raw pool pool.query'],
    },
    {
      name: 'a query given as an object',
      code: `
        export async function names() {
          const found: string[] = [];
          for (const id of ids) {
            const { rows } = await pool.query<{ name: string }>({ text: 'select name from users where id = $1', values: [id] });
            found.push(...rows.map((row) => row.name));
          }
          return found;
        }`,
      finds: ['sequential raw pool pool.query'],
    },
    {
      name: 'a query with a callback, for which nothing waits',
      code: `
        export function load(done: (rows: unknown[]) => void) {
          for (const id of ids) {
            pool.query('select * from users where id = $1', [id], (error, result) => {
              if (!error) done(result.rows);
            });
          }
        }`,
      finds: ['fanOut raw pool pool.query'],
    },
    {
      name: 'a query with a callback inside a promise that is awaited',
      code: `
        export async function load() {
          for (const id of ids) {
            await new Promise<void>((resolve, reject) => {
              pool.query('select * from users where id = $1', [id], (error) => {
                if (error) reject(error);
                else resolve();
              });
            });
          }
        }`,
      finds: ['sequential raw pool pool.query'],
    },
    {
      name: 'an acquired client inside its own transaction',
      code: `
        export async function save(rows: { id: number; name: string }[]) {
          const client = await pool.connect();
          try {
            await client.query('BEGIN');
            for (const row of rows) await client.query('update users set name = $2 where id = $1', [row.id, row.name]);
            await client.query('COMMIT');
          } finally {
            client.release();
          }
        }`,
      finds: ['held raw held client.query'],
    },
    {
      name: 'a client for each element, by callbacks',
      code: `
        export function save() {
          for (const id of ids) {
            pool.connect((error, client, release) => {
              if (error) throw error;
              client?.query('update users set seen = now() where id = $1', [id], () => { release(); });
            });
          }
        }`,
      finds: ['fanOut raw held client.query'],
    },
    {
      name: 'a client that is passed in',
      code: `
        export async function save(client: PoolClient, rows: { id: number }[]) {
          for (const row of rows) await client.query('insert into audit (user_id) values ($1)', [row.id]);
        }`,
      finds: ['held raw held client.query'],
    },
    {
      name: 'a client of its own',
      code: `
        const client = new Client();
        export async function load() {
          await client.connect();
          for (const id of ids) await client.query('select * from users where id = $1', [id]);
          await client.end();
        }`,
      finds: ['held raw held client.query'],
    },
    {
      name: 'through a helper of the application',
      code: `
        async function query<T extends object>(text: string, values: unknown[]): Promise<T[]> {
          const started = Date.now();
          const { rows } = await pool.query<T>(text, values);
          console.log({ text, duration: Date.now() - started });
          return rows;
        }
        async function findUser(id: number) {
          const [user] = await query<{ id: number }>('select * from users where id = $1', [id]);
          return user;
        }
        export async function load() {
          for (const id of ids) await findUser(id);
        }`,
      finds: ['sequential raw pool pool.query'],
    },
    {
      name: 'a subclass of the pool',
      code: `
        class Database extends Pool {
          async one(id: number) {
            const { rows } = await this.query('select * from users where id = $1', [id]);
            return rows[0];
          }
        }
        const database = new Database();
        export const load = () => Promise.all(ids.map((id) => database.one(id)));`,
      finds: ['fanOut raw pool this.query'],
    },
    {
      name: 'a private field of a repository',
      code: `
        export class UserRepository {
          readonly #pool: Pool;
          constructor(pool: Pool) { this.#pool = pool; }
          async loadAll(ids: number[]) {
            const users: unknown[] = [];
            for (const id of ids) users.push((await this.#pool.query('select * from users where id = $1', [id])).rows[0]);
            return users;
          }
        }`,
      finds: ['sequential raw pool this.#pool.query'],
    },
    {
      name: 'a client or the pool',
      code: `
        export async function load(client?: PoolClient) {
          for (const id of ids) await (client ?? pool).query('select * from users where id = $1', [id]);
        }`,
      finds: ['sequential raw pool (client ?? pool).query'],
    },
    {
      name: 'either of two types',
      code: `
        export async function load(db: Pool | PoolClient) {
          for (const id of ids) await db.query('select * from users where id = $1', [id]);
        }`,
      finds: ['sequential raw pool db.query'],
    },
    {
      name: 'a member of a context, which may be missing',
      code: `
        interface Context { db?: Pool }
        export async function load(ctx: Context) {
          for (const id of ids) await ctx.db?.query('select * from users where id = $1', [id]);
        }`,
      finds: ['sequential raw pool ctx.db.query'],
    },
    {
      name: 'a helper that is handed over by its name',
      code: `
        const findUser = (id: number) => pool.query('select * from users where id = $1', [id]);
        export const load = () => Promise.all(ids.map(findUser));`,
      finds: ['fanOut raw pool pool.query'],
    },
    {
      name: 'a promise that is collected and awaited at the end',
      code: `
        export async function load() {
          const pending: Promise<unknown>[] = [];
          for (const id of ids) pending.push(pool.query('delete from sessions where user_id = $1', [id]));
          await Promise.all(pending);
        }`,
      finds: ['fanOut raw pool pool.query'],
    },
    {
      name: 'JavaScript with require',
      javascript: true,
      code: `
        async function loadOrders(users) {
          for (const user of users) {
            const { rows } = await pool.query('SELECT * FROM orders WHERE user_id = $1', [user.id]);
            user.orders = rows;
          }
        }
        module.exports = { loadOrders };`,
      finds: ['sequential raw pool pool.query'],
    },
    {
      name: 'JavaScript with a pool from another module',
      javascript: true,
      code: `
        const db = require('./no-such-module/db');
        const text = 'SELECT * FROM orders WHERE user_id = $1';
        exports.load = (users) => Promise.all(users.map((user) => db.query(text, [user.id])));
        exports.touch = async (users) => {
          for (const user of users) await db.query({ text: 'UPDATE users SET seen = now() WHERE id = $1', values: [user.id] });
        };`,
      finds: ['fanOut raw pool db.query', 'sequential raw pool db.query'],
    },
  ],
  negatives: [
    {
      name: 'one query for all',
      code: `export const load = () => pool.query('select * from users where id = any($1)', [ids]);`,
    },
    {
      name: 'a query before the loop',
      code: `
        export async function load() {
          const { rows } = await pool.query<{ id: number }>('select * from users');
          for (const row of rows) console.log(row.id);
        }`,
    },
    {
      name: 'a bounded list',
      code: `
        export async function setUp() {
          for (const table of ['users', 'orders']) await pool.query(\`truncate \${table}\`);
        }`,
    },
    {
      name: 'chunks',
      code: `
        export async function save(rows: string[]) {
          for (let at = 0; at < rows.length; at += 1000) {
            await pool.query('insert into tags (name) select * from unnest($1::text[])', [rows.slice(at, at + 1000)]);
          }
        }`,
    },
    {
      name: 'pages',
      code: `
        export async function walk() {
          let last = 0;
          while (true) {
            const { rows } = await pool.query<{ id: number }>('select id from users where id > $1 order by id limit 100', [last]);
            const final = rows.at(-1);
            if (!final) return;
            last = final.id;
          }
        }`,
    },
    {
      name: 'statements of a transaction',
      code: `
        export async function transfer(from: number, to: number) {
          const client = await pool.connect();
          try {
            await client.query('BEGIN');
            await client.query('update accounts set balance = balance - 1 where id = $1', [from]);
            await client.query('update accounts set balance = balance + 1 where id = $1', [to]);
            await client.query('COMMIT');
          } catch (error) {
            await client.query('ROLLBACK');
            throw error;
          } finally {
            client.release();
          }
        }`,
    },
    {
      name: 'control of the pool and of its clients',
      code: `
        export async function drain(pools: Pool[]) {
          for (const each of pools) {
            const client = await each.connect();
            client.release();
            await each.end();
          }
        }`,
    },
    {
      name: 'escaping',
      code: `export const names = (client: PoolClient, names: string[]) => names.map((name) => client.escapeIdentifier(name)).join(', ');`,
    },
    {
      name: "a class of the application's own",
      code: `
        class Cache {
          readonly #entries = new Map<number, string>();
          query(id: number) { return Promise.resolve(this.#entries.get(id)); }
        }
        const cache = new Cache();
        export const load = () => Promise.all(ids.map((id) => cache.query(id)));`,
    },
    {
      name: 'another client with a method of that name',
      code: `
        interface GraphQlClient { query(options: { query: string; variables: object }): Promise<{ data: unknown }> }
        declare const client: GraphQlClient;
        export async function load() {
          for (const id of ids) await client.query({ query: 'query User($id: ID!) { user(id: $id) { name } }', variables: { id } });
        }`,
    },
    {
      name: 'a test double',
      code: `
        const fake = { calls: [] as string[], query(text: string) { this.calls.push(text); return Promise.resolve({ rows: [] }); } };
        export const run = async () => { for (const id of ids) await fake.query(\`select \${String(id)}\`); };`,
    },
    {
      name: 'a query that is made when a request comes',
      code: `
        declare const app: { get(path: string, handler: () => Promise<unknown>): void };
        for (const table of ids) app.get(\`/\${String(table)}\`, () => pool.query('select 1'));`,
    },
    {
      name: 'a loop that ends with its first answer',
      code: `
        export async function first() {
          for (const id of ids) {
            const { rows } = await pool.query('select * from users where id = $1', [id]);
            return rows[0];
          }
        }`,
    },
    {
      name: 'JavaScript: one query for all',
      javascript: true,
      code: `
        exports.load = async (users) => {
          const { rows } = await pool.query('SELECT * FROM orders WHERE user_id = ANY($1)', [users.map((user) => user.id)]);
          for (const row of rows) users.find((user) => user.id === row.user_id).orders.push(row);
        };`,
    },
    {
      name: 'JavaScript: a client whose queries are no SQL',
      javascript: true,
      code: `
        const client = require('./no-such-module/prometheus');
        exports.load = async (names) => { for (const name of names) await client.query(\`rate(\${name}[5m])\`); };`,
    },
  ],
});
