import type { Case } from '../case.ts';

/** What stops a query from counting: caches, loaders and the user's settings; and what makes a call count. */
export const barriers: readonly Case[] = [
  {
    name: 'cache of another file',
    code: `
      import { cachedUser } from './src/factories.js';
      export async function run(ids: number[]) {
        for (const id of ids) await cachedUser(id);
        await Promise.all(ids.map((id) => cachedUser(id)));
      }
    `,
  },
  {
    name: 'cache of React',
    code: `
      import { cache } from 'react';
      import { loadUser } from './src/users.js';
      const user = cache(async (id: number) => loadUser(id));
      export async function run(ids: number[]) {
        for (const id of ids) await user(id);
      }
    `,
  },
  {
    name: 'cache of Next',
    code: `
      import { unstable_cache } from 'next/cache';
      import { loadUser } from './src/users.js';
      const user = unstable_cache(async (id: number) => loadUser(id), ['user']);
      export async function run(ids: number[]) {
        return Promise.all(ids.map((id) => user(id)));
      }
    `,
  },
  {
    name: 'cache by name',
    code: `
      import { cache } from 'react';
      import { loadUser } from './src/users.js';
      const user = cache(loadUser);
      export async function run(ids: number[]) {
        return Promise.all(ids.map(user));
      }
    `,
  },
  {
    name: 'memoised method',
    code: `
      import memoize from 'memoizee';
      import { users } from './src/drizzle.js';
      import { prisma } from './src/prisma.js';
      class Users {
        readonly find = memoize(async (id: number) => prisma.user.findFirst({ where: { id } }));
      }
      export async function run(users: Users, ids: number[]) {
        for (const id of ids) await users.find(id);
      }
    `,
  },
  {
    name: 'cache written by hand',
    code: `
      import { loadUser } from './src/users.js';

      const known = new Map<number, unknown>();
      async function user(id: number) {
        const hit = known.get(id);
        if (hit) return hit;
        const row = await loadUser(id);
        known.set(id, row);
        return row;
      }
      export async function run(ids: number[]) {
        for (const id of ids) await user(id);
      }
    `,
  },
  {
    name: 'cache that methods of one object share: one asks, one keeps, one loads',
    code: `
      import { pool } from './src/pool.js';

      const load = (id: number): Promise<unknown> => pool.query('select * from users where id = $1', [id]);
      export class Users {
        readonly #known = new Map<number, unknown>();
        async filled(ids: number[]) {
          for (const id of ids) if (!this.#known.has(id)) this.#keep(id, await load(id));
        }
        async asked(ids: number[]) {
          for (const id of ids) {
            const known = this.#cached(id);
            if (known) continue;
            this.#known.set(id, await load(id));
          }
        }
        async loaded(ids: number[]) {
          for (const id of ids) if (!this.#known.get(id)) await this.#load(id);
          for (const id of ids) await this.get(id);
        }
        async get(id: number) { return this.#cached(id) ?? this.#load(id); }
        #keep(id: number, user: unknown) { this.#known.set(id, user); }
        #cached(id: number) { return this.#known.get(id); }
        async #load(id: number) {
          const user = await load(id);
          this.#known.set(id, user);
          return user;
        }
      }
    `,
  },
  {
    name: 'no cache: a method that asks for something else, and one that keeps nothing by key',
    code: `
      import { pool } from './src/pool.js';

      const load = (id: number): Promise<unknown> => pool.query('select * from users where id = $1', [id]);
      export class Users {
        readonly #known = new Map<number, unknown>();
        async run(ids: number[]) {
          for (const id of ids) if (!this.#isOdd(id)) this.#keep(id, await load(id));
          for (const id of ids) if (!this.#known.has(id)) this.#count(await load(id));
        }
        #isOdd(id: number) { return id % 2 === 1; }
        #count(row: unknown) { this.#known.set(0, row); }
        #keep(id: number, user: unknown) { this.#known.set(id, user); }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 7, column: 70 },
      { messageId: 'sequential', line: 8, column: 71 },
    ],
  },
  {
    name: 'no cache: what is not in a map is left out',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[], managers: Map<number, number>) {
        for (const id of ids) {
          const manager = managers.get(id);
          if (!manager) continue;
          managers.set(manager, id);
          await loadUser(manager);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 8, column: 11 }],
  },
  {
    name: 'remembered by a store',
    code: `
      import { loadUser } from './src/users.js';

      declare const store: { remember<T>(key: string, load: () => Promise<T>): Promise<T> };
      export async function run(ids: number[]) {
        for (const id of ids) await store.remember(\`user:\${id}\`, async () => loadUser(id));
      }
    `,
  },
  {
    name: 'DataLoader',
    code: `
      import DataLoader from 'dataloader';
      import { prisma } from './src/prisma.js';
      const byId = new DataLoader(async (ids: readonly number[]) => {
        const rows = await prisma.user.findMany({ where: { id: { in: [...ids] } } });
        return ids.map((id) => rows.find((row) => row.id === id));
      });
      export async function run(ids: number[]) {
        return Promise.all(ids.map((id) => byId.load(id)));
      }
    `,
  },
  {
    name: 'debounced',
    code: `
      import { debounce } from 'lodash';
      import { pool } from './src/pool.js';
      const refresh = debounce(async () => {
        await pool.query('select refresh()');
      }, 100);
      export function run(ids: number[]) {
        for (const id of ids) {
          console.log(id);
          void refresh();
        }
      }
    `,
  },
  {
    name: 'wrapper that caches nothing',
    code: `
      import { traced } from './src/missing.js';
      import { loadUser } from './src/users.js';
      const user = traced(async (id: number) => loadUser(id));
      export async function run(ids: number[]) {
        for (const id of ids) await user(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 31 }],
  },
  {
    name: 'function that settings name as a barrier',
    settings: { barriers: [{ module: 'src/users', name: 'loadUser' }] },
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        for (const id of ids) await loadUser(id);
      }
    `,
  },
  {
    name: 'barrier by name, handed over',
    settings: { barriers: [{ module: 'src/users', name: 'loadUser' }] },
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        return Promise.all(ids.map(loadUser));
      }
    `,
  },
  {
    name: 'barrier in the middle of the path',
    settings: { barriers: [{ module: 'src/users', name: 'loadUser' }] },
    code: `
      import { loadUserDeeply } from './src/users.js';

      export async function run(ids: number[]) {
        for (const id of ids) await loadUserDeeply(id);
      }
    `,
  },
  {
    name: 'method that settings name as a barrier',
    settings: { barriers: [{ module: 'src/users.ts', name: 'find' }] },
    code: `
      import type { UserService } from './src/users.js';

      export async function run(service: UserService, ids: number[]) {
        for (const id of ids) await service.find(id);
      }
    `,
  },
  {
    name: 'function of a package that settings name as a barrier',
    settings: { barriers: [{ module: 'loaders', name: 'load' }] },
    code: `
      import { load } from 'loaders';
      import { loadUser } from './src/users.js';
      export async function run(ids: number[]) {
        for (const id of ids) await load(() => loadUser(id));
      }
    `,
  },
  {
    name: 'barrier of another module',
    settings: { barriers: [{ module: 'src/loaders', name: 'loadUser' }] },
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        for (const id of ids) await loadUser(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 31 }],
  },
  {
    name: 'barrier of another name',
    settings: { barriers: [{ module: 'src/users', name: 'load' }] },
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        for (const id of ids) await loadUser(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 31 }],
  },
  {
    name: 'module by a part of its name',
    settings: { barriers: [{ module: 'sers', name: 'loadUser' }] },
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        for (const id of ids) await loadUser(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 31 }],
  },
  {
    name: 'function that settings name as a query',
    settings: { clients: [{ module: 'warehouse', name: 'ask' }] },
    code: `
      import { ask } from 'warehouse';
      import { users } from './src/drizzle.js';
      export async function run(ids: number[]) {
        for (const id of ids) await ask('select * from users where id = ?', id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 31 }],
  },
  {
    name: 'method that settings name as a query',
    settings: { clients: [{ module: 'warehouse', name: 'find', operation: 'readOne' }] },
    code: `
      import { connect } from 'warehouse';
      const warehouse = connect();
      export async function run(ids: number[]) {
        return Promise.all(ids.map((id) => warehouse.find(id)));
      }
    `,
  },
  {
    name: 'member of a module that settings name as a query',
    settings: { clients: [{ module: 'warehouse', name: 'find', operation: 'readOne' }] },
    code: `
      import { warehouse } from 'warehouse';
      export async function run(ids: number[]) {
        return Promise.all(ids.map((id) => warehouse.find(id)));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 3, column: 38 }],
  },
  {
    name: 'function of the project that settings name as a query',
    settings: { clients: [{ module: 'src/warehouse', name: 'ask', operation: 'readMany' }] },
    code: `
      import { ask } from './src/warehouse.js';
      import { users } from './src/drizzle.js';
      export async function run(ids: number[]) {
        for (const id of ids) {
          await ask('select * from users where id = ?', id);
          console.log(await ask('select * from users'));
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 5, column: 11 },
      { messageId: 'invariant', line: 6, column: 23 },
    ],
  },
  {
    name: 'function of the project that settings do not name',
    code: `
      import { ask } from './src/warehouse.js';
      import { users } from './src/drizzle.js';
      export async function run(ids: number[]) {
        for (const id of ids) await ask('select * from users where id = ?', id);
      }
    `,
  },
  {
    name: 'query that settings name, behind a function',
    settings: { clients: [{ module: 'warehouse', name: 'ask' }] },
    code: `
      import { ask } from 'warehouse';
      import { users } from './src/drizzle.js';
      const user = (id: number) => ask('select * from users where id = ?', id);
      export async function run(ids: number[]) {
        for (const id of ids) await user(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 31 }],
  },
  {
    name: 'query that settings name, once',
    settings: { clients: [{ module: 'warehouse', name: 'ask' }] },
    code: `
      import { ask } from 'warehouse';
      import { users } from './src/drizzle.js';
      export async function run(ids: number[]) {
        return ask('select * from users where id = any(?)', ids);
      }
    `,
  },
  {
    name: 'same name from another module',
    settings: { clients: [{ module: 'warehouse', name: 'ask' }] },
    code: `
      import { ask } from 'interview';
      export async function run(ids: number[]) {
        for (const id of ids) await ask(id);
      }
    `,
  },
  {
    name: 'writes are reported by default',
    code: `
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      export async function run(list: Order[]) {
        for (const order of list)
          await prisma.order.create({ data: { userId: order.userId, status: 'new' } });
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 11 }],
  },
  {
    name: 'writes are ignored',
    options: [{ writes: 'ignore' }],
    code: `
      import { eq } from 'drizzle-orm';
      import { db, orders } from './src/drizzle.js';
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      export async function run(list: Order[]) {
        for (const order of list)
          await prisma.order.create({ data: { userId: order.userId, status: 'new' } });
        await Promise.all(
          list.map((order) => prisma.order.update({ where: { id: order.id }, data: { status: 'sent' } })),
        );
        for (const { id } of list) await db.delete(orders).where(eq(orders.id, id));
      }
    `,
  },
  {
    name: 'writes behind a function are ignored',
    options: [{ writes: 'ignore' }],
    code: `
      import { prisma } from './src/prisma.js';

      async function close(id: number) {
        await prisma.order.update({ where: { id }, data: { status: 'closed' } });
      }
      export async function run(ids: number[]) {
        for (const id of ids) await close(id);
      }
    `,
  },
  {
    name: 'reads are reported when writes are ignored',
    options: [{ writes: 'ignore' }],
    code: `
      import { eq } from 'drizzle-orm';
      import { db, users } from './src/drizzle.js';
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        for (const id of ids) await loadUser(id);
        await Promise.all(ids.map((id) => db.select().from(users).where(eq(users.id, id))));
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 31 }],
    fanOut: [{ messageId: 'fanOut', line: 7, column: 37 }],
  },
  {
    name: 'reads and writes together are reported when writes are ignored',
    options: [{ writes: 'ignore' }],
    code: `
      import { prisma } from './src/prisma.js';

      async function touch(id: number) {
        const user = await prisma.user.findFirst({ where: { id } });
        await prisma.user.update({ where: { id }, data: { name: user?.name.trim() } });
      }
      export async function run(ids: number[]) {
        for (const id of ids) await touch(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 8, column: 31 }],
  },
  {
    name: 'raw queries are reported when writes are ignored',
    options: [{ writes: 'ignore' }],
    code: `
      import { users } from './src/drizzle.js';
      import { pool } from './src/pool.js';

      export async function run(ids: number[]) {
        for (const id of ids) await pool.query('select * from users where id = $1', [id]);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 31 }],
  },
  {
    name: 'writes asked for',
    options: [{ writes: 'report' }],
    code: `
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      export async function run(list: Order[]) {
        for (const order of list)
          await prisma.order.create({ data: { userId: order.userId, status: 'new' } });
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 11 }],
  },
];
