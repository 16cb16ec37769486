import type { Case } from '../case.ts';

/** Promises that are started per element and awaited together, or not at all. */
export const promises: readonly Case[] = [
  {
    name: 'Promise.all',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        const users = await Promise.all(ids.map((id) => loadUser(id)));
        return users.length;
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 51 }],
  },
  {
    name: 'Promise.allSettled',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        const results = await Promise.allSettled(ids.map((id) => loadUser(id)));
        return results.filter(({ status }) => status === 'rejected').length;
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 60 }],
  },
  {
    name: 'Promise.race and Promise.any',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        await Promise.race(ids.map((id) => loadUser(id)));
        await Promise.any(ids.map((id) => loadUser(id)));
      }
    `,
    fanOut: [
      { messageId: 'fanOut', line: 4, column: 38 },
      { messageId: 'fanOut', line: 5, column: 37 },
    ],
  },
  {
    name: 'promises in a constant',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        const pending = ids.map((id) => loadUser(id));
        console.log(pending.length);
        return await Promise.all(pending);
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 35 }],
  },
  {
    name: 'promises spread among others',
    code: `
      import { pool } from './src/pool.js';
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        await Promise.all([pool.query('select 1'), ...ids.map((id) => loadUser(id))]);
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 5, column: 65 }],
  },
  {
    name: 'promises concatenated',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[], others: number[]) {
        const first = ids.map((id) => loadUser(id));
        await Promise.all(first.concat(others.map((id) => loadUser(id))));
      }
    `,
    fanOut: [
      { messageId: 'fanOut', line: 4, column: 33 },
      { messageId: 'fanOut', line: 5, column: 53 },
    ],
  },
  {
    name: 'pushed in a loop',
    code: `
      import { users } from './src/drizzle.js';
      import { pool } from './src/pool.js';

      export async function run(ids: number[]) {
        const pending: Promise<unknown>[] = [];
        for (const id of ids) {
          pending.push(pool.query('select * from users where id = $1', [id]));
        }
        await Promise.all(pending);
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 7, column: 18 }],
  },
  {
    name: 'pushed as an async function called in place',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        const pending: Promise<void>[] = [];
        for (const id of ids) {
          pending.push(
            (async () => {
              console.log(await loadUser(id));
            })(),
          );
        }
        await Promise.all(pending);
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 8, column: 27 }],
  },
  {
    name: 'pushed in a forEach',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        const pending: Promise<unknown>[] = [];
        ids.forEach((id) => {
          pending.push(loadUser(id));
        });
        await Promise.all(pending);
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 6, column: 18 }],
  },
  {
    name: 'lazy queries pushed in a loop',
    code: `
      import type { Prisma } from './generated/prisma/client.js';
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        const pending: Prisma.PrismaPromise<unknown>[] = [];
        for (const id of ids) {
          pending.push(prisma.user.findFirst({ where: { id } }));
        }
        await Promise.all(pending);
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 7, column: 18 }],
  },
  {
    name: 'filled by index',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        const pending: Promise<unknown>[] = [];
        for (let i = 0; i < ids.length; i++) {
          pending[i] = loadUser(ids[i]!);
        }
        return Promise.all(pending);
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 6, column: 18 }],
  },
  {
    name: 'kept in a map',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        const pending = new Map<number, Promise<unknown>>();
        for (const id of ids) pending.set(id, loadUser(id));
        await Promise.all(pending.values());
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 5, column: 41 }],
  },
  {
    name: 'kept in an object per element',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        const rows = ids.map((id) => ({ id, user: loadUser(id) }));
        return Promise.all(rows.map(async ({ id, user }) => ({ id, user: await user })));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 45 }],
  },
  {
    name: 'started in a loop, nothing waits',
    code: `
      import { loadUser } from './src/users.js';

      export function run(ids: number[]) {
        for (const id of ids) void loadUser(id);
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 30 }],
  },
  {
    name: 'started in a loop with a catch, nothing waits',
    code: `
      import { loadUser } from './src/users.js';

      export function run(ids: number[]) {
        for (const id of ids) loadUser(id).catch(console.error);
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 25 }],
  },
  {
    name: 'async function called in place, nothing waits',
    code: `
      import { loadUser } from './src/users.js';

      export function run(ids: number[]) {
        for (const id of ids) {
          void (async () => {
            await loadUser(id);
          })();
        }
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 6, column: 13 }],
  },
  {
    name: 'then of each',
    code: `
      import { loadUser } from './src/users.js';

      export function run(ids: number[]) {
        return Promise.all(ids.map((id) => loadUser(id).then((user) => user?.name)));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 38 }],
  },
  {
    name: 'query in a then of each',
    code: `
      import { loadUser } from './src/users.js';

      export function run(ids: number[]) {
        return Promise.all(ids.map((id) => Promise.resolve(id).then(() => loadUser(id))));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 69 }],
  },
  {
    name: 'query in a then by name',
    code: `
      import { loadUser } from './src/users.js';

      export function run(ids: number[]) {
        return Promise.all(ids.map((id) => Promise.resolve(id).then(loadUser)));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 63 }],
  },
  {
    name: 'loop of a then chain',
    code: `
      import { loadUser } from './src/users.js';

      export function run(ids: number[]) {
        let chain: Promise<unknown> = Promise.resolve();
        for (const id of ids) {
          chain = chain.then(() => loadUser(id));
        }
        return chain;
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 30 }],
  },
  {
    name: 'then in a loop that waits',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          await loadUser(id).then((user) => {
            console.log(user);
          });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 11 }],
  },
  {
    name: 'new Promise in a loop',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          await new Promise<void>((resolve, reject) => {
            loadUser(id).then(() => {
              resolve();
            }, reject);
          });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 7 }],
  },
  {
    name: 'Promise.all of two queries in a loop',
    code: `
      import { loadUser, loadEmail } from './src/users.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          const [user, email] = await Promise.all([loadUser(id), loadEmail(id)]);
          console.log(user, email);
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 5, column: 46 },
      { messageId: 'sequential', line: 5, column: 60 },
    ],
  },
  {
    name: 'mapped promises awaited in a loop',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        const pending = ids.map((id) => loadUser(id));
        for (const user of pending) console.log(await user);
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 35 }],
  },
  {
    name: 'for await over mapped promises',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        for await (const user of ids.map((id) => loadUser(id))) console.log(user?.name);
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 44 }],
  },
  {
    name: 'promises returned by a function',
    code: `
      import { loadUser } from './src/users.js';

      function start(ids: number[]) {
        return ids.map((id) => loadUser(id));
      }
      export async function run(ids: number[]) {
        return Promise.all(start(ids));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 26 }],
  },
  {
    name: 'mapped, nothing waits',
    code: `
      import { loadUser } from './src/users.js';

      export function run(ids: number[]) {
        ids.map((id) => loadUser(id));
      }
    `,
    fanOut: [{ messageId: 'abandoned', line: 4, column: 19 }],
  },
  {
    name: 'one of two in each iteration',
    code: `
      import { loadUser, loadEmail } from './src/users.js';

      export async function run(ids: number[]) {
        await Promise.all(ids.map((id) => (id > 0 ? loadUser(id) : loadEmail(id))));
        await Promise.all(ids.map((id) => id > 0 && loadUser(id)));
      }
    `,
    fanOut: [
      { messageId: 'fanOut', line: 4, column: 47 },
      { messageId: 'fanOut', line: 4, column: 62 },
      { messageId: 'fanOut', line: 5, column: 47 },
    ],
  },
  {
    name: 'timed out per element',
    code: `
      import { loadUser } from './src/users.js';

      const withTimeout = <T,>(work: Promise<T>) =>
        Promise.race([work, new Promise<never>(() => undefined)]);
      export async function run(ids: number[]) {
        return Promise.all(ids.map((id) => withTimeout(loadUser(id))));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 6, column: 50 }],
  },
  {
    name: 'two queries at once',
    code: `
      import { orders } from './src/drizzle.js';
      import { pool } from './src/pool.js';
      import { prisma } from './src/prisma.js';

      export async function run(id: number) {
        const [user, { rows }] = await Promise.all([
          prisma.user.findFirst({ where: { id } }),
          pool.query('select * from orders where user_id = $1', [id]),
        ]);
        return [user, rows];
      }
    `,
  },
  {
    name: 'a query or a timeout',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(id: number, ms: number) {
        return Promise.race([loadUser(id), new Promise((resolve) => setTimeout(resolve, ms))]);
      }
    `,
  },
  {
    name: 'promises pushed one by one',
    code: `
      import { loadUser, loadEmail } from './src/users.js';

      export async function run(id: number, withOrders: boolean) {
        const pending: Promise<unknown>[] = [];
        pending.push(loadUser(id));
        if (withOrders) pending.push(loadEmail(id));
        await Promise.all(pending);
      }
    `,
  },
  {
    name: 'Promise.all of a dictionary that is written out',
    code: `
      import { loadUser, loadEmail } from './src/users.js';

      export async function run(id: number) {
        const parts = { user: loadUser(id), email: loadEmail(id) };
        return Promise.all(Object.values(parts));
      }
    `,
  },
  {
    name: 'promises of something else',
    code: `
      export async function run(ids: number[]) {
        await Promise.all(ids.map((id) => new Promise((resolve) => setTimeout(resolve, id))));
        await Promise.all(ids.map(async (id) => Promise.resolve(id)));
      }
    `,
  },
  {
    name: 'query after the promises',
    code: `
      import { pool } from './src/pool.js';

      export async function run(urls: string[]) {
        const pages = await Promise.all(urls.map((url) => fetch(url)));
        await pool.query('insert into pages select unnest($1::int[])', [
          pages.map(({ status }) => status),
        ]);
      }
    `,
  },
  {
    name: 'then after one query',
    code: `
      import { prisma } from './src/prisma.js';

      export function run() {
        return prisma.user.findMany().then((rows) => rows.map((row) => row.name));
      }
    `,
  },
  {
    name: 'then chain of two queries',
    code: `
      import { loadUser, loadEmail } from './src/users.js';

      export function run(id: number) {
        return loadUser(id)
          .then((user) => user && loadEmail(user.id))
          .then((email) => email?.trim());
      }
    `,
  },
  {
    name: 'functions that do not wait for what they send',
    code: `
      import { loadUser } from './src/users.js';
      function record(id: number): void {
        loadUser(id).catch(() => undefined);
      }
      async function recordSoon(id: number) {
        void (async () => {
          await loadUser(id);
        })();
      }
      const recordDeeply = (id: number): void => record(id);
      export async function run(ids: number[]) {
        for (const id of ids) record(id);
        for (const id of ids) await recordSoon(id);
        for (const id of ids) recordDeeply(id);
      }
    `,
    fanOut: [
      { messageId: 'fanOut', line: 12, column: 25 },
      { messageId: 'fanOut', line: 13, column: 31 },
      { messageId: 'fanOut', line: 14, column: 25 },
    ],
  },
  {
    name: 'functions that do not wait, through a limiter',
    code: `
      import pLimit from 'p-limit';
      import { loadUser } from './src/users.js';
      const limit = pLimit(5);
      function record(id: number): void {
        void limit(() => loadUser(id));
      }
      export function run(ids: number[]) {
        for (const id of ids) record(id);
      }
    `,
    fanOut: [{ messageId: 'limitedFanOut', line: 8, column: 25 }],
  },
  {
    name: 'functions that wait, that hand on the promise, or that answer by a callback',
    code: `
      import { pool } from './src/pool.js';
      import { loadUser } from './src/users.js';
      async function waiting(id: number) {
        await loadUser(id).catch(() => undefined);
      }
      const handing = (id: number) => loadUser(id).catch(() => undefined);
      const settling = (id: number) =>
        new Promise<void>((resolve) => {
          void loadUser(id).then(() => resolve());
        });
      function calling(id: number, done: () => void): void {
        pool.query('select $1', [id], done);
      }
      export async function run(ids: number[]) {
        for (const id of ids) await waiting(id);
        for (const id of ids) await handing(id);
        for (const id of ids) await settling(id);
        for (const id of ids) await new Promise<void>((resolve) => calling(id, resolve));
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 15, column: 31 },
      { messageId: 'sequential', line: 16, column: 31 },
      { messageId: 'sequential', line: 17, column: 31 },
      { messageId: 'sequential', line: 18, column: 62 },
    ],
  },
  {
    name: 'so many promises at a time, waited for before one is added or after',
    code: `
      import { loadUser } from './src/users.js';
      export async function run(ids: number[], limit: number) {
        const jobs = new Map<number, Promise<unknown>>();
        for (const id of ids) {
          if (jobs.size >= limit) await Promise.race(jobs.values());
          jobs.set(id, loadUser(id).finally(() => jobs.delete(id)));
        }
        const running = new Set<Promise<unknown>>();
        for (const id of ids) {
          const job = loadUser(id).finally(() => running.delete(job));
          running.add(job);
          if (running.size >= limit) {
            await Promise.race(running);
          }
        }
        const list: Promise<unknown>[] = [];
        for (const id of ids) {
          const job = (async () => {
            await loadUser(id);
          })();
          list.push(job);
          void job.then(() => list.splice(list.indexOf(job), 1));
          while (list.length >= limit) await Promise.race([...list]);
        }
      }
    `,
    fanOut: [
      { messageId: 'limitedFanOut', line: 6, column: 18 },
      { messageId: 'limitedFanOut', line: 10, column: 17 },
      { messageId: 'limitedFanOut', line: 19, column: 13 },
    ],
  },
  {
    name: 'a race that limits nothing, and a query before what is limited',
    code: `
      import { loadUser } from './src/users.js';
      export async function run(ids: number[], limit: number, timeout: Promise<never>) {
        for (const id of ids) if (limit > 0) await Promise.race([loadUser(id), timeout]);
        const jobs = new Set<Promise<unknown>>();
        for (const id of ids) {
          const user = await loadUser(id);
          const job = fetch(user?.name ?? '').finally(() => jobs.delete(job));
          jobs.add(job);
          if (jobs.size >= limit) await Promise.race(jobs);
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 3, column: 60 },
      { messageId: 'sequential', line: 6, column: 24 },
    ],
  },
  {
    name: 'promise that is given to a function',
    code: `
      import { prisma } from './src/prisma.js';

      declare function waitUntil(promise: Promise<unknown>): void;
      export function run(ids: number[]) {
        waitUntil(Promise.all(ids.map((id) => prisma.order.deleteMany({ where: { id } }))));
        const kept = Promise.allSettled(ids.map((id) => prisma.post.deleteMany({ where: { id } })));
        waitUntil(kept);
        void Promise.all(ids.map((id) => prisma.user.deleteMany({ where: { id } })));
      }
    `,
    fanOut: [
      { messageId: 'fanOut', line: 5, column: 41 },
      { messageId: 'fanOut', line: 6, column: 51 },
      { messageId: 'abandoned', line: 8, column: 36 },
    ],
  },
  {
    name: 'getters among what is awaited together',
    code: `
      import { prisma } from './src/prisma.js';

      class Revision {
        userId = 0;
        get author() {
          return prisma.user.findFirst({ where: { id: this.userId } });
        }
        get label() {
          return String(this.userId);
        }
      }
      async function present(revision: Revision) {
        const [author] = await Promise.all([revision.author, revision.label]);
        return author;
      }
      export async function run(revisions: Revision[]) {
        for (const revision of revisions) await present(revision);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 17, column: 43 }],
  },
  {
    name: 'semaphore around the query',
    code: `
      import { prisma } from './src/prisma.js';

      declare const semaphore: { acquire(): Promise<void>; release(): void };
      export async function run(ids: number[]) {
        await Promise.all(
          ids.map(async (id) => {
            await semaphore.acquire();
            try {
              await prisma.user.findFirst({ where: { id } });
            } finally {
              semaphore.release();
            }
          }),
        );
      }
    `,
    fanOut: [{ messageId: 'limitedFanOut', line: 9, column: 15 }],
  },
];
