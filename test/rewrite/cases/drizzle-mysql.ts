import type { RewriteCase } from '../rewrite-case.ts';
import { drizzleCases } from './drizzle.ts';

export const drizzleMysqlCases: readonly RewriteCase[] = [
  // The builders of queries are the same for all databases.
  ...drizzleCases.filter(({ only }) => only === undefined),
  {
    name: 'findFirst with an object',
    operation: 'row by unique key',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          const user = await db.query.users.findFirst({ where: { id: order.userId } });
          found.push(user?.name);
        }
        return found;
      }
    `,
    after: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        const userIds = [...new Set(orders.map((order) => order.userId))];
        const allUsers = await db.query.users.findMany({ where: { id: { in: userIds } } });
        const userById = new Map(allUsers.reverse().map((user) => [user.id, user]));
        for (const order of orders) {
          const user = userById.get(order.userId);
          found.push(user?.name);
        }
        return found;
      }
    `,
  },
  {
    name: 'insert that changes the row that is there',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.insert(counters).values({ id: order.userId, value: 1 }).onDuplicateKeyUpdate({ set: { value: 2 } });
        }
      }
    `,
    refused: 'unknownLink',
  },
  {
    name: 'insert whose key is used',
    operation: 'insert',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        const found: unknown[] = [];
        for (const order of orders) {
          found.push(await db.insert(audit).values({ userId: order.userId, action: 'seen' }).$returningId());
        }
        return found;
      }
    `,
    refused: 'unknownLink',
  },
  {
    // What is bound has a type of its own there, and the `CASE` another one than the column.
    name: 'update with other values',
    operation: 'update with other values',
    shape: 'for…of',
    code: `
      export async function run(db: Db, orders: Order[]) {
        for (const order of orders) {
          await db.update(counters).set({ value: order.id }).where(eq(counters.id, order.userId));
        }
      }
    `,
    refused: 'noBatchForm',
  },
];
