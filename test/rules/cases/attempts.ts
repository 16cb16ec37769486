import type { Case } from '../case.ts';

/** Loops that end with the first success, and loops that end with the last page. */
export const attempts: readonly Case[] = [
  {
    name: 'function that tries again, in a function per element',
    code: `
      import { prisma } from './src/prisma.js';

      async function withRetry<T>(work: () => Promise<T>, attempts: number): Promise<T> {
        let last: unknown;
        for (let attempt = 0; attempt <= attempts; attempt++) {
          try {
            return await work();
          } catch (error) {
            last = error;
          }
        }
        throw last;
      }
      async function create(title: string) {
        return withRetry(() => prisma.post.create({ data: { title, authorId: 1 } }), 3);
      }
      export async function run(titles: string[]) {
        for (const title of titles) await create(title);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 18, column: 37 }],
  },
  {
    name: 'function that tries again after each of some pauses',
    code: `
      import { prisma } from './src/prisma.js';

      async function withPauses<T>(work: () => Promise<T>, pauses: number[]): Promise<T> {
        for (const pause of pauses) {
          try {
            const result = await work();
            return result;
          } catch {
            await new Promise((resolve) => setTimeout(resolve, pause));
          }
        }
        return work();
      }
      async function withReplicas(replicas: string[], title: string) {
        for (const replica of replicas) {
          try {
            const found = await prisma.post.findFirst({ where: { title } });
            console.log(replica, found);
            break;
          } catch {
            console.log(replica);
          }
        }
      }
      export async function run(title: string, pauses: number[]) {
        await withPauses(() => prisma.post.findFirst({ where: { title } }), pauses);
        await withReplicas(['a'], title);
      }
    `,
  },
  {
    name: 'function that goes on after a success',
    code: `
      import { prisma } from './src/prisma.js';

      async function firstMissing(titles: string[], find: (title: string) => Promise<unknown>) {
        for (const title of titles) {
          try {
            if (await find(title)) continue;
            return title;
          } catch {
            console.log(title);
          }
        }
        return undefined;
      }
      export async function run(titles: string[]) {
        return firstMissing(titles, (title) => prisma.post.findFirst({ where: { title } }));
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 15, column: 42 }],
  },
  {
    name: 'pages until none is left, per element',
    code: `
      import { pool } from './src/pool.js';
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[], limit: number) {
        for (const authorId of ids) {
          while (true) {
            const rows = await prisma.post.findMany({ where: { authorId }, take: 100 });
            if (rows.length === 0) break;
            await prisma.post.deleteMany({ where: { id: { in: rows.map((row) => row.id) } } });
          }
          let page;
          do {
            page = await prisma.order.findMany({ where: { userId: authorId }, take: 100 });
            await prisma.order.deleteMany({ where: { id: { in: page.map((row) => row.id) } } });
          } while (page.length === 100);
          for (let round = 0; round < limit; round++) {
            const { rows } = await pool.query('delete from mails where user_id = $1 returning id', [authorId]);
            if (!rows.length) return;
          }
        }
      }
    `,
  },
  {
    name: 'rows of such pages',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        for (const authorId of ids) {
          while (true) {
            const rows = await prisma.post.findMany({ where: { authorId }, take: 100 });
            if (rows.length < 100) break;
            for (const row of rows) await prisma.post.delete({ where: { id: row.id } });
          }
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 8, column: 37 }],
  },
  {
    name: 'query that is repeated until there are rows, per element',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        for (const authorId of ids) {
          while (true) {
            const rows = await prisma.post.findMany({ where: { authorId } });
            if (rows.length > 0) break;
          }
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 26 }],
  },
];
