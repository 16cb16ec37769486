import type { Case } from '../case.ts';

/** Every loop statement, and what in it runs once only. */
export const loops: readonly Case[] = [
  {
    name: 'for of',
    code: `
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      export async function run(list: Order[]) {
        for (const order of list) {
          await prisma.user.findUnique({ where: { id: order.userId } });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 11 }],
  },
  {
    name: 'for of without a block',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        for (const id of ids) await loadUser(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 31 }],
  },
  {
    name: 'for of with a destructured element',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export async function run(list: Order[]) {
        for (const { userId } of list) await loadUser(userId);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 40 }],
  },
  {
    name: 'for of over entries',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        for (const [index, id] of ids.entries()) console.log(index, await loadUser(id));
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 69 }],
  },
  {
    name: 'for of over a map and a set',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(byName: Map<string, number>, ids: Set<number>) {
        for (const [, id] of byName) await loadUser(id);
        for (const id of byName.values()) await loadUser(id);
        for (const id of ids) await loadUser(id);
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 4, column: 38 },
      { messageId: 'sequential', line: 5, column: 43 },
      { messageId: 'sequential', line: 6, column: 31 },
    ],
  },
  {
    name: 'for of over what a query answers',
    code: `
      import { prisma } from './src/prisma.js';
      import { loadUser } from './src/users.js';

      export async function run() {
        for (const order of await prisma.order.findMany()) await loadUser(order.userId);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 60 }],
  },
  {
    name: 'for of over a generator',
    code: `
      import { loadUser } from './src/users.js';

      function* numbers(limit: number) {
        for (let n = 0; n < limit; n += 1) yield n;
      }
      export async function run(limit: number) {
        for (const id of numbers(limit)) await loadUser(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 42 }],
  },
  {
    name: 'for of over the members of an object',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(byName: Record<string, number>) {
        for (const id of Object.values(byName)) await loadUser(id);
        for (const [, id] of Object.entries(byName)) await loadUser(id);
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 4, column: 49 },
      { messageId: 'sequential', line: 5, column: 54 },
    ],
  },
  {
    name: 'for in',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(byName: Record<string, number>) {
        for (const name in byName) await prisma.user.findFirst({ where: { name } });
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 36 }],
  },
  {
    name: 'for with an index',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        for (let i = 0; i < ids.length; i++) await loadUser(ids[i]!);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 46 }],
  },
  {
    name: 'for with the length in a variable',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        for (let i = 0, n = ids.length; i < n; i++) await loadUser(ids[i]!);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 53 }],
  },
  {
    name: 'for that counts down',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        for (let i = ids.length - 1; i >= 0; i--) await loadUser(ids[i]!);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 51 }],
  },
  {
    name: 'for with the limit on the left',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        for (let i = 0; ids.length > i; ++i) await loadUser(ids[i]!);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 46 }],
  },
  {
    name: 'for with a step written out',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        for (let i = 0; i < ids.length; i += 1) await loadUser(ids[i]!);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 49 }],
  },
  {
    name: 'for up to a parameter',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(count: number) {
        for (let id = 1; id <= count; id++) await loadUser(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 45 }],
  },
  {
    name: 'while with an index',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        let i = 0;
        while (i < ids.length) {
          await loadUser(ids[i]!);
          i += 1;
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 11 }],
  },
  {
    name: 'while over a work list',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(queue: number[]) {
        while (queue.length > 0) {
          const id = queue.shift()!;
          await loadUser(id);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 11 }],
  },
  {
    name: 'while over a stack that grows',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(root: number) {
        const stack = [root];
        while (stack.length) {
          const id = stack.pop()!;
          const children = await prisma.user.findMany({ where: { parentId: id } });
          stack.push(...children.map((child) => child.id));
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 28 }],
  },
  {
    name: 'while from each row to its parent',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(start: number) {
        let id: number | null = start;
        while (id !== null) {
          const user: { parentId: number | null } | null = await prisma.user.findUnique({
            where: { id },
          });
          id = user?.parentId ?? null;
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 60 }],
  },
  {
    name: 'do from each row to its parent',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(start: number) {
        let id: number | null = start;
        do {
          const user: { parentId: number | null } | null = await prisma.user.findFirst({
            where: { id },
          });
          id = user?.parentId ?? null;
        } while (id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 60 }],
  },
  {
    name: 'do over a work list',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(queue: number[]) {
        do {
          const id = queue.pop();
          if (id !== undefined) await loadUser(id);
        } while (queue.length > 0);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 33 }],
  },
  {
    name: 'for await over rows',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(rows: AsyncIterable<{ id: number }>) {
        for await (const row of rows) await loadUser(row.id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 39 }],
  },
  {
    name: 'for await over a list of promises',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: Promise<number>[]) {
        for await (const id of ids) await loadUser(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 37 }],
  },
  {
    name: 'for await over lines',
    code: `
      import { createInterface } from 'node:readline';
      import { pool } from './src/pool.js';
      export async function run() {
        for await (const line of createInterface({ input: process.stdin }))
          await pool.query('insert into lines values ($1)', [line]);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 11 }],
  },
  {
    name: 'labelled loop',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(groups: number[][]) {
        outer: for (const group of groups) {
          for (const id of group) {
            if (id < 0) continue outer;
            await loadUser(id);
          }
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 13 }],
  },
  {
    name: 'query between two loops',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export async function run(list: Order[]) {
        for (const order of list) {
          const user = await loadUser(order.userId);
          for (const item of order.items) console.log(user, item);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 24 }],
  },
  {
    name: 'nested loops report the query once',
    code: `
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      export async function run(list: Order[]) {
        for (const order of list) {
          for (const sku of order.items)
            await prisma.orderItem.count({ where: { orderId: order.id, sku } });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 13 }],
  },
  {
    name: 'bounded loop inside a loop',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          for (const status of ['open', 'sent'])
            await prisma.order.count({ where: { userId: id, status } });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 13 }],
  },
  {
    name: 'loop inside a bounded loop',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        for (const status of ['open', 'sent']) {
          for (const id of ids) await prisma.order.count({ where: { userId: id, status } });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 33 }],
  },
  {
    name: 'branches of a loop',
    code: `
      import { prisma } from './src/prisma.js';
      import { loadUser, loadEmail, type Order } from './src/users.js';

      export async function run(list: Order[]) {
        for (const order of list) {
          if (order.items.length === 0) await prisma.order.delete({ where: { id: order.id } });
          else await loadUser(order.userId);
          switch (order.id) {
            case 1:
              await prisma.order.count({ where: { id: order.id } });
              break;
            default:
              console.log(order.items.length > 1 ? await loadEmail(order.userId) : null);
          }
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 6, column: 41 },
      { messageId: 'sequential', line: 7, column: 16 },
      { messageId: 'sequential', line: 10, column: 15 },
      { messageId: 'sequential', line: 13, column: 52 },
    ],
  },
  {
    name: 'try, catch and finally in a loop',
    code: `
      import { pool } from './src/pool.js';
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          try {
            await loadUser(id);
          } catch {
            await pool.query('insert into failures values ($1)', [id]);
          } finally {
            await pool.query('insert into attempts values ($1)', [id]);
          }
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 7, column: 13 },
      { messageId: 'sequential', line: 9, column: 13 },
      { messageId: 'sequential', line: 11, column: 13 },
    ],
  },
  {
    name: 'condition of an if in a loop',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          if (await prisma.user.count({ where: { id } })) console.log(id);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 15 }],
  },
  {
    name: 'loop at the top of a module',
    code: `
      import { prisma } from './src/prisma.js';
      import { loadUser } from './src/users.js';

      const ids = await prisma.user.findMany({ select: { id: true } });
      for (const { id } of ids) await loadUser(id);
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 33 }],
  },
  {
    name: 'loop in a generator',
    code: `
      import { loadUser } from './src/users.js';

      export async function* run(ids: number[]) {
        for (const id of ids) yield loadUser(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 31 }],
  },
  {
    name: 'loop in a constructor, an accessor and a static block',
    code: `
      import { pool } from './src/pool.js';

      export class Seeder {
        static {
          for (const name in process.env) void pool.query('insert into names values ($1)', [name]);
        }
        constructor(names: string[]) {
          for (const name of names) void pool.query('insert into names values ($1)', [name]);
        }
        set names(names: string[]) {
          for (const name of names) void pool.query('insert into names values ($1)', [name]);
        }
      }
    `,
    fanOut: [
      { messageId: 'fanOut', line: 5, column: 42 },
      { messageId: 'fanOut', line: 8, column: 36 },
      { messageId: 'fanOut', line: 11, column: 36 },
    ],
  },
  {
    name: 'with JSX',
    language: 'tsx',
    code: `
      import { loadUser } from './src/users.js';

      export async function Page({ ids }: { ids: number[] }) {
        const rows = [];
        for (const id of ids) {
          const user = await loadUser(id);
          rows.push(<li key={id}>{user?.name}</li>);
        }
        return <ul>{rows}</ul>;
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 24 }],
  },
  {
    name: 'query before a loop',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run() {
        const rows = await prisma.user.findMany();
        for (const row of rows) console.log(row.name);
      }
    `,
  },
  {
    name: 'query as the source of a loop',
    code: `
      import { pool } from './src/pool.js';
      import { prisma } from './src/prisma.js';

      export async function run() {
        for (const row of await prisma.user.findMany()) console.log(row.name);
        for (const row of (await pool.query('select * from users')).rows) console.log(row);
      }
    `,
  },
  {
    name: 'query after a loop',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(names: string[]) {
        const data: { name: string; email: string; role: 'READER' }[] = [];
        for (const name of names) data.push({ name, email: name, role: 'READER' });
        await prisma.user.createMany({ data });
      }
    `,
  },
  {
    name: 'query in the initialiser of a for',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run() {
        for (let left = await prisma.user.count(); left > 0; left -= 1) console.log(left);
      }
    `,
  },
  {
    name: 'source of a for in',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run() {
        for (const index in await prisma.user.findMany()) console.log(index);
      }
    `,
  },
  {
    name: 'stream of rows that a query opened',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(open: (rows: unknown[]) => AsyncIterable<{ id: number }>) {
        for await (const row of open(await prisma.user.findMany())) console.log(row.id);
      }
    `,
  },
  {
    name: 'function declared in a loop, not called',
    code: `
      import { loadUser } from './src/users.js';

      export function run(ids: number[]) {
        const loaders: (() => Promise<unknown>)[] = [];
        for (const id of ids) {
          async function load() {
            return loadUser(id);
          }
          loaders.push(load);
        }
        return loaders;
      }
    `,
  },
  {
    name: 'class in a loop',
    code: `
      import { loadUser } from './src/users.js';

      export function run(ids: number[]) {
        return ids.map(
          (id) =>
            class {
              async load() {
                return loadUser(id);
              }
            },
        );
      }
    `,
  },
  {
    name: 'loop without a query',
    code: `
      import type { Order } from './src/users.js';

      export async function run(list: Order[]) {
        for (const order of list) console.log(order.items.map((item) => item.toUpperCase()));
        for (let i = 0; i < list.length; i++) await Promise.resolve(list[i]);
      }
    `,
  },
  {
    name: 'loop over requests to another service',
    code: `
      import { users } from './src/drizzle.js';

      export async function run(ids: number[]) {
        for (const id of ids) await fetch(\`https://example.com/users/\${id}\`);
        await Promise.all(ids.map((id) => fetch(\`https://example.com/users/\${id}\`)));
      }
    `,
  },
  {
    name: 'loops that read what a query answered',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run() {
        const rows = await prisma.user.findMany();
        for (let i = rows.length - 1; i >= 0; i--) console.log(rows[i]);
        for (const index in rows) console.log(rows[index]);
        let i = 0;
        while (i < rows.length) console.log(rows[i++]);
      }
    `,
  },
  {
    name: 'loop that only makes requests of another kind',
    code: `
      export async function run(urls: string[]) {
        for await (const page of urls.map((url) => fetch(url))) console.log(page.status);
        do {
          console.log(urls.pop());
        } while (urls.length > 0);
      }
    `,
  },
  {
    name: 'pages by their numbers, candidates by the length of a text, and numbers',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(count: number, key: string, doc: { id?: string }) {
        const size = 100;
        const pages = Math.ceil(count / size);
        let page = 1;
        for (page; page <= pages; page++) console.log(await prisma.user.findMany({ skip: (page - 1) * size, take: size }));
        let n = 0;
        for (n = 0; n <= pages; n++) console.log(await prisma.user.findMany({ skip: (n + 1) * size, take: size }));
        for (let length = 5; length <= key.length; length++) {
          const name = key.substring(0, length);
          if (await prisma.user.findFirst({ where: { name } })) continue;
          doc.id = name;
          break;
        }
        for (let length = 5; length <= key.length; length++) {
          await prisma.user.findFirst({ where: { name: key.substring(0, length) } });
        }
        for (let n = 0; n <= pages; n++) console.log(await prisma.user.findMany({ where: { id: n + size } }));
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 17, column: 11 },
      { messageId: 'sequential', line: 19, column: 54 },
    ],
  },
];
