import type { Case } from '../case.ts';

/** Every form in which Drizzle sends a query, and the builders that are only built. */
export const drizzleQueries: readonly Case[] = [
  {
    name: 'select',
    code: `
      import { eq } from 'drizzle-orm';
      import { db, users } from './src/drizzle.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          await db.select().from(users).where(eq(users.id, id));
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 11 }],
  },
  {
    name: 'select of columns, with joins and limits',
    code: `
      import { eq } from 'drizzle-orm';
      import { db, users, orders } from './src/drizzle.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          const [row] = await db
            .select({ name: users.name, status: orders.status })
            .from(users)
            .innerJoin(orders, eq(orders.userId, users.id))
            .where(eq(users.id, id))
            .orderBy(orders.id)
            .limit(1);
          console.log(row?.status);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 25 }],
  },
  {
    name: 'selectDistinct',
    code: `
      import { eq } from 'drizzle-orm';
      import { db, users } from './src/drizzle.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          await db.selectDistinct({ name: users.name }).from(users).where(eq(users.id, id));
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 11 }],
  },
  {
    name: 'select at once',
    code: `
      import { eq } from 'drizzle-orm';
      import { db, users } from './src/drizzle.js';

      export async function run(ids: number[]) {
        return Promise.all(ids.map((id) => db.select().from(users).where(eq(users.id, id))));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 5, column: 38 }],
  },
  {
    name: 'insert',
    code: `
      import { db, users } from './src/drizzle.js';

      export async function run(names: string[]) {
        for (const [id, name] of names.entries()) {
          await db.insert(users).values({ id, name, email: name });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 11 }],
  },
  {
    name: 'insert that returns its row',
    code: `
      import { db, users } from './src/drizzle.js';

      export async function run(names: string[]) {
        for (const [id, name] of names.entries()) {
          const [row] = await db
            .insert(users)
            .values({ id, name, email: name })
            .onConflictDoNothing()
            .returning();
          console.log(row?.id);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 25 }],
  },
  {
    name: 'update',
    code: `
      import { eq } from 'drizzle-orm';
      import { db, orders } from './src/drizzle.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          await db.update(orders).set({ status: 'sent' }).where(eq(orders.id, id));
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 11 }],
  },
  {
    name: 'delete',
    code: `
      import { eq } from 'drizzle-orm';
      import { db, orders } from './src/drizzle.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          await db.delete(orders).where(eq(orders.id, id));
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 11 }],
  },
  {
    name: 'count',
    code: `
      import { eq } from 'drizzle-orm';
      import { db, orders } from './src/drizzle.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          console.log(await db.$count(orders, eq(orders.userId, id)));
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 23 }],
  },
  {
    name: 'execute',
    code: `
      import { sql } from 'drizzle-orm';
      import { db, users } from './src/drizzle.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          await db.execute(sql\`select * from users where id = \${id}\`);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 11 }],
  },
  {
    name: 'relational findFirst',
    code: `
      import { eq } from 'drizzle-orm';
      import { db, users } from './src/drizzle.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          await db.query.users.findFirst({ where: eq(users.id, id) });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 11 }],
  },
  {
    name: 'relational findMany at once',
    code: `
      import { eq } from 'drizzle-orm';
      import { db, orders } from './src/drizzle.js';

      export async function run(ids: number[]) {
        return Promise.all(
          ids.map((id) =>
            db.query.orders.findMany({ where: eq(orders.userId, id), with: { user: true } }),
          ),
        );
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 7, column: 7 }],
  },
  {
    name: 'prepared statement',
    code: `
      import { eq, sql } from 'drizzle-orm';
      import { db, users } from './src/drizzle.js';

      const byId = db
        .select()
        .from(users)
        .where(eq(users.id, sql.placeholder('id')))
        .prepare('user_by_id');
      export async function run(ids: number[]) {
        for (const id of ids) {
          await byId.execute({ id });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 11, column: 11 }],
  },
  {
    name: 'prepared relational query at once',
    code: `
      import { eq, sql } from 'drizzle-orm';
      import { db, users } from './src/drizzle.js';

      const byId = db.query.users
        .findFirst({ where: eq(users.id, sql.placeholder('id')) })
        .prepare('user_by_id');
      export async function run(ids: number[]) {
        return Promise.all(ids.map((id) => byId.execute({ id })));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 8, column: 38 }],
  },
  {
    name: 'execute of a builder',
    code: `
      import { eq } from 'drizzle-orm';
      import { db, users } from './src/drizzle.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          await db.select().from(users).where(eq(users.id, id)).execute();
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 11 }],
  },
  {
    name: 'then of a builder',
    code: `
      import { eq } from 'drizzle-orm';
      import { db, users } from './src/drizzle.js';

      export function run(ids: number[]) {
        return Promise.all(
          ids.map((id) =>
            db
              .select()
              .from(users)
              .where(eq(users.id, id))
              .then((rows) => rows[0]),
          ),
        );
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 7, column: 7 }],
  },
  {
    name: 'transaction handle',
    code: `
      import { eq } from 'drizzle-orm';
      import { db, orders } from './src/drizzle.js';

      export async function run(ids: number[]) {
        await db.transaction(async (tx) => {
          for (const id of ids) {
            await tx.delete(orders).where(eq(orders.id, id));
          }
        });
      }
    `,
    inLoop: [{ messageId: 'held', line: 7, column: 13 }],
  },
  {
    name: 'relational query of a transaction',
    code: `
      import { eq } from 'drizzle-orm';
      import { db, users } from './src/drizzle.js';

      export async function run(ids: number[]) {
        await db.transaction(async (tx) => {
          for (const id of ids) {
            await tx.query.users.findFirst({ where: eq(users.id, id) });
          }
        });
      }
    `,
    inLoop: [{ messageId: 'held', line: 7, column: 13 }],
  },
  {
    name: 'handle of a transaction by its type',
    code: `
      import { eq } from 'drizzle-orm';
      import { db, users } from './src/drizzle.js';

      type Transaction = Parameters<Parameters<typeof db.transaction>[0]>[0];
      export async function run(tx: Transaction, ids: number[]) {
        for (const id of ids) {
          await tx.select().from(users).where(eq(users.id, id));
        }
      }
    `,
    inLoop: [{ messageId: 'held', line: 7, column: 11 }],
  },
  {
    name: 'database or transaction',
    code: `
      import { eq } from 'drizzle-orm';
      import { db, users } from './src/drizzle.js';

      type Transaction = Parameters<Parameters<typeof db.transaction>[0]>[0];
      export async function run(handle: typeof db | Transaction, ids: number[]) {
        for (const id of ids) {
          await handle.select().from(users).where(eq(users.id, id));
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 11 }],
  },
  {
    name: 'builder kept and extended in a variable',
    code: `
      import { eq } from 'drizzle-orm';
      import { db, users } from './src/drizzle.js';

      export async function run(ids: number[], active: boolean) {
        for (const id of ids) {
          let query = db.select().from(users).$dynamic();
          if (active) query = query.where(eq(users.id, id));
          console.log(await query);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 8, column: 23 }],
  },
  {
    name: 'builder in a constant',
    code: `
      import { eq } from 'drizzle-orm';
      import { db, users } from './src/drizzle.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          const query = db.select().from(users).where(eq(users.id, id));
          console.log(await query);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 19 }],
  },
  {
    name: 'builder that a function makes',
    code: `
      import { eq } from 'drizzle-orm';
      import { db, users } from './src/drizzle.js';

      const userById = (id: number) => db.select().from(users).where(eq(users.id, id));
      export async function run(ids: number[]) {
        for (const id of ids) {
          await userById(id);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 11 }],
  },
  {
    name: 'builder that a function makes, at once',
    code: `
      import { eq } from 'drizzle-orm';
      import { db, users } from './src/drizzle.js';

      const userById = (id: number) => db.select().from(users).where(eq(users.id, id));
      export async function run(ids: number[]) {
        return Promise.all(ids.map(userById));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 6, column: 30 }],
  },
  {
    name: 'common table expression',
    code: `
      import { eq } from 'drizzle-orm';
      import { db, orders } from './src/drizzle.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          const open = db.$with('open').as(db.select().from(orders).where(eq(orders.userId, id)));
          console.log(await db.with(open).select().from(open));
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 23 }],
  },
  {
    name: 'sub-query in a condition of a repeated query',
    code: `
      import { eq, inArray, and } from 'drizzle-orm';
      import { db, users, orders } from './src/drizzle.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          await db
            .select()
            .from(orders)
            .where(
              and(eq(orders.id, id), inArray(orders.userId, db.select({ id: users.id }).from(users))),
            );
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 11 }],
  },
  {
    name: 'database as an argument',
    code: `
      import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
      import { eq } from 'drizzle-orm';
      import { users } from './src/drizzle.js';
      export async function run(database: NodePgDatabase, ids: number[]) {
        for (const id of ids) {
          await database.select().from(users).where(eq(users.id, id));
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 11 }],
  },
  {
    name: 'database in a private field',
    code: `
      import { eq } from 'drizzle-orm';
      import { db, users } from './src/drizzle.js';

      export class Users {
        readonly #db = db;
        async load(ids: number[]) {
          for (const id of ids) {
            await this.#db.select().from(users).where(eq(users.id, id));
          }
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 8, column: 13 }],
  },
  {
    name: 'builder that is never awaited',
    code: `
      import { eq } from 'drizzle-orm';
      import { db, users } from './src/drizzle.js';

      export function run(ids: number[]) {
        for (const id of ids) {
          db.select().from(users).where(eq(users.id, id));
        }
      }
    `,
  },
  {
    name: 'builders collected as text',
    code: `
      import { eq } from 'drizzle-orm';
      import { db, users } from './src/drizzle.js';

      export function run(ids: number[]) {
        return ids.map((id) => db.select().from(users).where(eq(users.id, id)).toSQL().sql);
      }
    `,
  },
  {
    name: 'sub-queries with an alias',
    code: `
      import { eq } from 'drizzle-orm';
      import { db, users } from './src/drizzle.js';

      export function run(ids: number[]) {
        return ids.map((id) =>
          db.select({ id: users.id }).from(users).where(eq(users.id, id)).as(\`user_\${id}\`),
        );
      }
    `,
  },
  {
    name: 'sub-queries in exists',
    code: `
      import { eq, exists, and } from 'drizzle-orm';
      import { db, users, orders } from './src/drizzle.js';

      export async function run(ids: number[]) {
        const conditions = ids.map((id) => exists(db.select().from(orders).where(eq(orders.userId, id))));
        return db
          .select()
          .from(users)
          .where(and(...conditions));
      }
    `,
  },
  {
    name: 'conditions of one query',
    code: `
      import { and, gt } from 'drizzle-orm';
      import { db, users } from './src/drizzle.js';

      export async function run(ids: number[]) {
        return db
          .select()
          .from(users)
          .where(and(...ids.map((id) => gt(users.id, id))));
      }
    `,
  },
  {
    name: 'condition added in a loop to one query',
    code: `
      import { eq } from 'drizzle-orm';
      import { db, users } from './src/drizzle.js';

      export async function run(ids: number[]) {
        let query = db.select().from(users).$dynamic();
        for (const id of ids) query = query.where(eq(users.id, id));
        return query;
      }
    `,
  },
  {
    name: 'one query, many rows',
    code: `
      import { inArray } from 'drizzle-orm';
      import { db, users } from './src/drizzle.js';

      export async function run(ids: number[]) {
        const rows = await db.select().from(users).where(inArray(users.id, ids));
        const byId = new Map(rows.map((row) => [row.id, row]));
        return ids.map((id) => byId.get(id));
      }
    `,
  },
  {
    name: 'one insert of many rows',
    code: `
      import { db, users } from './src/drizzle.js';

      export async function run(names: string[]) {
        await db.insert(users).values(names.map((name, id) => ({ id, name, email: name })));
      }
    `,
  },
  {
    name: 'statements are only prepared',
    code: `
      import { eq } from 'drizzle-orm';
      import { db, users } from './src/drizzle.js';

      export function run(names: string[]) {
        return names.map((name) => db.select().from(users).where(eq(users.name, name)).prepare(name));
      }
    `,
  },
  {
    name: 'methods of the same names on other objects',
    code: `
      class Selection {
        select() {
          return this;
        }
        from(names: string[]) {
          return names;
        }
        execute(id: number) {
          return Promise.resolve(id);
        }
      }
      export async function run(selection: Selection, ids: number[]) {
        for (const id of ids) {
          selection.select().from([String(id)]);
          await selection.execute(id);
        }
      }
    `,
  },
];
