import betterSqlite3 from '../../src/clients/better-sqlite3.ts';
import { describeClient } from './conformance.ts';

describeClient({
  client: betterSqlite3,
  folders: ['drivers'],
  prelude: `
    import Database from 'better-sqlite3';
    const db = new Database('shop.db');
    declare const ids: number[];
    interface User { id: number; name: string }
  `,
  javascriptPrelude: `
    const Database = require('better-sqlite3');
    const db = new Database('shop.db');
  `,
  positives: [
    {
      name: 'one row, prepared in the loop',
      code: `
        export function load() {
          const users: (User | undefined)[] = [];
          for (const id of ids) users.push(db.prepare<[number], User>('SELECT * FROM users WHERE id = ?').get(id));
          return users;
        }`,
      finds: ['sequential readOne none db.prepare().get'],
    },
    {
      name: 'one row, prepared before the loop',
      code: `
        const find = db.prepare<[number], User>('SELECT * FROM users WHERE id = ?');
        export const load = () => ids.map((id) => find.get(id));`,
      finds: ['sequential readOne none find.get'],
    },
    {
      name: 'many rows',
      code: `
        const orders = db.prepare('SELECT * FROM orders WHERE user_id = ?');
        export function load() { for (const id of ids) console.log(orders.all(id).length); }`,
      finds: ['sequential readMany none orders.all'],
    },
    {
      name: 'rows as they come',
      code: `
        const orders = db.prepare('SELECT * FROM orders WHERE user_id = ?');
        export function load() {
          for (const id of ids) {
            for (const order of orders.iterate(id)) console.log(order);
          }
        }`,
      finds: ['sequential readMany none orders.iterate'],
    },
    {
      name: 'a count',
      code: `
        const count = db.prepare('SELECT count(*) FROM orders WHERE user_id = ?').pluck();
        export const counts = () => new Map(ids.map((id) => [id, count.get(id) as number]));`,
      finds: ['sequential readOne none count.get'],
    },
    {
      name: 'a write',
      code: `
        const rename = db.prepare('UPDATE users SET name = @name WHERE id = @id');
        export function save(users: User[]) { for (const user of users) rename.run(user); }`,
      finds: ['sequential writeOne none rename.run'],
    },
    {
      name: 'plain SQL',
      code: `export function drop(tables: string[]) { for (const table of tables) db.exec(\`DROP TABLE "\${table}"\`); }`,
      finds: ['sequential raw none db.exec'],
    },
    {
      name: 'a pragma',
      code: `export const columns = (tables: string[]) => tables.map((table) => db.pragma(\`table_info(\${table})\`));`,
      finds: ['sequential raw none db.pragma'],
    },
    {
      name: 'inside a transaction',
      code: `
        const insert = db.prepare('INSERT INTO users (id, name) VALUES (@id, @name)');
        const insertAll = db.transaction((users: User[]) => {
          for (const user of users) insert.run(user);
        });
        export const save = (users: User[]) => { insertAll(users); };`,
      finds: ['sequential writeOne none insert.run'],
    },
    {
      name: 'a transaction in each iteration',
      code: `
        const insert = db.prepare('INSERT INTO users (id, name) VALUES (@id, @name)');
        const save = db.transaction((user: User) => {
          insert.run(user);
          db.exec('DELETE FROM cache');
        });
        export function saveAll(users: User[]) { for (const user of users) save(user); }`,
      finds: ['sequential writeOne none insert.run'],
    },
    {
      name: 'through a helper',
      code: `
        function findUser(id: number) { return db.prepare('SELECT * FROM users WHERE id = ?').get(id) as User | undefined; }
        export function load() {
          const names: string[] = [];
          for (const id of ids) names.push(findUser(id)?.name ?? '');
          return names;
        }`,
      finds: ['sequential readOne none db.prepare().get'],
    },
    {
      name: 'a statement in a field of a class',
      code: `
        export class Users {
          readonly #find: Database.Statement<[number], User>;
          constructor(db: Database.Database) { this.#find = db.prepare('SELECT * FROM users WHERE id = ?'); }
          loadAll(ids: number[]) { return ids.map((id) => this.#find.get(id)); }
        }`,
      finds: ['sequential readOne none this.#find.get'],
    },
    {
      name: 'a database that is passed in',
      code: `
        export function load(database: Database.Database) {
          for (const id of ids) console.log(database.prepare('SELECT * FROM users WHERE id = ?').get(id));
        }`,
      finds: ['sequential readOne none database.prepare().get'],
    },
    {
      name: 'inside async functions that run side by side, it still blocks',
      code: `
        export const load = () => Promise.all(ids.map(async (id) => {
          await Promise.resolve();
          return db.prepare('SELECT * FROM users WHERE id = ?').get(id);
        }));`,
      finds: ['sequential readOne none db.prepare().get'],
    },
    {
      name: 'JavaScript with require',
      javascript: true,
      code: `
        const find = db.prepare('SELECT * FROM orders WHERE user_id = ?');
        exports.load = (users) => {
          for (const user of users) user.orders = find.all(user.id);
        };`,
      finds: ['sequential readMany none find.all'],
    },
    {
      name: 'JavaScript: one row, prepared in the loop',
      javascript: true,
      code: `exports.load = (ids) => ids.map((id) => db.prepare('SELECT * FROM users WHERE id = ?').get(id));`,
      finds: ['sequential readOne none db.prepare().get'],
    },
  ],
  negatives: [
    {
      name: 'one query for all',
      code: `export const load = () => db.prepare('SELECT * FROM users WHERE id IN (SELECT value FROM json_each(?))').all(JSON.stringify(ids));`,
    },
    {
      name: 'statements that are only prepared',
      code: `export const prepare = (tables: string[]) => tables.map((table) => db.prepare(\`SELECT * FROM "\${table}"\`));`,
    },
    {
      name: 'rows of one query',
      code: `export function load() { for (const user of db.prepare('SELECT * FROM users').iterate()) console.log(user); }`,
    },
    {
      name: 'settings of statements and the database',
      code: `
        export function configure(databases: Database.Database[]) {
          for (const each of databases) {
            each.function('double', (n: number) => n * 2);
            each.defaultSafeIntegers(true);
            each.close();
          }
        }`,
    },
    {
      name: 'a bounded list',
      code: `export function setUp() { for (const table of ['users', 'orders']) db.exec(\`DELETE FROM \${table}\`); }`,
    },
    {
      name: 'chunks',
      code: `
        export function load(all: number[]) {
          const users: unknown[] = [];
          for (let at = 0; at < all.length; at += 500) {
            users.push(...db.prepare('SELECT * FROM users WHERE id IN (SELECT value FROM json_each(?))').all(JSON.stringify(all.slice(at, at + 500))));
          }
          return users;
        }`,
    },
    {
      name: 'statements of a transaction',
      code: `
        const move = db.transaction((from: number, to: number) => {
          db.prepare('UPDATE accounts SET balance = balance - 1 WHERE id = ?').run(from);
          db.prepare('UPDATE accounts SET balance = balance + 1 WHERE id = ?').run(to);
        });
        export const transfer = (from: number, to: number) => { move(from, to); };`,
    },
    {
      name: 'a transaction that is made in a loop and not run',
      code: `
        export const makers = (tables: string[]) => tables.map((table) => (id: number) => db.prepare(\`DELETE FROM "\${table}" WHERE id = ?\`).run(id));`,
    },
    {
      name: 'maps, sets and caches',
      code: `
        const cache = new Map<number, User>();
        export function load() { for (const id of ids) console.log(cache.get(id)); }`,
    },
    {
      name: 'an HTTP client',
      code: `
        declare const api: { get(path: string): Promise<unknown>; all(paths: string[]): Promise<unknown[]> };
        export async function load() { for (const id of ids) await api.get(\`/users/\${String(id)}\`); }`,
    },
    {
      name: 'a regular expression',
      code: `export const matches = (texts: string[]) => texts.map((text) => /user-(\\d+)/.exec(text));`,
    },
    {
      name: 'a test double',
      code: `
        const fake = { prepare: (text: string) => ({ get: (id: number) => ({ id, text }), run: (id: number) => id }) };
        export function load() { for (const id of ids) { fake.prepare('SELECT 1').get(id); fake.prepare('DELETE FROM users').run(id); } }`,
    },
    {
      name: 'a task runner',
      code: `
        declare const tasks: { run(name: string): void }[];
        export function runAll() { for (const task of tasks) task.run('build'); }`,
    },
    {
      name: 'JavaScript: a map',
      javascript: true,
      code: `
        const byId = new Map(db.prepare('SELECT id, name FROM users').all().map((user) => [user.id, user]));
        exports.names = (ids) => ids.map((id) => byId.get(id).name);`,
    },
  ],
});
