import { describe, expect, it } from 'vitest';

import { lint } from '../rule-tester.ts';
import { dedent } from './case.ts';

const header = [
  `import { eq } from 'drizzle-orm';`,
  `import pLimit from 'p-limit';`,
  `import { pool } from './src/pool.js';`,
  `import { prisma } from './src/prisma.js';`,
  `import { db, orders, users } from './src/drizzle.js';`,
  `import { loadUser, loadUserDeeply, mapAtOnce, type Mailer, type Order, UserService } from './src/users.js';`,
  '',
].join('\n');

function messagesOf(code: string): string[] {
  return lint(header + dedent(code)).map(({ message }) => message);
}

describe('no-query-in-loop says', () => {
  it('what runs one after another', () => {
    const code = `
      export async function run(list: Order[]) {
        for (const order of list) await prisma.user.findUnique({ where: { id: order.userId } });
      }
    `;
    expect(messagesOf(code)).toEqual([
      'This runs `prisma.user.findUnique` once per element of `list`, one round trip after another. Read all rows with one query first and look each up in a `Map`.',
    ]);
  });

  it('through which functions', () => {
    const code = `
      export async function run(list: Order[]) {
        for (const order of list) await loadUserDeeply(order.userId);
      }
    `;
    expect(messagesOf(code)).toEqual([
      'This runs `prisma.user.findFirst` once per element of `list`, through `loadUserDeeply` (users.ts:18) → `loadUser` (users.ts:10), one round trip after another. Read all rows with one query first and look each up in a `Map`.',
    ]);
  });

  it('that the path goes on when it is long', () => {
    const code = `
      const first = (id: number) => second(id);
      const second = (id: number) => third(id);
      const third = (id: number) => fourth(id);
      const fourth = (id: number) => loadUser(id);
      export async function run(ids: number[]) {
        for (const id of ids) await second(id);
        for (const id of ids) await first(id);
      }
    `;
    expect(messagesOf(code)).toEqual([
      'This runs `prisma.user.findFirst` once per element of `ids`, through `second` (file.ts:8) → `third` (file.ts:9) → `fourth` (file.ts:10) → 1 more call, one round trip after another. Read all rows with one query first and look each up in a `Map`.',
      'This runs `prisma.user.findFirst` once per element of `ids`, through `first` (file.ts:7) → `second` (file.ts:8) → `third` (file.ts:9) → 2 more calls, one round trip after another. Read all rows with one query first and look each up in a `Map`.',
    ]);
  });

  it('how many more queries there are', () => {
    const code = `
      async function details(id: number) {
        await pool.query('select * from users where id = $1', [id]);
        await prisma.order.count({ where: { userId: id } });
      }
      async function more(id: number) {
        await details(id);
        await prisma.post.deleteMany({ where: { authorId: id } });
      }
      export async function run(ids: number[]) {
        for (const id of ids) await details(id);
        for (const id of ids) await more(id);
      }
    `;
    expect(messagesOf(code)).toEqual([
      'This runs `pool.query` and 1 more query once per element of `ids`, through `details` (file.ts:7), one round trip after another. Send one query for all elements.',
      'This runs `prisma.post.deleteMany` and 2 more queries once per element of `ids`, through `more` (file.ts:11), one round trip after another. Write a form of `more` that takes all elements and sends each of its queries once.',
    ]);
  });

  it('what runs while a connection is held', () => {
    const code = `
      export async function run(list: Order[]) {
        await prisma.$transaction(async (tx) => {
          for (const order of list) await tx.order.create({ data: { userId: order.userId, status: 'new' } });
        });
      }
    `;
    expect(messagesOf(code)).toEqual([
      'This runs `tx.order.create` once per element of `list`, while one transaction or connection is held for all of them. Collect the values and write them with one bulk query.',
    ]);
  });

  it('what could run once before the loop', () => {
    const code = `
      export async function run(list: Order[]) {
        for (const order of list) console.log(order, await prisma.user.findFirst({ where: { role: 'ADMIN' } }));
      }
    `;
    expect(messagesOf(code)).toEqual([
      'This runs `prisma.user.findFirst` once per element of `list`, although nothing in it varies. Run it once before the loop.',
    ]);
  });

  it('which row leads to the next', () => {
    const code = `
      export async function roots(start: number) {
        let id: number | null = start;
        while (id) {
          const user: { parentId: number | null } | null = await prisma.user.findUnique({ where: { id } });
          id = user?.parentId ?? null;
        }
      }
      export async function path(id: number): Promise<string[]> {
        const user = await prisma.user.findUnique({ where: { id } });
        return user?.parentId ? [...(await path(user.parentId)), user.name] : [];
      }
    `;
    expect(messagesOf(code)).toEqual([
      'This runs `prisma.user.findUnique` once per row that `id` leads to, one round trip after another. Read the whole chain with one recursive query (`WITH RECURSIVE`).',
      'This runs `prisma.user.findUnique` once per row that `path` follows, through `path` (file.ts:14), one round trip after another. Read the whole chain with one recursive query (`WITH RECURSIVE`).',
    ]);
  });

  it('what a counter counts up to', () => {
    const code = `
      export async function run(count: number) {
        for (let id = 1; id <= count; id++) await loadUser(id);
        for (let id = 1; id <= 10_000; id++) await loadUser(id);
      }
    `;
    const advice = 'Read all rows with one query first and look each up in a `Map`.';
    expect(messagesOf(code)).toEqual([
      `This runs \`prisma.user.findFirst\` once per number up to \`count\`, through \`loadUser\` (users.ts:10), one round trip after another. ${advice}`,
      `This runs \`prisma.user.findFirst\` once per number up to \`10_000\`, through \`loadUser\` (users.ts:10), one round trip after another. ${advice}`,
    ]);
  });

  it('what a list of the user’s own iterates', () => {
    const code = `
      class List<T> {
        constructor(private readonly elements: T[]) {}
        async each(work: (element: T) => Promise<unknown>) {
          for (const element of this.elements) await work(element);
        }
      }
      export async function run(list: List<number>) {
        await list.each(async (id) => loadUser(id));
      }
    `;
    expect(messagesOf(code)).toEqual([
      'This runs `prisma.user.findFirst` once per element that `list.each` iterates, through `loadUser` (users.ts:10), one round trip after another. Read all rows with one query first and look each up in a `Map`.',
    ]);
  });

  it('what to do, by what the query does', () => {
    const code = `
      export async function run(ids: number[]) {
        for (const id of ids) {
          await prisma.order.findMany({ where: { userId: id } });
          await prisma.order.count({ where: { userId: id } });
          await prisma.order.update({ where: { id }, data: { status: 'sent' } });
          await pool.query('select * from users where id = $1', [id]);
          await db.select().from(users).where(eq(users.id, id));
          await db.insert(orders).values({ id, userId: id, status: 'new' });
          await db.query.users.findFirst({ where: eq(users.id, id) });
        }
      }
    `;
    const every = (query: string, advice: string): string =>
      `This runs \`${query}\` once per element of \`ids\`, one round trip after another. ${advice}`;
    const group = 'Read the rows of all elements with one query first and group them by key in a `Map`.';
    const write = 'Collect the values and write them with one bulk query.';
    expect(messagesOf(code)).toEqual([
      every('prisma.order.findMany', group),
      every('prisma.order.count', 'Count for all elements with one grouped query first.'),
      every('prisma.order.update', 'Update the rows of all keys with one query.'),
      every('pool.query', 'Send one query for all elements.'),
      every('db.select', group),
      every('db.insert', write),
      every('db.query.users.findFirst', 'Read all rows with one query first and look each up in a `Map`.'),
    ]);
  });

  it('names that are longer than a line, shortened', () => {
    const code = `
      export async function run(list: Order[], client?: typeof prisma) {
        for (const order of list
          .filter((candidate) => candidate.items.length > 0)
          .toSorted((first, second) => first.id - second.id)) {
          await (client ?? prisma).user.findFirst({ where: { id: order.userId } });
        }
      }
    `;
    expect(messagesOf(code)).toEqual([
      'This runs `(client ?? prisma).user.findFirst` once per element of the filtered `list`, one round trip after another. Read all rows with one query first and look each up in a `Map`.',
    ]);
  });
});

