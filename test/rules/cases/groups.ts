import type { Case } from '../case.ts';

/** One query per group of rows, per known member of an object, and per task of a list. */
export const groups: readonly Case[] = [
  {
    name: 'one query per group by a list of keys',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(byStatus: Map<string, number[]>) {
        for (const [status, ids] of byStatus) {
          await prisma.order.updateMany({ where: { id: { in: ids } }, data: { status } });
        }
      }
    `,
  },
  {
    name: 'one bulk insert per group',
    code: `
      import { db, orders } from './src/drizzle.js';

      export async function run(byUser: Record<string, Set<number>>) {
        for (const userId in byUser) {
          const ids = byUser[userId]!;
          await db.insert(orders).values([...ids].map((id) => ({ id, userId: Number(userId), status: 'new' })));
        }
      }
    `,
  },
  {
    name: 'list of a row is one value',
    code: `
      import { pool } from './src/pool.js';

      export async function run(rows: { id: number; tags: string[] }[]) {
        for (const { id, tags } of rows) await pool.query('update orders set tags = $2 where id = $1', [id, tags]);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 42 }],
  },
  {
    name: 'query per row of each group',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(byStatus: Map<string, number[]>) {
        for (const [status, ids] of byStatus) {
          for (const id of ids) await prisma.order.update({ where: { id }, data: { status } });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 33 }],
  },
  {
    name: 'members that a type names',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(marks: Partial<Record<'home' | 'inbox', { status: string }>>, by: Record<string, number>) {
        for (const name in marks) await prisma.order.deleteMany({ where: { status: name } });
        for (const [name] of Object.entries(marks)) await prisma.order.deleteMany({ where: { status: name } });
        for (const name in by) await prisma.order.deleteMany({ where: { status: name } });
        for (const [name] of Object.entries(by)) await prisma.order.deleteMany({ where: { status: name } });
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 6, column: 32 },
      { messageId: 'sequential', line: 7, column: 50 },
    ],
  },
  {
    name: 'arguments of the command line',
    code: `
      import { loadUser } from './src/users.js';

      export async function run() {
        for (const argument of process.argv.slice(2)) await loadUser(Number(argument));
      }
    `,
  },
  {
    name: 'sign of life in each iteration',
    code: `
      import { prisma } from './src/prisma.js';

      const touch = (id: number, at: Date) =>
        prisma.order.update({ where: { id }, data: { status: at.toISOString() } });
      export async function run(job: { id: number }, ids: number[], handle: (id: number) => Promise<void>) {
        for (const id of ids) {
          await touch(job.id, new Date());
          await handle(id);
        }
      }
    `,
  },
  {
    name: 'row per iteration, although only a counter varies',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(job: { id: number }, ids: number[]) {
        for (const [index] of ids.entries()) {
          await prisma.order.update({ where: { id: job.id }, data: { status: String(index) } });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 11 }],
  },
  {
    name: 'tasks that run later',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        const tasks: (() => Promise<unknown>)[] = [];
        for (const id of ids) {
          tasks.push(async () => {
            await loadUser(id);
          });
        }
        await Promise.all(tasks.map((task) => task()));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 7, column: 13 }],
  },
  {
    name: 'tasks that nobody runs',
    code: `
      import { loadUser } from './src/users.js';

      export function run(ids: number[]) {
        const tasks: (() => Promise<unknown>)[] = [];
        for (const id of ids) tasks.push(async () => loadUser(id));
        return tasks.length;
      }
    `,
  },
  {
    name: 'empty list that another function fills',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(fill: (ids: number[]) => void) {
        const ids: number[] = [];
        fill(ids);
        for (const id of ids) await loadUser(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 31 }],
  },
  {
    name: 'each row leads to the next by a constant',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(start: { id: number; parentId: number | null }) {
        let user: { id: number; parentId: number | null } | null = start;
        while (user?.parentId != null) {
          const parentId: number = user.parentId;
          user = await prisma.user.findFirst({ where: { id: parentId }, select: { id: true, parentId: true } });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 18 }],
  },
  {
    name: 'update of what a map knows',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(orders: { id: number; status: string }[], known: Map<number, string>) {
        for (const { id, status } of orders) {
          if (known.has(id)) {
            await prisma.order.update({ where: { id }, data: { status } });
            known.set(id, status);
          }
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 13 }],
  },
  {
    name: 'row of the list that is iterated is no cache',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(rows: { id: number; status: string }[]) {
        for (let i = 0; i < rows.length; i += 1) {
          if (rows[i]!.status !== 'open') {
            await prisma.order.update({ where: { id: rows[i]!.id }, data: { status: 'open' } });
            rows[i] = { ...rows[i]!, status: 'open' };
          }
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 13 }],
  },
  {
    name: 'group that a function takes whole',
    code: `
      import { prisma } from './src/prisma.js';

      interface Row {
        title: string;
        authorId: number;
      }
      async function saveAll(rows: Row[]) {
        await prisma.post.createMany({ data: rows });
      }
      async function replaceAll({ authorId, data }: { authorId: number; data: Row[] }) {
        await prisma.post.deleteMany({ where: { authorId, title: { notIn: data.map(({ title }) => title) } } });
        await prisma.post.createMany({ data });
      }
      export async function run(groups: Record<string, Row[]>) {
        for (const rows of Object.values(groups)) await saveAll(rows);
        for (const [id, data] of Object.entries(groups)) await replaceAll({ authorId: Number(id), data });
      }
    `,
  },
  {
    name: 'group that a function does not write as rows',
    code: `
      import { db, orders } from './src/drizzle.js';
      import { prisma } from './src/prisma.js';

      interface Row {
        title: string;
        authorId: number;
      }
      async function saveEach(rows: Row[]) {
        for (const data of rows) await prisma.post.create({ data });
      }
      async function count(authorId: number, rows: Row[]) {
        await db.update(orders).set({ status: String(rows.length) });
      }
      async function saveOne(rows: Row[]) {
        await prisma.post.createMany({ data: rows });
        await prisma.order.create({ data: { userId: rows.length, status: 'new' } });
      }
      export async function run(groups: Record<string, Row[]>) {
        for (const rows of Object.values(groups)) await saveEach(rows);
        for (const [id, rows] of Object.entries(groups)) await count(Number(id), rows);
        for (const rows of Object.values(groups)) await saveOne(rows);
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 9, column: 34 },
      { messageId: 'sequential', line: 19, column: 51 },
      { messageId: 'sequential', line: 20, column: 58 },
      { messageId: 'sequential', line: 21, column: 51 },
    ],
  },
];
