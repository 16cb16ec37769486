import type { Case } from '../case.ts';

/** How many elements a source has: a number the source code tells, groups, or one that nobody knows. */
export const collections: readonly Case[] = [
  {
    name: 'list of unknown size',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export async function run(list: Order[]) {
        for (const order of list) await loadUser(order.userId);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 35 }],
  },
  {
    name: 'services that a container makes, which are few',
    code: `
      import { pool } from './src/pool.js';

      declare const Injectable: () => ClassDecorator;
      declare const Inject: (token: string) => ParameterDecorator;

      interface Provider { quotes(symbol: string): Promise<unknown> }
      @Injectable()
      class StoredProvider implements Provider {
        quotes(symbol: string) { return pool.query('select * from quotes where symbol = $1', [symbol]); }
      }
      @Injectable()
      class RemoteProvider implements Provider {
        quotes(symbol: string) { return pool.query('select * from remote_quotes where symbol = $1', [symbol]); }
      }
      @Injectable()
      export class Quotes {
        constructor(@Inject('providers') private readonly providers: Provider[], private readonly stored: StoredProvider[]) {}
        async first(symbol: string) {
          for (const provider of this.providers) await provider.quotes(symbol);
          for (const provider of this.stored) await provider.quotes(symbol);
          return Promise.all(this.providers.map((provider) => provider.quotes(symbol)));
        }
      }
      export const remote = RemoteProvider;
    `,
  },
  {
    name: 'objects with methods of which there may be one for each row',
    code: `
      import { pool } from './src/pool.js';

      declare const Injectable: () => ClassDecorator;

      class Document {
        constructor(readonly id: number) {}
        pages() { return pool.query('select * from pages where document_id = $1', [this.id]); }
      }
      interface Source { read(): Promise<unknown> }
      @Injectable()
      class Settings implements Source { read() { return pool.query('select * from settings'); } }
      class Row implements Source {
        constructor(readonly id: number) {}
        read() { return pool.query('select * from rows where id = $1', [this.id]); }
      }
      export async function run(documents: Document[], sources: Source[]) {
        for (const document of documents) await document.pages();
        for (const source of sources) await source.read();
      }
      export const made = [new Row(1), new Settings()];
    `,
    inLoop: [
      { messageId: 'sequential', line: 17, column: 43 },
      { messageId: 'sequential', line: 18, column: 39 },
    ],
  },
  {
    name: 'rows of which a pattern leaves out a part',
    code: `
      import { pool } from './src/pool.js';

      export async function run(pairs: [string, number, number][]) {
        for (const [, id, , ...rest] of pairs) await pool.query('select $1, $2', [id, rest]);
        const [, second] = pairs;
        return second;
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 48 }],
  },
  {
    name: 'list literal',
    code: `
      import { pool } from './src/pool.js';

      export async function run() {
        for (const table of ['users', 'orders']) await pool.query(\`analyze \${table}\`);
      }
    `,
  },
  {
    name: 'list constant',
    code: `
      import { pool } from './src/pool.js';

      const tables = ['users', 'orders'] as const;
      export async function run() {
        for (const table of tables) await pool.query(\`analyze \${table}\`);
        await Promise.all(tables.map((table) => pool.query(\`vacuum \${table}\`)));
      }
    `,
  },
  {
    name: 'list constant in a function',
    code: `
      import { pool } from './src/pool.js';

      export async function run() {
        const tables: string[] = ['users', 'orders'];
        for (const table of tables) await pool.query(\`analyze \${table}\`);
      }
    `,
  },
  {
    name: 'literal list of rows to write',
    code: `
      import { prisma } from './src/prisma.js';

      export async function seed() {
        for (const name of ['ann', 'bob'].map((first) => \`\${first}@example.com\`)) {
          await prisma.user.create({ data: { name, email: name, role: 'READER' } });
        }
      }
    `,
  },
  {
    name: 'values, keys and entries of an object literal',
    code: `
      import { pool } from './src/pool.js';

      const limits = { free: 1, paid: 10 };
      export async function run() {
        for (const limit of Object.values(limits)) await pool.query('select $1', [limit]);
        for (const name of Object.keys(limits)) await pool.query('select $1', [name]);
        for (const [name, limit] of Object.entries(limits))
          await pool.query('select $1, $2', [name, limit]);
        for (const name in limits) await pool.query('select $1', [name]);
      }
    `,
  },
  {
    name: 'members of an enum',
    code: `
      import { pool } from './src/pool.js';

      enum Status {
        Open,
        Sent,
      }
      export async function run() {
        for (const status of Object.values(Status)) await pool.query('select $1', [status]);
        await Promise.all(Object.keys(Status).map((status) => pool.query('select $1', [status])));
      }
    `,
  },
  {
    name: 'members of a generated enum',
    code: `
      import { Role } from './generated/prisma/enums.js';
      import { prisma } from './src/prisma.js';

      export async function run() {
        for (const role of Object.values(Role)) await prisma.user.count({ where: { role } });
      }
    `,
  },
  {
    name: 'set and map of literals',
    code: `
      import { prisma } from './src/prisma.js';

      const roles = new Set(['ADMIN', 'EDITOR'] as const);
      const labels = new Map([
        ['ADMIN', 'Admins'],
        ['EDITOR', 'Editors'],
      ] as const);
      export async function run() {
        for (const role of roles) await prisma.user.count({ where: { role } });
        for (const [role] of labels) await prisma.user.count({ where: { role } });
      }
    `,
  },
  {
    name: 'static list of a class',
    code: `
      import { pool } from './src/pool.js';
      import { prisma } from './src/prisma.js';

      class Report {
        static readonly tables = ['users', 'orders'];
        private readonly roles = ['ADMIN', 'EDITOR'] as const;
        async run() {
          for (const table of Report.tables) await pool.query(\`analyze \${table}\`);
          for (const role of this.roles) await prisma.user.count({ where: { role } });
        }
      }
      export const report = new Report();
    `,
  },
  {
    name: 'list in a configuration object',
    code: `
      import { pool } from './src/pool.js';

      const config = { tables: ['users', 'orders'] };
      export async function run() {
        for (const table of config.tables) await pool.query(\`analyze \${table}\`);
      }
    `,
  },
  {
    name: 'list of another file',
    code: `
      import { tables } from './src/tables.js';
      import { pool } from './src/pool.js';
      export async function run() {
        for (const table of tables) await pool.query(\`analyze \${table}\`);
      }
    `,
  },
  {
    name: 'tuple',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(range: [from: number, to: number]) {
        for (const id of range) await loadUser(id);
        return Promise.all(range.map((id) => loadUser(id)));
      }
    `,
  },
  {
    name: 'list of literals with a bounded spread',
    code: `
      import { pool } from './src/pool.js';

      const common = ['id', 'name'];
      export async function run() {
        for (const column of [...common, 'email']) await pool.query('select $1', [column]);
      }
    `,
  },
  {
    name: 'list of literals with a spread of unknown size',
    code: `
      import { pool } from './src/pool.js';

      export async function run(more: string[]) {
        for (const column of ['id', ...more]) await pool.query('select $1', [column]);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 47 }],
  },
  {
    name: 'list constant that grows in a loop',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export async function run(list: Order[]) {
        const ids: number[] = [];
        for (const order of list) ids.push(order.userId);
        for (const id of ids) await loadUser(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 31 }],
  },
  {
    name: 'list constant that grows in a callback',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export async function run(list: Order[]) {
        const ids = new Set<number>();
        list.forEach((order) => ids.add(order.userId));
        for (const id of ids) await loadUser(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 31 }],
  },
  {
    name: 'list constant that is filled by index',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export async function run(list: Order[]) {
        const ids: number[] = [];
        for (let i = 0; i < list.length; i++) ids[i] = list[i]!.userId;
        await Promise.all(ids.map((id) => loadUser(id)));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 6, column: 37 }],
  },
  {
    name: 'list constant that is given all elements',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(list: number[]) {
        const ids = [0];
        ids.push(...list);
        for (const id of ids) await loadUser(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 31 }],
  },
  {
    name: 'list constant with a few conditional elements',
    code: `
      import { pool } from './src/pool.js';

      export async function run(withOrders: boolean) {
        const tables = ['users'];
        if (withOrders) tables.push('orders');
        for (const table of tables) await pool.query(\`analyze \${table}\`);
      }
    `,
  },
  {
    name: 'object that grows in a loop',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export async function run(list: Order[]) {
        const byUser: Record<number, Order> = {};
        for (const order of list) byUser[order.userId] = order;
        for (const id of Object.keys(byUser)) await loadUser(Number(id));
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 47 }],
  },
  {
    name: 'list that is assigned again',
    code: `
      import { prisma } from './src/prisma.js';
      import { loadUser } from './src/users.js';

      export async function run() {
        let ids = [1, 2];
        ids = (await prisma.user.findMany()).map((user) => user.id);
        for (const id of ids) await loadUser(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 31 }],
  },
  {
    name: 'first few of a list',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        for (const id of ids.slice(0, 3)) await loadUser(id);
        await Promise.all(ids.slice(0, 5).map((id) => loadUser(id)));
      }
    `,
  },
  {
    name: 'rest of a list',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        for (const id of ids.slice(1)) await loadUser(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 40 }],
  },
  {
    name: 'bounded after filter and map',
    code: `
      import { prisma } from './src/prisma.js';

      const names = ['ann', 'bob'];
      export async function run() {
        for (const name of names
          .filter((one) => one !== 'bob')
          .map((one) => one.trim())
          .reverse())
          await prisma.user.findFirst({ where: { name } });
      }
    `,
  },
  {
    name: 'choice of two literal lists',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(all: boolean) {
        for (const role of all ? (['ADMIN', 'EDITOR'] as const) : (['ADMIN'] as const))
          await prisma.user.count({ where: { role } });
      }
    `,
  },
  {
    name: 'choice of a literal list and an unknown one',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids?: number[]) {
        for (const id of ids ?? [1, 2]) await loadUser(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 41 }],
  },
  {
    name: 'Array.from of a small length',
    code: `
      import { loadUser } from './src/users.js';

      export async function run() {
        return Promise.all(Array.from({ length: 3 }, (_, id) => loadUser(id)));
      }
    `,
  },
  {
    name: 'Array of a small length',
    code: `
      import { loadUser } from './src/users.js';

      export async function run() {
        for (const id of Array.from({ length: 10 }).keys()) await loadUser(id);
        for (const id of [...Array(3).keys()]) await loadUser(id);
      }
    `,
  },
  {
    name: 'Array.from of a constant length',
    code: `
      import { pool } from './src/pool.js';

      const shards = 4;
      export async function run() {
        await Promise.all(Array.from({ length: shards }, (_, shard) => pool.query('select $1', [shard])));
      }
    `,
  },
  {
    name: 'counter up to a small number',
    code: `
      import { loadUser } from './src/users.js';

      export async function run() {
        for (let id = 1; id <= 3; id++) await loadUser(id);
      }
    `,
  },
  {
    name: 'counter up to a small constant',
    code: `
      import { pool } from './src/pool.js';

      const shards = 8;
      export async function run() {
        for (let shard = 0; shard < shards; shard++) await pool.query('select $1', [shard]);
      }
    `,
  },
  {
    name: 'counter up to a large number',
    code: `
      import { pool } from './src/pool.js';

      export async function run() {
        for (let id = 0; id < 10_000; id++) await pool.query('insert into numbers values ($1)', [id]);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 45 }],
  },
  {
    name: 'counter up to a default value',
    code: `
      import { pool } from './src/pool.js';

      export async function run(attempts = 3) {
        for (let attempt = 0; attempt < attempts; attempt++) await pool.query('select $1', [attempt]);
      }
    `,
  },
  {
    name: 'counter over the length of a literal list',
    code: `
      import { pool } from './src/pool.js';

      const tables = ['users', 'orders'];
      export async function run() {
        for (let i = 0; i < tables.length; i++) await pool.query(\`analyze \${tables[i]}\`);
      }
    `,
  },
  {
    name: 'reduce of a literal list',
    code: `
      import { pool } from './src/pool.js';

      export async function run() {
        return ['a', 'b'].reduce(async (before, name) => {
          await before;
          await pool.query('select $1', [name]);
        }, Promise.resolve());
      }
    `,
  },
  {
    name: 'chunks by a helper',
    code: `
      import { prisma } from './src/prisma.js';

      function chunk<T>(list: T[], size: number): T[][] {
        const groups: T[][] = [];
        for (let i = 0; i < list.length; i += size) groups.push(list.slice(i, i + size));
        return groups;
      }
      export async function run(ids: number[]) {
        for (const group of chunk(ids, 100)) await prisma.user.findMany({ where: { id: { in: group } } });
        await Promise.all(
          chunk(ids, 100).map((group) => prisma.user.findMany({ where: { id: { in: group } } })),
        );
      }
    `,
  },
  {
    name: 'chunks in a constant',
    code: `
      import { prisma } from './src/prisma.js';

      function inChunks<T>(list: T[], size: number): T[][] {
        return [list.slice(0, size), list.slice(size)];
      }
      export async function run(ids: number[]) {
        const chunks = inChunks(ids, 100);
        for (const ids of chunks) await prisma.user.findMany({ where: { id: { in: ids } } });
      }
    `,
  },
  {
    name: 'chunks by their name',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(batches: number[][]) {
        for (const batch of batches) await prisma.user.findMany({ where: { id: { in: batch } } });
      }
    `,
  },
  {
    name: 'query per element of a chunk',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(batches: number[][]) {
        for (const batch of batches) {
          await Promise.all(batch.map((id) => loadUser(id)));
        }
      }
    `,
    fanOut: [{ messageId: 'limitedFanOut', line: 5, column: 41 }],
  },
  {
    name: 'windows by slice',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        for (let i = 0; i < ids.length; i += 100)
          await prisma.user.findMany({ where: { id: { in: ids.slice(i, i + 100) } } });
      }
    `,
  },
  {
    name: 'windows by slice with a constant',
    code: `
      import { prisma } from './src/prisma.js';

      const size = 500;
      export async function run(ids: number[]) {
        for (let start = 0; start < ids.length; start += size) {
          const part = ids.slice(start, start + size);
          await prisma.user.deleteMany({ where: { id: { in: part } } });
        }
      }
    `,
  },
  {
    name: 'windows by splice',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        while (ids.length > 0) {
          const part = ids.splice(0, 100);
          await prisma.user.deleteMany({ where: { id: { in: part } } });
        }
      }
    `,
  },
  {
    name: 'rows of a batch that a function reads',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run() {
        const fetchBatch = (after: number) => prisma.user.findMany({ where: { id: { gt: after } }, take: 100 });
        let last = 0;
        for (;;) {
          const rows = await fetchBatch(last);
          if (rows.length === 0) break;
          for (const row of rows) await prisma.order.deleteMany({ where: { userId: row.id } });
          last = rows.at(-1)?.id ?? last;
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 9, column: 35 }],
  },
  {
    name: 'list of an object that a function fills',
    code: `
      import { prisma } from './src/prisma.js';
      import { loadUser } from './src/users.js';

      declare function collect(into: { ids: number[] }): void;
      export async function run() {
        const found: { ids: number[] } = { ids: [] };
        collect(found);
        for (const id of found.ids) await loadUser(id);
        for (const id of found.ids) await prisma.order.deleteMany({ where: { userId: id } });
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 8, column: 37 },
      { messageId: 'sequential', line: 9, column: 37 },
    ],
  },
  {
    name: 'a few at a time, but each with its query',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        for (let i = 0; i < ids.length; i += 10) {
          await Promise.all(ids.slice(i, i + 10).map((id) => loadUser(id)));
        }
      }
    `,
    fanOut: [{ messageId: 'limitedFanOut', line: 5, column: 56 }],
  },
  {
    name: 'stream of batches',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(batches: AsyncIterable<{ id: number }[]>) {
        for await (const rows of batches) {
          await prisma.order.createMany({ data: rows.map((row) => ({ userId: row.id, status: 'new' })) });
        }
      }
    `,
  },
  {
    name: 'stream of batches by a generator',
    code: `
      import { prisma } from './src/prisma.js';

      async function* pages() {
        for (let page = 0; ; page++) {
          const rows = await prisma.user.findMany({ skip: page * 100, take: 100 });
          if (rows.length === 0) return;
          yield rows;
        }
      }
      export async function run() {
        for await (const rows of pages())
          await prisma.order.createMany({ data: rows.map(({ id }) => ({ userId: id, status: 'new' })) });
      }
    `,
  },
  {
    name: 'rows of a stream of batches',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(batches: AsyncIterable<{ id: number }[]>) {
        for await (const rows of batches) {
          for (const row of rows) await loadUser(row.id);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 35 }],
  },
  {
    name: 'keys that the code says are a few values',
    code: `
      import { pool } from './src/pool.js';

      type Marker = 'home' | 'notifications';
      declare const payload: any;
      export async function run() {
        for (const key in payload) {
          const marker = key as Marker;
          await pool.query('update markers set at = now() where kind = $1', [marker]);
        }
        for (const marker of Object.keys(payload) as Marker[]) {
          await pool.query('update markers set at = now() where kind = $1', [marker]);
        }
      }
    `,
  },
  {
    name: 'values of an enum',
    code: `
      import { pool } from './src/pool.js';

      enum Kind {
        Small = 'small',
        Large = 'large',
      }
      export async function run(kinds: Kind[]) {
        for (const kind of kinds) await pool.query('select refresh($1)', [kind]);
      }
    `,
  },
  {
    name: 'attempts that are counted by a list',
    code: `
      import { pool } from './src/pool.js';

      const attempts = Array.from({ length: 1000 });
      export async function run() {
        for (const _ of attempts) {
          const { rowCount } = await pool.query('delete from events where id in (select id from events limit 500)');
          if (rowCount === 0) break;
        }
      }
    `,
  },
  {
    name: 'callback that is given members of an enum',
    code: `
      import { pool } from './src/pool.js';

      enum Kind { Mail = 'mail', Letter = 'letter' }
      export async function run(kinds: Kind[], names: string[]) {
        const count = (kind: string) => pool.query('select count(*) from messages where kind = $1', [kind]);
        await Promise.all(kinds.map((kind) => count(kind)));
        await kinds.reduce(async (before, kind) => { await before; await count(kind); }, Promise.resolve());
        await Promise.all(names.map((name) => count(name as Kind)));
        return Promise.all(names.map((name) => count(name)));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 9, column: 42 }],
  },
  {
    name: 'map and set that single statements of the module fill',
    code: `
      import { loadUser } from './src/users.js';

      const users = new Map<string, number>();
      users.set('admin', 1);
      users.set('guest', 2);
      const ids = new Set<number>();
      ids.add(1);
      export async function run() {
        for (const id of users.values()) await loadUser(id);
        for (const [, id] of users) await loadUser(id);
        await Promise.all([...ids].map((id) => loadUser(id)));
      }
    `,
  },
  {
    name: 'map and set that others fill, a loop or a function',
    code: `
      import { loadUser } from './src/users.js';

      declare function fill(map: Map<string, number>): void;
      const users = new Map<string, number>();
      export const add = (name: string, id: number) => users.set(name, id);
      export const known = new Set<number>();
      const filled = new Map<string, number>();
      fill(filled);
      export class Cache {
        private readonly users = new Map<string, number>();
        async warm(list: number[]) {
          const seen = new Set<number>();
          for (const id of list) seen.add(id);
          for (const id of users.values()) await loadUser(id);
          for (const id of known) await loadUser(id);
          for (const id of filled.values()) await loadUser(id);
          for (const id of this.users.values()) await loadUser(id);
          for (const id of seen) await loadUser(id);
        }
      }
    `,
    inLoop: [14, 15, 16, 17, 18].map((line, index) => ({
      messageId: 'sequential',
      line,
      column: [44, 35, 45, 49, 34][index] ?? 0,
    })),
  },
  {
    name: 'short list through functions of libraries',
    code: `
      import _ from 'lodash';
      import compact from 'lodash/compact.js';
      import * as R from 'ramda';
      import { loadUser } from './src/users.js';

      export async function run(a: number, b: number, c?: number) {
        await Promise.all(_.compact([a, b, c]).map((id: number) => loadUser(id)));
        for (const id of compact([a, b, c])) await loadUser(id);
        for (const id of _.uniq(_.sortBy([a, b]))) await loadUser(id);
        for (const id of R.filter((one: number) => one > 3, [a, b])) await loadUser(id);
        for (const id of _.concat([a], [b])) await loadUser(id);
      }
    `,
  },
  {
    name: 'list of unknown size through functions of libraries',
    code: `
      import _ from 'lodash';
      import * as R from 'ramda';
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        for (const id of _.filter(ids, Boolean)) await loadUser(id);
        for (const id of R.filter(Boolean, ids)) await loadUser(id);
        for (const id of _.concat([1], ids)) await loadUser(id);
        for (const part of _.chunk(ids, 100)) await loadUser(part.length);
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 6, column: 50 },
      { messageId: 'sequential', line: 7, column: 50 },
      { messageId: 'sequential', line: 8, column: 46 },
    ],
  },
  {
    name: 'list that is filled in a loop over few',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(given: number[]) {
        const few: number[] = [];
        for (const { id, isGone } of [
          { id: 1, isGone: true },
          { id: 2, isGone: false },
        ]) {
          if (isGone) few.push(id);
        }
        [3, 4].forEach((id) => few.push(id));
        for (const id of few) await loadUser(id);
        const all: number[] = [];
        for (const id of given) all.push(id);
        for (const id of all) await loadUser(id);
        const itself = [1];
        for (const id of itself) if (id < 10) itself.push(id);
        for (const id of itself) await loadUser(id);
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 15, column: 31 },
      { messageId: 'sequential', line: 18, column: 34 },
    ],
  },
  {
    name: 'short lists in a constant by a key',
    code: `
      import { prisma } from './src/prisma.js';

      interface Template {
        titles: string[];
      }
      const templates: Record<string, Template> = { small: { titles: ['a'] }, large: { titles: ['a', 'b'] } };
      const lists: Record<string, string[]> = { small: ['a'], large: ['a', 'b'] };
      const changed: Record<string, Template> = { small: { titles: ['a'] } };
      changed.large = JSON.parse('{ "titles": [] }') as Template;
      const partly = (titles: string[]): Record<string, Template> => ({ small: { titles } });
      const copied: Record<string, Template> = { ...partly([]), small: { titles: ['a'] } };
      const find = (title: string) => prisma.post.findMany({ where: { title } });
      export async function run(kind: string) {
        for (const title of templates[kind]!.titles) await find(title);
        for (const title of lists[kind]!) await find(title);
        for (const title of changed[kind]!.titles) await find(title);
        for (const title of copied[kind]!.titles) await find(title);
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 16, column: 52 },
      { messageId: 'sequential', line: 17, column: 51 },
    ],
  },
];
