import neon from '../../src/clients/neon.ts';
import { describeClient } from './conformance.ts';

describeClient({
  client: neon,
  folders: ['drivers'],
  prelude: `
    import { Client, neon, Pool, type NeonQueryFunction, type PoolClient } from '@neondatabase/serverless';
    const sql = neon('postgres://localhost/shop');
    const pool = new Pool({ connectionString: 'postgres://localhost/shop' });
    declare const ids: number[];
    interface User { id: number; name: string }
  `,
  positives: [
    {
      name: 'a template in a loop',
      code: `
        export async function load() {
          const users: User[] = [];
          for (const id of ids) {
            const [user] = await sql\`select * from users where id = \${id}\`;
            if (user) users.push(user as User);
          }
          return users;
        }`,
      finds: ['sequential raw none sql'],
    },
    {
      name: 'a fan-out of requests',
      code: `export const load = () => Promise.all(ids.map((id) => sql\`select * from users where id = \${id}\`));`,
      finds: ['fanOut raw none sql'],
    },
    {
      name: 'text with parameters',
      code: `export async function load() { for (const id of ids) await sql.query('select * from users where id = $1', [id]); }`,
      finds: ['sequential raw none sql.query'],
    },
    {
      name: 'a template with a fragment, which is one query',
      code: `export async function load() { for (const id of ids) await sql\`select * from users where \${sql\`id = \${id}\`}\`; }`,
      finds: ['sequential raw none sql'],
    },
    {
      name: 'the pool',
      code: `export async function load() { for (const id of ids) await pool.query<User>('select * from users where id = $1', [id]); }`,
      finds: ['sequential raw pool pool.query'],
    },
    {
      name: 'a fan-out over the pool',
      code: `export const load = () => Promise.all(ids.map((id) => pool.query('select * from users where id = $1', [id])));`,
      finds: ['fanOut raw pool pool.query'],
    },
    {
      name: 'a client of the pool inside its transaction',
      code: `
        export async function save(users: User[]) {
          const client = await pool.connect();
          try {
            await client.query('BEGIN');
            for (const user of users) await client.query('update users set name = $2 where id = $1', [user.id, user.name]);
            await client.query('COMMIT');
          } finally {
            client.release();
          }
        }`,
      finds: ['held raw held client.query'],
    },
    {
      name: 'a client of its own',
      code: `
        const client = new Client('postgres://localhost/shop');
        export async function load() {
          await client.connect();
          for (const id of ids) await client.query('select * from users where id = $1', [id]);
        }`,
      finds: ['held raw held client.query'],
    },
    {
      name: 'a client that is passed in',
      code: `export async function save(client: PoolClient) { for (const id of ids) await client.query('delete from users where id = $1', [id]); }`,
      finds: ['held raw held client.query'],
    },
    {
      name: 'a transaction in each iteration',
      code: `
        export async function save(users: User[]) {
          for (const user of users) {
            await sql\`update users set name = \${user.name} where id = \${user.id}\`;
            await sql.transaction([sql\`select 1\`, sql\`select 2\`]);
          }
        }`,
      finds: ['sequential raw none sql'],
    },
    {
      name: 'through a helper that answers with the query',
      code: `
        const findUser = (id: number) => sql\`select * from users where id = \${id}\`;
        export async function load() { for (const id of ids) console.log((await findUser(id))[0]); }`,
      finds: ['sequential raw none sql'],
    },
    {
      name: 'a helper that makes its own tag',
      code: `
        async function findUser(id: number) {
          const sql = neon('postgres://localhost/shop');
          const [user] = await sql\`select * from users where id = \${id}\`;
          return user;
        }
        export const load = () => Promise.all(ids.map((id) => findUser(id)));`,
      finds: ['fanOut raw none sql'],
    },
    {
      name: 'a field of a class',
      code: `
        export class Users {
          private readonly sql: NeonQueryFunction<false, false>;
          constructor(sql: NeonQueryFunction<false, false>) { this.sql = sql; }
          async loadAll(ids: number[]) { for (const id of ids) await this.sql\`select * from users where id = \${id}\`; }
        }`,
      finds: ['sequential raw none this.sql'],
    },
    {
      name: 'a query that is kept in a variable',
      code: `
        export async function load() {
          for (const id of ids) {
            const query = sql\`select * from users where id = \${id}\`;
            console.log(await query);
          }
        }`,
      finds: ['sequential raw none sql'],
    },
  ],
  negatives: [
    {
      name: 'one query for all',
      code: `export const load = () => sql\`select * from users where id = any(\${ids})\`;`,
    },
    {
      name: 'statements that are sent in one request',
      code: `export const save = (users: User[]) => sql.transaction(users.map((user) => sql\`update users set name = \${user.name} where id = \${user.id}\`));`,
    },
    {
      name: 'statements that are collected first',
      code: `
        export async function save(users: User[]) {
          const statements = [];
          for (const user of users) statements.push(sql\`update users set name = \${user.name} where id = \${user.id}\`);
          await sql.transaction(statements, { isolationLevel: 'Serializable' });
        }`,
    },
    {
      name: 'statements that a callback answers with',
      code: `
        export const save = (users: User[]) =>
          sql.transaction((tx) => users.map((user) => tx\`update users set name = \${user.name} where id = \${user.id}\`));`,
    },
    {
      name: 'queries that nothing awaits',
      code: `export function prepare() { for (const id of ids) sql\`delete from users where id = \${id}\`; }`,
    },
    {
      name: 'text that is trusted',
      code: `export const names = (columns: string[]) => columns.map((column) => sql.unsafe(column));`,
    },
    {
      name: 'a bounded list',
      code: `export async function setUp() { for (const table of ['users', 'orders']) await sql.query(\`truncate \${table}\`); }`,
    },
    {
      name: 'chunks',
      code: `
        export async function remove(all: number[]) {
          for (let at = 0; at < all.length; at += 1000) await sql\`delete from users where id = any(\${all.slice(at, at + 1000)})\`;
        }`,
    },
    {
      name: 'pages',
      code: `
        export async function walk() {
          let last = 0;
          while (true) {
            const users = await sql\`select id from users where id > \${last} order by id limit 100\`;
            if (users.length === 0) return;
            last = Number(users[users.length - 1]?.['id']);
          }
        }`,
    },
    {
      name: 'control of pools',
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
      name: 'another tag of that name',
      code: `
        const css = (strings: TemplateStringsArray, ...values: unknown[]) => Promise.resolve(strings.join(String(values)));
        export async function styles() { for (const id of ids) await css\`#user-\${id} { color: red }\`; }`,
    },
    {
      name: 'a test double',
      code: `
        const fake = { query: (text: string, values: unknown[]) => Promise.resolve([{ text, values }]) };
        export async function run() { for (const id of ids) await fake.query('select $1', [id]); }`,
    },
  ],
});
