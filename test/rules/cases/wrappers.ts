import type { Case } from '../case.ts';

/** Wrappers around clients, in the forms that applications give them. */
export const wrappers: readonly Case[] = [
  {
    name: 'object of functions that take SQL',
    code: `
      import { pool } from './src/pool.js';

      const database = {
        async queryRows(sql: string, params: readonly unknown[]) {
          return (await pool.query(sql, [...params])).rows;
        },
      };
      export async function run(ids: number[]) {
        for (const id of ids) await database.queryRows('select 1', [id]);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 9, column: 31 }],
  },
  {
    name: 'factory of a template tag',
    code: `
      import type pg from 'pg';
      import { pool } from './src/pool.js';

      function createTag(client: pg.Pool) {
        return (strings: TemplateStringsArray, ...values: unknown[]) => client.query(strings.join('?'), values);
      }
      const sql = createTag(pool);
      export async function run(ids: number[]) {
        for (const id of ids) await sql\`select \${id}\`;
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 9, column: 31 }],
  },
  {
    name: 'curried queries, taken apart',
    code: `
      import type pg from 'pg';
      import { pool } from './src/pool.js';

      const findUserById = (client: pg.Pool) => async (id: number) => client.query('select 1', [id]);
      const createQueries = (client: pg.Pool) => ({
        users: { findUserById: findUserById(client), touch: async (id: number) => client.query('select 2', [id]) },
      });
      const queries = createQueries(pool);
      const {
        users: { findUserById: find, touch },
      } = queries;
      export async function run(ids: number[]) {
        for (const id of ids) {
          await find(id);
          await touch(id);
          await queries.users.findUserById(id);
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 14, column: 11 },
      { messageId: 'sequential', line: 15, column: 11 },
      { messageId: 'sequential', line: 16, column: 11 },
    ],
  },
  {
    name: 'generated methods of a table',
    code: `
      import { pool } from './src/pool.js';

      function tableOf<Row>(name: string) {
        return {
          async byId(id: number): Promise<Row | undefined> {
            const { rows } = await pool.query(\`select * from \${name} where id = $1\`, [id]);
            return rows[0] as Row | undefined;
          },
        };
      }
      const users = tableOf<{ id: number }>('users');
      export async function run(ids: number[]) {
        for (const id of ids) await users.byId(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 13, column: 31 }],
  },
  {
    name: 'generic base repository',
    code: `
      import { pool } from './src/pool.js';

      abstract class BaseModel<Row> {
        abstract readonly table: string;
        async findById(id: number): Promise<Row> {
          const { rows } = await pool.query(\`select * from \${this.table} where id = $1\`, [id]);
          return rows[0] as Row;
        }
      }
      class UserModel extends BaseModel<{ id: number }> {
        readonly table = 'users';
      }
      export async function run(ids: number[], users?: UserModel) {
        return Promise.all(ids.map((id) => users?.findById(id)));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 14, column: 38 }],
  },
  {
    name: 'function that carries a transaction',
    code: `
      import { db, orders } from './src/drizzle.js';

      type Transaction = Parameters<Parameters<typeof db.transaction>[0]>[0];
      function inTransaction<T>(client: typeof db, work: (tx: Transaction) => Promise<T>): Promise<T> {
        return client.transaction((tx) => work(tx));
      }
      export async function run(ids: number[]) {
        for (const id of ids) {
          await inTransaction(db, async (tx) => {
            await tx.insert(orders).values({ id, userId: id, status: 'new' });
          });
        }
        await inTransaction(db, async (tx) => {
          for (const id of ids) await tx.insert(orders).values({ id, userId: id, status: 'new' });
        });
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 10, column: 13 },
      { messageId: 'held', line: 14, column: 33 },
    ],
  },
  {
    name: 'transaction of a context',
    code: `
      import type { Prisma, PrismaClient } from './generated/prisma/client.js';

      interface Context {
        readonly db: PrismaClient;
      }
      function withTransaction<T>(context: Context, work: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> {
        return context.db.$transaction(work);
      }
      export async function run(context: Context, ids: number[]) {
        await withTransaction(context, async (tx) => {
          for (const id of ids) await tx.user.delete({ where: { id } });
        });
      }
    `,
    inLoop: [{ messageId: 'held', line: 11, column: 33 }],
  },
  {
    name: 'model of a registry',
    code: `
      import type { PrismaClient } from './generated/prisma/client.js';

      export async function run(context: { models: { user: PrismaClient['user'] } }, ids: number[]) {
        for (const id of ids) await context.models.user.findFirst({ where: { id } });
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 31 }],
  },
  {
    name: 'transaction or client',
    code: `
      import { prisma } from './src/prisma.js';
      import type { Prisma } from './generated/prisma/client.js';

      export async function run(ids: number[], tx?: Prisma.TransactionClient) {
        for (const id of ids) await (tx ?? prisma).user.delete({ where: { id } });
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 31 }],
  },
  {
    name: 'decorated methods',
    code: `
      import { pool } from './src/pool.js';

      function Transactional() {
        return (_target: unknown, _name: string, descriptor: PropertyDescriptor) => descriptor;
      }
      export class Jobs {
        @Transactional()
        async close(id: number) {
          await pool.query('update jobs set closed = true where id = $1', [id]);
        }
        @Transactional()
        async closeAll(ids: number[]) {
          for (const id of ids) await this.close(id);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 13, column: 33 }],
  },
  {
    name: 'client behind a getter or a function',
    code: `
      import { prisma } from './src/prisma.js';

      function client() {
        return prisma;
      }
      export class Users {
        get #client() {
          return prisma;
        }
        async load(ids: number[]) {
          for (const id of ids) {
            await this.#client.user.findFirst({ where: { id } });
            await client().user.findFirst({ where: { id } });
          }
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 12, column: 13 },
      { messageId: 'sequential', line: 13, column: 13 },
    ],
  },
  {
    name: 'services of others with the names of queries',
    code: `
      declare const stripe: { subscriptions: { update(id: string, change: object): Promise<object> } };
      declare const cookies: { delete(name: string): Promise<void> };
      declare const queue: { add(name: string, job: object): Promise<void> };
      declare const graphql: { query(options: { query: string }): Promise<object> };
      export async function run(ids: string[]) {
        for (const id of ids) {
          await stripe.subscriptions.update(id, {});
          await cookies.delete(id);
          await queue.add('notify', { id });
          await graphql.query({ query: id });
        }
      }
    `,
  },
  {
    name: 'repository in memory',
    code: `
      class MemoryUsers {
        readonly #rows = new Map<number, { id: number }>();
        async findFirst({ where }: { where: { id: number } }) {
          return this.#rows.get(where.id);
        }
      }
      export async function run(ids: number[]) {
        const prisma = { user: new MemoryUsers() };
        for (const id of ids) await prisma.user.findFirst({ where: { id } });
      }
    `,
  },
  {
    name: 'lazy query that a function waits for',
    code: `
      import { eq } from 'drizzle-orm';
      import { db, users } from './src/drizzle.js';

      declare function to<T>(promise: Promise<T>): Promise<[Error | undefined, T | undefined]>;
      async function attempt<T, P extends Promise<T>>(promise: P) {
        try {
          return { rows: await promise };
        } catch (error) {
          return { error };
        }
      }
      const within = <T>(query: PromiseLike<T>, ms: number) =>
        Promise.race([query, new Promise<never>((_, reject) => setTimeout(reject, ms))]);
      async function sent<T>(query: { execute: () => Promise<T> }) {
        return query.execute();
      }
      const both = async <T>(query: PromiseLike<T>) => within(query, 10);
      export async function run(ids: number[]) {
        for (const id of ids) {
          await attempt(db.select().from(users).where(eq(users.id, id)));
          await within(db.select().from(users).where(eq(users.id, id)), 500);
          await sent(db.select().from(users).where(eq(users.id, id)));
          await both(db.select().from(users).where(eq(users.id, id)));
          await to(db.select().from(users).where(eq(users.id, id)));
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 20, column: 19 },
      { messageId: 'sequential', line: 21, column: 18 },
      { messageId: 'sequential', line: 22, column: 16 },
      { messageId: 'sequential', line: 23, column: 16 },
      { messageId: 'sequential', line: 24, column: 14 },
    ],
  },
  {
    name: 'lazy query that a function only looks at',
    code: `
      import { eq, exists } from 'drizzle-orm';
      import { db, users } from './src/drizzle.js';

      const textOf = (query: { toSQL: () => { sql: string } }) => query.toSQL().sql;
      async function log(query: { toSQL: () => { sql: string } }) {
        await Promise.resolve(textOf(query));
      }
      export async function run(ids: number[]) {
        for (const id of ids) {
          await log(db.select().from(users).where(eq(users.id, id)));
          console.log(exists(db.select().from(users).where(eq(users.id, id))));
        }
      }
    `,
  },
  {
    name: 'function that a factory makes, which is given another function as an option',
    code: `
      import { prisma } from './src/prisma.js';

      interface Options {
        isTransient: (error: unknown) => boolean;
      }
      async function again<T>(run: () => Promise<T>, { isTransient }: Options): Promise<T> {
        try {
          return await run();
        } catch (error) {
          if (!isTransient(error)) throw error;
          return run();
        }
      }
      function retryOf(isTransient: (error: unknown) => boolean) {
        return async <T>(run: () => Promise<T>) => again(run, { isTransient });
      }
      const retry = retryOf((error) => error instanceof TypeError);
      const loadUser = (id: number) => retry(() => prisma.user.findUnique({ where: { id } }));
      export async function run(ids: number[]) {
        for (const id of ids) await loadUser(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 20, column: 31 }],
  },
];
