import type { Case } from '../case.ts';

/** Every form in which pg sends a query, and the calls that look like one. */
export const pgQueries: readonly Case[] = [
  {
    name: 'pool',
    code: `
      import { users } from './src/drizzle.js';
      import { pool } from './src/pool.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          await pool.query('select * from users where id = $1', [id]);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 11 }],
  },
  {
    name: 'pool, several at once',
    code: `
      import { users } from './src/drizzle.js';
      import { pool } from './src/pool.js';

      export async function run(ids: number[]) {
        return Promise.all(ids.map((id) => pool.query('select * from users where id = $1', [id])));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 5, column: 38 }],
  },
  {
    name: 'query of a row type',
    code: `
      import { users } from './src/drizzle.js';
      import { pool } from './src/pool.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          const { rows } = await pool.query<{ name: string }>('select name from users where id = $1', [
            id,
          ]);
          console.log(rows[0]?.name);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 28 }],
  },
  {
    name: 'query object',
    code: `
      import { users } from './src/drizzle.js';
      import { pool } from './src/pool.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          await pool.query({ text: 'select * from users where id = $1', values: [id] });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 11 }],
  },
  {
    name: 'query in a template string',
    code: `
      import { users } from './src/drizzle.js';
      import { pool } from './src/pool.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          await pool.query(\`delete from users where id = \${id}\`);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 11 }],
  },
  {
    name: 'query with a callback',
    code: `
      import { users } from './src/drizzle.js';
      import { pool } from './src/pool.js';

      export function run(ids: number[]) {
        for (const id of ids) {
          pool.query('select * from users where id = $1', [id], (error, result) => {
            console.log(error, result.rows);
          });
        }
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 6, column: 5 }],
  },
  {
    name: 'query that nothing waits for is sent',
    code: `
      import { users } from './src/drizzle.js';
      import { pool } from './src/pool.js';

      export function run(ids: number[]) {
        for (const id of ids) {
          void pool.query('update users set seen = now() where id = $1', [id]);
        }
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 6, column: 10 }],
  },
  {
    name: 'client of its own',
    code: `
      import pg from 'pg';
      import { users } from './src/drizzle.js';
      export async function run(ids: number[]) {
        const client = new pg.Client();
        await client.connect();
        for (const id of ids) {
          await client.query('select * from users where id = $1', [id]);
        }
        await client.end();
      }
    `,
    inLoop: [{ messageId: 'held', line: 7, column: 11 }],
  },
  {
    name: 'client taken from the pool',
    code: `
      import { users } from './src/drizzle.js';
      import { pool } from './src/pool.js';

      export async function run(ids: number[]) {
        const client = await pool.connect();
        try {
          for (const id of ids) {
            await client.query('select * from users where id = $1', [id]);
          }
        } finally {
          client.release();
        }
      }
    `,
    inLoop: [{ messageId: 'held', line: 8, column: 13 }],
  },
  {
    name: 'client as a parameter',
    code: `
      import type { PoolClient } from 'pg';
      import { users } from './src/drizzle.js';
      export async function run(client: PoolClient, ids: number[]) {
        for (const id of ids) {
          await client.query('select * from users where id = $1', [id]);
        }
      }
    `,
    inLoop: [{ messageId: 'held', line: 5, column: 11 }],
  },
  {
    name: 'client of either kind as a parameter',
    code: `
      import type { ClientBase } from 'pg';
      import { users } from './src/drizzle.js';
      export async function run(client: ClientBase, ids: number[]) {
        for (const id of ids) {
          await client.query('select * from users where id = $1', [id]);
        }
      }
    `,
    inLoop: [{ messageId: 'held', line: 5, column: 11 }],
  },
  {
    name: 'a pool or a client, as each call decides',
    code: `
      import type { Pool, PoolClient } from 'pg';
      import { pool } from './src/pool.js';

      const find = (on: Pool | PoolClient, id: number) => on.query('select * from users where id = $1', [id]);
      const load = (on: Pool | PoolClient, id: number) => find(on, id);
      const cast = (on: Pool | PoolClient, id: number) => (on as PoolClient).query('select $1', [id]);
      export async function run(client: PoolClient, either: Pool | PoolClient, ids: number[]) {
        await Promise.all(ids.map((id) => load(client, id)));
        await Promise.all(ids.map((id) => load(pool, id)));
        await Promise.all(ids.map((id) => load(either, id)));
        await Promise.all(ids.map((id) => cast(pool, id)));
      }
    `,
    inLoop: [{ messageId: 'held', line: 8, column: 37 }],
    fanOut: [
      { messageId: 'fanOut', line: 9, column: 37 },
      { messageId: 'fanOut', line: 10, column: 37 },
      { messageId: 'fanOut', line: 11, column: 37 },
    ],
  },
  {
    name: 'a client that a helper takes where it is given the pool, and one that the caller takes',
    code: `
      import { Pool, type PoolClient } from 'pg';
      import { pool } from './src/pool.js';

      async function load(on: Pool | PoolClient, id: number) {
        const isOwn = on instanceof Pool;
        if (on instanceof Pool) on = await on.connect();
        try {
          return (await on.query('select * from users where id = $1', [id])).rows;
        } finally {
          if (isOwn) on.release();
        }
      }
      export async function run(ids: number[]) {
        await Promise.all(ids.map((id) => load(pool, id)));
        const client = await pool.connect();
        await Promise.all(ids.map((id) => load(client, id)));
        client.release();
        await Promise.all(
          ids.map(async (id) => {
            const own = await pool.connect();
            await load(own, id);
            own.release();
          }),
        );
      }
      export const runAll = (lists: number[][]) => Promise.all(lists.map(run));
    `,
    inLoop: [{ messageId: 'held', line: 16, column: 37 }],
    fanOut: [
      { messageId: 'fanOut', line: 14, column: 37 },
      { messageId: 'fanOut', line: 21, column: 13 },
      { messageId: 'fanOut', line: 26, column: 68 },
    ],
  },
  {
    name: 'an interface of the user’s that describes a pool by its shape',
    code: `
      interface PoolLike { query: (text: string, values?: unknown[]) => Promise<{ rows: { id: number }[] }> }
      interface ClientLike { query(text: string, values?: unknown[]): Promise<{ rows: { id: number }[] }> }
      interface Search { query: (text: string) => Promise<{ hits: number[] }> }
      interface Made { query(text: string): Promise<{ rows: string[] }> }
      class InMemory implements Made { async query(text: string) { return { rows: [text] }; } }
      export async function run(pool: PoolLike, client: ClientLike, db: Made, ids: number[]) {
        for (const id of ids) await pool.query('select * from users where id = $1', [id]);
        for (const id of ids) await client.query(\`delete from users where id = \${id}\`);
        for (const id of ids) await pool.query(String(id));
        for (const id of ids) await db.query(\`select \${id}\`);
      }
      export async function search(pool: Search, finder: PoolLike, ids: number[]) {
        for (const id of ids) await pool.query(\`select \${id}\`);
        for (const id of ids) await finder.query('select $1', [id]);
      }
      export const made = new InMemory();
    `,
    inLoop: [
      { messageId: 'sequential', line: 7, column: 31 },
      { messageId: 'sequential', line: 8, column: 31 },
    ],
  },
  {
    name: 'pool by namespace type',
    code: `
      import type pg from 'pg';
      import { users } from './src/drizzle.js';
      import { pool } from './src/pool.js';
      export async function run(pool: pg.Pool, ids: number[]) {
        for (const id of ids) {
          await pool.query('select * from users where id = $1', [id]);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 11 }],
  },
  {
    name: 'one connection per element',
    code: `
      import { users } from './src/drizzle.js';
      import { pool } from './src/pool.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          const client = await pool.connect();
          try {
            await client.query('select * from users where id = $1', [id]);
          } finally {
            client.release();
          }
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 8, column: 13 }],
  },
  {
    name: 'class that extends the pool',
    code: `
      import pg from 'pg';
      import { sql } from 'drizzle-orm';
      class Database extends pg.Pool {
        async one(sql: string, id: number) {
          return (await this.query(sql, [id])).rows[0];
        }
      }
      export async function run(database: Database, ids: number[]) {
        for (const id of ids) {
          await database.query('select 1 where 1 = $1', [id]);
          await database.one('select 1 where 1 = $1', id);
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 10, column: 11 },
      { messageId: 'sequential', line: 11, column: 11 },
    ],
  },
  {
    name: 'class that extends the pool, by super',
    code: `
      import pg from 'pg';
      export class Database extends pg.Pool {
        async all(statements: string[]) {
          for (const statement of statements) {
            await super.query('explain ' + statement);
          }
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 13 }],
  },
  {
    name: 'wrapper function',
    code: `
      import { sql } from 'drizzle-orm';
      import { users } from './src/drizzle.js';
      import { pool } from './src/pool.js';

      async function query(sql: string, values: unknown[]) {
        const { rows } = await pool.query(sql, values);
        return rows;
      }
      export async function run(ids: number[]) {
        for (const id of ids) {
          await query('select * from users where id = $1', [id]);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 11, column: 11 }],
  },
  {
    name: 'wrapper in a constant',
    code: `
      import { sql } from 'drizzle-orm';
      import { users } from './src/drizzle.js';
      import { pool } from './src/pool.js';

      const query = <T extends object>(sql: string, ...values: unknown[]) => pool.query<T>(sql, values);
      export async function run(ids: number[]) {
        await Promise.all(ids.map((id) => query('select * from users where id = $1', id)));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 7, column: 37 }],
  },
  {
    name: 'object of wrappers',
    code: `
      import { sql } from 'drizzle-orm';
      import { users } from './src/drizzle.js';
      import { pool } from './src/pool.js';

      const database = {
        query: (sql: string, values: unknown[]) => pool.query(sql, values),
        async one(sql: string, values: unknown[]) {
          return (await this.query(sql, values)).rows[0];
        },
      };
      export async function run(ids: number[]) {
        for (const id of ids) {
          await database.query('select * from users where id = $1', [id]);
          await database.one('select * from users where id = $1', [id]);
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 13, column: 11 },
      { messageId: 'sequential', line: 14, column: 11 },
    ],
  },
  {
    // Limit: nothing follows a client's own method through `bind`.
    name: 'limit: query of a bound method',
    code: `
      import { users } from './src/drizzle.js';
      import { pool } from './src/pool.js';

      const query = pool.query.bind(pool);
      export async function run(ids: number[]) {
        for (const id of ids) {
          await query('select * from users where id = $1', [id]);
        }
      }
    `,
  },
  {
    name: 'query by element access',
    code: `
      import { users } from './src/drizzle.js';
      import { pool } from './src/pool.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          await pool['query']('select * from users where id = $1', [id]);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 11 }],
  },
  {
    name: 'pool in a map of pools',
    code: `
      import type { Pool } from 'pg';
      export async function run(pools: Map<string, Pool>, tenants: string[]) {
        for (const tenant of tenants) {
          const pool = pools.get(tenant);
          await pool?.query('select 1');
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 11 }],
  },
  {
    name: 'one query, many rows',
    code: `
      import { users } from './src/drizzle.js';
      import { pool } from './src/pool.js';

      export async function run(ids: number[]) {
        const { rows } = await pool.query<{ id: number }>('select * from users where id = any($1)', [
          ids,
        ]);
        const byId = new Map(rows.map((row) => [row.id, row]));
        return ids.map((id) => byId.get(id));
      }
    `,
  },
  {
    name: 'one query per call',
    code: `
      import { users } from './src/drizzle.js';
      import { pool } from './src/pool.js';

      export async function run(id: number) {
        const { rows } = await pool.query('select * from users where id = $1', [id]);
        for (const row of rows) console.log(row);
      }
    `,
  },
  {
    name: 'connect, release and end are no queries',
    code: `
      import type { Pool } from 'pg';
      export async function run(pools: Pool[]) {
        for (const pool of pools) {
          const client = await pool.connect();
          client.release();
          await pool.end();
        }
      }
    `,
  },
  {
    name: 'values are built in a loop',
    code: `
      import { users } from './src/drizzle.js';
      import { pool } from './src/pool.js';

      export async function run(names: string[]) {
        const values: string[] = [];
        for (const [index, name] of names.entries()) values.push(\`($\${index + 1})\`);
        await pool.query(\`insert into users (name) values \${values.join()}\`, names);
      }
    `,
  },
  {
    name: 'pool in a callback of an event',
    code: `
      import type { Pool } from 'pg';
      export function run(pools: Pool[]) {
        for (const pool of pools) {
          pool.on('connect', (client) => {
            void client.query('set search_path to shop');
          });
        }
      }
    `,
  },
  {
    name: 'query method of another class',
    code: `
      class Url {
        query(name: string) {
          return name;
        }
      }
      export function run(url: Url, names: string[]) {
        return names.map((name) => url.query(name));
      }
    `,
  },
  {
    name: 'query function of another package',
    code: `
      declare function query(selector: string): Promise<string>;
      export async function run(selectors: string[]) {
        for (const selector of selectors) await query(selector);
      }
    `,
  },
  {
    name: 'DOM query',
    code: `
      export function run(
        root: { querySelector(selector: string): unknown; query(selector: string): unknown },
        names: string[],
      ) {
        return names.map((name) => root.querySelector(name) ?? root.query(name));
      }
    `,
  },
  {
    name: 'statements of a list',
    code: `
      import { pool } from './src/pool.js';

      export async function run(statements: string[], queries: { sql: string; id: number }[]) {
        for (const statement of statements) await pool.query(statement);
        for (const { sql, id } of queries) await pool.query(sql + id);
        for (const query of queries) await pool.query(query.sql);
        await Promise.all(statements.map((statement) => pool.query(statement)));
        for (const query of queries) await pool.query('select 1 where id = $1', [query.id]);
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 5, column: 44 },
      { messageId: 'sequential', line: 8, column: 38 },
    ],
  },
];
