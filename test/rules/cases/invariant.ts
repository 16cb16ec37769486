import type { Case } from '../case.ts';

/** Queries in a loop in which nothing varies, and those in which something does. */
export const invariant: readonly Case[] = [
  {
    name: 'member of an object that each iteration makes, by the name of what the query asks for',
    code: `
      import { prisma } from './src/prisma.js';
      import { loadUser, type Order } from './src/users.js';

      class Variant { product: unknown }
      export async function run(list: Order[], input: { product: { id: number } }) {
        const variants: unknown[] = [];
        for (const order of list) {
          const variant: { product: unknown } = { product: order };
          variant.product = await prisma.user.findUnique({ where: { id: input.product.id } });
          const other = new Variant();
          other.product = await loadUser(input.product.id);
          variants.push(variant, other);
        }
        return variants;
      }
    `,
    inLoop: [
      { messageId: 'invariant', line: 9, column: 29 },
      { messageId: 'invariant', line: 11, column: 27 },
    ],
  },
  {
    name: 'member of an object that an iteration hands on to the next, or of one inside of its own',
    code: `
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      export async function run(list: Order[], input: { product: { id: number } }) {
        const last = { product: { id: 1 } };
        for (const order of list) {
          await prisma.user.findUnique({ where: { id: last.product.id } });
          last.product = { id: order.userId };
        }
        for (const order of list) {
          const variant = { input };
          await prisma.user.findUnique({ where: { id: input.product.id } });
          variant.input.product = { id: order.userId };
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 7, column: 11 },
      { messageId: 'sequential', line: 12, column: 11 },
    ],
  },
  {
    name: 'literal condition',
    code: `
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      export async function run(list: Order[]) {
        for (const order of list) {
          const admin = await prisma.user.findFirst({ where: { role: 'ADMIN' } });
          console.log(order, admin);
        }
      }
    `,
    inLoop: [{ messageId: 'invariant', line: 6, column: 25 }],
  },
  {
    name: 'variable from outside the loop',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export async function run(list: Order[], adminId: number) {
        for (const order of list) console.log(order, await loadUser(adminId));
      }
    `,
    inLoop: [{ messageId: 'invariant', line: 4, column: 54 }],
  },
  {
    name: 'SQL without values',
    code: `
      import { pool } from './src/pool.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          const { rows } = await pool.query('select * from settings');
          console.log(id, rows);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 28 }],
  },
  {
    name: 'builder of Drizzle',
    code: `
      import { db, users } from './src/drizzle.js';

      export async function run(ids: number[]) {
        for (const id of ids) console.log(id, await db.select().from(users));
      }
    `,
    inLoop: [{ messageId: 'invariant', line: 4, column: 47 }],
  },
  {
    name: 'conditions of Drizzle',
    code: `
      import { and, desc, eq, inArray, sql } from 'drizzle-orm';
      import { db, users } from './src/drizzle.js';

      export async function run(ids: number[], senderId: number) {
        const known = [1, 2];
        for (const id of ids) {
          const where = { id };
          const [sender] = await db
            .select()
            .from(users)
            .where(and(eq(users.id, senderId), inArray(users.id, known), sql\`\${users.name} <> ''\`))
            .orderBy(desc(users.id));
          console.log(where, sender);
        }
      }
    `,
    inLoop: [{ messageId: 'invariant', line: 8, column: 28 }],
  },
  {
    name: 'conditions that Drizzle hands to a callback',
    code: `
      import { db } from './src/drizzle.js';

      export async function run(ids: number[], senderId: number) {
        for (const id of ids)
          console.log(id, await db.query.users.findFirst({ where: (user, { eq }) => eq(user.id, senderId) }));
      }
    `,
    inLoop: [{ messageId: 'invariant', line: 5, column: 27 }],
  },
  {
    name: 'conditions of Drizzle in which the element stands',
    code: `
      import { and, eq, sql } from 'drizzle-orm';
      import { db, users } from './src/drizzle.js';

      export async function run(ids: number[], senderId: number) {
        for (const id of ids) {
          await db.select().from(users).where(and(eq(users.id, senderId), eq(users.name, String(id))));
          await db.select().from(users).where(sql\`\${users.id} = \${id}\`);
          await db.query.users.findFirst({ where: (user, { eq }) => eq(user.id, id) });
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 6, column: 11 },
      { messageId: 'sequential', line: 7, column: 11 },
      { messageId: 'sequential', line: 8, column: 11 },
    ],
  },
  {
    name: 'condition of Drizzle on what a function of the user answers with',
    code: `
      import { eq } from 'drizzle-orm';
      import { db, users } from './src/drizzle.js';

      export async function run(ids: number[], next: () => number) {
        for (const id of ids) console.log(id, await db.select().from(users).where(eq(users.id, next())));
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 47 }],
  },
  {
    name: 'the same row of Drizzle changed again and again',
    code: `
      import { eq } from 'drizzle-orm';
      import { db, users } from './src/drizzle.js';

      export async function run(ids: number[], userId: number) {
        for (const id of ids) {
          console.log(id);
          await db.update(users).set({ name: 'busy' }).where(eq(users.id, userId));
        }
      }
    `,
  },
  {
    name: 'at once',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        return Promise.all(ids.map(async (id) => ({ id, total: await prisma.user.count() })));
      }
    `,
    fanOut: [{ messageId: 'invariant', line: 4, column: 64 }],
  },
  {
    name: 'inside a transaction',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        await prisma.$transaction(async (tx) => {
          for (const id of ids) console.log(id, await tx.user.count());
        });
      }
    `,
    inLoop: [{ messageId: 'invariant', line: 5, column: 49 }],
  },
  {
    name: 'method of a service',
    code: `
      import type { UserService, Order } from './src/users.js';

      export async function run(service: UserService, list: Order[], id: number) {
        for (const order of list) console.log(order, await service.find(id));
      }
    `,
    inLoop: [{ messageId: 'invariant', line: 4, column: 54 }],
  },
  {
    name: 'constant from outside, in the outer of two loops',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(groups: number[][]) {
        for (const group of groups) {
          for (const id of group)
            console.log(id, await prisma.user.count({ where: { id: { in: group } } }));
        }
      }
    `,
    inLoop: [{ messageId: 'invariant', line: 6, column: 29 }],
  },
  {
    name: 'element of the loop',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        for (const id of ids) await prisma.user.count({ where: { id } });
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 31 }],
  },
  {
    name: 'element by shorthand, nested',
    code: `
      import { orders } from './src/drizzle.js';
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        for (const userId of ids)
          await prisma.order.count({ where: { user: { is: { orders: { some: { userId } } } } } });
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 11 }],
  },
  {
    name: 'index of the loop',
    code: `
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      export async function run(list: Order[]) {
        for (let i = 0; i < list.length; i++) await prisma.user.findFirst({ skip: i });
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 47 }],
  },
  {
    name: 'variable made from the element',
    code: `
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      export async function run(list: Order[]) {
        for (const order of list) {
          const where = { id: order.userId };
          await prisma.user.findFirst({ where });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 11 }],
  },
  {
    name: 'variable assigned in the loop',
    code: `
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      export async function run(list: Order[]) {
        let last = 0;
        for (const order of list) {
          console.log(await prisma.user.findFirst({ where: { id: last } }));
          last = order.userId;
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 23 }],
  },
  {
    name: 'variable counted in the loop',
    code: `
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      export async function run(list: Order[]) {
        let skip = 0;
        for (const order of list) {
          console.log(order, await prisma.user.findFirst({ skip }));
          skip++;
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 30 }],
  },
  {
    name: 'member assigned in the loop',
    code: `
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      export async function run(list: Order[]) {
        const filter = { id: 0 };
        for (const order of list) {
          filter.id = order.userId;
          await prisma.user.findFirst({ where: filter });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 8, column: 11 }],
  },
  {
    name: 'field assigned in the loop',
    code: `
      import { prisma } from './src/prisma.js';

      export class Loader {
        private id = 0;
        async run(ids: number[]) {
          for (const id of ids) {
            this.id = id;
            await prisma.user.findFirst({ where: { id: this.id } });
          }
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 8, column: 13 }],
  },
  {
    name: 'list filled in the loop',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        const seen: number[] = [];
        for (const id of ids) {
          await prisma.user.findMany({ where: { id: { notIn: seen } } });
          seen.push(id);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 11 }],
  },
  {
    name: 'destructuring assignment in the loop',
    code: `
      import { loadUser } from './src/users.js';

      export async function run(pairs: [number, number][]) {
        let id = 0;
        for (const pair of pairs) {
          [id] = pair;
          await loadUser(id);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 11 }],
  },
  {
    name: 'call that may answer differently',
    code: `
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      export async function run(list: Order[]) {
        for (const order of list)
          console.log(order, await prisma.user.findFirst({ where: { id: Math.random() } }));
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 30 }],
  },
  {
    name: 'date of now',
    code: `
      import { pool } from './src/pool.js';

      export async function run(ids: number[]) {
        for (const id of ids) console.log(id, await pool.query('select $1', [new Date()]));
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 47 }],
  },
  {
    name: 'raw query may do anything',
    code: `
      import { pool } from './src/pool.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          console.log(id);
          await pool.query('select refresh()');
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 11 }],
  },
  {
    name: 'write',
    code: `
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      export async function run(list: Order[]) {
        for (const order of list) {
          console.log(order);
          await prisma.order.create({ data: { userId: 1, status: 'new' } });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 11 }],
  },
  {
    name: 'function that also writes',
    code: `
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      async function visit(id: number) {
        await prisma.user.findFirst({ where: { id } });
        await prisma.order.create({ data: { userId: id, status: 'visited' } });
      }
      export async function run(list: Order[], id: number) {
        for (const order of list) {
          console.log(order);
          await visit(id);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 11, column: 11 }],
  },
  {
    name: 'element of the outer loop only',
    code: `
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      export async function run(list: Order[]) {
        for (const order of list) {
          for (const item of order.items)
            console.log(item, await prisma.user.findFirst({ where: { id: order.userId } }));
        }
      }
    `,
    inLoop: [{ messageId: 'invariant', line: 7, column: 31 }],
  },
  {
    name: 'closure over the element',
    code: `
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      export async function run(list: Order[]) {
        for (const order of list) {
          const find = () => prisma.user.findFirst({ where: { id: order.userId } });
          await find();
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 11 }],
  },
  {
    name: 'row of a work list',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(queue: number[]) {
        while (queue.length > 0) {
          queue.shift();
          console.log(await prisma.user.findFirst({ where: { id: queue[0] } }));
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 23 }],
  },
  {
    name: 'read before the loop',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export async function run(list: Order[], adminId: number) {
        const admin = await loadUser(adminId);
        for (const order of list) console.log(order, admin);
      }
    `,
  },
  {
    name: 'read once, when it is needed',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export async function run(list: Order[], adminId: number) {
        let admin: { name: string } | null | undefined;
        for (const order of list) {
          admin ??= await loadUser(adminId);
          console.log(order, admin);
        }
      }
    `,
  },
  {
    name: 'read once before the callbacks',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        const total = await prisma.user.count();
        return ids.map((id) => ({ id, total }));
      }
    `,
  },
  {
    name: 'after the loop',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export async function run(list: Order[]) {
        let last = 0;
        for (const order of list) last = order.userId;
        return loadUser(last);
      }
    `,
  },
  {
    name: 'in a bounded loop',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run() {
        for (const label of ['first', 'second']) console.log(label, await prisma.user.count());
      }
    `,
  },
  {
    name: 'in a poll',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(isRunning: () => boolean) {
        while (isRunning()) console.log(await prisma.user.count());
      }
    `,
  },
];
