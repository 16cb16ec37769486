import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

import * as parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import plugin from '../../src/index.ts';
import { dedent } from '../rules/case.ts';

const manifest = (name: string, dependencies: readonly string[], more: object = {}): string =>
  JSON.stringify({ name, ...more, dependencies: Object.fromEntries(dependencies.map((other) => [other, '*'])) });

/** Packages, of which some are built or linked: contracts, what implements them, and a base for services. */
const packages: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({ name: 'acme', private: true, workspaces: ['packages/*'] }),
  'packages/types/package.json': manifest('@acme/types', [], { main: 'dist/index.js' }),
  'packages/types/src/index.ts': `
    export * from './users.js';
    export * as OrderTypes from './orders.js';
  `,
  'packages/types/src/users.ts': `
    export interface UserService {
      load(id: number): Promise<unknown>;
      describe(id: number): Promise<string>;
    }
    export interface Mailer { send(id: number): Promise<void> }
    export interface Clock { sleep(id: number): Promise<void> }
    export interface Unused { load(id: number): Promise<unknown> }
    export abstract class Exporter {
      abstract export(id: number): Promise<unknown>;
      prepare(id: number): Promise<unknown> { return this.export(id); }
    }
  `,
  'packages/types/src/orders.ts': `
    export interface OrderService { find(id: number): Promise<unknown> }
  `,
  'packages/built/package.json': manifest('@acme/built', [], { main: 'dist/index.js', types: 'dist/index.d.ts' }),
  'packages/built/src/index.ts': `
    import { Pool } from 'pg';
    export interface Ledger { read(id: number): Promise<unknown> }
    export const read = (id: number) => Promise.resolve(id);
    const pool = new Pool({ max: 5 });
    class Query {
      async load(id: number) { return pool.query('select * from rows where id = $1', [id]); }
      async explain(id: number) { return 'explain ' + id; }
    }
    class SelectQuery extends Query {}
    export const select = () => new SelectQuery();
    export const log = { add: async (id: number) => { await pool.query('insert into logs values ($1)', [id]); } };
    export const quiet = { log: { write: async (id: number) => { console.log(id); } } };
    export const write = async (id: number) => { await pool.query('insert into logs values ($1)', [id]); };
  `,
  'packages/built/dist/index.d.ts': `
    export interface Ledger { read(id: number): Promise<unknown> }
    export declare const read: (id: number) => Promise<number>;
    declare class Query {
      load(id: number): Promise<unknown>;
      explain(id: number): Promise<string>;
    }
    declare class SelectQuery extends Query {}
    export declare const select: () => SelectQuery;
    export declare const log: { add: (id: number) => Promise<void> };
    export declare const quiet: { log: { write: (id: number) => Promise<void> } };
    export declare const write: (id: number) => Promise<void>;
    export {};
  `,
  'packages/linked/package.json': manifest('@acme/linked', ['pg'], { exports: './src/index.ts' }),
  'packages/linked/src/index.ts': `
    import { Pool } from 'pg';
    const pool = new Pool({ max: 5 });
    export const logs = {
      clearLog: async (id: number) => { await pool.query('delete from logs where id = $1', [id]); },
      nameLog: async (id: number) => 'log ' + id,
    };
    export interface LogStore { keepLog(id: number): Promise<unknown> }
    export class SqlLogStore implements LogStore {
      keepLog(id: number) { return pool.query('insert into logs values ($1)', [id]); }
    }
    export const store: LogStore = new SqlLogStore();
  `,
  // No list of workspaces names this one, and it is not built.
  'internal/client/package.json': manifest('@acme/client', ['@prisma/client', 'pg'], { main: 'dist/index.js' }),
  'internal/client/src/index.ts': `
    export * from './missing.js';
    export * from './handles.js';
  `,
  'internal/client/src/handles.ts': `
    import { Pool } from 'pg';
    import type { PrismaClient } from '@prisma/client';
    export type Transaction = Omit<PrismaClient, '$transaction'>;
    export type Database = PrismaClient | Transaction;
    export type Place = { readonly find: (id: number) => Promise<number> };
    export class SqlPool extends Pool {}
  `,
  'packages/ledger/package.json': manifest('@acme/ledger', ['@acme/built', 'pg']),
  'packages/ledger/src/index.ts': `
    import { Pool } from 'pg';
    import type { Ledger } from '@acme/built';
    const pool = new Pool({ max: 5 });
    export class SqlLedger implements Ledger {
      read(id: number) { return pool.query('select * from ledger where id = $1', [id]); }
    }
  `,
  'packages/framework/package.json': manifest('@acme/framework', ['@acme/types', 'pg'], {
    exports: { '.': './dist/index.js', './types': './dist/types/index.js', './services': './dist/services/index.js' },
  }),
  'packages/framework/src/index.ts': 'export const version = 1;\n',
  'packages/framework/src/types/index.ts': "export * from '@acme/types';\n",
  'packages/framework/src/services/index.ts': `
    import { Pool } from 'pg';
    const pool = new Pool({ max: 5 });
    export class BaseService {
      byId(id: number) { return pool.query('select * from rows where id = $1', [id]); }
      named(id: number) { return Promise.resolve(String(id)); }
    }
    export class SpecialService extends BaseService {
      override byId(id: number) { return Promise.resolve(id) as never; }
    }
    export class PlainService {
      byId(id: number) { return pool.query('select * from rows where id = $1', [id]); }
    }
    export class PooledService {
      constructor(private readonly pool: Pool) {}
      async byId(id: number) {
        if (!this.pool) throw new Error('No pool.');
        return this.pool.query('select * from rows where id = $1', [id]);
      }
    }
    export function Timestamped(table: string) {
      class WithTimestamps {
        touch(id: number) { return pool.query('update ' + table + ' set at = now() where id = $1', [id]); }
      }
      return WithTimestamps as any;
    }
  `,
  'packages/database/package.json': manifest('@acme/database', ['@acme/framework', 'pg', '@mikro-orm/core']),
  'packages/database/src/users.ts': `
    import { Pool } from 'pg';
    import { type Clock, Exporter, type Mailer, type OrderTypes, type UserService } from '@acme/framework/types';

    const pool = new Pool({ max: 5 });
    export class SqlUserService implements UserService {
      load(id: number) { return pool.query('select * from users where id = $1', [id]); }
      describe(id: number) { return Promise.resolve('user ' + id); }
    }
    export class InjectedUserService implements UserService {
      constructor(private readonly inner: UserService) {}
      load(id: number) { return this.inner.load(id); }
      describe(id: number) { return this.inner.describe(id); }
    }
    export class FakeUserService implements UserService {
      load(id: number) { return Promise.resolve(id); }
      describe(id: number) { return Promise.resolve('user ' + id); }
    }
    export const makeOrderService = () => {
      return class SqlOrderService implements OrderTypes.OrderService {
        find(id: number) { return pool.query('select * from orders where id = $1', [id]); }
      };
    };
    export class SqlMailer implements Mailer {
      async send(id: number) { await pool.query('insert into mails (id) values ($1)', [id]); }
    }
    export class ConsoleMailer implements Mailer {
      async send(id: number) { console.log(id); }
    }
    export class TimerClock implements Clock {
      async sleep(id: number) { await new Promise((resolve) => { setTimeout(resolve, id); }); }
    }
    export class SqlExporter extends Exporter {
      export(id: number) { return pool.query('select * from exports where id = $1', [id]); }
    }
  `,
  'packages/store/package.json': manifest('@acme/store', ['knex']),
  'packages/store/src/index.ts': `
    export * from './connection.js';
    export { countOrders, keepTotal } from './orders.js';
  `,
  'packages/store/src/connection.ts': `
    import knex, { type Knex } from 'knex';
    class Connections {
      private static one: Knex;
      static get(): Knex { Connections.one ??= knex({ client: 'pg' }); return Connections.one; }
    }
    export const db = (globalThis as any).db ?? Connections.get();
  `,
  'packages/store/src/orders.ts': `
    import { db } from './connection.js';
    export const countOrders = (id: number) => db('orders').where({ id }).first();
    export async function keepTotal(id: number, trx?: typeof db) {
      const on = trx ?? db;
      await on('totals').insert({ id });
    }
  `,
  'packages/queries/package.json': manifest('@acme/queries', ['pg']),
  'packages/queries/src/index.ts': `
    ${Array.from({ length: 130 }, (_, index) => `export * from './part-${String(index)}.js';`).join('\n    ')}
    export { readRow as loadRow } from './rows.js';
    export * from './builder.js';
    export * as rows from './rows.js';
    export const { nested: { countAll } } = { nested: { countAll: (id: number) => readRow(id) } };
    import { readRow } from './rows.js';
  `,
  ...Object.fromEntries(
    Array.from({ length: 130 }, (_, index) => [
      `packages/queries/src/part-${String(index)}.ts`,
      `export const part${String(index)} = ${String(index)};\n`,
    ]),
  ),
  'packages/queries/src/rows.ts': `
    import { Pool } from 'pg';
    const pool = new Pool({ max: 5 });
    export function readRow(id: number) { return pool.query('select * from rows where id = $1', [id]); }
    export const describeRow = (id: number) => Promise.resolve(String(id));
  `,
  'packages/queries/src/builder.ts': `
    import type { Pool } from 'pg';
    class Query {
      constructor(readonly table: string) {}
      clone() { return new Query(this.table); }
      where(field: string, value: unknown): this { return this; }
      filter(field: string, value: unknown): Where { return new Where(this); }
      async load(on: Pool) { return on.query('select * from ' + this.table); }
      async text(on: Pool) { return 'select * from ' + this.table; }
    }
    class Where {
      constructor(readonly query: Query) {}
      run(on: Pool) { return this.query.load(on); }
    }
    class Lazy { load(on: Pool) { return Promise.resolve(on); } }
    class Eager extends Lazy { override load(on: Pool) { return on.query('select 1') as never; } }
    export function select(table: string): Query { return new Query(table); }
    export const from = (table: string) => select(table);
    export function lazy(): Lazy { return new Eager(); }
    export function given<Query>(query: Query): Query { return query; }
    export { Query };
  `,
  'packages/app/package.json': manifest('@acme/app', [
    '@acme/framework',
    '@acme/client',
    'pg',
    'knex',
    '@mikro-orm/core',
  ]),
  'packages/app/tsconfig.json': JSON.stringify({
    compilerOptions: { strict: true, module: 'nodenext', target: 'es2023', noEmit: true, types: [] },
    include: ['src'],
  }),
  'packages/app/src/local.ts': `
    export interface Repository { load(id: number): Promise<unknown> }
  `,
  'packages/storage/package.json': manifest('@acme/storage', ['@acme/app', 'pg']),
  'packages/storage/src/local.ts': `
    import { Pool } from 'pg';
    import type { Repository } from '@acme/app/local';
    const pool = new Pool({ max: 5 });
    export class SqlRepository implements Repository {
      load(id: number) { return pool.query('select * from rows where id = $1', [id]); }
    }
  `,
};

