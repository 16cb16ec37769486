import postgresJs from '../../src/clients/postgres-js.ts';
import { describeClient } from './conformance.ts';

describeClient({
  client: postgresJs,
  folders: ['drivers'],
  prelude: `
    import postgres from 'postgres';
    const sql = postgres('postgres://localhost/shop', { max: 4 });
    declare const ids: number[];
    interface User { id: number; name: string }
  `,
  javascriptPrelude: `
    const postgres = require('postgres');
    const sql = postgres(process.env.DATABASE_URL);
  `,
  positives: [
    {
      name: 'a template in a loop',
      code: `
        export async function load() {
          const users: User[] = [];
          for (const id of ids) {
            const [user] = await sql<User[]>\`select * from users where id = \${id}\`;
            if (user) users.push(user);
          }
          return users;
        }`,
      finds: ['sequential raw pool sql'],
    },
    {
      name: 'a fan-out over the pool',
      code: `export const load = () => Promise.all(ids.map((id) => sql<User[]>\`select * from users where id = \${id}\`));`,
      finds: ['fanOut raw pool sql'],
    },
    {
      name: 'a template with a fragment, which is one query',
      code: `
        export async function touch(names: Map<number, string>) {
          for (const [id, name] of names) await sql\`update users set \${sql({ name })} where \${sql\`id = \${id}\`}\`;
        }`,
      finds: ['sequential raw pool sql'],
    },
    {
      name: 'text that is not a template',
      code: `
        export async function count(tables: string[]) {
          for (const table of tables) await sql.unsafe(\`select count(*) from "\${table}"\`);
        }`,
      finds: ['sequential raw pool sql.unsafe'],
    },
    {
      name: 'files',
      code: `export async function migrate(files: string[]) { for (const file of files) await sql.file(file); }`,
      finds: ['sequential raw pool sql.file'],
    },
    {
      name: 'notifications',
      code: `export async function tell(channels: string[]) { for (const channel of channels) await sql.notify(channel, 'changed'); }`,
      finds: ['sequential raw pool sql.notify'],
    },
    {
      name: 'inside a transaction',
      code: `
        export const save = (users: User[]) =>
          sql.begin(async (tx) => {
            for (const user of users) await tx\`update users set name = \${user.name} where id = \${user.id}\`;
          });`,
      finds: ['held raw held tx'],
    },
    {
      name: 'inside a transaction with options and a savepoint',
      code: `
        export const save = (users: User[]) =>
          sql.begin('read write', async (sql) => {
            await sql.savepoint(async (sql) => {
              for (const user of users) await sql\`insert into users \${sql(user, 'id', 'name')}\`;
            });
          });`,
      finds: ['held raw held sql'],
    },
    {
      name: 'a transaction in each iteration',
      code: `
        export async function save(users: User[]) {
          for (const user of users) await sql.begin((tx) => tx\`update users set name = \${user.name} where id = \${user.id}\`);
        }`,
      finds: ['sequential raw held tx'],
    },
    {
      name: 'a reserved connection',
      code: `
        export async function save(users: User[]) {
          const reserved = await sql.reserve();
          try {
            for (const user of users) await reserved\`update users set name = \${user.name} where id = \${user.id}\`;
          } finally {
            reserved.release();
          }
        }`,
      finds: ['held raw held reserved'],
    },
    {
      name: 'a transaction that is passed in',
      code: `
        export async function save(tx: postgres.TransactionSql, users: User[]) {
          for (const user of users) await tx\`delete from users where id = \${user.id}\`;
        }`,
      finds: ['held raw held tx'],
    },
    {
      name: 'through a helper that answers with the query',
      code: `
        const findUser = (id: number) => sql<User[]>\`select * from users where id = \${id}\`;
        export async function load() {
          for (const id of ids) {
            const [user] = await findUser(id);
            console.log(user);
          }
        }`,
      finds: ['sequential raw pool sql'],
    },
    {
      name: 'through a helper of a class, in a fan-out',
      code: `
        class Users {
          readonly #sql: postgres.Sql;
          constructor(sql: postgres.Sql) { this.#sql = sql; }
          async find(id: number) {
            const rows = await this.#sql<User[]>\`select * from users where id = \${id}\`;
            return rows[0];
          }
          findAll(ids: number[]) { return Promise.all(ids.map((id) => this.find(id))); }
        }
        export const users = new Users(sql);`,
      finds: ['fanOut raw pool this.#sql'],
    },
    {
      name: 'a query that is kept in a variable',
      code: `
        export async function load() {
          for (const id of ids) {
            const query = sql<User[]>\`select * from users where id = \${id}\`;
            const users = await query;
            console.log(users.length);
          }
        }`,
      finds: ['sequential raw pool sql'],
    },
    {
      name: 'rows as values',
      code: `export async function load() { for (const id of ids) console.log(await sql\`select name from users where id = \${id}\`.values()); }`,
      finds: ['sequential raw pool sql'],
    },
    {
      name: 'a query that is started and not awaited',
      code: `export async function touch() { for (const id of ids) sql\`update users set seen = now() where id = \${id}\`.catch(console.error); }`,
      finds: ['fanOut raw pool sql'],
    },
    {
      name: 'a member of a context',
      code: `
        interface Context { sql: postgres.Sql }
        export async function load(ctx: Context) {
          for (const id of ids) await ctx.sql\`select * from users where id = \${id}\`;
        }`,
      finds: ['sequential raw pool ctx.sql'],
    },
    {
      name: 'a transaction or the pool',
      code: `
        export async function load(tx?: postgres.TransactionSql) {
          const db = tx ?? sql;
          for (const id of ids) await db\`select * from users where id = \${id}\`;
        }`,
      finds: ['sequential raw pool db'],
    },
    {
      name: 'JavaScript with a tag that is passed in',
      javascript: true,
      code: `
        module.exports.load = async (ctx, users) => {
          for (const user of users) user.orders = await ctx.sql\`SELECT * FROM orders WHERE user_id = \${user.id}\`;
        };`,
      finds: ['sequential raw pool ctx.sql'],
    },
    {
      name: 'JavaScript with require',
      javascript: true,
      code: `
        exports.load = async (users) => {
          for (const user of users) user.orders = await sql\`SELECT * FROM orders WHERE user_id = \${user.id}\`;
        };`,
      finds: ['sequential raw pool sql'],
    },
  ],
  negatives: [
    {
      name: 'one query for all',
      code: `export const load = () => sql<User[]>\`select * from users where id in \${sql(ids)}\`;`,
    },
    {
      name: 'one insert of many rows',
      code: `export const save = (users: User[]) => sql\`insert into users \${sql(users, 'id', 'name')}\`;`,
    },
    {
      name: 'identifiers and fragments that are made in a loop',
      code: `
        export async function load(filters: [column: string, value: string][]) {
          const conditions = filters.map(([column, value]) => sql\`and \${sql(column)} = \${value}\`);
          return sql\`select * from users where true \${conditions}\`;
        }`,
    },
    {
      name: 'helpers that make parameters',
      code: `
        export const encode = (rows: { tags: string[] }[]) => rows.map((row) => ({ tags: sql.array(row.tags), raw: sql.json({ tags: row.tags }) }));`,
    },
    {
      name: 'a query that nothing awaits is never sent',
      code: `export function prepare() { for (const id of ids) sql\`delete from users where id = \${id}\`; }`,
    },
    {
      name: 'a bounded list',
      code: `export async function setUp() { for (const table of ['users', 'orders']) await sql\`truncate \${sql(table)}\`; }`,
    },
    {
      name: 'chunks',
      code: `
        export async function save(users: User[]) {
          for (let at = 0; at < users.length; at += 5000) {
            await sql\`insert into users \${sql(users.slice(at, at + 5000), 'id', 'name')}\`;
          }
        }`,
    },
    {
      name: 'batches of a cursor',
      code: `
        export async function walk() {
          for await (const users of sql<User[]>\`select * from users\`.cursor(100)) {
            await sql\`insert into archive \${sql(users, 'id', 'name')}\`;
            console.log(users.length);
          }
        }`,
    },
    {
      name: 'listening and ending',
      code: `
        export async function listen(channels: string[]) {
          for (const channel of channels) await sql.listen(channel, (payload) => { console.log(payload); });
        }
        export async function close(pools: postgres.Sql[]) { for (const pool of pools) await pool.end(); }`,
    },
    {
      name: 'statements of a transaction',
      code: `
        export const transfer = (from: number, to: number) =>
          sql.begin(async (tx) => {
            await tx\`update accounts set balance = balance - 1 where id = \${from}\`;
            await tx\`update accounts set balance = balance + 1 where id = \${to}\`;
          });`,
    },
    {
      name: 'another tag of that name',
      code: `
        function tag(strings: TemplateStringsArray, ...values: unknown[]) { return { text: strings.join('?'), values }; }
        export const queries = () => ids.map((id) => tag\`select * from users where id = \${id}\`);
        export async function run() { for (const id of ids) console.log(await Promise.resolve(tag\`select \${id}\`)); }`,
    },
    {
      name: 'a tag that is a parameter of the caller and only builds text',
      code: `
        const html = (strings: TemplateStringsArray, ...values: unknown[]) => Promise.resolve(strings.join(String(values)));
        export const page = () => Promise.all(ids.map((id) => html\`<li>\${id}</li>\`));`,
    },
    {
      name: 'a test double',
      code: `
        const fake = { sent: [] as string[], unsafe(text: string) { this.sent.push(text); return Promise.resolve([]); } };
        export async function run() { for (const id of ids) await fake.unsafe(\`select \${String(id)}\`); }`,
    },
    {
      name: 'JavaScript: the sql of another package',
      javascript: true,
      code: `
        const { sql: drizzleSql } = require('drizzle-orm');
        exports.conditions = (ids) => ids.map((id) => drizzleSql\`select \${id}\`);`,
    },
  ],
});
