import type { Case } from '../case.ts';

/** Loops that are not driven by elements: pages, polls, attempts; and loops that end with their first query. */
export const repetition: readonly Case[] = [
  {
    name: 'cursor',
    code: `
      import { gt } from 'drizzle-orm';
      import { prisma } from './src/prisma.js';

      export async function run() {
        let cursor: number | undefined;
        while (true) {
          const rows: { id: number }[] = await prisma.user.findMany({
            take: 100,
            where: { id: { gt: cursor } },
          });
          if (rows.length === 0) break;
          cursor = rows[rows.length - 1]?.id;
        }
      }
    `,
  },
  {
    name: 'cursor of Prisma',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run() {
        let last: number | undefined;
        do {
          const rows: { id: number }[] = await prisma.user.findMany({
            take: 100,
            ...(last ? { skip: 1, cursor: { id: last } } : {}),
          });
          last = rows.at(-1)?.id;
        } while (last !== undefined);
      }
    `,
  },
  {
    name: 'token of the next page',
    code: `
      import { pool } from './src/pool.js';

      export async function run(list: (token?: string) => Promise<{ next?: string }>) {
        let token: string | undefined;
        do {
          const page: { next?: string } = await list(token);
          await pool.query('insert into pages values ($1)', [page.next]);
          token = page.next;
        } while (token);
      }
    `,
  },
  {
    name: 'offset',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run() {
        let page = 0;
        let more = true;
        while (more) {
          const rows = await prisma.user.findMany({ skip: page * 100, take: 100 });
          more = rows.length === 100;
          page++;
        }
      }
    `,
  },
  {
    name: 'pages by number',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(pages: number) {
        for (let page = 0; page < pages; page++)
          await prisma.user.findMany({ skip: page * 100, take: 100 });
      }
    `,
  },
  {
    name: 'offset by rows',
    code: `
      import { users } from './src/drizzle.js';
      import { pool } from './src/pool.js';

      export async function run() {
        for (let offset = 0; ; offset += 500) {
          const { rows } = await pool.query('select * from users limit 500 offset $1', [offset]);
          if (rows.length < 500) break;
        }
      }
    `,
  },
  {
    name: 'delete until nothing is left',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run() {
        let deleted = 0;
        do {
          ({ count: deleted } = await prisma.order.deleteMany({ where: { status: 'old' }, limit: 1000 }));
        } while (deleted > 0);
      }
    `,
  },
  {
    name: 'query per row of a page',
    code: `
      import { prisma } from './src/prisma.js';
      import { loadUser } from './src/users.js';

      export async function run() {
        for (let page = 0; ; page++) {
          const rows = await prisma.order.findMany({ skip: page * 100, take: 100 });
          if (rows.length === 0) break;
          for (const row of rows) await loadUser(row.userId);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 8, column: 35 }],
  },
  {
    name: 'poll',
    code: `
      import { prisma } from './src/prisma.js';

      declare function sleep(ms: number): Promise<void>;
      export async function run(isRunning: () => boolean) {
        while (isRunning()) {
          await prisma.order.findMany({ where: { status: 'new' } });
          await sleep(1000);
        }
      }
    `,
  },
  {
    name: 'poll without an end',
    code: `
      import { pool } from './src/pool.js';

      declare function sleep(ms: number): Promise<void>;
      export async function run() {
        for (;;) {
          await pool.query('select 1');
          await sleep(1);
        }
      }
    `,
  },
  {
    name: 'poll until a row is ready',
    code: `
      import { prisma } from './src/prisma.js';

      declare function sleep(ms: number): Promise<void>;
      export async function run(id: number) {
        let order = await prisma.order.findFirst({ where: { id } });
        while (order?.status !== 'done') {
          await sleep(100);
          order = await prisma.order.findFirst({ where: { id } });
        }
        return order;
      }
    `,
  },
  {
    name: 'worker of a queue in the database',
    code: `
      import { pool } from './src/pool.js';

      export async function run(stopped: { value: boolean }) {
        while (!stopped.value) {
          const { rows } = await pool.query('select * from jobs limit 1 for update skip locked');
          if (rows.length === 0) await new Promise((resolve) => setTimeout(resolve, 100));
        }
      }
    `,
  },
  {
    name: 'attempts with a literal limit',
    code: `
      import { pool } from './src/pool.js';

      export async function run() {
        for (let attempt = 0; attempt < 3; attempt++) {
          try {
            return await pool.query('select 1');
          } catch (error) {
            console.error(error);
          }
        }
        return undefined;
      }
    `,
  },
  {
    name: 'attempts with a limit of unknown size',
    code: `
      import { pool } from './src/pool.js';

      export async function run(retries: number) {
        for (let attempt = 0; attempt <= retries; attempt++) {
          try {
            return await pool.query('select 1');
          } catch {
            console.log(attempt);
          }
        }
        return undefined;
      }
    `,
  },
  {
    name: 'a list that is filled up to a number',
    code: `
      import { prisma } from './src/prisma.js';
      import { loadUser } from './src/users.js';

      export async function run(count: number) {
        const users: unknown[] = [];
        while (users.length < count) {
          const user = await loadUser(Math.random());
          if (user) users.push(user);
        }
        const two: unknown[] = [];
        while (two.length < 2) two.push(await loadUser(Math.random()));
        const paged: unknown[] = [];
        while (paged.length < count) paged.push(...(await prisma.user.findMany({ take: 50, skip: paged.length })));
        return [users, two, paged];
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 24 }],
  },
  {
    name: 'a list that is filled while others fill it',
    code: `
      import { loadUser } from './src/users.js';

      const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
      export async function run(count: number) {
        const users: unknown[] = [];
        while (users.length < count) {
          const user = await loadUser(1);
          if (user) users.push(user);
          await sleep(100);
        }
      }
    `,
  },
  {
    name: 'the rows that are not done yet',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export async function run(orders: Order[], total: number) {
        const done: number[] = [];
        let left = total;
        do {
          const order = orders.find((one) => !done.includes(one.id));
          if (!order) throw new Error('Nothing is left.');
          await loadUser(order.userId);
          done.push(order.id);
          left -= 1;
        } while (left > 0);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 9, column: 11 }],
  },
  {
    name: 'the same row until it is done',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export async function run(orders: Order[], skipped: number[]) {
        let user;
        do {
          const order = orders.find((one) => !skipped.includes(one.id));
          user = await loadUser(order?.userId ?? 0);
        } while (!user);
      }
    `,
  },
  {
    name: 'attempts in a while',
    code: `
      import { pool } from './src/pool.js';

      export async function run() {
        let left = 5;
        while (left > 0) {
          try {
            return await pool.query('select 1');
          } catch {
            left -= 1;
          }
        }
        return undefined;
      }
    `,
  },
  {
    name: 'attempts until a name is free',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(name: string) {
        let candidate = name;
        for (let i = 1; await prisma.user.count({ where: { name: candidate } }); i++)
          candidate = \`\${name}-\${i}\`;
        return candidate;
      }
    `,
  },
  {
    name: 'query in the condition',
    code: `
      import { pool } from './src/pool.js';
      import { loadUser } from './src/users.js';

      export async function run() {
        let count = 0;
        while ((await pool.query('select 1 from jobs')).rows.length > 0) count++;
        do {
          count++;
        } while (await loadUser(count));
      }
    `,
  },
  {
    name: 'return after the query',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export async function run(list: Order[]) {
        for (const order of list) {
          if (order.items.length > 10) {
            const user = await loadUser(order.userId);
            return user;
          }
        }
        return undefined;
      }
    `,
  },
  {
    name: 'return of the query',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export async function run(list: Order[]) {
        for (const order of list) {
          if (order.items.includes('x')) return loadUser(order.userId);
        }
        return undefined;
      }
    `,
  },
  {
    name: 'throw behind branches that go on',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(list: { kind: string; id: number }[]) {
        const rows: unknown[] = [];
        for (const { kind, id } of list) {
          if (kind === 'user') {
            rows.push(await prisma.user.findUnique({ where: { id } }));
            continue;
          }
          throw new Error(kind);
        }
        return rows;
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 23 }],
  },
  {
    name: 'throw behind an inner loop whose branches go on',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(list: { kind: string; id: number }[]) {
        for (const { kind, id } of list) {
          for (const part of ['first', 'second']) {
            await prisma.user.findFirst({ where: { id, name: part } });
            continue;
          }
          throw new Error(kind);
        }
      }
    `,
  },
  {
    name: 'throw after the query',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export async function run(list: Order[]) {
        for (const order of list) {
          if (order.items.length === 0)
            throw new Error(\`empty order of \${(await loadUser(order.userId))?.name}\`);
        }
      }
    `,
  },
  {
    name: 'break after the query',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export async function run(list: Order[]) {
        for (const order of list) {
          if (order.id > 7) {
            await loadUser(order.userId);
            break;
          }
        }
      }
    `,
  },
  {
    name: 'break out of both loops',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export async function run(list: Order[]) {
        outer: for (const order of list) {
          for (const item of order.items) {
            if (item === 'x') {
              await loadUser(order.userId);
              break outer;
            }
          }
        }
      }
    `,
  },
  {
    name: 'return only when a row is found',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          const user = await loadUser(id);
          if (user) return user;
        }
        return undefined;
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 24 }],
  },
  {
    name: 'break of a switch goes on',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export async function run(list: Order[]) {
        for (const order of list) {
          switch (order.id) {
            case 1:
              await loadUser(order.userId);
              break;
          }
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 15 }],
  },
  {
    name: 'continue goes on',
    code: `
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      export async function run(list: Order[]) {
        for (const order of list) {
          if (order.items.length === 0) {
            await prisma.order.delete({ where: { id: order.id } });
            continue;
          }
          console.log(order.items);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 13 }],
  },
  {
    name: 'catch that returns',
    code: `
      import { pool } from './src/pool.js';
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          try {
            await loadUser(id);
          } catch (error) {
            await pool.query('insert into failures values ($1)', [String(error)]);
            return;
          }
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 13 }],
  },
  {
    name: 'return in a callback does not leave the loop',
    code: `
      import { loadUser, withSpan, type Order } from './src/users.js';

      export async function run(list: Order[]) {
        for (const order of list) {
          await withSpan('load', async () => {
            return loadUser(order.userId);
          });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 14 }],
  },
  {
    name: 'query per known user only',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export async function run(list: Order[]) {
        const users = new Map<number, unknown>();
        for (const order of list) {
          if (!users.has(order.userId)) users.set(order.userId, await loadUser(order.userId));
        }
      }
    `,
  },
  {
    name: 'kept after a look-up',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export async function run(list: Order[]) {
        const users = new Map<number, unknown>();
        for (const order of list) {
          let user = users.get(order.userId);
          if (!user) {
            user = await loadUser(order.userId);
            users.set(order.userId, user);
          }
          console.log(user);
        }
      }
    `,
  },
  {
    name: 'skipped when known',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export async function run(list: Order[]) {
        const users = new Map<number, unknown>();
        for (const order of list) {
          const known = users.get(order.userId);
          if (known) continue;
          users.set(order.userId, await loadUser(order.userId));
        }
      }
    `,
  },
  {
    name: 'kept in an object',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export async function run(list: Order[]) {
        const users: Record<number, unknown> = {};
        for (const order of list) users[order.userId] ??= await loadUser(order.userId);
      }
    `,
  },
  {
    name: 'kept in an object after a look-up',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export async function run(list: Order[]) {
        const users: Record<number, unknown> = {};
        for (const order of list) {
          if (!(order.userId in users)) users[order.userId] = await loadUser(order.userId);
        }
      }
    `,
  },
  {
    name: 'skipped when seen',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export async function run(list: Order[]) {
        const seen = new Set<number>();
        for (const order of list) {
          if (seen.has(order.userId)) continue;
          seen.add(order.userId);
          await loadUser(order.userId);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 8, column: 11 }],
  },
  {
    name: 'kept without a look-up',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export async function run(list: Order[]) {
        const users = new Map<number, unknown>();
        for (const order of list) users.set(order.userId, await loadUser(order.userId));
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 59 }],
  },
  {
    name: 'look-up in another map',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export async function run(list: Order[], known: Map<number, string>) {
        const users = new Map<number, unknown>();
        for (const order of list) {
          if (known.has(order.id)) users.set(order.userId, await loadUser(order.userId));
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 60 }],
  },
  {
    name: 'row that is created where a map of the known ones has none',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(known: Map<string, { id: number }>, names: string[]) {
        for (const name of names) {
          const existing = known.get(name);
          if (existing) continue;
          known.set(name, await prisma.user.create({ data: { name, email: name, role: 'READER' } }));
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 27 }],
  },
  {
    name: 'row that is read where a map of the known ones has none',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(known: Map<string, unknown>, names: string[]) {
        for (const name of names) {
          const existing = known.get(name);
          if (existing) continue;
          known.set(name, await prisma.user.findFirst({ where: { name } }));
        }
      }
    `,
  },
  {
    name: 'method that writes when its list is full',
    code: `
      import { prisma } from './src/prisma.js';

      class Writer {
        #ids: number[] = [];
        async add(id: number) {
          this.#ids.push(id);
          if (this.#ids.length >= 500) await this.flush();
        }
        async flush() {
          await prisma.user.deleteMany({ where: { id: { in: this.#ids.splice(0) } } });
        }
      }
      export async function run(ids: number[]) {
        const writer = new Writer();
        for (const id of ids) await writer.add(id);
        await writer.flush();
      }
    `,
  },
  {
    name: 'pages until one is not full, whose number an object answers with',
    code: `
      import { prisma } from './src/prisma.js';

      async function page(take: number, cursor: number | null) {
        const rows = await prisma.user.findMany({ take, where: { id: { gt: cursor ?? 0 } } });
        return { read: rows.length, cursor: rows.at(-1)?.id ?? null };
      }
      export async function run(pageSize: number) {
        let cursor: number | null = null;
        let read = pageSize;
        while (read >= pageSize) {
          const result = await page(pageSize, cursor);
          cursor = result.cursor;
          read = result.read;
        }
      }
    `,
  },
  {
    name: 'list that another function fills, and chunks that a method iterates',
    code: `
      import { prisma } from './src/prisma.js';

      const add = (rows: Map<number, number>, id: number) => rows.set(id, id);
      const chunksOf = (ids: number[], size: number) =>
        Array.from({ length: Math.ceil(ids.length / size) }, (_, at) => ids.slice(at * size, (at + 1) * size));
      async function each<T>(items: T[], run: (item: T) => Promise<unknown>) {
        for (const item of items) await run(item);
      }
      export async function run(ids: AsyncIterable<number>, all: number[], capacity: number) {
        const pending = new Map<number, number>();
        const flush = async () => {
          await prisma.user.deleteMany({ where: { id: { in: [...pending.values()] } } });
          pending.clear();
        };
        for await (const id of ids) {
          add(pending, id);
          if (pending.size >= capacity) await flush();
        }
        await each(chunksOf(all, 100), (some) => prisma.user.deleteMany({ where: { id: { in: some.slice() } } }));
        await each(all, (id) => prisma.user.deleteMany({ where: { id } }));
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 20, column: 27 }],
  },
  {
    name: 'search in a graph, which an answer ends',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(start: string, ask: (name: string) => Promise<{ next: string; answer?: string }>) {
        let next = start;
        let answer: string | undefined;
        do {
          const user = await prisma.user.findFirst({ where: { name: next } });
          const found = await ask(user?.name ?? '');
          next = found.next;
          if (found.answer) answer = found.answer;
        } while (!answer);
      }
    `,
  },
  {
    name: 'list of some length that the iterations do not fill',
    code: `
      import { prisma } from './src/prisma.js';

      const load = (id: number, names: string[]) => prisma.user.findMany({ where: { id, name: { in: names } } });
      export async function run(ids: number[], names: string[]) {
        for (const id of ids) {
          if (names.length > 1) await load(id, names);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 33 }],
  },
];
