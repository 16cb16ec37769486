import drizzle from '../../src/clients/drizzle.ts';
import { describeClient } from './conformance.ts';

const loop = (body: string): string => `export async function run() { for (const id of ids) { ${body} } }`;

const tables = `
  import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
  import { and, count, eq, exists, gt, inArray, sql } from 'drizzle-orm';
  import { integer, pgTable, text } from 'drizzle-orm/pg-core';
  import { Pool } from 'pg';
  const users = pgTable('users', { id: integer().primaryKey(), email: text().notNull(), name: text() });
  const orders = pgTable('orders', { id: integer().primaryKey(), userId: integer().notNull() });
  const pool = new Pool();
  declare const ids: number[];
`;
const schemaOfVersion0 = `
  import { relations } from 'drizzle-orm';
  const usersRelations = relations(users, ({ many }) => ({ orders: many(orders) }));
  const ordersRelations = relations(orders, ({ one }) => ({ user: one(users, { fields: [orders.userId], references: [users.id] }) }));
  const schema = { users, orders, usersRelations, ordersRelations };
  const db = drizzle(pool, { schema });
`;
const schemaOfVersion1 = `
  import { defineRelations } from 'drizzle-orm';
  const schema = defineRelations({ users, orders }, (r) => ({
    users: { orders: r.many.orders({ from: r.users.id, to: r.orders.userId }) },
  }));
  const db = drizzle({ client: pool, relations: schema });
`;
const version0 = ['shop'];
const version1 = ['drizzle-1'];