describe('no-query-fanout says', () => {
  it('what starts at once', () => {
    const code = `
      export async function run(list: Order[]) {
        return Promise.all(list.map((order) => prisma.user.findFirst({ where: { id: order.userId } })));
      }
    `;
    expect(messagesOf(code)).toEqual([
      'This starts `prisma.user.findFirst` once per element of `list`, all at once and each on a connection of its own. Read all rows with one query first and look each up in a `Map`.',
    ]);
  });

  it('through which method', () => {
    const code = `
      export async function run(service: UserService, mailer: Mailer, ids: number[]) {
        await Promise.all(ids.map(service.find.bind(service)));
        await mapAtOnce(ids, (id) => mailer.greet(id));
      }
    `;
    expect(messagesOf(code)).toEqual([
      'This starts `this.client.user.findFirst` once per element of `ids`, through `find` (users.ts:46), all at once and each on a connection of its own. Read all rows with one query first and look each up in a `Map`.',
      'This starts `pool.query` once per element of `ids`, through `greet` (users.ts:68), all at once and each on a connection of its own. Send one query for all elements.',
    ]);
  });

  it('what a limiter lets through', () => {
    const code = `
      const limit = pLimit(4);
      export async function run(ids: number[]) {
        return Promise.all(ids.map((id) => limit(() => loadUser(id))));
      }
    `;
    expect(messagesOf(code)).toEqual([
      'This runs `prisma.user.findFirst` once per element of `ids`, through `loadUser` (users.ts:10), several at a time. A limit spares connections, not round trips. Read all rows with one query first and look each up in a `Map`.',
    ]);
  });

  it('what nothing waits for', () => {
    const code = `
      export function run(ids: number[]) {
        ids.forEach(async (id) => { await pool.query('delete from users where id = $1', [id]); });
      }
    `;
    expect(messagesOf(code)).toEqual([
      'This starts `pool.query` once per element of `ids`, all at once, and nothing waits for them. Send one query for all elements.',
    ]);
  });

  it('what could run once before', () => {
    const code = `
      export async function run(ids: number[]) {
        return Promise.all(ids.map(async (id) => ({ id, total: await prisma.user.count() })));
      }
    `;
    expect(messagesOf(code)).toEqual([
      'This starts `prisma.user.count` once per element of `ids`, although nothing in it varies. Run it once before.',
    ]);
  });
});
