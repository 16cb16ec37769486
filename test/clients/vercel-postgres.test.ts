import vercelPostgres from '../../src/clients/vercel-postgres.ts';
import { describeClient } from './conformance.ts';

describeClient({
  client: vercelPostgres,
  folders: ['drivers'],
  prelude: `
    import { createClient, createPool, db, sql, type VercelPool, type VercelPoolClient } from '@vercel/postgres';
    declare const ids: number[];
    interface User { id: number; name: string }
  `,
  positives: [
    {
      name: 'a template in a loop',
      code: `
        export async function load() {
          const users: User[] = [];
          for (const id of ids) users.push(...(await sql<User>\`select * from users where id = \${id}\`).rows);
          return users;
        }`,
      finds: ['sequential raw none sql'],
    },
    {
      name: 'a fan-out of requests',
      code: `export const seed = (users: User[]) => Promise.all(users.map((user) => sql\`insert into users (id, name) values (\${user.id}, \${user.name})\`));`,
      finds: ['fanOut raw none sql'],
    },
    {
      name: 'the template of the pool',
      code: `export async function load() { for (const id of ids) await db.sql\`select * from users where id = \${id}\`; }`,
      finds: ['sequential raw none db.sql'],
    },
    {
      name: 'text with parameters, which takes a connection',
      code: `export async function load() { for (const id of ids) await db.query<User>('select * from users where id = $1', [id]); }`,
      finds: ['sequential raw pool db.query'],
    },
    {
      name: 'text with parameters over the tag',
      code: `export const load = () => Promise.all(ids.map((id) => sql.query('select * from users where id = $1', [id])));`,
      finds: ['fanOut raw pool sql.query'],
    },
    {
      name: 'a client of the pool',
      code: `
        export async function seed(users: User[]) {
          const client = await db.connect();
          try {
            for (const user of users) await client.sql\`insert into users (id, name) values (\${user.id}, \${user.name})\`;
          } finally {
            client.release();
          }
        }`,
      finds: ['held raw held client.sql'],
    },
    {
      name: 'a client of the pool, with text',
      code: `
        export async function seed(users: User[]) {
          const client = await db.connect();
          for (const user of users) await client.query('insert into users (id, name) values ($1, $2)', [user.id, user.name]);
          client.release();
        }`,
      finds: ['held raw held client.query'],
    },
    {
      name: 'a client of its own',
      code: `
        export async function load() {
          const client = createClient();
          await client.connect();
          for (const id of ids) await client.sql\`select * from users where id = \${id}\`;
          await client.end();
        }`,
      finds: ['held raw held client.sql'],
    },
    {
      name: 'a pool of its own',
      code: `
        const pool = createPool({ connectionString: 'postgres://localhost/shop' });
        export async function load() { for (const id of ids) await pool.sql\`select * from users where id = \${id}\`; }`,
      finds: ['sequential raw none pool.sql'],
    },
    {
      name: 'a client that is passed in',
      code: `export async function save(client: VercelPoolClient) { for (const id of ids) await client.sql\`delete from users where id = \${id}\`; }`,
      finds: ['held raw held client.sql'],
    },
    {
      name: 'through a helper',
      code: `
        async function findUser(id: number) {
          const { rows } = await sql<User>\`select * from users where id = \${id}\`;
          return rows[0];
        }
        export async function load() { for (const id of ids) console.log(await findUser(id)); }`,
      finds: ['sequential raw none sql'],
    },
    {
      name: 'a helper that is handed over by its name',
      code: `
        const remove = async (id: number) => { await sql\`delete from users where id = \${id}\`; };
        export const removeAll = () => Promise.all(ids.map(remove));`,
      finds: ['fanOut raw none sql'],
    },
    {
      name: 'a private field of a repository',
      code: `
        export class Users {
          readonly #db: VercelPool;
          constructor(db: VercelPool) { this.#db = db; }
          async loadAll(ids: number[]) { for (const id of ids) await this.#db.sql\`select * from users where id = \${id}\`; }
        }`,
      finds: ['sequential raw none this.#db.sql'],
    },
    {
      name: 'a query that is started and not awaited is sent',
      code: `export function touch() { for (const id of ids) void sql\`update users set seen = now() where id = \${id}\`; }`,
      finds: ['fanOut raw none sql'],
    },
  ],
  negatives: [
    {
      name: 'one query for all',
      code: `export const load = () => sql.query('select * from users where id = any($1)', [ids]);`,
    },
    {
      name: 'a query before the loop',
      code: `
        export async function load() {
          const { rows } = await sql<User>\`select * from users\`;
          for (const user of rows) console.log(user.name);
        }`,
    },
    {
      name: 'a bounded list',
      code: `export async function setUp() { for (const table of ['users', 'orders']) await db.query(\`truncate \${table}\`); }`,
    },
    {
      name: 'a small literal that is inserted',
      code: `
        const seeds = [{ id: 1, name: 'Ada' }, { id: 2, name: 'Grace' }];
        export const seed = () => Promise.all(seeds.map((user) => sql\`insert into users (id, name) values (\${user.id}, \${user.name})\`));`,
    },
    {
      name: 'chunks',
      code: `
        export async function remove(all: number[]) {
          for (let at = 0; at < all.length; at += 1000) await db.query('delete from users where id = any($1)', [all.slice(at, at + 1000)]);
        }`,
    },
    {
      name: 'pages',
      code: `
        export async function walk() {
          let last = 0;
          while (true) {
            const { rows } = await sql<User>\`select id from users where id > \${last} order by id limit 100\`;
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
          const client = await db.connect();
          await client.sql\`begin\`;
          await client.sql\`update accounts set balance = balance - 1 where id = \${from}\`;
          await client.sql\`update accounts set balance = balance + 1 where id = \${to}\`;
          await client.sql\`commit\`;
          client.release();
        }`,
    },
    {
      name: 'control of pools',
      code: `
        export async function drain(pools: VercelPool[]) {
          for (const each of pools) {
            const client = await each.connect();
            client.release();
            await each.end();
          }
        }`,
    },
    {
      name: 'a tag that builds text',
      code: `
        const text = (strings: TemplateStringsArray, ...values: unknown[]) => strings.join(String(values));
        export const texts = () => ids.map((id) => text\`select * from users where id = \${id}\`);`,
    },
    {
      name: "a class of the application's own",
      code: `
        class Search {
          sql(id: number) { return Promise.resolve(id); }
          query(id: number) { return this.sql(id); }
        }
        const search = new Search();
        export async function load() { for (const id of ids) { await search.sql(id); await search.query(id); } }`,
    },
    {
      name: 'a test double',
      code: `
        const fake = { sql: (strings: TemplateStringsArray, ...values: unknown[]) => Promise.resolve({ rows: [strings.raw, values] }) };
        export async function run() { for (const id of ids) await fake.sql\`select \${id}\`; }`,
    },
    {
      name: 'requests of a handler that is registered',
      code: `
        declare const app: { get(path: string, handler: () => Promise<unknown>): void };
        for (const id of ids) app.get(\`/users/\${String(id)}\`, () => sql\`select * from users where id = \${id}\`);`,
    },
  ],
});
