import objection from '../../src/clients/objection.ts';
import { describeClient } from './conformance.ts';

const loop = (body: string): string => `export async function run() { for (const id of ids) { ${body} } }`;

describeClient({
  client: objection,
  folders: ['knex'],
  prelude: `
    import { Model, type Transaction, type TransactionOrKnex } from 'objection';
    class Pet extends Model { static override tableName = 'pets'; id!: number; ownerId!: number; }
    class Person extends Model {
      static override tableName = 'persons';
      static override relationMappings = {
        pets: { relation: Model.HasManyRelation, modelClass: Pet, join: { from: 'persons.id', to: 'pets.ownerId' } },
      };
      id!: number;
      name!: string;
      pets?: Pet[];
    }
    declare const ids: number[];
  `,
  javascriptPrelude: `
    const { Model } = require('objection');
    class Person extends Model {
      static get tableName() { return 'persons'; }
    }
    const ids = [1, 2, 3].concat(JSON.parse('[]'));
  `,
  positives: [
    {
      name: 'one row in a loop',
      code: loop(
        "await Person.query().findById(id); await Person.query().where('id', id).first(); await Person.query().findOne({ id });",
      ),
      finds: [
        'sequential readOne pool Person.query().findById',
        'sequential readOne pool Person.query().where().first',
        'sequential readOne pool Person.query().findOne',
      ],
    },
    {
      name: 'many rows that no link names',
      code: loop("await Pet.query().where('ownerId', id); await Pet.query();"),
      finds: ['sequential readMany pool Pet.query().where', 'sequential readMany pool Pet.query'],
    },
    {
      name: 'many rows for each element at once',
      code: `
        export const run = () => Promise.all(
          ids.map(async (id) => ({ id, pets: await Pet.query().where({ ownerId: id }).orderBy('id') })),
        );
      `,
      finds: ['fanOut readMany pool Pet.query().where().orderBy'],
    },
    {
      name: 'counts',
      code: loop(
        'await Pet.query().where({ ownerId: id }).resultSize(); await Pet.query().where({ ownerId: id }).count();',
      ),
      finds: [
        'sequential count pool Pet.query().where().resultSize',
        'sequential count pool Pet.query().where().count',
      ],
    },
    {
      name: 'writes',
      code: loop(`
        await Pet.query().insert({ ownerId: id });
        await Person.query().findById(id).patch({ name: '' });
        await Person.query().patchAndFetchById(id, { name: '' });
        await Person.query().deleteById(id);
        await Person.query().upsertGraph({ id, pets: [] });
        await Person.query().delete().where({ id });
      `),
      finds: [
        'sequential writeMany pool Pet.query().insert',
        'sequential writeMany pool Person.query().findById().patch',
        'sequential writeOne pool Person.query().patchAndFetchById',
        'sequential writeOne pool Person.query().deleteById',
        'sequential writeMany pool Person.query().upsertGraph',
        'sequential writeMany pool Person.query().delete',
      ],
    },
    {
      name: 'relations of rows',
      code: `
        export async function run() {
          const persons = await Person.query();
          for (const person of persons) {
            await person.$relatedQuery('pets');
            await person.$relatedQuery('pets').insert({});
            await person.$query().patch({ name: '' });
            await person.$fetchGraph('pets');
          }
        }
      `,
      finds: [
        'sequential readMany pool person.$relatedQuery',
        'sequential writeMany pool person.$relatedQuery().insert',
        'sequential writeMany pool person.$query().patch',
        'sequential readMany pool person.$fetchGraph',
      ],
    },
    {
      name: 'relations of a row that is given, in JavaScript',
      javascript: true,
      code: `
        async function assign(person, added, removed) {
          for (const id of added) await person.$relatedQuery('pets').relate(id);
          for (const id of removed) await person.$relatedQuery('pets').unrelate().where('id', id);
        }
      `,
      finds: [
        'sequential writeMany pool person.$relatedQuery().relate',
        'sequential writeMany pool person.$relatedQuery().unrelate',
      ],
    },
    {
      name: 'relations of rows at once',
      code: `
        export async function run() {
          const persons = await Person.query().where('id', '>', 1);
          return Promise.all(persons.map((person) => person.$relatedQuery('pets').where('id', '>', 1)));
        }
      `,
      finds: ['fanOut readMany pool person.$relatedQuery().where'],
    },
    {
      name: 'relations by the key of the owner',
      code: loop("await Person.relatedQuery('pets').for(id); await Person.relatedQuery('pets').for(id).insert({});"),
      finds: [
        'sequential readMany pool Person.relatedQuery().for',
        'sequential writeMany pool Person.relatedQuery().for().insert',
      ],
    },
    {
      name: 'a graph that is fetched for one row after another',
      code: `export async function run(persons: Person[]) { for (const person of persons) await Person.fetchGraph(person, 'pets'); }`,
      finds: ['sequential readMany pool Person.fetchGraph'],
    },
    {
      name: 'statements of a transaction',
      code: `
        export const run = () => Person.transaction(async (trx) => {
          for (const id of ids) await Person.query(trx).deleteById(id);
          for (const id of ids) await Pet.query().transacting(trx).insert({ ownerId: id });
        });
      `,
      finds: ['held writeOne held Person.query().deleteById', 'held writeMany held Pet.query().transacting().insert'],
    },
    {
      name: 'a transaction for each element',
      code: loop('await Person.transaction(async (trx) => { await Person.query(trx).deleteById(id); });'),
      finds: ['sequential writeOne held Person.query().deleteById'],
    },
    {
      name: 'a transaction that the code ends itself',
      code: `
        export async function run() {
          const trx = await Person.startTransaction();
          for (const id of ids) await Person.query(trx).deleteById(id);
          await trx.commit();
        }
      `,
      finds: ['held writeOne held Person.query().deleteById'],
    },
    {
      name: 'a helper that takes the transaction',
      code: `
        const remove = (trx: Transaction, id: number) => Person.query(trx).deleteById(id);
        export async function run(trx: Transaction) { for (const id of ids) await remove(trx, id); }
        export async function either(trx: TransactionOrKnex) { for (const id of ids) await Person.query(trx).findById(id); }
      `,
      finds: ['held writeOne held Person.query().deleteById', 'sequential readOne pool Person.query().findById'],
    },
    {
      name: 'a builder that goes on in a variable',
      code: loop(`
        let query = Person.query().where('id', '>', id);
        if (id > 5) query = query.limit(5);
        await query;
      `),
      finds: ['sequential readMany pool Person.query().where'],
    },
    {
      name: 'a query with others as its parts is one',
      code: loop(`
        await Person.query()
          .whereExists(Person.relatedQuery('pets').where('id', id))
          .whereIn('id', Pet.query().select('ownerId'))
          .where((builder) => builder.where('id', id).orWhere('id', 0))
          .withGraphFetched('pets')
          .modifyGraph('pets', (builder) => builder.orderBy('id'));
      `),
      finds: ['sequential readMany pool Person.query().whereExists().whereIn().where().withGraphFetched().modifyGraph'],
    },
    {
      name: 'a generic repository and a function without a point',
      code: `
        class Repository<Row extends Model> {
          constructor(private readonly model: { query(): ReturnType<typeof Person.query> } & typeof Person) {}
          find = (id: number) => this.model.query().findById(id);
          rows?: Row[];
        }
        const persons = new Repository<Person>(Person);
        export const run = () => Promise.all(ids.map(persons.find));
      `,
      finds: ['fanOut readOne pool this.model.query().findById'],
    },
    {
      name: 'execute and then',
      code: loop(`
        await Person.query().where('id', id).execute();
        await Person.query().findById(id).then((person) => person?.name);
      `),
      finds: [
        'sequential readMany pool Person.query().where().execute',
        'sequential readOne pool Person.query().findById',
      ],
    },
    {
      name: 'JavaScript with require',
      javascript: true,
      code: `
        exports.run = async function run() {
          for (const id of ids) {
            await Person.query().findById(id);
            await Person.query().where({ id });
            await Person.query().insert({ id });
          }
          const persons = await Person.query();
          for (const person of persons) await person.$relatedQuery('pets');
          await Person.transaction(async (trx) => { for (const id of ids) await Person.query(trx).deleteById(id); });
        };
      `,
      finds: [
        'sequential readOne pool Person.query().findById',
        'sequential readMany pool Person.query().where',
        'sequential writeMany pool Person.query().insert',
        'sequential readMany pool person.$relatedQuery',
        'held writeOne held Person.query().deleteById',
      ],
    },
    {
      name: 'a model that nothing tells more about',
      code: `
        declare const Animal: any;
        ${loop('await Animal.query().findById(id); await Animal.query().where({ id });')}
      `,
      finds: ['sequential readOne pool Animal.query().findById', 'sequential readMany pool Animal.query().where'],
    },
  ],
  negatives: [
    {
      name: 'one query for all',
      code: `export const run = () => Person.query().findByIds(ids).withGraphFetched('pets');`,
    },
    {
      name: 'one insert of many rows',
      code: `export const run = () => Pet.query().insert(ids.map((id) => ({ ownerId: id })));`,
    },
    {
      name: 'one query for the relations of many rows',
      code: `export const run = () => Person.relatedQuery('pets').for(ids);`,
    },
    {
      name: 'one graph for many rows',
      code: `export const run = (persons: Person[]) => Person.fetchGraph(persons, 'pets');`,
    },
    { name: 'builders that nothing sends', code: loop('Person.query().deleteById(id); await Promise.resolve();') },
    {
      name: 'conditions that are added in a loop',
      code: `
        export async function run() {
          const query = Person.query();
          for (const id of ids) query.orWhere('id', id);
          return query;
        }
      `,
    },
    {
      name: 'rows that are only made',
      code: `export const run = () => ids.map((id) => Person.fromJson({ id }).$set({ name: '' }).$toJson());`,
    },
    {
      name: 'sub-queries that are made in a loop',
      code: `
        export const run = () => Person.query().where((builder) => {
          for (const id of ids) builder.orWhereExists(Person.relatedQuery('pets').where('pets.id', id));
        });
      `,
    },
    {
      name: 'control of transactions',
      code: `
        export async function run(open: Transaction[]) {
          for (const trx of open) await trx.commit();
          for (const trx of open) await trx.rollback();
          for (const id of ids) { const trx = await Person.startTransaction(); console.log(id, trx.isCompleted()); }
        }
      `,
    },
    {
      name: 'a query for each chunk and page',
      code: `
        export async function run() {
          for (let start = 0; start < ids.length; start += 100) {
            await Person.query().delete().whereIn('id', ids.slice(start, start + 100));
          }
          let after = 0;
          for (;;) {
            const page = await Person.query().where('id', '>', after).orderBy('id').limit(100);
            const last = page.at(-1);
            if (!last) break;
            after = last.id;
          }
        }
      `,
    },
    {
      name: 'a few queries known from the source',
      code: `export async function run() { for (const name of ['Ann', 'Bob']) await Person.query().findOne({ name }); }`,
    },
    {
      name: 'a model in memory',
      code: `
        class Memory { static query() { return { findById: async (id: number) => ({ id }), insert: async (row: object) => row }; } }
        ${loop('await Memory.query().findById(id); await Memory.query().insert({ id });')}
      `,
    },
    {
      name: 'clients of other services',
      code: `
        declare const apollo: { query(options: { query: string }): Promise<object> };
        declare const stripe: { subscriptions: { update(id: string, data: object): Promise<void> } };
        export async function run(names: string[]) {
          for (const name of names) { await apollo.query({ query: name }); await stripe.subscriptions.update(name, {}); }
        }
      `,
    },
    {
      name: 'the relations of one row',
      code: `export async function run(person: Person) { return [await person.$relatedQuery('pets'), await person.$query()]; }`,
    },
    {
      name: 'JavaScript that reads once',
      javascript: true,
      code: `exports.run = async function run() { const persons = await Person.query().findByIds(ids); return persons.map((person) => person.name); };`,
    },
  ],
});
