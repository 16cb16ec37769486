import { describeRule } from './client-cases.ts';

describeRule('require-connection-release', {
  pg: {
    folders: ['pg'],
    prelude: `
      import { Client, Pool, type PoolClient } from 'pg';
      const pool = new Pool({ max: 3 });
    `,
    javascriptPrelude: `
      const { Client, Pool } = require('pg');
      const pool = new Pool();
    `,
    cases: [
      {
        name: 'a client that nothing gives back',
        code: `
          export async function load() {
            const client = await pool.connect();
            const { rows } = await client.query('select 1');
            return rows;
          }
        `,
        reports: ['never 2:24'],
        suggestion: `
          export async function load() {
            const client = await pool.connect();
            try {
              const { rows } = await client.query('select 1');
              return rows;
            } finally {
              client.release();
            }
          }
        `,
      },
      {
        name: 'a client that is kept before it connects, and ended where that fails',
        code: `
          let current: Client | undefined;
          export async function listen() {
            const next = new Client();
            current = next;
            try {
              await next.connect();
              await next.query('listen jobs');
            } catch (error) {
              await next.end();
              throw error;
            }
          }
          export const stop = () => current?.end();
        `,
      },
      {
        name: 'a client that nothing gives back, in JavaScript',
        javascript: true,
        code: `
          exports.load = async () => {
            const client = await pool.connect();
            return client.query('select 1');
          };
        `,
        reports: ['never 2:24'],
      },
      {
        name: 'given back after a query that may throw',
        code: `
          export async function load() {
            const client = await pool.connect();
            const { rows } = await client.query('select 1');
            client.release();
            return rows;
          }
        `,
        reports: ['throws 2:24'],
        message:
          '`client` is not given back when `client.query` on line 5 throws. Each time, the pool has one connection less. When all are out, every query waits. Call `client.release()` on that path as well, in a `finally` or `catch`.',
        suggestion: `
          export async function load() {
            const client = await pool.connect();
            try {
              const { rows } = await client.query('select 1');
              return rows;
            } finally {
              client.release();
            }
          }
        `,
      },
      {
        name: 'a suggestion leaves texts over several lines as they are',
        code: `
          export async function load() {
            const client = await pool.connect();
            const { rows } = await client.query(\`
              select
                1
            \`);

            client.release();
            return rows;
          }
        `,
        reports: ['throws 2:24'],
        suggestion: `
          export async function load() {
            const client = await pool.connect();
            try {
              const { rows } = await client.query(\`
              select
                1
            \`);

              return rows;
            } finally {
              client.release();
            }
          }
        `,
      },
      {
        name: 'a suggestion keeps comments, and early returns give back once',
        code: `
          export async function load(id: number) {
            const client = await pool.connect();
            // Who is it?
            const { rows } = await client.query<{ id: number }>('select id from users where id = $1', [id]);
            if (rows.length === 0) {
              client.release();
              return undefined; // nobody
            }
            client.release();
            return rows[0];
          }
        `,
        reports: ['throws 2:24'],
        suggestion: `
          export async function load(id: number) {
            const client = await pool.connect();
            // Who is it?
            try {
              const { rows } = await client.query<{ id: number }>('select id from users where id = $1', [id]);
              if (rows.length === 0) {
                return undefined; // nobody
              }
              return rows[0];
            } finally {
              client.release();
            }
          }
        `,
      },
      {
        name: 'given back in a finally',
        code: `
          export async function load() {
            const client = await pool.connect();
            try {
              return (await client.query('select 1')).rows;
            } finally {
              client.release();
            }
          }
        `,
      },
      {
        name: 'an early return before the client is given back',
        code: `
          export async function load(id: number) {
            const client = await pool.connect();
            try {
              const { rows } = await client.query<{ id: number }>('select id from users where id = $1', [id]);
              if (rows.length === 0) return undefined;
              client.release();
              return rows[0];
            } catch (error) {
              client.release(error as Error);
              throw error;
            }
          }
        `,
        reports: ['returns 2:24'],
        message:
          '`client` is not given back at the `return` on line 7. Each time, the pool has one connection less. When all are out, every query waits. Call `client.release()` on that path as well, best in a `finally`.',
      },
      {
        name: 'a throw of its own before the client is given back',
        code: `
          export async function load(id: number) {
            const client = await pool.connect();
            if (id < 0) throw new RangeError('id');
            client.release();
          }
        `,
        reports: ['throws 2:24'],
        message:
          '`client` is not given back at the `throw` on line 5. Each time, the pool has one connection less. When all are out, every query waits. Call `client.release()` on that path as well, in a `finally` or `catch`.',
      },
      {
        name: 'work between the connection and the try',
        code: `
          declare function audit(): Promise<void>;
          export async function load() {
            const client = await pool.connect();
            await audit();
            try {
              await client.query('select 1');
            } finally {
              client.release();
            }
          }
        `,
        reports: ['throws 3:24'],
      },
      {
        name: 'BEGIN between the connection and the try',
        code: `
          export async function save() {
            const client = await pool.connect();
            await client.query('BEGIN');
            try {
              await client.query('update users set seen = now()');
              await client.query('COMMIT');
            } catch (error) {
              await client.query('ROLLBACK');
              throw error;
            } finally {
              client.release();
            }
          }
        `,
      },
      {
        name: 'given back on both ways',
        code: `
          export async function load() {
            const client = await pool.connect();
            try {
              const { rows } = await client.query('select 1');
              client.release();
              return rows;
            } catch (error) {
              client.release();
              throw error;
            }
          }
        `,
      },
      {
        name: 'given back twice on an early return',
        code: `
          export async function load() {
            const client = await pool.connect();
            try {
              const { rows } = await client.query('select 1');
              if (rows.length === 0) {
                client.release();
                return undefined;
              }
              return rows[0];
            } finally {
              client.release();
            }
          }
        `,
        reports: ['releasedTwice 11:5'],
      },
      {
        name: 'given back once, as a flag tells',
        code: `
          export async function load() {
            const client = await pool.connect();
            let released = false;
            try {
              await client.query('select 1');
              client.release();
              released = true;
              await Promise.resolve();
            } finally {
              if (!released) client.release();
            }
          }
        `,
      },
      {
        name: 'given back with a transaction open after an error',
        code: `
          export async function save() {
            const client = await pool.connect();
            try {
              await client.query('BEGIN');
              await client.query('update users set seen = now()');
              await client.query('COMMIT');
            } finally {
              client.release();
            }
          }
        `,
        reports: ['openTransaction 8:5'],
        suggestion: `
          export async function save() {
            const client = await pool.connect();
            try {
              await client.query('BEGIN');
              await client.query('update users set seen = now()');
              await client.query('COMMIT');
            } catch (error) {
              await client.query('ROLLBACK');
              throw error;
            } finally {
              client.release();
            }
          }
        `,
      },
      {
        name: 'given back as broken after an error',
        code: `
          export async function save() {
            const client = await pool.connect();
            try {
              await client.query('BEGIN');
              await client.query('update users set seen = now()');
              await client.query('COMMIT');
              client.release();
            } catch (error) {
              client.release(true);
              throw error;
            }
          }
        `,
      },
      {
        name: 'given back with a transaction open on an early return',
        code: `
          export async function save(id: number) {
            const client = await pool.connect();
            try {
              await client.query('begin');
              const { rowCount } = await client.query('update users set seen = now() where id = $1', [id]);
              if (rowCount === 0) return false;
              await client.query('commit');
              return true;
            } catch (error) {
              await client.query('rollback');
              throw error;
            } finally {
              client.release();
            }
          }
        `,
        reports: ['openTransaction 13:5'],
        message:
          '`client` is given back while its transaction is open, at the `return` on line 8. The next to get this connection goes on in that transaction, with its locks and its error. Roll back first.',
      },
      {
        name: 'given back with a transaction open on an early return, which is no path of an error',
        options: { errorPaths: 'ignore' },
        code: `
          export async function save(id: number) {
            const client = await pool.connect();
            try {
              await client.query('begin');
              const { rowCount } = await client.query('update users set seen = now() where id = $1', [id]);
              if (rowCount === 0) return false;
              await client.query('commit');
              return true;
            } catch (error) {
              await client.query('rollback');
              throw error;
            } finally {
              client.release();
            }
          }
        `,
        reports: ['openTransaction 13:5'],
      },
      {
        name: 'returned to the caller',
        code: `
          export async function acquire(): Promise<PoolClient> {
            const client = await pool.connect();
            return client;
          }
          export async function open() {
            const client = await pool.connect();
            return { client, close: () => client.release() };
          }
        `,
      },
      {
        name: 'stored',
        code: `
          const clients = new Map<string, PoolClient>();
          export class Session {
            client: PoolClient | undefined;
            async open() {
              const client = await pool.connect();
              this.client = client;
            }
            async reopen() {
              this.client = await pool.connect();
            }
          }
          export async function open(id: string) {
            const client = await pool.connect();
            clients.set(id, client);
          }
        `,
      },
      {
        name: 'passed to a helper that gives it back',
        code: `
          async function finish(client: PoolClient) {
            await client.query('select 1');
            client.release();
          }
          export async function load() {
            const client = await pool.connect();
            await finish(client);
          }
        `,
      },
      {
        name: 'passed to helpers that commit or roll back and give it back, through another one',
        code: `
          const release = (client: PoolClient | Pool) => { if (client instanceof Pool) return; client.release(); };
          async function commit(client: PoolClient) { await client.query('COMMIT'); release(client); }
          async function rollback(client: PoolClient) { await client.query('ROLLBACK'); client.release(); }
          export async function save(id: number) {
            const client = await pool.connect();
            try {
              await client.query('BEGIN');
              await client.query('delete from users where id = $1', [id]);
              await commit(client);
              return id;
            } catch (error) {
              await rollback(client);
              throw error;
            }
          }
        `,
      },
      {
        name: 'passed to a helper that ends its transaction, and to one that leaves that open',
        code: `
          const release = (client: PoolClient) => client.release();
          const commit = async (client: PoolClient) => { await client.query('COMMIT'); };
          export async function save() {
            const client = await pool.connect();
            try {
              await client.query('BEGIN');
              await commit(client);
            } finally {
              client.release(true);
            }
          }
          export async function open() {
            const client = await pool.connect();
            await client.query('BEGIN');
            release(client);
          }
        `,
        reports: ['openTransaction 15:3'],
      },
      {
        name: 'passed to a helper that hands it to a function that is not known',
        code: `
          declare const handlers: { commit: any };
          async function commit(client: PoolClient) { await handlers.commit(client); }
          export async function save() {
            const client = await pool.connect();
            try {
              await client.query('select 1');
              await commit(client);
              return 1;
            } catch (error) {
              client.release();
              throw error;
            }
          }
        `,
      },
      {
        name: 'passed to helpers that only use it, one through the other',
        code: `
          async function count(client: PoolClient) { return (await client.query('select 1')).rows; }
          async function load(client: PoolClient) { return JSON.stringify(await count(client)); }
          export async function run() {
            const client = await pool.connect();
            const rows = await load(client);
            client.release();
            return rows;
          }
        `,
        reports: ['throws 4:24'],
      },
      {
        name: 'passed to a helper that only uses it',
        code: `
          async function read(client: PoolClient) {
            await client.query('select 1');
          }
          export async function load() {
            const client = await pool.connect();
            await read(client);
          }
        `,
        reports: ['never 5:24'],
      },
      {
        name: 'lent to a callback and given back only if that succeeds',
        code: `
          export async function withClient<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
            const client = await pool.connect();
            const result = await work(client);
            client.release();
            return result;
          }
        `,
        reports: ['throws 2:24'],
      },
      {
        name: 'lent to a callback',
        code: `
          export async function withClient<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
            const client = await pool.connect();
            try {
              return await work(client);
            } finally {
              client.release();
            }
          }
        `,
      },
      {
        name: 'handed to a function that is not known',
        code: `
          declare function process(client: PoolClient): Promise<void>;
          export async function load() {
            const client = await pool.connect();
            await process(client);
          }
        `,
      },
      {
        name: 'given back by a callback',
        code: `
          import { Readable } from 'node:stream';
          declare function stream(client: PoolClient): Readable;
          export async function load() {
            const client = await pool.connect();
            const rows = stream(client);
            rows.on('end', () => { client.release(); });
            return rows;
          }
        `,
      },
      {
        name: 'a client that may not be there',
        code: `
          export async function load() {
            let client: PoolClient | undefined;
            try {
              client = await pool.connect();
              return await client.query('select 1');
            } catch (error) {
              console.error(error);
              return undefined;
            } finally {
              client?.release();
            }
          }
          export async function again() {
            let client: PoolClient | null = null;
            try {
              client = await pool.connect();
              await client.query('select 1');
            } finally {
              if (client !== null) client.release();
            }
          }
        `,
      },
      {
        name: 'a client that the caller may have given',
        code: `
          export async function load(given?: PoolClient) {
            const client = given ?? (await pool.connect());
            try {
              await client.query('select 1');
            } finally {
              if (!given) client.release();
            }
          }
        `,
      },
      {
        name: 'one client for each iteration, without a release',
        code: `
          export async function load(ids: readonly number[]) {
            for (const id of ids) {
              const client = await pool.connect();
              await client.query('select $1', [id]);
            }
          }
        `,
        reports: ['never 3:26'],
      },
      {
        name: 'a client for each iteration, of which one path goes on without a release',
        code: `
          export async function load(ids: readonly number[]) {
            for (const id of ids) {
              const client = await pool.connect();
              try {
                await client.query('select $1', [id]);
                if (id > 3) continue;
                client.release();
              } catch {
                client.release();
              }
            }
          }
        `,
        reports: ['reacquired 3:26'],
        message:
          '`pool.connect` runs again while `client` still holds what it answered before, which is lost then. Each time, the pool has one connection less. When all are out, every query waits. Call `client.release()` in a `finally`, in each iteration.',
      },
      {
        name: 'tries until a client can be had',
        code: `
          export async function load() {
            for (;;) {
              try {
                const client = await pool.connect();
                client.release();
                return;
              } catch {
                await new Promise((resolve) => setTimeout(resolve, 100));
              }
            }
          }
        `,
      },
      {
        name: 'a value that nothing keeps',
        code: `
          export async function check() {
            await pool.connect();
          }
        `,
        reports: ['dropped 2:9'],
        message:
          'Nothing keeps what `pool.connect` answers with, so nothing gives back the connection. Each time, the pool has one connection less. When all are out, every query waits.',
      },
      {
        name: 'a script, which ends with its process',
        code: `
          async function main() {
            const client = await pool.connect();
            await client.query('select 1');
            client.release();
          }
          main().catch(() => process.exit(1));
        `,
      },
      {
        name: 'a connection of its own that nothing closes',
        code: `
          export async function load() {
            const client = new Client();
            await client.connect();
            return (await client.query('select 1')).rows;
          }
        `,
        reports: ['never 3:9'],
        message:
          'Nothing closes the connection that `client.connect` opens. Each time, a connection to the server stays open, until the server refuses new ones. Call `client.end()` in a `finally`.',
      },
      {
        name: 'a connection of its own that an error leaves open',
        code: `
          export async function load() {
            const client = new Client();
            await client.connect();
            const { rows } = await client.query('select 1');
            await client.end();
            return rows;
          }
        `,
        reports: ['throws 3:9'],
      },
      {
        name: 'a connection of its own that is closed',
        code: `
          export async function load() {
            const client = new Client();
            try {
              await client.connect();
              return (await client.query('select 1')).rows;
            } finally {
              await client.end();
            }
          }
        `,
      },
      {
        name: 'paths that errors take, which are not asked for',
        options: { errorPaths: 'ignore' },
        code: `
          export async function load() {
            const client = await pool.connect();
            const { rows } = await client.query('select 1');
            client.release();
            return rows;
          }
        `,
      },
    ],
  },
  mysql2: {
    folders: ['drivers'],
    prelude: `
      import mysql, { type PoolConnection } from 'mysql2/promise';
      const pool = mysql.createPool({ uri: 'mysql://localhost/shop' });
    `,
    cases: [
      {
        name: 'given back after a query that may throw',
        code: `
          export async function load() {
            const connection = await pool.getConnection();
            const [rows] = await connection.query('select 1');
            connection.release();
            return rows;
          }
        `,
        reports: ['throws 2:28'],
      },
      {
        name: 'given back with a transaction open after an error',
        code: `
          export async function save() {
            const connection = await pool.getConnection();
            await connection.beginTransaction();
            try {
              await connection.query('update users set seen = now()');
              await connection.commit();
            } finally {
              connection.release();
            }
          }
        `,
        reports: ['openTransaction 8:5'],
        suggestion: `
          export async function save() {
            const connection = await pool.getConnection();
            await connection.beginTransaction();
            try {
              await connection.query('update users set seen = now()');
              await connection.commit();
            } catch (error) {
              await connection.rollback();
              throw error;
            } finally {
              connection.release();
            }
          }
        `,
      },
      {
        name: 'a connection of its own that an error leaves open',
        code: `
          export async function load() {
            const connection = await mysql.createConnection('mysql://localhost/shop');
            const [rows] = await connection.query('select 1');
            await connection.end();
            return rows;
          }
        `,
        reports: ['throws 2:28'],
      },
      {
        name: 'the usual transaction',
        code: `
          export async function save() {
            const connection = await pool.getConnection();
            await connection.beginTransaction();
            try {
              await connection.query('update users set seen = now()');
              await connection.commit();
            } catch (error) {
              await connection.rollback();
              throw error;
            } finally {
              connection.release();
            }
          }
        `,
      },
      {
        name: 'given back to the pool',
        code: `
          export async function load() {
            const connection = await pool.getConnection();
            try {
              return await connection.query('select 1');
            } finally {
              pool.releaseConnection(connection);
            }
          }
        `,
      },
      {
        name: 'destroyed after an error',
        code: `
          export async function load() {
            const connection = await pool.getConnection();
            try {
              const [rows] = await connection.query('select 1');
              connection.release();
              return rows;
            } catch (error) {
              connection.destroy();
              throw error;
            }
          }
        `,
      },
      {
        name: 'disposed by the block',
        code: `
          export async function load() {
            await using connection = await pool.getConnection();
            return await connection.query('select 1');
          }
        `,
      },
      {
        name: 'a connection for the whole process',
        code: `
          export const connection = await mysql.createConnection('mysql://localhost/shop');
          let shared: PoolConnection | undefined;
          export async function connect() {
            shared ??= await pool.getConnection();
            return shared;
          }
        `,
      },
    ],
  },
  mariadb: {
    folders: ['drivers'],
    prelude: `
      import { createPool } from 'mariadb';
      const pool = createPool('mariadb://localhost/shop');
    `,
    cases: [
      {
        name: 'given back after a query that may throw',
        code: `
          export async function load() {
            const connection = await pool.getConnection();
            const rows: unknown = await connection.query('select 1');
            await connection.release();
            return rows;
          }
        `,
        reports: ['throws 2:28'],
      },
      {
        name: 'given back with a transaction open, which the pool rolls back',
        code: `
          export async function save() {
            const connection = await pool.getConnection();
            try {
              await connection.beginTransaction();
              await connection.query('update users set seen = now()');
              await connection.commit();
            } finally {
              await connection.end();
            }
          }
        `,
      },
    ],
  },
  'Postgres.js': {
    folders: ['drivers'],
    prelude: `
      import postgres from 'postgres';
      const sql = postgres();
    `,
    cases: [
      {
        name: 'never given back',
        code: `
          export async function load() {
            const reserved = await sql.reserve();
            return await reserved\`select 1\`;
          }
        `,
        reports: ['never 2:26'],
      },
      {
        name: 'given back with a transaction open after an error',
        code: `
          export async function save() {
            const reserved = await sql.reserve();
            try {
              await reserved\`begin\`;
              await reserved\`update users set seen = now()\`;
              await reserved\`commit\`;
            } finally {
              reserved.release();
            }
          }
        `,
        reports: ['openTransaction 8:5'],
      },
      {
        name: 'given back in a finally',
        code: `
          export async function load() {
            const reserved = await sql.reserve();
            try {
              return await reserved\`select 1\`;
            } finally {
              reserved.release();
            }
          }
        `,
      },
    ],
  },
  Neon: {
    folders: ['drivers'],
    prelude: `
      import { Client, Pool } from '@neondatabase/serverless';
      const pool = new Pool();
    `,
    cases: [
      {
        name: 'a client and a connection of its own',
        code: `
          export async function load() {
            const client = await pool.connect();
            const { rows } = await client.query('select 1');
            client.release();
            return rows;
          }
          export async function loadAlone() {
            const client = new Client();
            await client.connect();
            return (await client.query('select 1')).rows;
          }
        `,
        reports: ['throws 2:24', 'never 9:9'],
      },
      {
        name: 'given back in a finally',
        code: `
          export async function load() {
            const client = await pool.connect();
            try {
              return (await client.query('select 1')).rows;
            } finally {
              client.release();
            }
          }
        `,
      },
    ],
  },
  'Vercel Postgres': {
    folders: ['drivers'],
    prelude: `
      import { createClient, createPool, db } from '@vercel/postgres';
      const pool = createPool();
    `,
    cases: [
      {
        name: 'never given back',
        code: `
          export async function load() {
            const client = await db.connect();
            return client.sql\`select 1\`;
          }
          export async function count() {
            const client = await pool.connect();
            return client.sql\`select 1\`;
          }
        `,
        reports: ['never 2:24', 'never 6:24'],
      },
      {
        name: 'given back in a finally',
        code: `
          export async function load() {
            const client = await db.connect();
            try {
              return await client.sql\`select 1\`;
            } finally {
              client.release();
            }
          }
        `,
      },
    ],
  },
  TypeORM: {
    folders: ['typeorm-0', 'typeorm-1'],
    prelude: `
      import { DataSource } from 'typeorm';
      const dataSource = new DataSource({ type: 'postgres' });
    `,
    cases: [
      {
        name: 'a query runner that is given back only where nothing fails',
        code: `
          export async function save() {
            const queryRunner = dataSource.createQueryRunner();
            await queryRunner.connect();
            await queryRunner.startTransaction();
            await queryRunner.query('update users set seen = now()');
            await queryRunner.commitTransaction();
            await queryRunner.release();
          }
        `,
        reports: ['throws 2:23'],
      },
      {
        name: 'a query runner that nothing gives back',
        code: `
          export async function save() {
            const queryRunner = dataSource.createQueryRunner();
            await queryRunner.startTransaction();
            try {
              await queryRunner.query('update users set seen = now()');
              await queryRunner.commitTransaction();
            } catch (error) {
              await queryRunner.rollbackTransaction();
              throw error;
            }
          }
        `,
        reports: ['never 2:23'],
      },
      {
        name: 'given back with a transaction open after an error',
        code: `
          export async function save() {
            const queryRunner = dataSource.createQueryRunner();
            await queryRunner.startTransaction();
            try {
              await queryRunner.query('update users set seen = now()');
              await queryRunner.commitTransaction();
            } finally {
              await queryRunner.release();
            }
          }
        `,
        reports: ['openTransaction 8:11'],
      },
      {
        name: 'the transaction of the manual',
        code: `
          export async function save() {
            const queryRunner = dataSource.createQueryRunner();
            await queryRunner.connect();
            await queryRunner.startTransaction();
            try {
              await queryRunner.manager.query('update users set seen = now()');
              await queryRunner.commitTransaction();
            } catch (error) {
              await queryRunner.rollbackTransaction();
              throw error;
            } finally {
              await queryRunner.release();
            }
          }
        `,
      },
      {
        name: 'rolled back where a transaction is still active',
        code: `
          export class Users {
            constructor(private readonly dataSource: DataSource) {}
            async save() {
              const queryRunner = this.dataSource.createQueryRunner();
              await queryRunner.startTransaction();
              try {
                await queryRunner.query('update users set seen = now()');
                await queryRunner.commitTransaction();
              } finally {
                if (queryRunner.isTransactionActive) await queryRunner.rollbackTransaction();
                if (!queryRunner.isReleased) await queryRunner.release();
              }
            }
          }
        `,
      },
      {
        name: 'a query runner that another takes over',
        code: `
          import type { QueryRunner } from 'typeorm';
          export class Work {
            #queryRunner: QueryRunner | undefined;
            begin() {
              this.#queryRunner = dataSource.createQueryRunner();
            }
            make() {
              return dataSource.createQueryRunner();
            }
          }
        `,
      },
    ],
  },
  'TypeORM, before version 1': {
    folders: ['typeorm-0'],
    prelude: `
      import { createConnection } from 'typeorm';
    `,
    cases: [
      {
        name: 'closed only where nothing fails',
        code: `
          export async function generate() {
            const connection = await createConnection({ type: 'postgres' });
            await connection.runMigrations();
            await connection.close();
          }
        `,
        reports: ['throws 2:28'],
      },
      {
        name: 'kept for the process',
        code: `
          export async function start() {
            const connection = await createConnection({ type: 'postgres' });
            await connection.runMigrations();
          }
        `,
      },
    ],
  },
  Sequelize: {
    folders: ['sequelize-5', 'sequelize-6'],
    prelude: `
      import { Sequelize } from 'sequelize';
      const sequelize = new Sequelize('postgres://localhost/shop');
    `,
    cases: [
      {
        name: 'work between the transaction and the try',
        code: `
          export async function save() {
            const transaction = await sequelize.transaction();
            await sequelize.query('select 1', { transaction });
            try {
              await sequelize.query('update users set seen = now()', { transaction });
              await transaction.commit();
            } catch (error) {
              await transaction.rollback();
              throw error;
            }
          }
        `,
        reports: ['throws 2:29'],
      },
      {
        name: 'an early return',
        code: `
          export async function save(id: number) {
            const t = await sequelize.transaction();
            try {
              if (id < 0) return false;
              await sequelize.query('update users set seen = now()', { transaction: t });
              await t.commit();
              return true;
            } catch (error) {
              await t.rollback();
              throw error;
            }
          }
        `,
        reports: ['returns 2:19'],
      },
      {
        name: 'no rollback after an error',
        code: `
          export async function save() {
            const t = await sequelize.transaction();
            await sequelize.query('update users set seen = now()', { transaction: t });
            await t.commit();
          }
        `,
        reports: ['throws 2:19'],
        suggestion: `
          export async function save() {
            const t = await sequelize.transaction();
            try {
              await sequelize.query('update users set seen = now()', { transaction: t });
              await t.commit();
            } catch (error) {
              await t.rollback();
              throw error;
            }
          }
        `,
      },
      {
        name: 'committed or rolled back',
        code: `
          export async function save() {
            const t = await sequelize.transaction();
            try {
              await sequelize.query('update users set seen = now()', { transaction: t });
              await t.commit();
            } catch (error) {
              await t.rollback();
              throw error;
            }
          }
        `,
      },
      {
        name: 'managed by the client',
        code: `
          export async function save() {
            await sequelize.transaction(async (transaction) => {
              await sequelize.query('update users set seen = now()', { transaction });
            });
          }
        `,
      },
      {
        name: 'rolled back where it was begun here',
        code: `
          import type { Transaction } from 'sequelize';
          export async function save(given?: Transaction) {
            const transaction = given || (await sequelize.transaction());
            try {
              await sequelize.query('update users set seen = now()', { transaction });
              if (!given) await transaction.commit();
            } catch (error) {
              if (!given) await transaction.rollback();
              throw error;
            }
          }
        `,
      },
    ],
  },
  'Sequelize 7': {
    folders: ['sequelize-7'],
    prelude: `
      import { Sequelize, type AbstractDialect } from '@sequelize/core';
      declare const sequelize: Sequelize<AbstractDialect>;
    `,
    cases: [
      {
        name: 'an unmanaged transaction without a rollback',
        code: `
          export async function save() {
            const transaction = await sequelize.startUnmanagedTransaction();
            await sequelize.query('update users set seen = now()', { transaction });
            await transaction.commit();
          }
        `,
        reports: ['throws 2:29'],
        message:
          '`transaction` is neither committed nor rolled back when `sequelize.query` on line 5 throws. Each time, a connection stays out of the pool, in a transaction that keeps its locks. When all are out, every query waits. Call `transaction.rollback()` in a `catch`.',
      },
      {
        name: 'committed or rolled back',
        code: `
          export async function save() {
            const transaction = await sequelize.startUnmanagedTransaction();
            try {
              await sequelize.query('update users set seen = now()', { transaction });
              await transaction.commit();
            } catch (error) {
              await transaction.rollback();
              throw error;
            }
          }
        `,
      },
    ],
  },
  Knex: {
    folders: ['knex'],
    prelude: `
      import { knex as createKnex } from 'knex';
      const knex = createKnex({ client: 'pg' });
    `,
    cases: [
      {
        name: 'no rollback after an error',
        code: `
          export async function save() {
            const trx = await knex.transaction();
            await trx('users').update({ seen: true });
            await trx.commit();
          }
        `,
        reports: ['throws 2:21'],
      },
      {
        name: 'neither committed nor rolled back',
        code: `
          export async function save() {
            const trx = await knex.transaction();
            await knex('users').update({ seen: true }).transacting(trx);
          }
        `,
        reports: ['never 2:21'],
        message:
          'Nothing ends the transaction that `knex.transaction` puts into `trx`. Each time, a connection stays out of the pool, in a transaction that keeps its locks. When all are out, every query waits. Call `trx.commit()` at its end and `trx.rollback()` in a `catch`.',
      },
      {
        name: 'committed or rolled back',
        code: `
          export async function save() {
            const trx = await knex.transaction();
            try {
              await trx('users').update({ seen: true });
              await trx.commit();
            } catch (error) {
              await trx.rollback(error as Error);
              throw error;
            }
          }
        `,
      },
      {
        name: 'managed by the client',
        code: `
          export async function save() {
            await knex.transaction(async (trx) => {
              await trx('users').update({ seen: true });
            });
          }
        `,
      },
    ],
  },
  Objection: {
    folders: ['knex'],
    prelude: `
      import { Model } from 'objection';
      class User extends Model {
        static override tableName = 'users';
      }
    `,
    cases: [
      {
        name: 'no rollback after an error',
        code: `
          export async function save() {
            const trx = await User.startTransaction();
            await User.query(trx).patch({});
            await trx.commit();
          }
        `,
        reports: ['throws 2:21'],
      },
      {
        name: 'committed or rolled back',
        code: `
          export async function save() {
            const trx = await User.startTransaction();
            try {
              await User.query(trx).patch({});
              await trx.commit();
            } catch (error) {
              await trx.rollback();
              throw error;
            }
          }
        `,
      },
    ],
  },
  Kysely: {
    folders: ['kysely'],
    prelude: `
      import type { Kysely } from 'kysely';
      declare const db: Kysely<{ users: { id: number; seen: boolean } }>;
    `,
    cases: [
      {
        name: 'no rollback after an error',
        code: `
          export async function save() {
            const trx = await db.startTransaction().execute();
            await trx.updateTable('users').set({ seen: true }).execute();
            await trx.commit().execute();
          }
        `,
        reports: ['throws 2:21'],
      },
      {
        name: 'committed or rolled back',
        code: `
          export async function save() {
            const trx = await db.startTransaction().execute();
            try {
              await trx.updateTable('users').set({ seen: true }).execute();
              await trx.commit().execute();
            } catch (error) {
              await trx.rollback().execute();
              throw error;
            }
          }
        `,
      },
    ],
  },
  MongoDB: {
    folders: ['mongodb'],
    prelude: `
      import { MongoClient } from 'mongodb';
      const client = new MongoClient('mongodb://localhost');
    `,
    cases: [
      {
        name: 'a session that an error leaves open',
        code: `
          export async function save() {
            const session = client.startSession();
            await session.withTransaction(async () => {
              await client.db().collection('users').updateMany({}, { $set: { seen: true } }, { session });
            });
            await session.endSession();
          }
        `,
        reports: ['throws 2:19'],
        message:
          '`session` is not ended when `session.withTransaction` on line 5 throws. Each time, a session of the server stays open with whatever it has started. Call `session.endSession()` on that path as well, in a `finally` or `catch`.',
      },
      {
        name: 'ended in a finally',
        code: `
          export async function save() {
            const session = client.startSession();
            try {
              session.startTransaction();
              await client.db().collection('users').updateMany({}, { $set: { seen: true } }, { session });
              await session.commitTransaction();
            } finally {
              await session.endSession();
            }
          }
        `,
      },
    ],
  },
  Mongoose: {
    folders: ['mongoose-6', 'mongoose-7', 'mongoose-8', 'mongoose-9'],
    prelude: `
      import mongoose from 'mongoose';
    `,
    cases: [
      {
        name: 'a session that nothing ends',
        code: `
          export async function save() {
            const session = await mongoose.startSession();
            await session.withTransaction(async () => {
              await mongoose.connection.collection('users').updateMany({}, { $set: { seen: true } }, { session });
            });
          }
          export async function saveOfConnection() {
            const session = await mongoose.connection.startSession();
            session.startTransaction();
            await session.commitTransaction();
          }
        `,
        reports: ['never 2:25', 'never 8:25'],
        untyped: ['never 2:25'],
      },
      {
        name: 'ended in a finally',
        code: `
          export async function save() {
            const session = await mongoose.startSession();
            session.startTransaction();
            try {
              await mongoose.connection.collection('users').updateMany({}, { $set: { seen: true } }, { session });
              await session.commitTransaction();
            } catch (error) {
              await session.abortTransaction();
              throw error;
            } finally {
              await session.endSession();
            }
          }
        `,
      },
    ],
  },
  MikroORM: {
    folders: ['mikro-orm-5', 'mikro-orm-6', 'mikro-orm-7'],
    prelude: `
      import type { EntityManager } from '@mikro-orm/core';
    `,
    cases: [
      {
        name: 'no rollback after an error',
        code: `
          export class Users {
            constructor(private readonly em: EntityManager) {}
            async save() {
              await this.em.begin();
              await this.em.flush();
              await this.em.commit();
            }
          }
        `,
        reports: ['throws 4:11'],
      },
      {
        name: 'committed or rolled back',
        code: `
          export async function save(em: EntityManager) {
            await em.begin();
            try {
              await em.flush();
              await em.commit();
            } catch (error) {
              await em.rollback();
              throw error;
            }
          }
        `,
      },
      {
        name: 'ended elsewhere',
        code: `
          export class Work {
            constructor(private readonly em: EntityManager) {}
            async begin() {
              await this.em.begin();
            }
            async end() {
              await this.em.commit();
            }
          }
        `,
      },
    ],
  },
});
