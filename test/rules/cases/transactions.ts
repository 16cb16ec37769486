import type { Case } from '../case.ts';

/** Queries inside transactions: one connection is held, whatever starts at once. */
export const transactions: readonly Case[] = [
  {
    name: 'loop in a transaction of Prisma',
    code: `
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      export async function run(list: Order[]) {
        await prisma.$transaction(async (tx) => {
          for (const order of list)
            await tx.order.create({ data: { userId: order.userId, status: 'new' } });
        });
      }
    `,
    inLoop: [{ messageId: 'held', line: 7, column: 13 }],
  },
  {
    name: 'what answers with a transaction or with the pool',
    code: `
      import { AsyncLocalStorage } from 'node:async_hooks';
      import type { Prisma } from './generated/prisma/client.js';
      import { prisma } from './src/prisma.js';

      const current = new AsyncLocalStorage<Prisma.TransactionClient>();
      const client = (): Prisma.TransactionClient => current.getStore() ?? prisma;
      class Surely {
        constructor(private readonly tx: Prisma.TransactionClient) {}
        client(): Prisma.TransactionClient { return this.tx; }
      }
      export async function run(surely: Surely, ids: number[]) {
        for (const id of ids) await client().user.delete({ where: { id } });
        for (const id of ids) await surely.client().user.delete({ where: { id } });
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 12, column: 31 },
      { messageId: 'held', line: 13, column: 31 },
    ],
  },
  {
    name: 'Promise.all in a transaction of Prisma',
    code: `
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      export async function run(list: Order[]) {
        await prisma.$transaction(async (tx) => {
          await Promise.all(
            list.map((order) => tx.order.create({ data: { userId: order.userId, status: 'new' } })),
          );
        });
      }
    `,
    inLoop: [{ messageId: 'held', line: 7, column: 27 }],
  },
  {
    name: 'Promise.all in a transaction of Drizzle',
    code: `
      import { db, orders } from './src/drizzle.js';
      import type { Order } from './src/users.js';

      export async function run(list: Order[]) {
        await db.transaction(async (tx) => {
          await Promise.all(
            list.map((order) =>
              tx.insert(orders).values({ id: order.id, userId: order.userId, status: 'new' }),
            ),
          );
        });
      }
    `,
    inLoop: [{ messageId: 'held', line: 8, column: 9 }],
  },
  {
    name: 'transaction with options',
    code: `
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      export async function run(list: Order[]) {
        await prisma.$transaction(
          async (tx) => {
            for (const order of list) await tx.order.delete({ where: { id: order.id } });
          },
          { timeout: 60_000 },
        );
      }
    `,
    inLoop: [{ messageId: 'held', line: 7, column: 39 }],
  },
  {
    name: 'transaction of an extended client',
    code: `
      import { extended } from './src/prisma.js';
      import type { Order } from './src/users.js';

      export async function run(list: Order[]) {
        await extended.$transaction(async (tx) => {
          for (const order of list) await tx.order.delete({ where: { id: order.id } });
        });
      }
    `,
    inLoop: [{ messageId: 'held', line: 6, column: 37 }],
  },
  {
    name: 'transaction by name',
    code: `
      import type { Prisma } from './generated/prisma/client.js';
      import { prisma } from './src/prisma.js';

      async function removeAll(tx: Prisma.TransactionClient) {
        const list = await tx.order.findMany();
        for (const order of list) await tx.order.delete({ where: { id: order.id } });
      }
      export async function run() {
        await prisma.$transaction(removeAll);
      }
    `,
    inLoop: [{ messageId: 'held', line: 6, column: 35 }],
  },
  {
    name: 'one transaction per element',
    code: `
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      export async function run(list: Order[]) {
        for (const order of list) {
          await prisma.$transaction(async (tx) => {
            await tx.order.create({ data: { userId: order.userId, status: 'new' } });
          });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 13 }],
  },
  {
    name: 'one transaction per element, at once',
    code: `
      import { db, orders } from './src/drizzle.js';
      import type { Order } from './src/users.js';

      export async function run(list: Order[]) {
        await Promise.all(
          list.map((order) =>
            db.transaction(async (tx) => {
              await tx.insert(orders).values({ id: order.id, userId: order.userId, status: 'new' });
            }),
          ),
        );
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 8, column: 15 }],
  },
  {
    name: 'one transaction per element, behind a function',
    code: `
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      async function save(order: Order) {
        await prisma.$transaction(async (tx) => {
          await tx.order.create({ data: { userId: order.userId, status: 'new' } });
        });
      }
      export async function run(list: Order[]) {
        for (const order of list) await save(order);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 10, column: 35 }],
  },
  {
    name: 'function that is given the handle',
    code: `
      import type { Prisma } from './generated/prisma/client.js';
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      async function save(order: Order, tx: Prisma.TransactionClient) {
        await tx.order.create({ data: { userId: order.userId, status: 'new' } });
      }
      export async function run(list: Order[]) {
        await prisma.$transaction(async (tx) => {
          await Promise.all(list.map((order) => save(order, tx)));
        });
      }
    `,
    inLoop: [{ messageId: 'held', line: 10, column: 43 }],
  },
  {
    name: 'pool inside a transaction',
    code: `
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      export async function run(list: Order[]) {
        await prisma.$transaction(async () => {
          for (const order of list)
            await prisma.order.create({ data: { userId: order.userId, status: 'new' } });
        });
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 13 }],
  },
  {
    name: 'client of pg between begin and commit',
    code: `
      import { users } from './src/drizzle.js';
      import { pool } from './src/pool.js';

      export async function run(ids: number[]) {
        const client = await pool.connect();
        try {
          await client.query('begin');
          for (const id of ids) await client.query('delete from users where id = $1', [id]);
          await client.query('commit');
        } finally {
          client.release();
        }
      }
    `,
    inLoop: [{ messageId: 'held', line: 8, column: 33 }],
  },
  {
    name: 'client of pg, all at once',
    code: `
      import { users } from './src/drizzle.js';
      import { pool } from './src/pool.js';

      export async function run(ids: number[]) {
        const client = await pool.connect();
        await Promise.all(ids.map((id) => client.query('delete from users where id = $1', [id])));
        client.release();
      }
    `,
    inLoop: [{ messageId: 'held', line: 6, column: 37 }],
  },
  {
    name: 'helper that opens a transaction',
    code: `
      import type { PoolClient } from 'pg';
      import { users } from './src/drizzle.js';
      import { pool } from './src/pool.js';
      async function transaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
        const client = await pool.connect();
        try {
          await client.query('begin');
          const result = await work(client);
          await client.query('commit');
          return result;
        } finally {
          client.release();
        }
      }
      export async function run(ids: number[]) {
        await transaction(async (client) => {
          for (const id of ids) await client.query('delete from users where id = $1', [id]);
        });
      }
    `,
    inLoop: [{ messageId: 'held', line: 17, column: 33 }],
  },
  {
    name: 'straight transaction',
    code: `
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      export async function run(order: Order) {
        await prisma.$transaction(async (tx) => {
          const { id } = await tx.order.create({ data: { userId: order.userId, status: 'new' } });
          await tx.orderItem.createMany({
            data: order.items.map((sku) => ({ orderId: id, sku, amount: 1 })),
          });
        });
      }
    `,
  },
  {
    name: 'bounded loop in a transaction',
    code: `
      import { eq } from 'drizzle-orm';
      import { db, orders } from './src/drizzle.js';

      export async function run() {
        await db.transaction(async (tx) => {
          for (const status of ['old', 'broken'])
            await tx.delete(orders).where(eq(orders.status, status));
        });
      }
    `,
  },
  {
    name: 'findUnique at once in a transaction is merged',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        await prisma.$transaction(async (tx) => {
          await Promise.all(ids.map((id) => tx.user.findUnique({ where: { id } })));
        });
      }
    `,
  },
  {
    name: 'statements of a function for one transaction',
    code: `
      import { prisma } from './src/prisma.js';

      const close = (id: number) => prisma.order.update({ where: { id }, data: { status: 'closed' } });
      export async function run(ids: number[]) {
        await prisma.$transaction(ids.map((id) => close(id)));
        await prisma.$transaction(ids.map(close));
      }
    `,
    inLoop: [
      { messageId: 'collected', line: 5, column: 45 },
      { messageId: 'collected', line: 6, column: 37 },
    ],
  },
  {
    name: 'literal list of statements',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run() {
        await prisma.$transaction(
          ['open', 'sent'].map((status) => prisma.order.updateMany({ where: { status }, data: { status: 'closed' } })),
        );
      }
    `,
  },
  {
    name: 'list of statements',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        await prisma.$transaction(ids.map((id) => prisma.user.findUnique({ where: { id } })));
        await prisma.$transaction([prisma.user.count(), prisma.order.count()]);
      }
    `,
  },
  {
    name: 'transaction that is only opened',
    code: `
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      export async function run(list: Order[]) {
        await prisma.$transaction(async (tx) => {
          await tx.order.deleteMany({ where: { id: { in: list.map(({ id }) => id) } } });
        });
      }
    `,
  },
];
