import type { Case } from '../case.ts';

/** Every function that runs a callback per element, and every way to hand it one. */
export const arrayCallbacks: readonly Case[] = [
  {
    name: 'map',
    code: `
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      export async function run(list: Order[]) {
        await Promise.all(
          list.map(async (order) => {
            const user = await prisma.user.findFirst({ where: { id: order.userId } });
            return user?.name;
          }),
        );
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 7, column: 26 }],
  },
  {
    name: 'map with a concise callback',
    code: `
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      export async function run(list: Order[]) {
        return Promise.all(
          list.map((order) => prisma.user.findFirst({ where: { id: order.userId } })),
        );
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 6, column: 25 }],
  },
  {
    name: 'map with a function expression',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        return Promise.all(
          ids.map(async function (id) {
            return loadUser(id);
          }),
        );
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 6, column: 14 }],
  },
  {
    name: 'flatMap',
    code: `
      import { loadUser, loadEmail } from './src/users.js';

      export async function run(ids: number[]) {
        return Promise.all(ids.flatMap((id) => [loadUser(id), loadEmail(id)]));
      }
    `,
    fanOut: [
      { messageId: 'fanOut', line: 4, column: 43 },
      { messageId: 'fanOut', line: 4, column: 57 },
    ],
  },
  {
    name: 'forEach that nothing waits for',
    code: `
      import { users } from './src/drizzle.js';
      import { pool } from './src/pool.js';

      export function run(ids: number[]) {
        ids.forEach(async (id) => {
          await pool.query('select * from users where id = $1', [id]);
        });
      }
    `,
    fanOut: [{ messageId: 'abandoned', line: 6, column: 11 }],
  },
  {
    name: 'forEach of a set and a map',
    code: `
      import { loadUser } from './src/users.js';

      export function run(ids: Set<number>, byName: Map<string, number>) {
        ids.forEach(async (id) => {
          await loadUser(id);
        });
        byName.forEach(async (id, name) => {
          console.log(name, await loadUser(id));
        });
      }
    `,
    fanOut: [
      { messageId: 'abandoned', line: 5, column: 11 },
      { messageId: 'abandoned', line: 8, column: 29 },
    ],
  },
  {
    name: 'forEach by name',
    code: `
      import { loadEmail } from './src/users.js';

      export function run(ids: number[]) {
        ids.forEach(loadEmail);
      }
    `,
    fanOut: [{ messageId: 'abandoned', line: 4, column: 15 }],
  },
  {
    name: 'filter',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        return ids.filter(async (id) => (await prisma.user.count({ where: { id } })) > 0);
      }
    `,
    fanOut: [{ messageId: 'abandoned', line: 4, column: 42 }],
  },
  {
    name: 'some and every',
    code: `
      import { prisma } from './src/prisma.js';

      export function run(ids: number[]) {
        const known = ids.some(async (id) => (await prisma.user.count({ where: { id } })) > 0);
        const all = ids.every(async (id) => (await prisma.user.count({ where: { id } })) > 0);
        return known && all;
      }
    `,
    fanOut: [
      { messageId: 'abandoned', line: 4, column: 47 },
      { messageId: 'abandoned', line: 5, column: 46 },
    ],
  },
  {
    name: 'find, findIndex and findLast',
    code: `
      import { loadUser } from './src/users.js';

      export function run(ids: number[]) {
        console.log(ids.find(async (id) => (await loadUser(id)) !== null));
        console.log(ids.findIndex(async (id) => (await loadUser(id)) !== null));
        console.log(ids.findLast(async (id) => (await loadUser(id)) !== null));
      }
    `,
    fanOut: [
      { messageId: 'abandoned', line: 4, column: 45 },
      { messageId: 'abandoned', line: 5, column: 50 },
      { messageId: 'abandoned', line: 6, column: 49 },
    ],
  },
  {
    name: 'reduce that awaits what it has accumulated',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        return ids.reduce(async (before, id) => {
          const names = await before;
          const user = await loadUser(id);
          return user ? [...names, user.name] : names;
        }, Promise.resolve<string[]>([]));
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 24 }],
  },
  {
    name: 'reduce that chains with then',
    code: `
      import { loadUser } from './src/users.js';

      export function run(ids: number[]) {
        return ids.reduce<Promise<unknown>>(
          (before, id) => before.then(() => loadUser(id)),
          Promise.resolve(),
        );
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 39 }],
  },
  {
    name: 'reduceRight',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        await ids.reduceRight(async (before, id) => {
          await before;
          await loadUser(id);
        }, Promise.resolve());
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 11 }],
  },
  {
    name: 'reduce that starts all at once',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        const pending = ids.reduce<Promise<unknown>[]>((all, id) => [...all, loadUser(id)], []);
        return Promise.all(pending);
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 72 }],
  },
  {
    name: 'Array.from with a callback',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: Set<number>) {
        return Promise.all(Array.from(ids, (id) => loadUser(id)));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 46 }],
  },
  {
    name: 'Array.from of an unknown length',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(count: number) {
        return Promise.all(Array.from({ length: count }, (_, id) => loadUser(id)));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 63 }],
  },
  {
    name: 'Array.fromAsync',
    code: `
      import { loadUser } from './src/users.js';

      declare global {
        interface ArrayConstructor {
          fromAsync<T, R>(
            list: Iterable<T> | AsyncIterable<T>,
            work: (element: T) => R,
          ): Promise<Awaited<R>[]>;
        }
      }
      export async function run(ids: number[]) {
        return Array.fromAsync(ids, (id) => loadUser(id));
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 12, column: 39 }],
  },
  {
    name: 'methods of iterators',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: Map<string, number>) {
        return Promise.all([...ids.values()].map((id) => loadUser(id)));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 52 }],
  },
  {
    name: 'map after filter, sort and slice',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export async function run(list: Order[], first: number) {
        return Promise.all(
          list
            .filter((order) => order.items.length > 0)
            .sort((a, b) => a.id - b.id)
            .slice(first)
            .map((order) => loadUser(order.userId)),
        );
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 9, column: 23 }],
  },
  {
    name: 'map of what a query answered',
    code: `
      import { prisma } from './src/prisma.js';
      import { loadUser } from './src/users.js';

      export async function run() {
        const rows = await prisma.order.findMany();
        return Promise.all(rows.map(async (row) => ({ ...row, user: await loadUser(row.userId) })));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 6, column: 69 }],
  },
  {
    name: 'map of keys and entries',
    code: `
      import { prisma } from './src/prisma.js';
      import { loadUser } from './src/users.js';

      export async function run(byName: Record<string, number>) {
        await Promise.all(
          Object.keys(byName).map((name) => prisma.user.findFirst({ where: { name } })),
        );
        await Promise.all(Object.entries(byName).map(([, id]) => loadUser(id)));
      }
    `,
    fanOut: [
      { messageId: 'fanOut', line: 6, column: 39 },
      { messageId: 'fanOut', line: 8, column: 60 },
    ],
  },
  {
    name: 'map of a tuple with a rest',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: [number, ...number[]]) {
        return Promise.all(ids.map((id) => loadUser(id)));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 38 }],
  },
  {
    name: 'map of a readonly list',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: readonly number[]) {
        return Promise.all(ids.map((id) => loadUser(id)));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 38 }],
  },
  {
    name: 'map of an optional list',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(user?: { ids?: number[] }) {
        return Promise.all(user?.ids?.map((id) => loadUser(id)) ?? []);
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 45 }],
  },
  {
    name: 'map of a list with a fallback',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids?: number[]) {
        return Promise.all((ids ?? []).map((id) => loadUser(id)));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 46 }],
  },
  {
    name: 'map of a typed list of a class',
    code: `
      import { loadUser } from './src/users.js';

      class Ids extends Array<number> {}
      export async function run(ids: Ids) {
        return Promise.all(ids.map((id) => loadUser(id)));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 5, column: 38 }],
  },
  {
    name: 'nested maps report the query once',
    code: `
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      export async function run(list: Order[]) {
        return Promise.all(
          list.map((order) =>
            Promise.all(
              order.items.map((sku) => prisma.orderItem.count({ where: { orderId: order.id, sku } })),
            ),
          ),
        );
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 8, column: 34 }],
  },
  {
    name: 'loop in a callback',
    code: `
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      export async function run(list: Order[]) {
        return Promise.all(
          list.map(async (order) => {
            for (const sku of order.items)
              await prisma.orderItem.count({ where: { orderId: order.id, sku } });
          }),
        );
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 8, column: 15 }],
  },
  {
    name: 'callback in a loop',
    code: `
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      export async function run(list: Order[]) {
        for (const order of list) {
          await Promise.all(
            order.items.map((sku) => prisma.orderItem.count({ where: { orderId: order.id, sku } })),
          );
        }
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 7, column: 32 }],
  },
  {
    name: 'function by name',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        return Promise.all(ids.map(loadUser));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 30 }],
  },
  {
    name: 'function by name that only makes the query',
    code: `
      import { findUser } from './src/users.js';

      export async function run(ids: number[]) {
        return Promise.all(ids.map(findUser));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 30 }],
  },
  {
    name: 'method by name',
    code: `
      import { prisma } from './src/prisma.js';

      class Users {
        async find(id: number) {
          return prisma.user.findFirst({ where: { id } });
        }
        findAll = (ids: number[]) => Promise.all(ids.map(this.find));
      }
      export const users = new Users();
    `,
    fanOut: [{ messageId: 'fanOut', line: 7, column: 52 }],
  },
  {
    name: 'method bound to its object',
    code: `
      import type { UserService } from './src/users.js';

      export async function run(service: UserService, ids: number[]) {
        return Promise.all(ids.map(service.find.bind(service)));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 30 }],
  },
  {
    name: 'arrow in a field by name',
    code: `
      import { prisma } from './src/prisma.js';

      class Users {
        private readonly find = async (id: number) => prisma.user.findFirst({ where: { id } });
        findAll(ids: number[]) {
          return Promise.all(ids.map(this.find));
        }
      }
      export const users = new Users();
    `,
    fanOut: [{ messageId: 'fanOut', line: 6, column: 32 }],
  },
  {
    name: 'static method by name',
    code: `
      import { prisma } from './src/prisma.js';

      class Users {
        static async find(id: number) {
          return prisma.user.findFirst({ where: { id } });
        }
      }
      export async function run(ids: number[]) {
        return Promise.all(ids.map(Users.find));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 9, column: 30 }],
  },
  {
    name: 'callback in a constant',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        const withName = async (id: number) => ({ id, user: await loadUser(id) });
        return Promise.all(ids.map(withName));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 5, column: 30 }],
  },
  {
    name: 'callback of a callback factory',
    code: `
      import { prisma } from './src/prisma.js';

      const byName = (name: string) => async (id: number) =>
        prisma.user.findFirst({ where: { id, name } });
      export async function run(ids: number[], name: string) {
        return Promise.all(ids.map(byName(name)));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 6, column: 30 }],
  },
  {
    name: 'callback in parentheses and with a type',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        return Promise.all(
          ids.map((async (id: number) => loadUser(id)) as (id: number) => Promise<unknown>),
        );
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 5, column: 36 }],
  },
  {
    name: 'default value of a parameter',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(list: { id: number; user?: Promise<unknown> }[]) {
        return Promise.all(list.map(({ id, user = loadUser(id) }) => user));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 45 }],
  },
  {
    name: 'async component per row',
    language: 'tsx',
    code: `
      import { loadUser } from './src/users.js';

      async function Row({ id }: { id: number }) {
        const user = await loadUser(id);
        return <li>{user?.name}</li>;
      }
      export function Page({ ids }: { ids: number[] }) {
        return (
          <ul>
            {ids.map((id) => (
              <Row key={id} id={id} />
            ))}
          </ul>
        );
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 11, column: 9 }],
  },
  {
    name: 'component that does not query',
    language: 'tsx',
    code: `
      import { prisma } from './src/prisma.js';

      function Row({ name }: { name: string }) {
        return <li>{name}</li>;
      }
      export async function Page() {
        const users = await prisma.user.findMany();
        return (
          <ul>
            {users.map((user) => (
              <Row key={user.id} name={user.name} />
            ))}
          </ul>
        );
      }
    `,
  },
  {
    name: 'one component',
    language: 'tsx',
    code: `
      import { loadUser } from './src/users.js';

      async function User({ id }: { id: number }) {
        return <b>{(await loadUser(id))?.name}</b>;
      }
      export function Page({ ids }: { ids: number[] }) {
        return (
          <ul title={ids.join()}>
            <User id={1} />
          </ul>
        );
      }
    `,
  },
  {
    name: 'callbacks that do not query',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run() {
        const rows = await prisma.user.findMany();
        return rows
          .filter((row) => row.name)
          .map((row) => row.name)
          .reduce((all, name) => all + name, '');
      }
    `,
  },
  {
    name: 'map of a single value',
    code: `
      import { loadUser } from './src/users.js';

      class Maybe<T> {
        constructor(private readonly value: T) {}
        map<R>(work: (value: T) => R): Maybe<R> {
          return new Maybe(work(this.value));
        }
        get() {
          return this.value;
        }
      }
      export async function run(id: Maybe<number>) {
        return id.map((value) => loadUser(value)).get();
      }
    `,
  },
  {
    name: 'find of a service, not of a list',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(repository: { find(load: () => Promise<unknown>): Promise<unknown> }) {
        return repository.find(() => loadUser(1));
      }
    `,
  },
  {
    name: 'callbacks made, not called',
    code: `
      import { loadUser } from './src/users.js';

      export function run(ids: number[]) {
        return ids.map((id) => () => loadUser(id));
      }
    `,
  },
  {
    name: 'callbacks made async, not called',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export function run(list: Order[]) {
        const loaders = list.map((order) => async () => {
          await loadUser(order.userId);
        });
        return loaders;
      }
    `,
  },
  {
    name: 'arguments of a function made per element',
    code: `
      import { loadUser } from './src/users.js';

      export function run(ids: number[]) {
        return ids.map((id) => ({
          id,
          load: async () => loadUser(id),
          get user() {
            return loadUser(id);
          },
        }));
      }
    `,
  },
  {
    name: 'rows of one insert',
    code: `
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      export async function run(list: Order[]) {
        const data = await Promise.all(
          list.map(async (order) => ({ userId: order.userId, status: await Promise.resolve('x') })),
        );
        await prisma.order.createMany({ data });
      }
    `,
  },
  {
    name: 'sort',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run() {
        return (await prisma.user.findMany())
          .sort((a, b) => a.name.localeCompare(b.name))
          .map(({ name }) => name);
      }
    `,
  },
  {
    name: 'map that only builds lazy queries',
    code: `
      import { findUser } from './src/users.js';

      export function run(ids: number[]) {
        return ids.map((id) => ({ id, query: () => findUser(id) }));
      }
    `,
  },
  {
    name: 'forEach without await of a lazy query',
    code: `
      import { prisma } from './src/prisma.js';

      export function run(ids: number[]) {
        ids.forEach((id) => {
          prisma.user.delete({ where: { id } });
        });
      }
    `,
  },
  {
    name: 'query in the source of a map',
    code: `
      import { pool } from './src/pool.js';

      export async function run() {
        return (await pool.query<{ name: string }>('select name from users')).rows.map(
          ({ name }) => name,
        );
      }
    `,
  },
  {
    name: 'lists of a list, by their name',
    code: `
      import { prisma } from './src/prisma.js';

      const namesOf = (chunk: number[]) => prisma.user.findMany({ where: { id: { gt: chunk[0] ?? 0 } } });
      export async function run(parts: number[][], batches: { id: number }[]) {
        await Promise.all(parts.map((chunk) => namesOf(chunk)));
        await Promise.all(parts.map((part) => namesOf(part)));
        await Promise.all(batches.map((batch) => prisma.user.delete({ where: { id: batch.id } })));
      }
    `,
    fanOut: [
      { messageId: 'fanOut', line: 6, column: 41 },
      { messageId: 'fanOut', line: 7, column: 44 },
    ],
  },
];
