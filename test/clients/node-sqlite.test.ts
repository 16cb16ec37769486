import nodeSqlite from '../../src/clients/node-sqlite.ts';
import { describeClient } from './conformance.ts';

describeClient({
  client: nodeSqlite,
  folders: ['drivers'],
  prelude: `
    import { DatabaseSync, type StatementSync } from 'node:sqlite';
    const database = new DatabaseSync('shop.db');
    declare const ids: number[];
    interface User { id: number; name: string }
  `,
  javascriptPrelude: `
    const { DatabaseSync } = require('node:sqlite');
    const database = new DatabaseSync('shop.db');
  `,
  positives: [
    {
      name: 'one row, prepared in the loop',
      code: `
        export function load() {
          const users: unknown[] = [];
          for (const id of ids) users.push(database.prepare('SELECT * FROM users WHERE id = ?').get(id));
          return users;
        }`,
      finds: ['sequential readOne none database.prepare().get'],
    },
    {
      name: 'one row, prepared before the loop',
      code: `
        const find = database.prepare('SELECT * FROM users WHERE id = ?');
        export const load = () => ids.map((id) => find.get(id));`,
      finds: ['sequential readOne none find.get'],
    },
    {
      name: 'many rows',
      code: `
        const orders = database.prepare('SELECT * FROM orders WHERE user_id = ?');
        export function load() { for (const id of ids) console.log(orders.all(id).length); }`,
      finds: ['sequential readMany none orders.all'],
    },
    {
      name: 'rows as they come',
      code: `
        const orders = database.prepare('SELECT * FROM orders WHERE user_id = ?');
        export function load() { for (const id of ids) console.log([...orders.iterate(id)]); }`,
      finds: ['sequential readMany none orders.iterate'],
    },
    {
      name: 'a write',
      code: `
        const rename = database.prepare('UPDATE users SET name = ? WHERE id = ?');
        export function save(users: User[]) { for (const user of users) rename.run(user.name, user.id); }`,
      finds: ['sequential writeOne none rename.run'],
    },
    {
      name: 'plain SQL',
      code: `export function drop(tables: string[]) { for (const table of tables) database.exec(\`DROP TABLE "\${table}"\`); }`,
      finds: ['sequential raw none database.exec'],
    },
    {
      name: 'inside a transaction',
      code: `
        export function save(users: User[]) {
          const insert = database.prepare('INSERT INTO users (id, name) VALUES (?, ?)');
          database.exec('BEGIN');
          for (const user of users) insert.run(user.id, user.name);
          database.exec('COMMIT');
        }`,
      finds: ['sequential writeOne none insert.run'],
    },
    {
      name: 'a tag of a store of statements',
      code: `
        const sql = database.createTagStore();
        export const load = () => ids.map((id) => sql.get\`SELECT * FROM users WHERE id = \${id}\`);`,
      finds: ['sequential readOne none sql.get'],
    },
    {
      name: 'through a helper',
      code: `
        function findUser(id: number) { return database.prepare('SELECT * FROM users WHERE id = ?').get(id); }
        export function load() { for (const id of ids) console.log(findUser(id)?.name); }`,
      finds: ['sequential readOne none database.prepare().get'],
    },
    {
      name: 'a statement that is passed in',
      code: `export const load = (find: StatementSync) => ids.map((id) => find.get(id));`,
      finds: ['sequential readOne none find.get'],
    },
    {
      name: 'a private field of a class',
      code: `
        export class Users {
          readonly #database: DatabaseSync;
          constructor(database: DatabaseSync) { this.#database = database; }
          find(id: number) { return this.#database.prepare('SELECT * FROM users WHERE id = ?').get(id); }
          findAll(ids: number[]) { return ids.map((id) => this.find(id)); }
        }`,
      finds: ['sequential readOne none this.#database.prepare().get'],
    },
    {
      name: 'inside async functions that run side by side, it still blocks',
      code: `
        export const load = () => Promise.all(ids.map(async (id) => {
          await Promise.resolve();
          return database.prepare('SELECT * FROM users WHERE id = ?').get(id);
        }));`,
      finds: ['sequential readOne none database.prepare().get'],
    },
    {
      name: 'JavaScript with require',
      javascript: true,
      code: `
        const find = database.prepare('SELECT * FROM orders WHERE user_id = ?');
        exports.load = (users) => {
          for (const user of users) user.orders = find.all(user.id);
        };`,
      finds: ['sequential readMany none find.all'],
    },
  ],
  negatives: [
    {
      name: 'one query for all',
      code: `export const load = () => database.prepare('SELECT * FROM users WHERE id IN (SELECT value FROM json_each(?))').all(JSON.stringify(ids));`,
    },
    {
      name: 'statements that are only prepared',
      code: `export const prepare = (tables: string[]) => tables.map((table) => database.prepare(\`SELECT * FROM "\${table}"\`));`,
    },
    {
      name: 'rows of one query',
      code: `export function load() { for (const user of database.prepare('SELECT * FROM users').iterate()) console.log(user); }`,
    },
    {
      name: 'settings of the database',
      code: `
        export function configure(databases: DatabaseSync[]) {
          for (const each of databases) {
            each.function('double', (n) => Number(n) * 2);
            each.close();
          }
        }`,
    },
    {
      name: 'a bounded list',
      code: `export function setUp() { for (const table of ['users', 'orders']) database.exec(\`DELETE FROM \${table}\`); }`,
    },
    {
      name: 'chunks',
      code: `
        export function remove(all: number[]) {
          for (let at = 0; at < all.length; at += 500) {
            database.prepare('DELETE FROM users WHERE id IN (SELECT value FROM json_each(?))').run(JSON.stringify(all.slice(at, at + 500)));
          }
        }`,
    },
    {
      name: 'two statements',
      code: `
        export function transfer(from: number, to: number) {
          database.exec('BEGIN');
          database.prepare('UPDATE accounts SET balance = balance - 1 WHERE id = ?').run(from);
          database.prepare('UPDATE accounts SET balance = balance + 1 WHERE id = ?').run(to);
          database.exec('COMMIT');
        }`,
    },
    {
      name: 'maps and caches',
      code: `
        const cache = new Map<number, User>();
        export function load() { for (const id of ids) console.log(cache.get(id)); }`,
    },
    {
      name: 'other modules of Node',
      code: `
        import { execFileSync } from 'node:child_process';
        import { readFileSync } from 'node:fs';
        export const read = (paths: string[]) => paths.map((path) => readFileSync(path, 'utf8') + String(execFileSync('cat', [path])));`,
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
      name: 'a job that is run for each element',
      code: `
        declare const jobs: { run(id: number): void; all(): void };
        export function runAll() { for (const id of ids) { jobs.run(id); jobs.all(); } }`,
    },
  ],
});
