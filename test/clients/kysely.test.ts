import kysely from '../../src/clients/kysely.ts';
import { describeClient } from './conformance.ts';

const loop = (body: string): string => `export async function run() { for (const id of ids) { ${body} } }`;

describeClient({
  client: kysely,
  folders: ['kysely'],
  prelude: `
    import { type ControlledTransaction, Kysely, type Selectable, sql, type Transaction } from 'kysely';
    interface User { id: number; name: string; parentId: number | null }
    interface Order { id: number; userId: number }
    interface Schema { users: User; orders: Order }
    declare const dialect: ConstructorParameters<typeof Kysely>[0]['dialect'];
    const db = new Kysely<Schema>({ dialect });
    declare const ids: number[];
  `,
  positives: [
    {
      name: 'one row in a loop',
      code: loop(`
        await db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();
        await db.selectFrom('users').select('name').where('id', '=', id).executeTakeFirstOrThrow();
      `),
      finds: [
        'sequential readOne pool db.selectFrom().selectAll().where().executeTakeFirst',
        'sequential readOne pool db.selectFrom().select().where().executeTakeFirstOrThrow',
      ],
    },
    {
      name: 'many rows for each element at once',
      code: `
        export const run = () => Promise.all(
          ids.map(async (id) => ({ id, orders: await db.selectFrom('orders').selectAll().where('userId', '=', id).execute() })),
        );
      `,
      finds: ['fanOut readMany pool db.selectFrom().selectAll().where().execute'],
    },
    {
      name: 'a count',
      code: loop(`
        await db.selectFrom('orders').select((builder) => builder.fn.countAll().as('count')).where('userId', '=', id).executeTakeFirstOrThrow();
      `),
      finds: ['sequential readOne pool db.selectFrom().select().where().executeTakeFirstOrThrow'],
    },
    {
      name: 'writes',
      code: loop(`
        await db.insertInto('orders').values({ id, userId: id }).returningAll().executeTakeFirst();
        await db.updateTable('users').set({ name: '' }).where('id', '=', id).execute();
        await db.deleteFrom('users').where('id', '=', id).execute();
        await db.replaceInto('orders').values({ id, userId: id }).execute();
        await db.mergeInto('users').using('orders', 'orders.userId', 'users.id').whenMatched().thenDelete().execute();
      `),
      finds: [
        'sequential writeMany pool db.insertInto().values().returningAll().executeTakeFirst',
        'sequential writeMany pool db.updateTable().set().where().execute',
        'sequential writeMany pool db.deleteFrom().where().execute',
        'sequential writeMany pool db.replaceInto().values().execute',
        'sequential writeMany pool db.mergeInto().using().whenMatched().thenDelete().execute',
      ],
    },
    {
      name: 'raw SQL',
      code: loop(`
        await sql\`delete from users where id = \${id}\`.execute(db);
        await sql<{ name: string }>\`select name from users where id = \${id}\`.execute(db);
        const query = db.selectFrom('users').selectAll().where('id', '=', id).compile();
        await db.executeQuery(query);
      `),
      finds: [
        'sequential raw pool sql`…`.execute',
        'sequential raw pool sql`…`.execute',
        'sequential raw pool db.executeQuery',
      ],
    },
    {
      name: 'rows as a stream',
      code: loop(
        `for await (const user of db.selectFrom('users').selectAll().where('parentId', '=', id).stream()) console.log(user);`,
      ),
      finds: ['sequential readMany pool db.selectFrom().selectAll().where().stream'],
    },
    {
      name: 'statements of a transaction',
      code: `
        export const run = () => db.transaction().execute(async (trx) => {
          for (const id of ids) await trx.insertInto('orders').values({ id, userId: id }).execute();
          for (const id of ids) await sql\`delete from users where id = \${id}\`.execute(trx);
        });
      `,
      finds: ['held writeMany held trx.insertInto().values().execute', 'held raw held sql`…`.execute'],
    },
    {
      name: 'a transaction for each element',
      code: loop(`
        await db.transaction().setIsolationLevel('serializable').execute((trx) => trx.deleteFrom('users').where('id', '=', id).execute());
      `),
      finds: ['sequential writeMany held trx.deleteFrom().where().execute'],
    },
    {
      name: 'a transaction that the code ends itself',
      code: `
        export async function run() {
          const trx = await db.startTransaction().execute();
          for (const id of ids) await trx.deleteFrom('users').where('id', '=', id).execute();
          await trx.commit().execute();
        }
      `,
      finds: ['held writeMany held trx.deleteFrom().where().execute'],
    },
    {
      name: 'one connection for all',
      code: `
        export const run = () => db.connection().execute(async (connection) => {
          for (const id of ids) await connection.deleteFrom('users').where('id', '=', id).execute();
        });
      `,
      finds: ['held writeMany held connection.deleteFrom().where().execute'],
    },
    {
      name: 'a builder that a helper sends',
      code: `
        async function sent<T>(query: { execute: () => Promise<T> }) {
          return query.execute();
        }
        export async function run() { for (const id of ids) await sent(db.deleteFrom('users').where('id', '=', id)); }
      `,
      finds: ['sequential writeMany pool db.deleteFrom().where'],
      untyped: [],
    },
    {
      name: 'a helper that takes the transaction',
      code: `
        const rename = (trx: Transaction<Schema>, id: number) => trx.updateTable('users').set({ name: '' }).where('id', '=', id).execute();
        export async function run(trx: Transaction<Schema>) { for (const id of ids) await rename(trx, id); }
        export async function end(trx: ControlledTransaction<Schema>) { for (const id of ids) await trx.deleteFrom('users').where('id', '=', id).execute(); }
      `,
      finds: [
        'held writeMany held trx.updateTable().set().where().execute',
        'held writeMany held trx.deleteFrom().where().execute',
      ],
    },
    {
      name: 'a handle that may be the transaction',
      code: `
        export async function run(trx?: Transaction<Schema>) {
          for (const id of ids) await (trx ?? db).deleteFrom('users').where('id', '=', id).execute();
        }
      `,
      finds: ['sequential writeMany pool (trx ?? db).deleteFrom().where().execute'],
    },
    {
      name: 'handles in fields, contexts and optional chains, derived ones',
      code: `
        interface Context { readonly db?: Kysely<Schema> }
        const tenant = db.withSchema('tenant');
        export class Users {
          readonly #db = db;
          constructor(private readonly database: Kysely<Schema>) {}
          async load(context: Context) {
            for (const id of ids) {
              await this.#db.selectFrom('users').selectAll().where('id', '=', id).execute();
              await this.database.selectFrom('users').selectAll().where('id', '=', id).execute();
              await context.db?.selectFrom('users').selectAll().where('id', '=', id).execute();
              await tenant.selectFrom('users').selectAll().where('id', '=', id).execute();
            }
          }
        }
      `,
      finds: [
        'sequential readMany pool this.#db.selectFrom().selectAll().where().execute',
        'sequential readMany pool this.database.selectFrom().selectAll().where().execute',
        'sequential readMany pool context.db.selectFrom().selectAll().where().execute',
        'sequential readMany pool tenant.selectFrom().selectAll().where().execute',
      ],
    },
    {
      name: 'a builder that goes on in a variable',
      code: loop(`
        let query = db.selectFrom('users').selectAll().where('id', '>', id);
        if (id > 5) query = query.limit(5);
        await query.execute();
        const all = db.deleteFrom('orders');
        await all.where('id', '=', id).execute();
      `),
      finds: ['sequential readMany pool query.execute', 'sequential writeMany pool all.where().execute'],
    },
    {
      name: 'a query with another as its part is one',
      code: loop(`
        await db.selectFrom('users').selectAll()
          .where((builder) => builder.exists(builder.selectFrom('orders').selectAll().where('userId', '=', id)))
          .where('id', 'in', db.selectFrom('orders').select('userId'))
          .$if(id > 5, (query) => query.limit(5))
          .execute();
      `),
      finds: ['sequential readMany pool db.selectFrom().selectAll().where().where().$if().execute'],
    },
    {
      name: 'a repository and a function without a point',
      code: `
        class Users {
          constructor(private readonly db: Kysely<Schema>) {}
          find = (id: number) => this.db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();
        }
        const users = new Users(db);
        export const run = () => Promise.all(ids.map(users.find));
      `,
      finds: ['fanOut readOne pool this.db.selectFrom().selectAll().where().executeTakeFirst'],
    },
    {
      name: 'a common table expression',
      code: loop(
        `await db.with('recent', (query) => query.selectFrom('orders').selectAll()).selectFrom('recent').selectAll().where('id', '=', id).execute();`,
      ),
      finds: ['sequential readMany pool db.with().selectFrom().selectAll().where().execute'],
    },
    {
      name: 'a chain of rows up to the root',
      code: `
        export async function path(id: number): Promise<Selectable<User>[]> {
          const user = await db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();
          if (!user) return [];
          return user.parentId === null ? [user] : [user, ...(await path(user.parentId))];
        }
      `,
      finds: ['sequential readOne pool db.selectFrom().selectAll().where().executeTakeFirst'],
    },
    {
      name: 'a handle by its usual name where nothing tells its type',
      code: `
        declare const context: { db: any };
        ${loop("await context.db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();")}
      `,
      finds: ['sequential readOne pool context.db.selectFrom().selectAll().where().executeTakeFirst'],
    },
  ],
  negatives: [
    {
      name: 'a part of a group',
      code: `
        export async function run(groups: Map<number, User[]>) {
          for (const [parentId, group] of groups) {
            const open = group.filter(({ name }) => name !== '').map(({ id }) => id);
            if (open.length > 0) await db.updateTable('users').set({ parentId }).where('id', 'in', open).execute();
          }
        }
      `,
    },
    {
      name: 'one query for all',
      code: `export const run = () => db.selectFrom('users').selectAll().where('id', 'in', ids).execute();`,
    },
    {
      name: 'one insert of many rows',
      code: `export const run = () => db.insertInto('orders').values(ids.map((id) => ({ id, userId: id }))).execute();`,
    },
    {
      name: 'what a function makes of a builder',
      code: loop(
        `await db.selectFrom('users').selectAll().$call((query) => ({ execute: async () => [query.compile().sql, id] })).execute();`,
      ),
    },
    {
      name: 'a builder that nothing executes',
      code: loop("await Promise.resolve(); db.selectFrom('users').selectAll().where('id', '=', id);"),
    },
    {
      name: 'parts of a query that are made in a loop',
      code: `
        export async function run() {
          let query = db.selectFrom('users').selectAll();
          for (const id of ids) query = query.where('id', '!=', id);
          await query.execute();
          return ids.map((id) => sql\`\${id}\`);
        }
      `,
    },
    {
      name: 'SQL that is only written',
      code: `export const run = () => ids.map((id) => db.selectFrom('users').selectAll().where('id', '=', id).compile());`,
    },
    {
      name: 'changes of the schema',
      code: `
        export async function up(names: string[]) {
          for (const name of names) {
            await db.schema.createTable(name).addColumn('id', 'integer').execute();
            await db.schema.createIndex(name + '_id').on(name).column('id').execute();
            await db.schema.dropTable(name).ifExists().execute();
          }
        }
      `,
    },
    {
      name: 'control of transactions',
      code: `
        export async function run(open: ControlledTransaction<Schema>[]) {
          for (const trx of open) await trx.commit().execute();
          for (const trx of open) await trx.rollback().execute();
          for (const id of ids) { const trx = await db.startTransaction().execute(); console.log(id, trx.isCommitted); }
          for (const id of ids) await db.transaction().execute(async () => { console.log(id); });
        }
      `,
    },
    {
      name: 'a query for each chunk and page',
      code: `
        export async function run() {
          for (let start = 0; start < ids.length; start += 100) {
            await db.deleteFrom('users').where('id', 'in', ids.slice(start, start + 100)).execute();
          }
          let after = 0;
          for (;;) {
            const page = await db.selectFrom('users').selectAll().where('id', '>', after).limit(100).execute();
            const last = page.at(-1);
            if (!last) break;
            after = last.id;
          }
        }
      `,
    },
    {
      name: 'a few queries known from the source',
      code: `
        export async function run() {
          for (const table of ['users', 'orders'] as const) await db.deleteFrom(table).execute();
        }
      `,
    },
    {
      name: 'a stream of rows is one query',
      code: `export async function run() { for await (const user of db.selectFrom('users').selectAll().stream(100)) console.log(user.name); }`,
    },
    {
      name: 'commands and use cases that execute',
      code: `
        class RenameUser { constructor(private readonly id: number) {} async execute() { return this.id; } }
        declare const breaker: { execute<T>(task: () => Promise<T>): Promise<T> };
        export async function run() {
          for (const id of ids) await new RenameUser(id).execute();
          for (const id of ids) await breaker.execute(async () => id);
        }
      `,
    },
    {
      name: 'a query builder of another kind',
      code: `
        class Search { selectFrom(index: string) { return { where: (id: number) => ({ execute: async () => [index, id] }) }; } }
        const db_ = { search: new Search() };
        ${loop("await db_.search.selectFrom('users').where(id).execute();")}
      `,
    },
    {
      name: 'a test double',
      code: `
        export async function test() {
          const db = { selectFrom: (table: string) => ({ selectAll: () => ({ execute: async () => [table] }) }) };
          for (const id of ids) { await db.selectFrom('users').selectAll().execute(); console.log(id); }
        }
      `,
    },
    {
      name: 'clients of other services',
      code: `
        declare const stripe: { subscriptions: { update(id: string, data: object): Promise<void> } };
        declare const athena: { executeQuery(text: string): { id: string } };
        export async function run(names: string[]) {
          for (const name of names) { await stripe.subscriptions.update(name, {}); athena.executeQuery(name); }
        }
      `,
    },
  ],
});
