import mikroOrm from '../../src/clients/mikro-orm.ts';
import { describeClient } from './conformance.ts';

const untilSix = ['mikro-orm-5', 'mikro-orm-6'];

describeClient({
  client: mikroOrm,
  folders: ['mikro-orm-5', 'mikro-orm-6', 'mikro-orm-7'],
  prelude: `
    import { Collection, EntityManager, EntityRepository, MikroORM, wrap, type Ref } from '@mikro-orm/core';
    import { SqlEntityManager, SqlEntityRepository, type QueryBuilder } from '@mikro-orm/postgresql';

    class Author {
      id!: number;
      name!: string;
      books = new Collection<Book>(this);
    }
    class Book {
      id!: number;
      title!: string;
      author!: Ref<Author>;
      tags = new Collection<Tag>(this);
    }
    class Tag {
      id!: number;
      name!: string;
    }

    declare const em: EntityManager;
    declare const sqlEm: SqlEntityManager;
    declare const authors: EntityRepository<Author>;
    declare const ids: number[];
  `,
  positives: [
    {
      name: 'findOne by another field than the primary key in a loop',
      code: `
        export async function run(names: string[]) {
          for (const name of names) {
            const author = await em.findOne(Author, { name });
            console.log(author?.id);
          }
        }
      `,
      finds: ['sequential readOne pool em.findOne'],
    },
    {
      name: 'find for each element at once',
      code: `export const run = () => Promise.all(ids.map(async (id) => ({ id, books: await em.find(Book, { author: id }) })));`,
      finds: ['fanOut readMany pool em.find'],
    },
    {
      name: 'a repository',
      code: `
        export async function run() {
          for (const id of ids) {
            await authors.findOneOrFail({ id });
            await authors.find({ id }, { limit: 3 });
            await authors.count({ id });
          }
        }
      `,
      finds: [
        'sequential readOne pool authors.findOneOrFail',
        'sequential readMany pool authors.find',
        'sequential count pool authors.count',
      ],
    },
    {
      name: 'flush in a loop',
      code: `
        export async function run(names: string[]) {
          for (const name of names) {
            const author = await em.findOneOrFail(Author, { name });
            author.name = name.trim();
            await em.flush();
          }
        }
      `,
      finds: ['sequential readOne pool em.findOneOrFail', 'sequential writeMany pool em.flush'],
    },
    {
      name: 'persistAndFlush and removeAndFlush, which version 7 has no more',
      only: untilSix,
      code: `
        export async function run(made: Author[]) {
          for (const author of made) await em.persistAndFlush(author);
          for (const author of made) await em.removeAndFlush(author);
        }
      `,
      finds: ['sequential writeOne pool em.persistAndFlush', 'sequential writeOne pool em.removeAndFlush'],
    },
    {
      name: 'writes that go round the unit of work',
      code: `
        export async function run(names: string[]) {
          for (const name of names) {
            await em.upsert(Author, { id: 1, name });
            await em.nativeUpdate(Author, { name }, { name: name.trim() });
            await em.nativeDelete(Author, { name });
          }
        }
      `,
      finds: [
        'sequential writeOne pool em.upsert',
        'sequential writeMany pool em.nativeUpdate',
        'sequential writeMany pool em.nativeDelete',
      ],
    },
    {
      name: 'populate and refresh of single entities',
      code: `
        export async function run(rows: Author[]) {
          for (const row of rows) {
            await em.populate(row, ['books']);
            await em.refresh(row);
          }
        }
      `,
      finds: ['sequential readMany pool em.populate', 'sequential readOne pool em.refresh'],
    },
    {
      name: 'raw SQL',
      code: `
        export async function run() {
          for (const id of ids) {
            await sqlEm.execute('select * from author where id = ?', [id]);
            await sqlEm.getConnection().execute('select * from author where id = ?', [id]);
          }
        }
      `,
      finds: ['sequential raw pool sqlEm.execute', 'sequential raw pool sqlEm.getConnection().execute'],
    },
    {
      name: 'terminals of a query builder',
      code: `
        export async function run() {
          for (const id of ids) {
            await sqlEm.createQueryBuilder(Author).select('*').where({ id }).getSingleResult();
            await sqlEm.qb(Author).select('*').where({ id }).getResultList();
            await sqlEm.qb(Author).update({ name: 'new' }).where({ id }).execute();
            await sqlEm.qb(Author).where({ id }).getCount();
          }
        }
      `,
      finds: [
        'sequential readOne pool sqlEm.createQueryBuilder().select().where().getSingleResult',
        'sequential readMany pool sqlEm.qb().select().where().getResultList',
        'sequential writeMany pool sqlEm.qb().update().where().execute',
        'sequential count pool sqlEm.qb().where().getCount',
      ],
    },
    {
      name: 'a query builder that is awaited, which runs up to version 6',
      only: untilSix,
      code: `
        export async function run() {
          for (const id of ids) {
            await sqlEm.createQueryBuilder(Author).select('*').where({ id });
            await sqlEm.qb(Author).delete({ id });
          }
        }
      `,
      finds: [
        'sequential readMany pool sqlEm.createQueryBuilder().select',
        'sequential writeMany pool sqlEm.qb().delete',
      ],
    },
    {
      name: 'a builder in a variable that is built in steps',
      code: `
        export async function run(sorted: boolean) {
          for (const id of ids) {
            const builder = sqlEm.createQueryBuilder(Author);
            builder.select('*').where({ id });
            if (sorted) builder.orderBy({ name: 'asc' });
            await builder.getResult();
          }
        }
      `,
      finds: ['sequential readMany pool builder.getResult'],
    },
    {
      name: 'a transaction',
      code: `
        export const run = () => em.transactional(async (tx) => {
          const held = tx.getRepository(Author);
          for (const id of ids) {
            await tx.nativeUpdate(Author, { id }, { name: 'new' });
            await held.findOne({ id });
          }
        });
      `,
      finds: ['held writeMany held tx.nativeUpdate', 'held readOne held held.findOne'],
    },
    {
      name: 'a forked entity manager and a repository taken from it',
      code: `
        export async function run(orm: MikroORM) {
          const fork = orm.em.fork();
          for (const id of ids) {
            await fork.findOne(Author, { id });
            await fork.getRepository(Author).findOne({ id });
            await orm.em.fork().count(Author, { id });
          }
        }
      `,
      finds: [
        'sequential readOne pool fork.findOne',
        'sequential readOne pool fork.getRepository().findOne',
        'sequential count pool orm.em.fork().count',
      ],
    },
    {
      name: 'a reference and a collection loaded in a loop',
      code: `
        export async function run(books: Book[]) {
          for (const book of books) {
            const author = await book.author.load();
            console.log(author, await book.tags.loadItems());
          }
        }
      `,
      finds: ['sequential readOne pool book.author.load', 'sequential readMany pool book.tags.loadItems'],
      untyped: [],
    },
    {
      name: 'references and collections loaded at once',
      code: `
        export async function run(rows: Author[], books: Book[]) {
          await Promise.all(books.map((book) => book.author.load()));
          await Promise.all(rows.map((row) => row.books.init()));
          return Promise.all(rows.map((row) => row.books.loadCount()));
        }
      `,
      finds: [
        'fanOut readOne pool book.author.load',
        'fanOut readMany pool row.books.init',
        'fanOut count pool row.books.loadCount',
      ],
      untyped: [],
    },
    {
      name: 'a query over a collection that has been read already',
      code: `
        export async function run() {
          const rows = await em.find(Author, { name: 'a' }, { populate: ['books'] });
          for (const row of rows) await row.books.matching({ limit: 3 });
        }
      `,
      finds: ['sequential readMany pool row.books.matching'],
      untyped: [],
    },
    {
      name: 'wrap',
      code: `export async function run(rows: Author[]) { for (const row of rows) await wrap(row).init(); }`,
      finds: ['sequential readOne pool wrap().init'],
    },
    {
      name: 'an entity that loads itself, since version 7',
      only: ['mikro-orm-7'],
      code: `
        import { Loadable } from '@mikro-orm/core';
        class Shop extends Loadable() { id!: number; }
        export async function run() {
          const shops = await em.find(Shop, { id: { $in: ids } });
          for (const shop of shops) await shop.load({ refresh: true });
        }
      `,
      finds: ['sequential readOne pool shop.load'],
    },
    {
      name: 'a service with an injected entity manager, through a helper',
      code: `
        export class Library {
          readonly #em: EntityManager;
          constructor(em: EntityManager, private readonly authorRepository: EntityRepository<Author>) { this.#em = em; }
          author(name: string) { return this.authorRepository.findOne({ name }); }
          async load(names: string[], tx?: EntityManager) {
            for (const name of names) await this.author(name);
            for (const name of names) await (tx ?? this.#em).findOne(Author, { name });
            for (const name of names) await this.#em?.findOne(Author, { name });
          }
        }
      `,
      finds: [
        'sequential readOne pool this.authorRepository.findOne',
        'sequential readOne pool (tx ?? this.#em).findOne',
        'sequential readOne pool this.#em.findOne',
      ],
    },
    {
      name: 'a class that extends the repository',
      code: `
        class AuthorRepository extends EntityRepository<Author> {
          byName(name: string) { return this.findOne({ name }); }
        }
        class BookRepository extends SqlEntityRepository<Book> {
          titles(id: number) { return this.createQueryBuilder('book').select('title').where({ author: id }).execute(); }
        }
        export async function run(one: AuthorRepository, two: BookRepository, names: string[]) {
          for (const name of names) await one.byName(name);
          for (const id of ids) await two.titles(id);
        }
      `,
      finds: [
        'sequential readOne pool this.findOne',
        'sequential readMany pool this.createQueryBuilder().select().where().execute',
      ],
    },
    {
      name: 'changes of one unit of work, which are written one after another',
      code: `
        export async function run(rows: Author[]) {
          await Promise.all(rows.map(async (row) => { row.name = 'a'; await em.flush(); }));
          await Promise.all(rows.map((row) => save(row)));
        }
        async function save(row: Author) { row.name = 'b'; await em.flush(); }
      `,
      finds: ['sequential writeMany pool em.flush', 'sequential writeMany pool em.flush'],
    },
    {
      name: 'changes of a unit of work each',
      code: `
        export async function run(rows: Author[]) {
          await Promise.all(rows.map(async (row) => { const own = em.fork(); own.persist(row); await own.flush(); }));
          await Promise.all(rows.map((row) => save(row)));
        }
        async function save(row: Author) { const own = em.fork(); own.persist(row); await own.flush(); }
      `,
      finds: ['fanOut writeMany pool own.flush', 'fanOut writeMany pool own.flush'],
    },
    {
      name: 'a function that is handed over by name',
      code: `
        const load = (id: number) => em.findOne(Author, { id });
        export const run = () => Promise.all(ids.map(load));
      `,
      finds: ['fanOut readOne pool em.findOne'],
    },
  ],
  negatives: [
    {
      name: 'one query for all elements',
      code: `export const run = () => em.find(Author, { id: { $in: ids } });`,
    },
    {
      name: 'entities that are scheduled in the loop and written after it',
      code: `
        export async function run(names: string[]) {
          for (const name of names) {
            const author = new Author();
            author.name = name;
            em.persist(author);
          }
          for (const id of ids) em.remove(em.getReference(Author, id));
          await em.flush();
        }
      `,
    },
    {
      name: 'entities that are made, assigned or mapped',
      code: `
        export function run(rows: Author[]) {
          for (const row of rows) {
            em.assign(row, { name: 'new' });
            em.merge(row);
            em.map(Author, { id: row.id, name: row.name });
            wrap(row).toReference();
          }
        }
      `,
    },
    {
      name: 'collections and references that are changed or read in memory',
      code: `
        export function run(rows: Author[], book: Book) {
          for (const row of rows) {
            row.books.add(book);
            row.books.remove(book);
            console.log(row.books.getItems(), row.books.count(), row.books.isInitialized(), book.author.getEntity());
          }
        }
      `,
    },
    {
      name: 'a collection that was read with its entity',
      code: `
        export async function run() {
          const rows = await em.find(Author, { name: 'a' }, { populate: ['books'] });
          for (const row of rows) console.log(await row.books.loadItems());
          const books = await em.find(Book, { title: 'b' }, { populate: ['author'] });
          await Promise.all(books.map((book) => book.author.load()));
        }
      `,
    },
    {
      name: 'populate for all entities at once',
      code: `export const run = (rows: Author[]) => em.populate(rows, ['books']);`,
    },
    {
      name: 'builders that are not executed',
      code: `
        export const run = () => ids.map((id) => sqlEm.createQueryBuilder(Author).select('*').where({ id }).getQuery());
      `,
    },
    {
      name: 'a query builder that is awaited, which runs nothing in version 7',
      only: ['mikro-orm-7'],
      code: `export async function run() { for (const id of ids) await sqlEm.createQueryBuilder(Author).where({ id }); }`,
    },
    {
      name: 'a sub-query',
      code: `
        export const run = () => sqlEm.createQueryBuilder(Author).select('*')
          .where({ id: { $in: sqlEm.createQueryBuilder(Book).select('author').where({ title: 'b' }).getKnexQuery() } })
          .getResult();
      `,
      only: untilSix,
    },
    {
      name: 'conditions that are added in a loop',
      code: `
        export async function run() {
          const builder = sqlEm.createQueryBuilder(Author);
          builder.select('*');
          for (const id of ids) builder.orWhere({ id });
          return builder.getResult();
        }
      `,
    },
    {
      name: 'a bounded loop',
      code: `export async function run() { for (const name of ['a', 'b']) await em.findOne(Author, { name }); }`,
    },
    {
      name: 'chunks',
      code: `
        export async function run() {
          for (let start = 0; start < ids.length; start += 500) await em.find(Author, { id: { $in: ids.slice(start, start + 500) } });
        }
      `,
    },
    {
      name: 'the control of transactions',
      code: `
        export async function run() {
          for (const id of ids) {
            await em.begin();
            console.log(id, em.isInTransaction());
            await em.commit();
          }
        }
      `,
    },
    {
      name: 'entity managers that are forked or cleared',
      code: `export function run() { for (const id of ids) { em.fork().clear(); em.clear(); console.log(id); } }`,
    },
    {
      name: 'a class of the application with the same method names',
      code: `
        class Events { async flush() {} async find(name: string) { return [name]; } }
        class InMemoryAuthorRepository { async findOne(where: { id: number }) { return where; } }
        export async function run(events: Events, authorRepository: InMemoryAuthorRepository) {
          for (const id of ids) {
            await events.flush();
            await events.find(String(id));
            await authorRepository.findOne({ id });
          }
        }
      `,
    },
    {
      name: 'loaders, caches and SDKs of others',
      code: `
        interface Loader { load(id: number): Promise<Author> }
        interface Stripe { customers: { update(id: string, values: object): Promise<void> } }
        export async function run(loader: Loader, cache: Map<number, Author>, stripe: Stripe) {
          for (const id of ids) {
            cache.delete(id);
            await stripe.customers.update(String(id), { name: 'new' });
          }
          return Promise.all(ids.map((id) => loader.load(id)));
        }
      `,
    },
    {
      name: 'a test double',
      code: `
        export async function run() {
          const em = { findOne: async (_entity: unknown, where: { id: number }) => where, flush: async () => {} };
          for (const id of ids) { await em.findOne(Author, { id }); await em.flush(); }
        }
      `,
    },
  ],
});