interface Case {
  readonly name: string;
  readonly code: string;
  /** Parts of the messages. */
  readonly reports: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'an interface with one implementation, which is injected',
    code: `
      import type { UserService } from '@acme/types';
      export class Reports {
        constructor(private readonly users: UserService) {}
        async run(ids: number[]) { for (const id of ids) await this.users.load(id); }
      }
    `,
    reports: ['`pool.query` once per element of `ids`, through `load` (users.ts:'],
  },
  {
    name: 'an interface behind a path of a package that passes it on',
    code: `
      import type { UserService } from '@acme/framework/types';
      export async function run(users: UserService | undefined, ids: number[]) {
        for (const id of ids) await users?.load(id);
      }
    `,
    reports: ['through `load`'],
  },
  {
    name: 'a service that a container answers with',
    code: `
      import type { OrderTypes } from '@acme/framework/types';
      declare const container: { resolve<T>(name: string): T };
      export async function run(ids: number[]) {
        const orders = container.resolve<OrderTypes.OrderService>('orders');
        return Promise.all(ids.map((id) => orders.find(id)));
      }
    `,
    reports: ['through `find`'],
  },
  {
    name: 'services that are taken out of what a constructor is given',
    code: `
      import type { OrderTypes, UserService } from '@acme/types';
      type Services = { orders: OrderTypes.OrderService; users: UserService };
      export class Reports {
        protected orders_;
        constructor({ orders }: Services) { this.orders_ = orders; }
        async run(ids: number[]) { for (const id of ids) await this.orders_.find(id); }
      }
    `,
    reports: ['through `find`'],
  },
  {
    name: 'a method that runs no query, and an interface without an implementation',
    code: `
      import type { Clock, Unused, UserService } from '@acme/types';
      export async function run(users: UserService, clock: Clock, unused: Unused, ids: number[]) {
        for (const id of ids) {
          await users.describe(id);
          await clock.sleep(id);
          await unused.load(id);
        }
      }
    `,
    reports: [],
  },
  {
    name: 'an interface of which one of two implementations runs no query',
    code: `
      import type { Mailer } from '@acme/types';
      export async function run(mailer: Mailer, ids: number[]) { for (const id of ids) await mailer.send(id); }
    `,
    reports: [],
  },
  {
    name: 'an abstract class',
    code: `
      import { Exporter } from '@acme/types';
      export async function run(exporter: Exporter, ids: number[]) {
        for (const id of ids) await exporter.export(id);
      }
    `,
    reports: ['through `export`'],
  },
  {
    name: 'a class that is made here, and one that another class overrides',
    code: `
      import { BaseService, PlainService } from '@acme/framework/services';
      const plain = new PlainService();
      export async function run(base: BaseService, ids: number[]) {
        for (const id of ids) {
          await plain.byId(id);
          await base.byId(id);
        }
      }
    `,
    reports: ['`pool.query` once per element of `ids`, through `byId` (services/index.ts:11'],
  },
  {
    name: 'a base class, and a class that a function makes',
    code: `
      import { PlainService, Timestamped } from '@acme/framework/services';
      class Orders extends PlainService {
        async run(ids: number[]) { for (const id of ids) await this.byId(id); }
      }
      class Users extends Timestamped('users') {
        async touchAll(ids: number[]) { for (const id of ids) await this.touch(id); }
        async skipAll(ids: number[]) { for (const id of ids) await this.generated(id); }
      }
      export async function run(orders: Orders, users: Users, ids: number[]) {
        for (const id of ids) await users.touch(id);
      }
    `,
    reports: ['through `byId`', 'through `touch`', 'through `touch`'],
  },
  {
    name: 'a class that keeps a pool in a field, and all at once',
    code: `
      import { PooledService } from '@acme/framework/services';
      export async function run(pooled: PooledService, ids: number[]) {
        await Promise.all(ids.map((id) => pooled.byId(id)));
      }
    `,
    reports: ['`this.pool.query` once per element of `ids`, through `byId` (services/index.ts:'],
  },
  {
    name: 'an interface of the program, implemented in another package',
    code: `
      import type { Repository } from './local.js';
      export async function run(rows: Repository, ids: number[]) { for (const id of ids) await rows.load(id); }
    `,
    reports: ['through `load` (local.ts:'],
  },
  {
    name: 'an interface of a package that is built, beside a function of the same name',
    code: `
      import { type Ledger, read } from '@acme/built';
      export async function run(ledger: Ledger, ids: number[]) {
        for (const id of ids) {
          await read(id);
          await ledger.read(id);
        }
      }
    `,
    reports: ['through `read` (ledger/src/index.ts:'],
  },
  {
    name: 'methods of a built package that its class inherits from one that is not exported',
    code: `
      import { select } from '@acme/built';
      export async function run(ids: number[]) {
        for (const id of ids) await select().load(id);
        for (const id of ids) await select().explain(id);
      }
    `,
    reports: ['through `load` (built/src/index.ts:'],
  },
  {
    name: 'functions in objects of a built package, of which one has the name of an export',
    code: `
      import { log, quiet } from '@acme/built';
      export async function run(ids: number[]) {
        for (const id of ids) await log.add(id);
        for (const id of ids) await quiet.log.write(id);
      }
    `,
    reports: ['through `add` (built/src/index.ts:'],
  },
  {
    name: 'members of a package whose sources are found through a link in `node_modules`',
    code: `
      import { logs, store } from '@acme/linked';
      export async function run(ids: number[]) {
        for (const id of ids) await logs.clearLog(id);
        for (const id of ids) await store.keepLog(id);
        for (const id of ids) await logs.nameLog(id);
      }
    `,
    reports: ['through `clearLog` (linked/src/index.ts:', 'through `keepLog` (linked/src/index.ts:'],
  },
  {
    name: 'handles whose types are aliases and classes of a package that is linked and not built',
    code: `
      import { type Database, type Place, SqlPool } from '@acme/client';
      const made = new SqlPool();
      export async function run(client: Database, pool: SqlPool, place: Place, ids: number[]) {
        for (const id of ids) await client.user.findFirst({ where: { id } });
        for (const id of ids) await pool.query('select 1');
        for (const id of ids) await made.query('select 1');
        for (const id of ids) await place.find(id);
      }
    `,
    reports: ['`client.user.findFirst` once', '`pool.query` once', '`made.query` once'],
  },
  {
    name: 'functions that a package with many files passes on, under other names and in one object',
    code: `
      import { countAll, loadRow, rows } from '@acme/queries';
      import * as queries from '@acme/queries';
      export async function run(ids: number[]) {
        for (const id of ids) await loadRow(id);
        for (const id of ids) await rows.readRow(id);
        for (const id of ids) await queries.loadRow(id);
        for (const id of ids) {
          await rows.describeRow(id);
          await queries.rows.describeRow(id);
        }
        for (const id of ids) await countAll(id);
      }
    `,
    reports: [...Array<string>(3).fill('through `readRow` (rows.ts:'), 'through `countAll` (queries/src/index.ts:'],
  },
  {
    name: 'chains on what a function of a package answers with',
    code: `
      import { from, type Query, select } from '@acme/queries';
      import * as queries from '@acme/queries';
      import type { Pool } from 'pg';
      declare const pool: Pool;
      function users(): Query { return select('users'); }
      export async function run(ids: number[]) {
        for (const id of ids) await select('t').where('id', id).load(pool);
        for (const id of ids) await from('t').filter('id', id).run(pool);
        for (const id of ids) await queries.select('t').clone().where('id', id).where('a', 1).load(pool);
        for (const id of ids) {
          const query = select('t');
          query.where('id', id);
          await query.load(pool);
        }
        for (const id of ids) await users().where('id', id).load(pool);
      }
    `,
    reports: ['through `load`', 'through `run`', 'through `load`', 'through `load`', 'through `load`'],
  },
  {
    name: 'queries of a package on its own pool, in a transaction on that pool',
    code: `
      import { countOrders, db, keepTotal } from '@acme/store';
      export async function run(id: number) {
        await db.transaction(async (trx) => {
          await trx('users').where({ id }).update({ name: 'x' });
          await countOrders(id);
          await keepTotal(id);
          await keepTotal(id, trx);
        });
      }
    `,
    reports: ['through `countOrders`', 'through `keepTotal`'],
  },
  {
    name: 'chains whose end runs no query, may be overridden, or is not known',
    code: `
      import { given, lazy, select } from '@acme/queries';
      import type { Pool } from 'pg';
      declare const pool: Pool;
      const local = { select: (table: string) => ({ where: () => ({ load: async (on: Pool) => table }) }) };
      export async function run(ids: number[]) {
        for (const id of ids) {
          await select('t').where('id', id).text(pool);
          await select('t').filter('id', id).load(pool);
          await lazy().load(pool);
          await given({ load: async (on: Pool) => id }).load(pool);
          await local.select('t').where().load(pool);
        }
        const each = async (select: (table: string) => { load(on: Pool): Promise<number> }) => {
          for (const id of ids) await select('t' + id).load(pool);
        };
        await each(() => ({ load: async () => 1 }));
      }
    `,
    reports: [],
  },
  {
    name: 'a repository in a member whose name is put together',
    code: `
      declare const model: { name: string };
      const name = \`\${model.name}Repository\`;
      const filter = (id: number) => { return { where: { id } }; };
      export class Rows {
        [key: string]: any;
        async run(ids: number[]) {
          for (const id of ids) {
            const query = filter(id);
            await this[name].find(query);
            await this[model.name].find(query);
          }
        }
      }
    `,
    reports: ['`this[name].find` once per element'],
  },
];