describeClient({
  client: drizzle,
  folders: ['shop', 'drizzle-1'],
  prelude: (folder) => tables + (folder === 'shop' ? schemaOfVersion0 : schemaOfVersion1),
  positives: [
    {
      name: 'a select in a loop',
      code: loop('await db.select().from(users).where(eq(users.id, id));'),
      finds: ['sequential readMany pool db.select'],
    },
    {
      name: 'selects of distinct rows, of some columns and with a common table expression',
      code: loop(`
        await db.selectDistinct({ name: users.name }).from(users).where(eq(users.id, id));
        await db.selectDistinctOn([users.id]).from(users).where(eq(users.id, id));
        const recent = db.$with('recent').as(db.select().from(orders).where(gt(orders.id, id)));
        await db.with(recent).select().from(recent);
      `),
      finds: [
        'sequential readMany pool db.selectDistinct',
        'sequential readMany pool db.selectDistinctOn',
        'sequential readMany pool db.with().select',
      ],
    },
    {
      name: 'selects for each element at once',
      code: `
        export const run = () => Promise.all(
          ids.map(async (id) => ({ id, orders: await db.select().from(orders).where(eq(orders.userId, id)) })),
        );
      `,
      finds: ['fanOut readMany pool db.select'],
    },
    {
      name: 'relational queries of 0.x',
      only: version0,
      code: loop(`
        await db.query.users.findFirst({ where: eq(users.id, id), with: { orders: true } });
        await db.query.orders.findMany({ where: (order, { eq }) => eq(order.userId, id) });
      `),
      finds: ['sequential readOne pool db.query.users.findFirst', 'sequential readMany pool db.query.orders.findMany'],
    },
    {
      name: 'relational queries of 1.0',
      only: version1,
      code: loop(`
        await db.query.users.findFirst({ where: { id }, with: { orders: true } });
        await db.query.orders.findMany({ where: { userId: { gt: id } } });
      `),
      finds: ['sequential readOne pool db.query.users.findFirst', 'sequential readMany pool db.query.orders.findMany'],
    },
    {
      name: 'counts',
      code: loop('await db.$count(orders, eq(orders.userId, id));'),
      finds: ['sequential count pool db.$count'],
    },
    {
      name: 'values computed from all rows',
      code: loop(`
        await db.select({ orders: count() }).from(orders).where(eq(orders.userId, id));
        await db.select({ first: sql<number>\`min(id)\`.mapWith(Number), n: sql<number>\`cast(count(*) as int)\` }).from(orders).where(eq(orders.userId, id));
      `),
      finds: ['sequential count pool db.select', 'sequential count pool db.select'],
    },
    {
      name: 'values computed from groups of rows, and beside columns',
      code: loop(`
        await db.select({ orders: count() }).from(orders).where(eq(orders.userId, id)).groupBy(orders.id);
        await db.select({ id: orders.id, total: sql<number>\`count(*) over ()\` }).from(orders).where(eq(orders.userId, id));
      `),
      finds: ['sequential readMany pool db.select', 'sequential readMany pool db.select'],
    },
    {
      name: 'writes',
      code: loop(`
        await db.insert(users).values({ id, email: 'a' }).onConflictDoUpdate({ target: users.id, set: { email: 'a' } });
        await db.update(users).set({ name: '' }).where(eq(users.id, id)).returning();
        await db.delete(users).where(eq(users.id, id));
      `),
      finds: [
        'sequential writeMany pool db.insert',
        'sequential writeMany pool db.update',
        'sequential writeMany pool db.delete',
      ],
    },
    {
      name: 'raw SQL',
      code: loop('await db.execute(sql`select * from users where id = ${id}`);'),
      finds: ['sequential raw pool db.execute'],
    },
    {
      name: 'a builder sent by execute',
      code: loop('await db.select().from(users).where(eq(users.id, id)).execute();'),
      finds: ['sequential readMany pool db.select().from().where().execute'],
      untyped: ['sequential readMany pool db.select'],
    },
    {
      name: 'a prepared statement',
      code: `
        const byId = db.select().from(users).where(eq(users.id, sql.placeholder('id'))).prepare('by_id');
        ${loop('await byId.execute({ id });')}
      `,
      finds: ['sequential readMany pool byId.execute'],
      untyped: [],
    },
    {
      name: 'statements of a transaction',
      code: `
        export const run = () => db.transaction(async (tx) => {
          for (const id of ids) await tx.insert(orders).values({ id, userId: id });
        });
      `,
      finds: ['held writeMany held tx.insert'],
    },
    {
      name: 'a transaction for each element',
      code: loop('await db.transaction(async (tx) => { await tx.delete(users).where(eq(users.id, id)); });'),
      finds: ['sequential writeMany held tx.delete'],
    },
    {
      name: 'a helper that takes the transaction',
      code: `
        type Transaction = Parameters<Parameters<typeof db.transaction>[0]>[0];
        const rename = async (tx: Transaction, id: number) => { await tx.update(users).set({ name: '' }).where(eq(users.id, id)); };
        export const run = () => db.transaction(async (tx) => { for (const id of ids) await rename(tx, id); });
      `,
      finds: ['held writeMany held tx.update'],
      untyped: ['sequential writeMany pool tx.update'],
    },
    {
      name: 'a helper that answers with the builder',
      code: `
        const find = (id: number) => db.select().from(users).where(eq(users.id, id));
        export async function run() { for (const id of ids) { const [user] = await find(id); console.log(user); } }
      `,
      finds: ['sequential readMany pool db.select'],
    },
    {
      name: 'a handle that may be the transaction',
      code: `
        type Handle = NodePgDatabase<typeof schema>;
        export async function run(tx?: Handle) {
          for (const id of ids) await (tx ?? db).delete(users).where(eq(users.id, id));
        }
      `,
      finds: ['sequential writeMany pool (tx ?? db).delete'],
    },
    {
      name: 'handles in fields, contexts and optional chains',
      code: `
        type Database = NodePgDatabase<typeof schema>;
        interface Context { readonly db?: Database }
        export class Users {
          readonly #db = db;
          constructor(private readonly database: Database) {}
          async load(context: Context) {
            for (const id of ids) await this.#db.select().from(users).where(eq(users.id, id));
            for (const id of ids) await this.database.select().from(users).where(eq(users.id, id));
            for (const id of ids) await context.db?.select().from(users).where(eq(users.id, id));
          }
        }
      `,
      finds: [
        'sequential readMany pool this.#db.select',
        'sequential readMany pool this.database.select',
        'sequential readMany pool context.db.select',
      ],
    },
    {
      name: 'a builder that goes on in a variable',
      code: loop(`
        let query = db.select().from(users).where(gt(users.id, id)).$dynamic();
        if (id > 5) query = query.limit(5);
        await query;
      `),
      finds: ['sequential readMany pool db.select'],
    },
    {
      name: 'a query with another as its part is one',
      code: loop(`
        await db.select().from(users).where(and(
          inArray(users.id, db.select({ id: orders.userId }).from(orders).where(eq(orders.id, id))),
          exists(db.select().from(orders)),
        ));
      `),
      finds: ['sequential readMany pool db.select'],
    },
    {
      name: 'a function without a point, and what then makes of it',
      code: `
        const load = (id: number) => db.select().from(users).where(eq(users.id, id)).then((rows) => rows[0]);
        export const run = () => Promise.all(ids.map(load));
      `,
      finds: ['fanOut readMany pool db.select'],
    },
    {
      name: 'an in-process SQLite of 0.x answers at once',
      only: version0,
      code: `
        import type { BunSQLiteDatabase } from 'drizzle-orm/bun-sqlite';
        import { integer as int, sqliteTable } from 'drizzle-orm/sqlite-core';
        const items = sqliteTable('items', { id: int().primaryKey() });
        export const run = (lite: BunSQLiteDatabase) => {
          for (const id of ids) lite.insert(items).values({ id }).run();
          for (const id of ids) lite.run(sql\`delete from items where id = \${id}\`);
          return ids.map((id) => lite.select().from(items).where(eq(items.id, id)).get());
        };
      `,
      finds: [
        'sequential writeMany none lite.insert().values().run',
        'sequential raw none lite.run',
        'sequential readOne none lite.select().from().where().get',
      ],
      untyped: ['sequential raw pool lite.run'],
    },
    {
      name: 'an in-process SQLite of 1.0 answers at once',
      only: version1,
      code: `
        import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
        import { integer as int, sqliteTable } from 'drizzle-orm/sqlite-core';
        const items = sqliteTable('items', { id: int().primaryKey() });
        export const run = (lite: BetterSQLite3Database) => {
          for (const id of ids) { const item = lite.get(sql\`select * from items where id = \${id}\`); console.log(item); }
          return ids.map((id) => lite.select().from(items).where(eq(items.id, id)).all());
        };
      `,
      finds: ['sequential raw none lite.get', 'sequential readMany none lite.select().from().where().all'],
      untyped: ['sequential raw pool lite.get'],
    },
    {
      name: 'SQLite over HTTP',
      code: `
        import type { DrizzleD1Database } from 'drizzle-orm/d1';
        import { integer as int, sqliteTable } from 'drizzle-orm/sqlite-core';
        const items = sqliteTable('items', { id: int().primaryKey() });
        export const run = (edge: DrizzleD1Database) => Promise.all(ids.flatMap((id) => [
          edge.select().from(items).where(eq(items.id, id)),
          edge.select().from(items).where(eq(items.id, id)).get(),
          edge.run(sql\`delete from items where id = \${id}\`),
        ]));
      `,
      finds: [
        'fanOut readMany none edge.select',
        'fanOut readOne none edge.select().from().where().get',
        'fanOut raw none edge.run',
      ],
      untyped: ['fanOut readMany pool edge.select', 'fanOut readMany pool edge.select', 'fanOut raw pool edge.run'],
    },
    {
      name: 'MySQL',
      code: `
        import { int, mysqlTable } from 'drizzle-orm/mysql-core';
        import type { MySql2Database } from 'drizzle-orm/mysql2';
        const items = mysqlTable('items', { id: int().primaryKey() });
        export async function run(mysql: MySql2Database) {
          for (const id of ids) {
            await mysql.select().from(items).where(eq(items.id, id));
            await mysql.select().from(items).where(eq(items.id, id)).execute();
            await mysql.insert(items).values({ id }).$returningId();
            await mysql.execute(sql\`select \${id}\`);
            await mysql.$count(items, eq(items.id, id));
          }
        }
      `,
      finds: [
        'sequential readMany pool mysql.select',
        'sequential readMany pool mysql.select().from().where().execute',
        'sequential writeMany pool mysql.insert',
        'sequential raw pool mysql.execute',
        'sequential count pool mysql.$count',
      ],
      untyped: [
        'sequential readMany pool mysql.select',
        'sequential readMany pool mysql.select',
        'sequential writeMany pool mysql.insert',
        'sequential raw pool mysql.execute',
        'sequential count pool mysql.$count',
      ],
    },
    {
      name: 'a handle by its usual name where nothing tells its type',
      code: `
        declare const context: { db: any };
        ${loop('await context.db.select().from(users).where(eq(users.id, id)); await context.db.query.users.findFirst({});')}
      `,
      finds: ['sequential readMany pool context.db.select', 'sequential readOne pool context.db.query.users.findFirst'],
    },
  ],
  negatives: [
    {
      name: 'one query for all',
      code: `export const run = () => db.select().from(users).where(inArray(users.id, ids));`,
    },
    {
      name: 'one insert of many rows',
      code: `export const run = () => db.insert(orders).values(ids.map((id) => ({ id, userId: id })));`,
    },
    {
      name: 'builders that nothing sends',
      code: loop('db.select().from(users).where(eq(users.id, id)); db.update(users).set({ name: "" });'),
    },
    {
      name: 'parts of a query that are made in a loop',
      code: `
        export async function run() {
          const parts = ids.map((id) => exists(db.select().from(orders).where(eq(orders.userId, id))));
          let query = db.select().from(users).$dynamic();
          for (const id of ids) query = query.where(gt(users.id, id));
          return [parts, await query, sql.join(ids.map((id) => sql\`\${id}\`), sql\`, \`)];
        }
      `,
    },
    {
      name: 'statements sent together by a batch',
      code: `
        import type { NeonHttpDatabase } from 'drizzle-orm/neon-http';
        export async function run(http: NeonHttpDatabase, first: number) {
          const insert = (id: number) => http.insert(orders).values({ id, userId: id });
          await http.batch([insert(first), ...ids.map((id) => insert(id))]);
          await http.batch([insert(first), ...ids.map((id) => http.insert(orders).values({ id, userId: id }))]);
        }
      `,
    },
    {
      name: 'a query for each chunk and page',
      code: `
        export async function run() {
          for (let start = 0; start < ids.length; start += 100) {
            await db.delete(users).where(inArray(users.id, ids.slice(start, start + 100)));
          }
          let after = 0;
          for (;;) {
            const page = await db.select().from(users).where(gt(users.id, after)).limit(100);
            const last = page.at(-1);
            if (!last) break;
            after = last.id;
          }
        }
      `,
    },
    {
      name: 'a few queries known from the source',
      code: `export const run = () => Promise.all([users, orders].map((table) => db.$count(table)));`,
    },
    {
      name: 'a query before the loop',
      code: `
        export async function run() {
          const rows = await db.select().from(users);
          return rows.map((row) => row.name);
        }
      `,
    },
    {
      name: 'prepared statements that are only made',
      code: `export const run = () => ids.map((id) => db.select().from(users).where(eq(users.id, id)).prepare('by_' + id));`,
    },
    {
      name: 'SQL that is only written',
      code: `export const run = () => ids.map((id) => db.select().from(users).where(eq(users.id, id)).toSQL());`,
    },
    {
      name: 'a roll-back',
      code: `export const run = () => db.transaction(async (tx) => { for (const id of ids) if (id < 0) tx.rollback(); });`,
    },
    {
      name: 'a table in memory',
      code: `
        class Table {
          readonly #rows = new Map<number, object>();
          select() { return { from: (name: string) => Promise.resolve([name]) }; }
          async insert(row: { id: number }) { this.#rows.set(row.id, row); }
          async delete(id: number) { this.#rows.delete(id); }
        }
        const tx = new Table();
        ${loop('await tx.select().from("users"); await tx.insert({ id }); await tx.delete(id);')}
      `,
    },
    {
      name: 'a test double',
      code: `
        export async function test() {
          const db = { query: { users: { findFirst: async () => ({ id: 1 }) } }, execute: async (text: string) => text };
          for (const id of ids) { await db.query.users.findFirst(); await db.execute(String(id)); }
        }
      `,
    },
    {
      name: 'clients of other services',
      code: `
        declare const cookies: { delete(name: string): Promise<void> };
        declare const search: { query(text: string): Promise<object>; select(name: string): { from(index: string): Promise<object> } };
        export async function run(names: string[]) {
          for (const name of names) {
            await cookies.delete(name);
            await search.query(name);
            await search.select(name).from('users');
          }
        }
      `,
    },
    {
      name: 'handles of other drivers, once',
      code: `
        import type { LibSQLDatabase } from 'drizzle-orm/libsql';
        import type { NeonDatabase } from 'drizzle-orm/neon-serverless';
        import type { PgliteDatabase } from 'drizzle-orm/pglite';
        import type { PlanetScaleDatabase } from 'drizzle-orm/planetscale-serverless';
        import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
        import type { SingleStoreDriverDatabase } from 'drizzle-orm/singlestore';
        import type { TiDBServerlessDatabase } from 'drizzle-orm/tidb-serverless';
        import type { VercelPgDatabase } from 'drizzle-orm/vercel-postgres';
        export const run = (one: LibSQLDatabase, two: PostgresJsDatabase) =>
          Promise.all([one.run(sql\`select 1\`), two.execute(sql\`select 1\`)]);
        export type Postgres = NeonDatabase | PgliteDatabase | VercelPgDatabase;
        export type MySql = PlanetScaleDatabase | SingleStoreDriverDatabase | TiDBServerlessDatabase;
      `,
    },
    {
      name: 'what a DOM or a list does',
      code: `
        export async function run(lists: Set<string>[]) {
          for (const list of lists) { list.delete('a'); await Promise.resolve(list.values()); }
        }
      `,
    },
  ],
});
