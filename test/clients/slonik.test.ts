import slonik from '../../src/clients/slonik.ts';
import { describeClient } from './conformance.ts';

describeClient({
  client: slonik,
  folders: ['drivers'],
  prelude: `
    import { createPool, sql, type CommonQueryMethods, type DatabasePool, type DatabaseTransactionConnection } from 'slonik';
    const pool = await createPool('postgres://localhost/shop');
    declare const ids: number[];
    interface User { id: number; name: string }
  `,
  javascriptPrelude: `
    const { createPool, sql } = require('slonik');
    const poolPromise = createPool(process.env.DATABASE_URL);
  `,
  positives: [
    {
      name: 'one row in a loop',
      code: `
        export async function load() {
          const users: User[] = [];
          for (const id of ids) users.push((await pool.one(sql.unsafe\`select * from users where id = \${id}\`)) as User);
          return users;
        }`,
      finds: ['sequential readOne pool pool.one'],
    },
    {
      name: 'perhaps one row, in a fan-out',
      code: `export const load = () => Promise.all(ids.map((id) => pool.maybeOne(sql.unsafe\`select * from users where id = \${id}\`)));`,
      finds: ['fanOut readOne pool pool.maybeOne'],
    },
    {
      name: 'the first column',
      code: `
        export async function counts() {
          for (const id of ids) console.log(await pool.oneFirst(sql.unsafe\`select count(*) from orders where user_id = \${id}\`));
        }`,
      finds: ['sequential readOne pool pool.oneFirst'],
    },
    {
      name: 'many rows',
      code: `export async function load() { for (const id of ids) await pool.any(sql.unsafe\`select * from orders where user_id = \${id}\`); }`,
      finds: ['sequential readMany pool pool.any'],
    },
    {
      name: 'whether a row exists',
      code: `export async function check() { for (const id of ids) if (!(await pool.exists(sql.unsafe\`select 1 from users where id = \${id}\`))) throw new Error(String(id)); }`,
      finds: ['sequential readOne pool pool.exists'],
    },
    {
      name: 'a write',
      code: `export async function touch() { for (const id of ids) await pool.query(sql.unsafe\`update users set seen = now() where id = \${id}\`); }`,
      finds: ['sequential raw pool pool.query'],
    },
    {
      name: 'a stream for each element',
      code: `
        export async function copy() {
          for (const id of ids) await pool.stream(sql.unsafe\`select * from orders where user_id = \${id}\`, (stream) => { stream.on('data', console.log); });
        }`,
      finds: ['sequential readMany pool pool.stream'],
    },
    {
      name: 'inside a transaction',
      code: `
        export const save = (users: User[]) =>
          pool.transaction(async (transaction) => {
            for (const user of users) await transaction.query(sql.unsafe\`update users set name = \${user.name} where id = \${user.id}\`);
          });`,
      finds: ['held raw held transaction.query'],
    },
    {
      name: 'inside a connection',
      code: `
        export const load = () =>
          pool.connect(async (connection) => {
            for (const id of ids) await connection.manyFirst(sql.unsafe\`select id from orders where user_id = \${id}\`);
          });`,
      finds: ['held readMany held connection.manyFirst'],
    },
    {
      name: 'a transaction in each iteration',
      code: `
        export async function save(users: User[]) {
          for (const user of users) {
            await pool.transaction(async (tx) => { await tx.query(sql.unsafe\`update users set name = \${user.name} where id = \${user.id}\`); });
          }
        }`,
      finds: ['sequential raw held tx.query'],
    },
    {
      name: 'through a helper that takes any of them',
      code: `
        const findUser = (db: CommonQueryMethods, id: number) => db.maybeOne(sql.unsafe\`select * from users where id = \${id}\`);
        export async function load() {
          for (const id of ids) await findUser(pool, id);
        }`,
      finds: ['sequential readOne pool db.maybeOne'],
    },
    {
      name: 'a private field of a repository, in a fan-out',
      code: `
        export class Users {
          readonly #pool: DatabasePool;
          constructor(pool: DatabasePool) { this.#pool = pool; }
          async find(id: number) { return this.#pool.one(sql.unsafe\`select * from users where id = \${id}\`); }
          findAll(ids: number[]) { return Promise.all(ids.map((id) => this.find(id))); }
        }`,
      finds: ['fanOut readOne pool this.#pool.one'],
    },
    {
      name: 'a transaction that is passed in',
      code: `
        export async function load(tx: DatabaseTransactionConnection) {
          for (const id of ids) await tx.one(sql.unsafe\`select * from users where id = \${id}\`);
        }`,
      finds: ['sequential readOne pool tx.one'],
    },
    {
      name: 'a query that is kept in a variable',
      code: `
        export async function load() {
          for (const id of ids) {
            const query = sql.unsafe\`select * from users where id = \${id}\`;
            await pool.one(query);
          }
        }`,
      finds: ['sequential readOne pool pool.one'],
    },
    {
      name: 'JavaScript with require',
      javascript: true,
      code: `
        exports.load = async (users) => {
          const pool = await poolPromise;
          for (const user of users) user.orders = await pool.any(sql.unsafe\`SELECT * FROM orders WHERE user_id = \${user.id}\`);
        };`,
      finds: ['sequential readMany pool pool.any'],
    },
    {
      name: 'JavaScript with a pool that is passed in',
      javascript: true,
      code: `
        exports.load = async ({ slonik }, users) => {
          for (const user of users) user.orders = await slonik.any(sql.unsafe\`SELECT * FROM orders WHERE user_id = \${user.id}\`);
        };`,
      finds: ['sequential readMany pool slonik.any'],
    },
  ],
  negatives: [
    {
      name: 'one query for all',
      code: `export const load = () => pool.any(sql.unsafe\`select * from users where id = any(\${sql.array(ids, 'int4')})\`);`,
    },
    {
      name: 'one insert of many rows',
      code: `
        export const save = (users: User[]) =>
          pool.query(sql.unsafe\`insert into users (id, name) select * from \${sql.unnest(users.map((user) => [user.id, user.name]), ['int4', 'text'])}\`);`,
    },
    {
      name: 'queries that are only built',
      code: `export const queries = () => ids.map((id) => sql.unsafe\`select * from users where id = \${id}\`);`,
    },
    {
      name: 'fragments that are joined',
      code: `
        export async function load(names: string[]) {
          const conditions = names.map((name) => sql.fragment\`name = \${name}\`);
          return pool.any(sql.unsafe\`select * from users where \${sql.join(conditions, sql.fragment\` or \`)}\`);
        }`,
    },
    {
      name: 'a query before the loop',
      code: `export async function load() { for (const user of await pool.any(sql.unsafe\`select * from users\`)) console.log(user); }`,
    },
    {
      name: 'a bounded list',
      code: `export async function setUp() { for (const table of ['users', 'orders']) await pool.query(sql.unsafe\`truncate \${sql.identifier([table])}\`); }`,
    },
    {
      name: 'chunks',
      code: `
        export async function remove(all: number[]) {
          for (let at = 0; at < all.length; at += 1000) {
            await pool.query(sql.unsafe\`delete from users where id = any(\${sql.array(all.slice(at, at + 1000), 'int4')})\`);
          }
        }`,
    },
    {
      name: 'statements of a transaction',
      code: `
        export const transfer = (from: number, to: number) =>
          pool.transaction(async (tx) => {
            await tx.query(sql.unsafe\`update accounts set balance = balance - 1 where id = \${from}\`);
            await tx.query(sql.unsafe\`update accounts set balance = balance + 1 where id = \${to}\`);
          });`,
    },
    {
      name: 'pools that are made and ended',
      code: `
        export async function check(urls: string[]) {
          for (const url of urls) {
            const other = await createPool(url);
            console.log(other.state());
            await other.end();
          }
        }`,
    },
    {
      name: "a class of the application's own",
      code: `
        class Answers {
          one(id: number) { return Promise.resolve(id); }
          any(id: number) { return Promise.resolve([id]); }
          exists(id: number) { return id > 0; }
        }
        const answers = new Answers();
        export async function load() { for (const id of ids) { await answers.one(id); await answers.any(id); answers.exists(id); } }`,
    },
    {
      name: 'combinators of promises',
      code: `export async function first() { for (const id of ids) await Promise.any([Promise.resolve(id)]); }`,
    },
    {
      name: 'a test double',
      code: `
        const fake = { query: (text: unknown) => Promise.resolve({ rows: [text] }), many: (text: unknown) => Promise.resolve([text]) };
        export async function run() { for (const id of ids) { await fake.query(id); await fake.many(id); } }`,
    },
    {
      name: 'JavaScript: one query for all',
      javascript: true,
      code: `
        exports.load = async (users) => {
          const pool = await poolPromise;
          return pool.any(sql.unsafe\`SELECT * FROM orders WHERE user_id = ANY(\${sql.array(users.map((user) => user.id), 'int4')})\`);
        };`,
    },
  ],
});
