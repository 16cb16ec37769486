import type { Case } from '../case.ts';

/** Functions of the user's own that take callbacks: those that repeat them, and those that run them once. */
export const ownIteration: readonly Case[] = [
  {
    name: 'in turn, in another file',
    code: `
      import { loadUser, forEachInTurn, type Order } from './src/users.js';

      export async function run(list: Order[]) {
        await forEachInTurn(list, async (order) => {
          await loadUser(order.userId);
        });
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 11 }],
  },
  {
    name: 'at once, in another file',
    code: `
      import { loadUser, mapAtOnce } from './src/users.js';

      export async function run(ids: number[]) {
        await mapAtOnce(ids, (id) => loadUser(id));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 32 }],
  },
  {
    name: 'by name',
    code: `
      import { loadUser, forEachInTurn, mapAtOnce } from './src/users.js';

      export async function run(ids: number[]) {
        await mapAtOnce(ids, loadUser);
        await forEachInTurn(ids, loadUser);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 28 }],
    fanOut: [{ messageId: 'fanOut', line: 4, column: 24 }],
  },
  {
    name: 'method of a list class',
    code: `
      import { loadUser } from './src/users.js';

      class List<T> {
        constructor(private readonly elements: T[]) {}
        async each(work: (element: T) => Promise<unknown>) {
          for (const element of this.elements) await work(element);
        }
      }
      export async function run(list: List<number>) {
        await list.each(async (id) => {
          await loadUser(id);
        });
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 11, column: 11 }],
  },
  {
    name: 'through another helper',
    code: `
      import { loadUser, forEachInTurn } from './src/users.js';

      const inTurn = <T,>(elements: T[], work: (element: T) => Promise<unknown>) =>
        forEachInTurn(elements, work);
      export async function run(ids: number[]) {
        await inTurn(ids, async (id) => {
          await loadUser(id);
        });
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 11 }],
  },
  {
    name: 'through another helper, by a callback',
    code: `
      import { loadUser, forEachInTurn } from './src/users.js';

      async function inTurn<T>(elements: T[], work: (element: T) => Promise<unknown>) {
        await forEachInTurn(elements, async (element) => {
          await work(element);
        });
      }
      export async function run(ids: number[]) {
        await inTurn(ids, async (id) => {
          await loadUser(id);
        });
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 10, column: 11 }],
  },
  {
    name: 'with the callback first',
    code: `
      import { loadUser } from './src/users.js';

      async function times(work: (n: number) => Promise<unknown>, list: number[]) {
        for (const n of list) await work(n);
      }
      export async function run(ids: number[]) {
        await times((id) => loadUser(id), ids);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 23 }],
  },
  {
    name: 'with a limit of its own',
    code: `
      import { loadUser } from './src/users.js';

      async function inPool<T>(elements: T[], size: number, work: (element: T) => Promise<void>) {
        const queue = [...elements];
        await Promise.all(
          Array.from({ length: size }, async () => {
            while (queue.length > 0) await work(queue.shift()!);
          }),
        );
      }
      export async function run(ids: number[]) {
        await inPool(ids, 4, async (id) => {
          await loadUser(id);
        });
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 13, column: 11 }],
  },
  {
    name: 'loop outside, function inside',
    code: `
      import { users } from './src/drizzle.js';
      import { pool } from './src/pool.js';
      import { withSpan } from './src/users.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          await withSpan('load', async () => {
            await pool.query('select * from users where id = $1', [id]);
          });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 8, column: 13 }],
  },
  {
    name: 'callback that is called at once, in a map',
    code: `
      import { loadUser, withSpan } from './src/users.js';

      export async function run(ids: number[]) {
        return Promise.all(ids.map((id) => withSpan('load', () => loadUser(id))));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 61 }],
  },
  {
    name: 'function of a package that runs its callback',
    code: `
      import { AsyncLocalStorage } from 'node:async_hooks';
      import { loadUser } from './src/users.js';
      const storage = new AsyncLocalStorage<number>();
      export async function run(ids: number[]) {
        for (const id of ids)
          await storage.run(id, async () => {
            await loadUser(id);
          });
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 13 }],
  },
  {
    name: 'function called in place',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        for (const id of ids)
          await (async () => {
            await loadUser(id);
          })();
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 13 }],
  },
  {
    name: 'literal list',
    code: `
      import { pool } from './src/pool.js';
      import { loadUser, forEachInTurn, mapAtOnce } from './src/users.js';

      export async function run() {
        await forEachInTurn(['users', 'orders'], async (table) => {
          await pool.query(\`analyze \${table}\`);
        });
        await mapAtOnce([1, 2], (id) => loadUser(id));
      }
    `,
  },
  {
    name: 'runs its callback once',
    code: `
      import { loadUser, withSpan } from './src/users.js';

      export async function run(id: number) {
        return withSpan('load', () => loadUser(id));
      }
    `,
  },
  {
    name: 'two callbacks, each once',
    code: `
      import { loadUser, loadEmail } from './src/users.js';

      async function choose(first: () => Promise<unknown>, second: () => Promise<unknown>) {
        return (await first()) ?? (await second());
      }
      export async function run(id: number) {
        return choose(
          () => loadUser(id),
          () => loadEmail(id),
        );
      }
    `,
  },
  {
    name: 'attempts',
    code: `
      import { loadUser } from './src/users.js';

      async function retry<T>(work: () => Promise<T>): Promise<T> {
        for (let attempt = 0; attempt < 3; attempt++) {
          try {
            return await work();
          } catch (error) {
            console.error(error);
          }
        }
        return work();
      }
      export async function run(id: number) {
        return retry(() => loadUser(id));
      }
    `,
  },
  {
    name: 'attempts until it works',
    code: `
      import { loadUser } from './src/users.js';

      declare function sleep(ms: number): Promise<void>;
      async function persist<T>(work: () => Promise<T>): Promise<T> {
        for (;;) {
          try {
            return await work();
          } catch {
            await sleep(100);
          }
        }
      }
      export async function run(id: number) {
        return persist(() => loadUser(id));
      }
    `,
  },
  {
    name: 'chunks',
    code: `
      import { prisma } from './src/prisma.js';

      async function inChunks<T>(elements: T[], work: (chunk: T[]) => Promise<unknown>) {
        for (let i = 0; i < elements.length; i += 100) await work(elements.slice(i, i + 100));
      }
      export async function run(ids: number[]) {
        await inChunks(ids, (chunk) => prisma.user.findMany({ where: { id: { in: chunk } } }));
      }
    `,
  },
  {
    name: 'iterates, but the callback does not query',
    code: `
      import { forEachInTurn, type Order } from './src/users.js';

      export async function run(list: Order[]) {
        await forEachInTurn(list, async (order) => {
          console.log(order.id);
        });
      }
    `,
  },
  {
    name: 'iterates another list than it calls for',
    code: `
      import { loadUser } from './src/users.js';

      async function logged<T>(names: string[], work: () => Promise<T>) {
        for (const name of names) console.log(name);
        return work();
      }
      export async function run(names: string[], id: number) {
        return logged(names, () => loadUser(id));
      }
    `,
  },
  {
    name: 'compares, does not call',
    code: `
      import { loadUser } from './src/users.js';

      function sameWork(work: () => Promise<unknown>, known: (() => Promise<unknown>)[]) {
        return known.some((one) => one === work);
      }
      export function run(known: (() => Promise<unknown>)[]) {
        return sameWork(() => loadUser(1), known);
      }
    `,
  },
  {
    name: 'counts up to a number that is given',
    code: `
      import { loadUser } from './src/users.js';

      async function times(count: number, work: (n: number) => Promise<unknown>) {
        for (let n = 0; n < count; n++) await work(n);
      }
      export async function run(count: number) {
        await times(count, (n) => loadUser(n));
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 29 }],
  },
  {
    name: 'counts up to a small number that is given',
    code: `
      import { loadUser } from './src/users.js';

      async function times(count: number, work: (n: number) => Promise<unknown>) {
        for (let n = 0; n < count; n++) await work(n);
      }
      export async function run() {
        await times(3, (n) => loadUser(n));
      }
    `,
  },
  {
    name: 'in an object of options',
    code: `
      import { loadUser } from './src/users.js';

      async function runTask({ task }: { task: () => Promise<unknown> }) {
        return await task();
      }
      async function runJob(job: { run(): Promise<unknown> }) {
        const { run } = job;
        await run();
      }
      async function runAny(options: { task: () => Promise<unknown> }) {
        return options.task();
      }
      export async function run(ids: number[]) {
        for (const id of ids) await runTask({ task: async () => loadUser(id) });
        for (const id of ids) await runJob({ async run() { await loadUser(id); } });
        for (const id of ids) {
          const task = () => loadUser(id);
          await runAny({ task });
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 14, column: 59 },
      { messageId: 'sequential', line: 15, column: 60 },
      { messageId: 'sequential', line: 18, column: 20 },
    ],
  },
  {
    name: 'in an object of options, once per element of another one',
    code: `
      import { loadUser } from './src/users.js';

      async function eachOf({ ids, work }: { ids: number[]; work: (id: number) => Promise<unknown> }) {
        for (const id of ids) await work(id);
      }
      interface Batches { ids: number[]; onStart?: () => Promise<void>; work: (id: number) => Promise<unknown> }
      async function allOf(options: Batches) {
        await options.onStart?.();
        await Promise.all(options.ids.map((id) => options.work(id)));
      }
      export async function run(ids: number[]) {
        await eachOf({ ids, work: (id) => loadUser(id) });
        await eachOf({ ids: [1, 2], work: loadUser });
        await allOf({ ids, onStart: async () => { await loadUser(1); }, work: loadUser });
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 12, column: 37 }],
    fanOut: [{ messageId: 'fanOut', line: 14, column: 73 }],
  },
  {
    name: 'lazy query in an object of options',
    code: `
      import { db, users } from './src/drizzle.js';

      async function runTask({ task }: { task: () => PromiseLike<unknown> }) {
        return await task();
      }
      function keepTask({ task }: { task: () => PromiseLike<unknown> }) {
        return { task };
      }
      export async function run(ids: number[]) {
        for (const id of ids) {
          await runTask({ task: () => db.select().from(users) });
          keepTask({ task: () => db.select().from(users) });
        }
      }
    `,
    inLoop: [{ messageId: 'invariant', line: 11, column: 33 }],
  },
  {
    name: 'in an object of options, kept, replaced, or of a library',
    code: `
      import { loadUser } from './src/users.js';

      const kept: (() => Promise<unknown>)[] = [];
      function keepTask({ task }: { task: () => Promise<unknown> }) {
        kept.push(task);
      }
      async function runTask({ task, other }: { task?: () => Promise<unknown>; other?: () => Promise<unknown> }) {
        return task ? await task() : other;
      }
      declare function useQuery(options: { task: () => Promise<unknown> }): Promise<unknown>;
      export async function run(ids: number[], options: { task?: () => Promise<unknown> }) {
        for (const id of ids) {
          keepTask({ task: async () => loadUser(id) });
          await runTask({ other: async () => loadUser(id) });
          await runTask({ task: async () => loadUser(id), ...options });
          await useQuery({ task: async () => loadUser(id) });
        }
      }
    `,
  },
  {
    name: 'workers that share a list',
    code: `
      import { prisma } from './src/prisma.js';

      async function mapWithLimit<T>(items: T[], limit: number, run: (item: T) => Promise<unknown>) {
        let next = 0;
        const worker = async () => {
          while (true) {
            const index = next++;
            if (index >= items.length) return;
            const item = items[index];
            if (item !== undefined) await run(item);
          }
        };
        await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
      }
      export async function run(ids: number[]) {
        await mapWithLimit(ids, 5, async (id) => {
          await prisma.user.findUnique({ where: { id } });
        });
        await mapWithLimit(ids, 5, async (id) => console.log(id));
      }
    `,
    fanOut: [{ messageId: 'limitedFanOut', line: 17, column: 11 }],
  },
];
