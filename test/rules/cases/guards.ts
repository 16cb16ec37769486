import type { Case } from '../case.ts';

/** Conditions on which a query runs in one iteration only, or for what is not kept yet. */
export const guards: readonly Case[] = [
  {
    name: 'first that is needed sets a flag',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        let done = false;
        let isFirst = true;
        for (const id of ids) {
          if (!done) {
            await loadUser(id);
            done = true;
          }
          if (isFirst && id > 3) {
            await loadUser(id);
            isFirst = false;
          }
          if (done) continue;
          await loadUser(id);
          done = true;
        }
      }
    `,
  },
  {
    name: 'row that the first iteration creates',
    code: `
      import { prisma } from './src/prisma.js';

      const create = (name: string) => prisma.user.create({ data: { name, email: name, role: 'READER' } });
      export async function run(names: string[]) {
        let made: { id: number } | undefined;
        let text: string | undefined;
        for (const name of names) {
          if (made === undefined) made = await create(name);
          text = text === undefined ? (await create(name)).name : text + name;
        }
        return made;
      }
    `,
  },
  {
    name: 'flag that is none',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        let done = false;
        let last: number | undefined;
        let user: unknown;
        for (const id of ids) {
          let own: unknown;
          if (!own) own = await loadUser(id);
          if (!done) {
            user = await loadUser(id);
            if (user) done = true;
          }
          if (last !== id) {
            await loadUser(id);
            last = id;
          }
          if (!user) user = await loadUser(id);
          user = undefined;
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 9, column: 27 },
      { messageId: 'sequential', line: 11, column: 20 },
      { messageId: 'sequential', line: 15, column: 13 },
      { messageId: 'sequential', line: 18, column: 29 },
    ],
  },
  {
    name: 'flag of an outer loop, and one that is set too late',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(groups: number[][], ids: number[]) {
        for (const group of groups) {
          let done = false;
          for (const id of group) {
            if (!done) {
              await loadUser(id);
              done = true;
            }
          }
        }
        let begun = false;
        await Promise.all(
          ids.map(async (id) => {
            if (!begun) {
              await loadUser(id);
              begun = true;
            }
          }),
        );
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 8, column: 15 }],
    fanOut: [{ messageId: 'fanOut', line: 17, column: 15 }],
  },
  {
    name: 'settings that a function reads once for all',
    code: `
      import { pool } from './src/pool.js';

      let settings: { name: string; value: string }[] | undefined;
      async function setting(name: string) {
        if (!settings) settings = (await pool.query('select * from settings')).rows;
        return settings?.find((one) => one.name === name)?.value;
      }
      export async function run(names: string[]) {
        for (const name of names) await setting(name);
      }
    `,
  },
  {
    name: 'variable outside of a function that is kept for another key',
    code: `
      import { pool } from './src/pool.js';

      let setting: { name: string; value: string } | undefined;
      async function value(name: string) {
        if (!setting) setting = (await pool.query('select * from settings where name = $1', [name])).rows[0];
        return setting?.value;
      }
      async function fresh(name: string) {
        let own: unknown;
        if (!own) own = (await pool.query('select * from settings')).rows;
        return [own, name];
      }
      export async function run(names: string[]) {
        for (const name of names) await value(name);
        for (const name of names) await fresh(name);
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 14, column: 35 },
      { messageId: 'sequential', line: 15, column: 35 },
    ],
  },
  {
    name: 'first or last iteration',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        for (const [index, id] of ids.entries()) {
          if (index === 0) await loadUser(id);
          if (index > 0) continue;
          await loadUser(id);
        }
        for (let i = 0; i < ids.length; i++) {
          const isLast = i === ids.length - 1;
          if (isLast && ids[i]) await loadUser(ids[i] ?? 0);
          if (!i) await loadUser(ids[i] ?? 0);
        }
        await Promise.all(ids.map(async (id, index) => (index === 0 ? loadUser(id) : id)));
        await Promise.all(ids.map(async (id, index) => index < 1 && loadUser(id)));
      }
    `,
  },
  {
    name: 'iterations by an index that is not one',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[], at: number[]) {
        for (const [index, id] of ids.entries()) {
          if (index !== 0) await loadUser(id);
          if (index === at[index]) await loadUser(id);
          if (index > 0 || id > 3) await loadUser(id);
          if (index === 0) console.log(id);
          else await loadUser(id);
          const own = id % 2;
          if (index === own) await loadUser(id);
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 5, column: 28 },
      { messageId: 'sequential', line: 6, column: 36 },
      { messageId: 'sequential', line: 7, column: 36 },
      { messageId: 'sequential', line: 9, column: 16 },
      { messageId: 'sequential', line: 11, column: 30 },
    ],
  },
  {
    name: 'first iteration of an inner loop only',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(groups: number[][]) {
        for (const ids of groups) {
          for (const [index, id] of ids.entries()) if (index === 0) await loadUser(id);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 69 }],
  },
  {
    name: 'query for what is kept already',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export async function run(list: Order[], load: (id: number) => Promise<{ id: number }[]>) {
        const known: Record<number, { id: number }[]> = {};
        for (const order of list) {
          if (!known[order.userId]) known[order.userId] = await load(order.userId);
          const rows = known[order.userId]!;
          if (rows.length > 0) await loadUser(order.id);
          if (rows.length === 0) await loadUser(order.id);
          if (rows && order.id > 3) await loadUser(order.id);
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 8, column: 32 },
      { messageId: 'sequential', line: 9, column: 34 },
      { messageId: 'sequential', line: 10, column: 37 },
    ],
  },
  {
    name: 'kept after a look-up that says more',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export async function run(list: Order[]) {
        const users = new Map<number, { name: string } | null>();
        for (const order of list) {
          const known = users.get(order.userId);
          if (known === undefined || known?.name === '') users.set(order.userId, await loadUser(order.userId));
          if (order.id > 3 && !users.has(order.id)) users.set(order.id, await loadUser(order.id));
          const user = users.has(order.id) ? users.get(order.id) : await loadUser(order.id);
          users.set(order.id, user ?? null);
        }
      }
    `,
  },
  {
    name: 'element of one key',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(users: { id: number; name: string }[], current: { id: number }, other: string) {
        for (const user of users) {
          if (user.id === current.id) await prisma.user.update({ where: { id: user.id }, data: { name: 'x' } });
          if (user.id !== current.id) await prisma.user.findFirst({ where: { id: user.id } });
          if (user.name === other) await prisma.user.findFirst({ where: { id: user.id } });
          if (user.id === undefined) await prisma.user.findMany({ where: { name: user.name } });
        }
        await Promise.all(
          users.map(async (user) => {
            if (user.id !== current.id) return;
            await prisma.user.update({ where: { id: user.id }, data: { name: 'x' } });
          }),
        );
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 6, column: 39 },
      { messageId: 'sequential', line: 7, column: 36 },
      { messageId: 'sequential', line: 8, column: 38 },
    ],
  },
  {
    name: 'list that is compared with, and is no store',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[], kinds: string[]) {
        for (let i = 0; i < ids.length; i++) {
          if (kinds[i] !== 'user') continue;
          await prisma.user.findFirst({ where: { id: ids[i] } });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 11 }],
  },
  {
    name: 'functions of the user that ask what they are given only for what they do not keep',
    code: `
      import { prisma } from './src/prisma.js';

      const kept = { get: async (key: string): Promise<unknown> => key, set: async (key: string, value: unknown) => [key, value] };
      async function getDataOrSet<T>(key: string, load: () => Promise<T>) {
        const known = await kept.get(key);
        if (known) return known;
        const value = await load();
        await kept.set(key, value);
        return value;
      }
      async function inSpan<T>(name: string, run: () => Promise<T>) {
        if (name === '') return undefined;
        return run();
      }
      async function getOrThrow<T>(load: () => Promise<T | null>) {
        const value = await load();
        if (value === null) throw new Error('There is none.');
        return value;
      }
      export async function run(ids: number[]) {
        for (const id of ids) await getOrThrow(async () => prisma.user.findFirst({ where: { id } }));
        for (const id of ids) await getDataOrSet(String(id), async () => prisma.user.findFirst({ where: { id } }));
        for (const id of ids) await inSpan('load', async () => prisma.user.findFirst({ where: { id } }));
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 21, column: 54 },
      { messageId: 'sequential', line: 23, column: 58 },
    ],
  },
  {
    name: 'one of a few values, with what is kept under it',
    code: `
      import { prisma } from './src/prisma.js';

      type Mark = 'home' | 'inbox' | 'archive';
      export async function run(marks: Record<string, number>) {
        for (const [mark, id] of Object.entries(marks))
          await prisma.user.update({ where: { id }, data: { name: mark as Mark } });
      }
    `,
  },
  {
    name: 'object that keeps what it has loaded',
    code: `
      import { prisma } from './src/prisma.js';

      class Loader {
        private users?: unknown[];
        constructor(private readonly name: string) {}
        async load() {
          if (this.users === undefined) this.users = await prisma.user.findMany({ where: { name: this.name } });
          return this.users;
        }
        private orders?: unknown[];
        async loadOrders() {
          return (this.orders ??= await prisma.order.findMany({ where: { status: this.name } }));
        }
        async loadAgain(names: string[]) {
          for (const name of names) if (name) await this.load();
        }
      }
      export async function run(names: string[]) {
        const loader = new Loader('x');
        for (const name of names) if (name) await loader.load();
        for (const name of names) if (name) await loader.loadOrders();
        for (const name of names) await new Loader(name).load();
        for (const name of names) {
          const own = new Loader(name);
          await own.load();
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 22, column: 35 },
      { messageId: 'sequential', line: 25, column: 11 },
    ],
  },
  {
    name: 'answer that the object keeps for a time, or not where the call says so',
    code: `
      import { prisma } from './src/prisma.js';

      class Settings {
        #rows?: Promise<unknown[]>;
        #until = 0;
        async all({ isFresh = false } = {}) {
          if (isFresh) return prisma.user.findMany();
          if (this.#rows && Date.now() < this.#until) return this.#rows;
          const rows = prisma.user.findMany();
          this.#rows = rows;
          this.#until = Date.now() + 60_000;
          return this.#rows;
        }
        async one(name: string, { isFresh = false } = {}) {
          return (await this.all({ isFresh })).at(name.length);
        }
      }
      const settings = new Settings();
      export async function run(names: string[]) {
        for (const name of names) await settings.one(name);
        for (const name of names) await settings.one(name, { isFresh: true });
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 21, column: 35 }],
  },
  {
    name: 'parameter and variable of a loop that are filled where they are empty',
    code: `
      import { prisma } from './src/prisma.js';

      async function rename(id: number, user?: unknown) {
        user ||= await prisma.user.findFirst({ where: { id } });
        return user;
      }
      export async function run(ids: number[], users: unknown[]) {
        for (const id of ids) await rename(id);
        for (let user of users) console.log(user || (user = await prisma.user.findFirst()));
        let first: unknown;
        for (const id of ids) console.log(id, first || (first = await prisma.user.findFirst()));
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 8, column: 31 },
      { messageId: 'sequential', line: 9, column: 61 },
    ],
  },
  {
    name: 'member of a kept object that is filled where it is empty, and one of an object of each call',
    code: `
      import { prisma } from './src/prisma.js';

      interface State { viewer?: unknown }
      interface Order { userId: number; customer?: unknown }
      export class Sessions {
        readonly #states = new WeakMap<object, State>();
        stateOf(session: object): State {
          const known = this.#states.get(session) ?? {};
          this.#states.set(session, known);
          return known;
        }
        toOrder(userId: number): Order {
          return { userId };
        }
        async viewer(session: object, id: number) {
          const state = this.stateOf(session);
          return state.viewer || (state.viewer = await prisma.user.findUnique({ where: { id } }));
        }
        async customer(order: Order) {
          return order.customer || (order.customer = await prisma.user.findUnique({ where: { id: order.userId } }));
        }
        async made(userId: number) {
          const order = this.toOrder(userId);
          return (order.customer ??= await prisma.user.findUnique({ where: { id: userId } }));
        }
        async run(session: object, orders: Order[]) {
          for (const order of orders) await this.viewer(session, order.userId);
          for (const order of orders) await this.customer(order);
          for (const order of orders) await this.made(order.userId);
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 28, column: 39 },
      { messageId: 'sequential', line: 29, column: 39 },
    ],
  },
];