describe('packages of a monorepo', () => {
  let directory = '';
  const messages = new Map<string, readonly string[]>();
  const pathOf = (one: Case): string => `packages/app/src/case-${String(cases.indexOf(one))}.ts`;

  beforeAll(async () => {
    directory = realpathSync(mkdtempSync(join(tmpdir(), 'poolwise-monorepo-')));
    const files = { ...packages, ...Object.fromEntries(cases.map((one) => [pathOf(one), one.code])) };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), path.endsWith('.ts') ? dedent(text) : text);
    }
    mkdirSync(join(directory, 'node_modules/@acme'), { recursive: true });
    for (const path of ['packages/built', 'packages/linked', 'internal/client'])
      symlinkSync(join(directory, path), join(directory, 'node_modules/@acme', basename(path)), 'junction');
    const eslint = new ESLint({
      cwd: directory,
      overrideConfigFile: true,
      overrideConfig: [
        {
          files: ['**/*.ts'],
          languageOptions: { parser, parserOptions: { projectService: true, tsconfigRootDir: directory } },
        },
        { files: ['**/*.ts'], ...plugin.configs.recommended },
      ] as never,
    });
    const results = await eslint.lintFiles(cases.map(pathOf));
    for (const { filePath, messages: reported } of results) {
      messages.set(
        filePath.slice(directory.length + 1).replaceAll('\\', '/'),
        reported.map(({ message }) => message),
      );
    }
  });

  afterAll(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  it.each(cases)('$name', (one) => {
    expect(messages.get(pathOf(one))).toEqual(one.reports.map((part) => expect.stringContaining(part) as unknown));
  });
});
