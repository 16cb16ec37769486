import knex from '../../src/clients/knex.ts';
import { describeClient } from './conformance.ts';

const loop = (body: string): string => `export async function run() { for (const id of ids) { ${body} } }`;
const requiredLoop = (body: string): string =>
  `exports.run = async function run() { for (const id of ids) { ${body} } };`;

describeClient({
  client: knex,
  folders: ['knex'],
  prelude: `
    import createKnex, { type Knex } from 'knex';
    interface User { id: number; name: string; parentId: number | null }
    const knex = createKnex({ client: 'pg', pool: { min: 0, max: 10 } });
    declare const ids: number[];
  `,
  javascriptPrelude: `
    const knex = require('knex')({ client: 'pg' });
    const ids = [1, 2, 3].concat(JSON.parse('[]'));
  `,
  positives: [
    {
      name: 'one row in a loop',
      code: loop("await knex<User>('users').where({ id }).first();"),
      finds: ['sequential readOne pool knex().where().first'],
    },
    {
      name: 'columns of one row',
      code: loop(
        "await knex('users').select('id', 'name').where({ id }).first(); await knex.select('*').from('users').where({ id }).first();",
      ),
      finds: ['sequential readOne pool knex().select', 'sequential readOne pool knex.select'],
    },
    {
      name: 'many rows that no link names',
      code: loop(
        "await knex('orders').where('userId', id); await knex('orders'); await knex.from('orders').where('userId', id);",
      ),
      finds: [
        'sequential readMany pool knex().where',
        'sequential readMany pool knex()',
        'sequential readMany pool knex.from',
      ],
    },
    {
      name: 'many rows for each element at once',
      code: `
        export const run = () => Promise.all(
          ids.map(async (id) => ({ id, orders: await knex('orders').select('id').where({ userId: id }) })),
        );
      `,
      finds: ['fanOut readMany pool knex().select'],
    },
    {
      name: 'select and with on the instance',
      code: loop(`
        await knex.select('id').from('orders').where({ userId: id });
        await knex.with('recent', knex('orders').where({ userId: id })).select('id').from('recent');
        await knex.withSchema('shop').from('orders').where({ userId: id });
      `),
      finds: [
        'sequential readMany pool knex.select',
        'sequential readMany pool knex.with().select',
        'sequential readMany pool knex.withSchema().from',
      ],
    },
    {
      name: 'counts and sums',
      code: loop(
        "await knex('orders').where({ userId: id }).count('id').first(); await knex('orders').where({ userId: id }).sum('total');",
      ),
      finds: ['sequential count pool knex().where().count', 'sequential count pool knex().where().sum'],
    },
    {
      name: 'writes',
      code: loop(`
        await knex('orders').insert({ userId: id }).returning('id');
        await knex('users').where({ id }).update({ name: '' });
        await knex('users').where({ id }).first().update({ name: '' });
        await knex('users').where({ id }).del();
        await knex('users').where({ id }).increment('visits', 1);
        await knex('users').insert({ id }).onConflict('id').merge();
      `),
      finds: [
        'sequential writeMany pool knex().insert',
        'sequential writeMany pool knex().where().update',
        'sequential writeMany pool knex().where().first().update',
        'sequential writeMany pool knex().where().del',
        'sequential writeMany pool knex().where().increment',
        'sequential writeMany pool knex().insert',
      ],
    },
    {
      name: 'raw SQL and an insert in batches',
      code: loop(
        "await knex.raw('select * from users where id = ?', [id]); await knex.batchInsert('orders', [{ userId: id }]);",
      ),
      finds: ['sequential raw pool knex.raw', 'sequential writeMany pool knex.batchInsert'],
    },
    {
      name: 'statements of a transaction',
      code: `
        export const run = () => knex.transaction(async (trx) => {
          for (const id of ids) await trx('orders').insert({ userId: id });
          for (const id of ids) await trx.raw('delete from users where id = ?', [id]);
          for (const id of ids) await knex('users').where({ id }).del().transacting(trx);
        });
      `,
      finds: ['held writeMany held trx().insert', 'held raw held trx.raw', 'held writeMany held knex().where().del'],
    },
    {
      name: 'a transaction for each element',
      code: loop("await knex.transaction(async (trx) => { await trx('users').where({ id }).del(); });"),
      finds: ['sequential writeMany held trx().where().del'],
    },
    {
      name: 'a transaction that the code ends itself',
      code: `
        export async function run() {
          const trx = await knex.transaction();
          for (const id of ids) await trx('users').where({ id }).del();
          await trx.commit();
        }
      `,
      finds: ['held writeMany held trx().where().del'],
    },
    {
      name: 'a helper that takes the transaction',
      code: `
        const rename = (trx: Knex.Transaction, id: number) => trx('users').where({ id }).update({ name: '' });
        export async function run(trx: Knex.Transaction) { for (const id of ids) await rename(trx, id); }
      `,
      finds: ['held writeMany held trx().where().update'],
    },
    {
      name: 'a handle that may be the transaction',
      code: `
        export async function run(trx?: Knex.Transaction) {
          for (const id of ids) await (trx ?? knex)('users').where({ id }).del();
        }
      `,
      finds: ['sequential writeMany pool (trx ?? knex)().where().del'],
    },
    {
      name: 'handles in fields, contexts and optional chains',
      code: `
        interface Context { readonly db?: Knex }
        export class Users {
          readonly #db = knex;
          constructor(private readonly knex: Knex) {}
          async load(context: Context) {
            for (const id of ids) {
              await this.#db('users').where({ id }).first();
              await this.knex('users').where({ id }).first();
              await context.db?.('users').where({ id }).first();
              await this.knex.raw('select ?', [id]);
            }
          }
        }
      `,
      finds: [
        'sequential readOne pool this.#db().where().first',
        'sequential readOne pool this.knex().where().first',
        'sequential readOne pool context.db().where().first',
        'sequential raw pool this.knex.raw',
      ],
    },
    {
      name: 'a builder that goes on in a variable',
      code: loop(`
        let query = knex<User>('users').where('id', '>', id);
        if (id > 5) query = query.limit(5);
        await query;
      `),
      finds: ['sequential readMany pool knex().where'],
    },
    {
      name: 'a builder that is changed in place',
      code: loop(`
        const query = knex('users').where('id', '>', id);
        if (id > 5) query.limit(5);
        await query;
      `),
      finds: ['sequential readMany pool knex().where'],
    },
    {
      name: 'a query with others as its parts is one',
      code: loop(`
        await knex('users')
          .whereIn('id', knex('orders').select('userId').where({ id }))
          .whereExists(function () { this.select('*').from('orders').where({ userId: id }); })
          .where((builder) => builder.where({ id }).orWhere({ parentId: id }))
          .select(knex.raw('now() as now'));
      `),
      finds: ['sequential readMany pool knex().whereIn().whereExists().where().select'],
    },
    {
      name: 'a helper that answers with the builder',
      code: `
        const find = (id: number) => knex<User>('users').where({ id }).first();
        export async function run() { for (const id of ids) { const user = await find(id); console.log(user); } }
      `,
      finds: ['sequential readOne pool knex().where().first'],
    },
    {
      name: 'a function without a point, and what then makes of it',
      code: `
        const load = (id: number) => knex<User>('users').where({ id }).then((rows) => rows[0]);
        export const run = () => Promise.all(ids.map(load));
      `,
      finds: ['fanOut readMany pool knex().where'],
    },
    {
      name: 'JavaScript with require',
      javascript: true,
      code: requiredLoop(`
        await knex('users').where({ id }).first();
        await knex('orders').where('userId', id);
        await knex('orders').insert({ userId: id });
        await knex.raw('select ?', [id]);
        await knex.transaction((trx) => trx('users').where({ id }).del());
      `),
      finds: [
        'sequential readOne pool knex().where().first',
        'sequential readMany pool knex().where',
        'sequential writeMany pool knex().insert',
        'sequential raw pool knex.raw',
        'sequential writeMany held trx().where().del',
      ],
    },
    {
      name: 'a handle by its usual name where nothing tells its type',
      code: `
        declare const context: { db: any };
        ${loop("await context.db('users').where({ id }).first(); await context.db.raw('select ?', [id]);")}
      `,
      finds: ['sequential readOne pool context.db().where().first', 'sequential raw pool context.db.raw'],
    },
  ],
  negatives: [
    { name: 'one query for all', code: `export const run = () => knex('users').whereIn('id', ids);` },
    {
      name: 'one insert of many rows',
      code: `export const run = () => knex('orders').insert(ids.map((id) => ({ userId: id })));`,
    },
    { name: 'builders that nothing sends', code: loop("knex('users').where({ id }).del(); await Promise.resolve();") },
    {
      name: 'conditions that are added in a loop',
      code: `
        export async function run() {
          const query = knex('users').select('id');
          for (const id of ids) query.orWhere({ id });
          const parts = ids.map((id) => knex('orders').where({ userId: id }));
          return [await query, await knex('users').unionAll(parts)];
        }
      `,
    },
    {
      name: 'SQL that is only written',
      code: `export const run = () => ids.map((id) => knex('users').where({ id }).toSQL().toNative());`,
    },
    {
      name: 'the statements of a builder, which the code spells out',
      code: `
        export async function run() {
          for (const { sql } of knex.schema.createTable('users', (table) => table.increments()).toSQL()) await knex.raw(sql);
        }
      `,
    },
    {
      name: 'raw parts of a row',
      code: `export const run = () => knex('users').insert(ids.map((id) => ({ id, name: knex.raw('upper(?)', ['a']), at: knex.fn.now() })));`,
    },
    {
      name: 'changes of the schema',
      code: `
        export async function up(names: string[]) {
          for (const name of names) {
            await knex.schema.createTable(name, (table) => { table.increments('id'); });
            if (await knex.schema.hasTable(name)) await knex.schema.dropTable(name);
          }
        }
      `,
    },
    {
      name: 'control of transactions',
      code: `
        export async function run(open: Knex.Transaction[]) {
          for (const trx of open) await trx.commit();
          for (const trx of open) await trx.rollback();
          for (const id of ids) { const trx = await knex.transaction(); console.log(id, trx.isCompleted()); }
        }
      `,
    },
    {
      name: 'a query for each chunk and page',
      code: `
        export async function run() {
          for (let start = 0; start < ids.length; start += 100) {
            await knex('users').whereIn('id', ids.slice(start, start + 100)).del();
          }
          let after = 0;
          for (;;) {
            const page = await knex<User>('users').where('id', '>', after).orderBy('id').limit(100);
            const last = page.at(-1);
            if (!last) break;
            after = last.id;
          }
        }
      `,
    },
    {
      name: 'a few queries known from the source',
      code: `export async function run() { for (const table of ['users', 'orders']) await knex(table).del(); }`,
    },
    {
      name: 'a stream of rows is one query',
      code: `export async function run() { for await (const user of knex('users').stream()) console.log(user); }`,
    },
    {
      name: 'a query builder of another kind',
      code: `
        class Search { where(id: number) { return { first: async () => id }; } }
        const trx = (index: string) => new Search();
        ${loop("await trx('users').where(id).first();")}
      `,
    },
    {
      name: 'a test double',
      code: `
        export async function test() {
          const knex = (table: string) => ({ where: (filter: object) => ({ first: async () => ({ table, ...filter }) }) });
          for (const id of ids) await knex('users').where({ id }).first();
        }
      `,
    },
    {
      name: 'clients of other services',
      code: `
        declare const stripe: { subscriptions: { update(id: string, data: object): Promise<void> } };
        declare const cookies: { delete(name: string): Promise<void> };
        export async function run(names: string[]) {
          for (const name of names) { await stripe.subscriptions.update(name, {}); await cookies.delete(name); }
        }
      `,
    },
    {
      name: 'JavaScript that reads once',
      javascript: true,
      code: `exports.run = async function run() { const users = await knex('users').whereIn('id', ids); return users.map((user) => user.name); };`,
    },
  ],
});
