import mongodb from '../../src/clients/mongodb.ts';
import { describeClient } from './conformance.ts';

describeClient({
  client: mongodb,
  folders: ['mongodb'],
  prelude: `
    import { type ClientSession, type Collection, Db, MongoClient } from 'mongodb';
    interface User { _id: string; name: string; team: string }
    interface Post { title: string; author: string }
    const client = new MongoClient('mongodb://localhost');
    const db = client.db('app');
    const users = db.collection<User>('users');
    const posts = db.collection<Post>('posts');
    declare const ids: string[];
  `,
  javascriptPrelude: `
    const { MongoClient, ObjectId } = require('mongodb');
    const client = new MongoClient(process.env.MONGODB_URL);
  `,
  positives: [
    {
      name: 'reads of one document',
      code: `
        export async function names() {
          const found: string[] = [];
          for (const _id of ids) found.push((await users.findOne({ _id }))?.name ?? '');
          await Promise.all(ids.map((_id) => users.findOne({ _id }, { projection: { name: 1 } })));
          return found;
        }
      `,
      finds: ['sequential readOne pool users.findOne', 'fanOut readOne pool users.findOne'],
    },
    {
      name: 'reads of many documents',
      code: `
        export const byAuthor = () => Promise.all(ids.map((author) => posts.find({ author }).sort({ title: 1 }).limit(3).toArray()));
        export async function titles() {
          for (const author of ids) await posts.distinct('title', { author });
          for (const author of ids) await posts.find({ author }).project({ title: 1 }).toArray();
        }
      `,
      finds: [
        'fanOut readMany pool posts.find().sort().limit().toArray',
        'sequential readMany pool posts.distinct',
        'sequential readMany pool posts.find().project().toArray',
      ],
    },
    {
      name: 'counts',
      code: `
        export async function counts() {
          for (const author of ids) console.log(await posts.countDocuments({ author }));
        }
      `,
      finds: ['sequential count pool posts.countDocuments'],
    },
    {
      name: 'aggregations',
      code: `
        export async function sums() {
          for (const author of ids) {
            const [sum] = await posts.aggregate([{ $match: { author } }, { $count: 'count' }]).toArray();
            console.log(sum);
          }
        }
      `,
      finds: ['sequential readMany pool posts.aggregate().toArray'],
    },
    {
      name: 'a cursor that is kept in a variable',
      code: `
        export async function search(sorted: boolean) {
          for (const author of ids) {
            const cursor = posts.find({ author });
            if (sorted) cursor.sort({ title: 1 });
            console.log(await cursor.toArray());
          }
        }
      `,
      finds: ['sequential readMany pool cursor.toArray'],
    },
    {
      name: 'cursors that are mapped, and lists that are made of them',
      code: `
        export async function titles() {
          for (const author of ids) {
            const cursor = posts.find({ author }).map(({ title }) => title);
            await cursor.forEach((title) => console.log(title));
            const all = await posts.find({ author }).toArray();
            const long = all.filter(({ title }) => title.length > 10);
            const [first] = long.filter(({ title }) => title !== '');
            const seen = new Map(long.map((post) => [post.title, post]));
            console.log(first, seen.get('x'), [1, 2].find((one) => one > 1));
          }
        }
      `,
      finds: ['sequential readMany pool cursor.forEach', 'sequential readMany pool posts.find().toArray'],
    },
    {
      name: 'the first row of a cursor',
      code: `
        export async function latest() {
          for (const author of ids) console.log(await posts.find({ author }).sort({ _id: -1 }).limit(1).next());
        }
      `,
      finds: ['sequential readOne pool posts.find().sort().limit().next'],
    },
    {
      name: 'cursors that are iterated in a loop',
      code: `
        export async function each() {
          for (const author of ids) {
            for await (const post of posts.find({ author })) console.log(post.title);
            const cursor = posts.aggregate([{ $match: { author } }]);
            for await (const post of cursor) console.log(post.title);
          }
        }
      `,
      finds: ['sequential readMany pool posts.find', 'sequential readMany pool posts.aggregate'],
    },
    {
      name: 'a query for each document of a cursor',
      code: `
        export async function each() {
          for await (const post of posts.find()) await users.findOne({ name: post.author });
        }
      `,
      finds: ['sequential readOne pool users.findOne'],
    },
    {
      name: 'writes of one document',
      code: `
        export async function write() {
          for (const title of ids) await posts.insertOne({ title, author: 'x' });
          for (const _id of ids) await users.updateOne({ _id }, { $set: { name: 'x' } }, { upsert: true });
          for (const _id of ids) await users.findOneAndUpdate({ _id }, { $set: { name: 'x' } });
          for (const _id of ids) await users.replaceOne({ _id }, { name: 'x', team: 'y' });
          await Promise.all(ids.map((_id) => users.deleteOne({ _id })));
        }
      `,
      finds: [
        'sequential writeOne pool posts.insertOne',
        'sequential writeOne pool users.updateOne',
        'sequential writeOne pool users.findOneAndUpdate',
        'sequential writeOne pool users.replaceOne',
        'fanOut writeOne pool users.deleteOne',
      ],
    },
    {
      name: 'writes of many documents',
      code: `
        export async function write() {
          for (const author of ids) await posts.updateMany({ author }, { $set: { author: 'x' } });
          for (const author of ids) await posts.deleteMany({ author });
          for (const author of ids) await posts.bulkWrite([{ deleteMany: { filter: { author } } }]);
        }
      `,
      finds: [
        'sequential writeMany pool posts.updateMany',
        'sequential writeMany pool posts.deleteMany',
        'sequential writeMany pool posts.bulkWrite',
      ],
    },
    {
      name: 'commands',
      code: `export async function run() { for (const name of ids) await db.command({ collStats: name }); }`,
      finds: ['sequential raw pool db.command'],
    },
    {
      name: 'in a transaction',
      code: `
        export async function transfer() {
          await client.withSession(async (session) =>
            session.withTransaction(async () => {
              for (const _id of ids) await users.updateOne({ _id }, { $set: { name: 'x' } }, { session });
              for (const author of ids) await posts.find({ author }, { session }).toArray();
            }),
          );
        }
        export async function within(session: ClientSession) {
          for (const _id of ids) await users.findOne({ _id }, { session });
        }
      `,
      finds: [
        'held writeOne held users.updateOne',
        'held readMany held posts.find().toArray',
        'held readOne held users.findOne',
      ],
    },
    {
      name: 'through helpers and repositories',
      code: `
        const byId = (_id: string) => users.findOne({ _id });
        class Posts {
          readonly #posts: Collection<Post>;
          constructor(database: Db) {
            this.#posts = database.collection<Post>('posts');
          }
          async byAuthor(author: string) {
            return this.#posts.find({ author }).toArray();
          }
        }
        export async function all(repository: Posts) {
          await Promise.all(ids.map(byId));
          for (const author of ids) await repository.byAuthor(author);
        }
      `,
      finds: ['fanOut readOne pool users.findOne', 'sequential readMany pool this.#posts.find().toArray'],
    },
    {
      name: 'handles of a context',
      code: `
        interface Context { db: Db; users?: Collection<User> }
        export async function all({ db: database }: Context, context: Context) {
          for (const _id of ids) await database.collection<User>('users').findOne({ _id });
          for (const _id of ids) await context.users?.findOne({ _id });
          for (const _id of ids) await (context.users ?? users).deleteOne({ _id });
        }
      `,
      finds: [
        'sequential readOne pool database.collection().findOne',
        'sequential readOne pool context.users.findOne',
        'sequential writeOne pool (context.users ?? users).deleteOne',
      ],
      untyped: [
        'sequential readOne pool database.collection().findOne',
        'sequential readOne pool context.users.findOne',
        'sequential writeOne pool (context.users ?? users).deleteOne',
      ],
    },
    {
      name: 'bulk operations that are sent one by one',
      code: `
        export async function write() {
          for (const author of ids) {
            const bulk = posts.initializeUnorderedBulkOp();
            bulk.find({ author }).delete();
            await bulk.execute();
          }
        }
      `,
      finds: ['sequential writeMany pool bulk.execute'],
      untyped: [],
    },
    {
      name: 'JavaScript: collections of a client',
      javascript: true,
      code: `
        const users = client.db().collection('users');
        async function load(ids) {
          for (const id of ids) await users.findOne({ _id: new ObjectId(id) });
          return Promise.all(ids.map((id) => client.db('app').collection('posts').find({ author: id }).toArray()));
        }
        module.exports = { load };
      `,
      finds: ['sequential readOne pool users.findOne', 'fanOut readMany pool client.db().collection().find().toArray'],
    },
    {
      name: 'JavaScript: handles of other files',
      javascript: true,
      code: `
        const { getDb, ordersCollection } = require('./database');
        exports.list = async (req, res) => {
          const db = await getDb();
          for (const id of req.body.ids) {
            await db.collection('orders').updateOne({ _id: id }, { $set: { seen: true } });
            await req.app.locals.db.collection('lines').find({ order: id }).toArray();
            await ordersCollection.findOne({ _id: id });
            await ordersCollection.find({ parent: id }).sort({ _id: 1 }).toArray();
          }
          res.end();
        };
      `,
      finds: [
        'sequential writeOne pool db.collection().updateOne',
        'sequential readMany pool req.app.locals.db.collection().find().toArray',
        'sequential readOne pool ordersCollection.findOne',
        'sequential readMany pool ordersCollection.find().sort().toArray',
      ],
    },
  ],
  negatives: [
    {
      name: 'one query for all',
      code: `
        export async function load() {
          const found = await users.find({ _id: { $in: ids } }).toArray();
          await posts.insertMany(found.map(({ name }) => ({ title: 'x', author: name })));
          await users.bulkWrite(ids.map((_id) => ({ deleteOne: { filter: { _id } } })));
          return new Map(found.map((user) => [user._id, user]));
        }
      `,
    },
    {
      name: 'cursors that nothing reads',
      code: `
        export function build() {
          return ids.map((author) => posts.find({ author }).sort({ title: 1 }).limit(10));
        }
        export async function cursorOf(author: string) {
          return posts.find({ author });
        }
        export async function cursors() {
          const found = [];
          for (const author of ids) found.push(await cursorOf(author));
          return found;
        }
      `,
    },
    {
      name: 'a cursor that is read to its end',
      code: `
        export async function read() {
          const cursor = posts.find();
          while (await cursor.hasNext()) console.log(await cursor.next());
          const other = posts.find();
          for (let post = await other.next(); post; post = await other.next()) console.log(post.title);
          for await (const post of posts.find()) console.log(post.title);
        }
      `,
    },
    {
      name: 'bulk operations that are collected and sent at once',
      code: `
        export async function write() {
          const bulk = users.initializeOrderedBulkOp();
          for (const _id of ids) bulk.find({ _id }).updateOne({ $set: { name: 'x' } });
          for (const _id of ids) bulk.insert({ _id, name: 'x', team: 'y' });
          await bulk.execute();
        }
      `,
    },
    {
      name: 'handles',
      code: `
        export function handles() {
          return ids.map((name) => client.db(name).collection('users'));
        }
      `,
    },
    {
      name: 'indexes and collections',
      code: `
        export async function migrate() {
          for (const name of ids) await db.createCollection(name);
          for (const name of ids) await db.collection(name).createIndex({ name: 1 });
          for (const name of ids) await db.collection(name).drop();
        }
      `,
    },
    {
      name: 'sessions and transactions themselves',
      code: `
        export async function run() {
          const session = client.startSession();
          session.startTransaction();
          await session.commitTransaction();
          await session.endSession();
          await client.close();
        }
      `,
    },
    {
      name: "a user's own class with the same methods",
      code: `
        class MemoryUsers {
          readonly rows = new Map<string, User>();
          async findOne({ _id }: { _id: string }) { return this.rows.get(_id); }
          async insertOne(row: User) { this.rows.set(row._id, row); }
          find() { return { toArray: async () => [...this.rows.values()] }; }
        }
        const memory = new MemoryUsers();
        export async function run() {
          for (const _id of ids) {
            await memory.findOne({ _id });
            await memory.insertOne({ _id, name: 'x', team: 'y' });
            await memory.find().toArray();
          }
        }
      `,
    },
    {
      name: 'built-ins and other packages with such method names',
      code: `
        declare const stripe: { customers: { list(): { toArray(): Promise<object[]> } } };
        declare const firestore: { collection(name: string): { doc(id: string): { get(): Promise<object>; update(values: object): Promise<void> } } };
        declare const stream: NodeJS.ReadableStream & { toArray(): Promise<Buffer[]> };
        export async function run() {
          for (const id of ids) {
            await stripe.customers.list().toArray();
            await firestore.collection('users').doc(id).get();
            await firestore.collection('users').doc(id).update({ id });
            await stream.toArray();
            ids.find((other) => other === id);
            ids.values().next();
          }
        }
      `,
    },
    {
      name: 'a test double',
      code: `
        const fake = { findOne: async () => null, countDocuments: async () => 0 };
        export async function run() {
          for (const _id of ids) {
            await fake.findOne();
            console.log(_id, await fake.countDocuments());
          }
        }
      `,
    },
    {
      name: 'a few documents',
      code: `
        export async function seed() {
          for (const title of ['a', 'b', 'c']) await posts.insertOne({ title, author: 'x' });
          for (let attempt = 0; attempt < 5; attempt += 1) await users.findOne({ name: String(attempt) });
        }
      `,
    },
    {
      name: 'in chunks and pages',
      code: `
        export async function run() {
          for (let start = 0; start < ids.length; start += 1000) {
            await users.deleteMany({ _id: { $in: ids.slice(start, start + 1000) } });
          }
          for (let page = 0; ; page += 1) {
            const found = await posts.find().skip(page * 100).limit(100).toArray();
            if (found.length === 0) break;
          }
        }
      `,
    },
    {
      name: 'a change stream',
      code: `
        export async function follow() {
          for await (const change of posts.watch()) console.log(change);
        }
      `,
    },
    {
      name: 'JavaScript: collections that are no collections of a database',
      javascript: true,
      code: `
        const { collections, stampCollection } = require('./stamps');
        module.exports = async (names) => {
          for (const name of names) {
            await collections.add(name);
            await stampCollection.create({ name });
            await stampCollection.find((stamp) => stamp.name === name);
            await collections.update(name);
          }
        };
      `,
    },
  ],
});
