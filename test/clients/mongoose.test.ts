import mongoose from '../../src/clients/mongoose.ts';
import { describeClient } from './conformance.ts';

describeClient({
  client: mongoose,
  folders: ['mongoose-9', 'mongoose-8', 'mongoose-7', 'mongoose-6'],
  prelude: `
    import mongoose, { Model, Schema, Types, type HydratedDocument } from 'mongoose';
    interface IUser { name: string; karma: number; team?: Types.ObjectId }
    interface IPost { title: string; author: string }
    const userSchema = new Schema<IUser>({ name: String, karma: Number, team: { type: Schema.Types.ObjectId, ref: 'Team' } });
    const User = mongoose.model<IUser>('User', userSchema);
    const Post = mongoose.model<IPost>('Post', new Schema<IPost>({ title: String, author: String }));
    declare const ids: string[];
  `,
  javascriptPrelude: `
    const mongoose = require('mongoose');
    const { Schema, model } = mongoose;
    const User = mongoose.model('User', new Schema({ name: String }));
  `,
  positives: [
    {
      name: 'reads of one document',
      code: `
        export async function names() {
          const found: string[] = [];
          for (const id of ids) found.push((await User.findById(id))?.name ?? '');
          for (const id of ids) await User.findOne({ _id: id }).lean();
          for (const id of ids) await User.exists({ _id: id });
          return found;
        }
      `,
      finds: [
        'sequential readOne pool User.findById',
        'sequential readOne pool User.findOne',
        'sequential readOne pool User.exists',
      ],
    },
    {
      name: 'reads of many documents, with exec and without',
      code: `
        export const posts = () => Promise.all(ids.map((author) => Post.find({ author }).sort({ title: 1 }).limit(3)));
        export const plain = () => Promise.all(ids.map((author) => Post.find({ author }).lean().exec()));
        export async function titles() {
          for (const author of ids) await Post.distinct('title', { author });
          for (const author of ids) await Post.find({ author }).then((found) => found.length);
        }
      `,
      finds: [
        'fanOut readMany pool Post.find',
        'fanOut readMany pool Post.find().lean().exec',
        'sequential readMany pool Post.distinct',
        'sequential readMany pool Post.find',
      ],
    },
    {
      name: 'counts',
      code: `
        export async function counts() {
          const byAuthor = new Map<string, number>();
          for (const author of ids) byAuthor.set(author, await Post.countDocuments({ author }));
          return byAuthor;
        }
      `,
      finds: ['sequential count pool Post.countDocuments'],
    },
    {
      name: 'aggregations',
      code: `
        export const sums = () =>
          Promise.all(ids.map((author) => Post.aggregate([{ $match: { author } }]).group({ _id: '$author', count: { $sum: 1 } })));
        export async function each() {
          for (const author of ids) await Post.aggregate([{ $match: { author } }]).exec();
        }
      `,
      finds: ['fanOut readMany pool Post.aggregate', 'sequential readMany pool Post.aggregate().exec'],
    },
    {
      name: 'writes of a model',
      code: `
        export async function write() {
          for (const title of ids) await Post.create({ title, author: 'x' });
          for (const id of ids) await User.updateOne({ _id: id }, { $inc: { karma: 1 } });
          for (const id of ids) await User.findByIdAndUpdate(id, { name: 'x' }, { new: true });
          for (const id of ids) await User.deleteOne({ _id: id });
          for (const author of ids) await Post.deleteMany({ author });
          for (const title of ids) await Post.insertMany([{ title, author: 'x' }]);
        }
      `,
      finds: [
        'sequential writeOne pool Post.create',
        'sequential writeOne pool User.updateOne',
        'sequential writeOne pool User.findByIdAndUpdate',
        'sequential writeOne pool User.deleteOne',
        'sequential writeMany pool Post.deleteMany',
        'sequential writeMany pool Post.insertMany',
      ],
    },
    {
      name: 'documents that are saved, deleted and updated',
      code: `
        export async function rename() {
          const users = await User.find();
          for (const user of users) {
            user.name = user.name.trim();
            await user.save();
          }
          await Promise.all(users.map((user) => user.updateOne({ karma: 0 })));
          for (const user of users) await user.deleteOne();
        }
      `,
      finds: [
        'sequential writeOne pool user.save',
        'fanOut writeOne pool user.updateOne',
        'sequential writeOne pool user.deleteOne',
      ],
    },
    {
      name: 'documents that are made and saved',
      code: `
        export async function add() {
          for (const title of ids) {
            const post = new Post({ title });
            await post.save();
          }
          await Promise.all(ids.map((title) => new Post({ title }).save()));
        }
      `,
      finds: ['sequential writeOne pool post.save', 'fanOut writeOne pool new Post({ title }).save'],
    },
    {
      name: 'populate of each document',
      code: `
        export async function teams(users: HydratedDocument<IUser>[]) {
          for (const user of users) await user.populate('team');
        }
        export async function found() {
          for (const user of await User.find()) await user.populate('team');
        }
      `,
      finds: ['sequential readMany pool user.populate', 'sequential readMany pool user.populate'],
      untyped: ['sequential readMany pool user.populate'],
    },
    {
      name: 'in a transaction',
      code: `
        export async function transfer() {
          await mongoose.connection.transaction(async (session) => {
            for (const id of ids) await User.updateOne({ _id: id }, { karma: 0 }, { session });
            for (const id of ids) await User.findById(id).session(session);
          });
          const session = await mongoose.startSession();
          await session.withTransaction(async () => {
            for (const id of ids) await User.findOneAndUpdate({ _id: id }, { karma: 1 }, { session });
          });
          await session.endSession();
        }
      `,
      finds: [
        'held writeOne held User.updateOne',
        'held readOne held User.findById',
        'held writeOne held User.findOneAndUpdate',
      ],
    },
    {
      name: 'a field of the name of the option',
      code: `
        interface ICart { session: string }
        const Cart = mongoose.model<ICart>('Cart', new Schema<ICart>({ session: String }));
        export const carts = () => Promise.all(ids.map((session) => Cart.findOne({ session })));
      `,
      finds: ['fanOut readOne pool Cart.findOne'],
    },
    {
      name: 'outside the transaction that surrounds it',
      code: `
        export const transfer = () =>
          mongoose.connection.transaction(async () => {
            for (const id of ids) await User.findById(id);
          });
      `,
      finds: ['sequential readOne pool User.findById'],
    },
    {
      name: 'a query that is kept in a variable',
      code: `
        export async function search(sort: string | undefined) {
          for (const author of ids) {
            const query = Post.find({ author });
            if (sort !== undefined) query.sort(sort);
            const posts = await query;
            console.log(posts.length);
          }
        }
      `,
      finds: ['sequential readMany pool Post.find'],
    },
    {
      name: 'through helpers and services',
      code: `
        const byId = (id: string) => User.findById(id);
        class Users {
          constructor(private readonly userModel: Model<IUser>) {}
          async byName(name: string) {
            return this.userModel.findOne({ name }).exec();
          }
        }
        export async function all(users: Users) {
          await Promise.all(ids.map(byId));
          for (const name of ids) await users.byName(name);
        }
      `,
      finds: ['fanOut readOne pool User.findById', 'sequential readOne pool this.userModel.findOne().exec'],
    },
    {
      name: 'cursors in a loop',
      code: `
        export async function each() {
          for (const author of ids) {
            for await (const post of Post.find({ author })) console.log(post.title);
            for await (const post of Post.find({ author }).cursor()) console.log(post.title);
          }
        }
      `,
      finds: ['sequential readMany pool Post.find', 'sequential readMany pool Post.find'],
    },
    {
      name: 'a query for each document of a cursor',
      code: `
        export async function each() {
          for await (const post of Post.find().cursor()) await User.findOne({ name: post.author });
          await Post.find().cursor().eachAsync(async (post) => {
            await User.findOne({ name: post.author });
          });
          const cursor = Post.find().cursor();
          await cursor.eachAsync((post) => User.updateOne({ name: post.author }, { karma: 1 }), { parallel: 10 });
        }
      `,
      finds: [
        'sequential readOne pool User.findOne',
        'sequential readOne pool User.findOne',
        'limitedFanOut writeOne pool User.updateOne',
      ],
    },
    {
      name: 'the collection of the driver',
      code: `
        export async function each() {
          for (const name of ids) await User.collection.insertOne({ name, karma: 0 });
        }
      `,
      finds: ['sequential writeOne pool User.collection.insertOne'],
      untyped: [],
    },
    {
      name: 'models of another connection and of the registry',
      code: `
        const connection = mongoose.createConnection('mongodb://localhost/other');
        const Log = connection.model('Log', new Schema({ text: String }));
        const Team = (mongoose.models.Team ?? mongoose.model('Team', new Schema({ name: String }))) as Model<{ name: string }>;
        export async function each() {
          for (const id of ids) await Log.findById(id);
          for (const id of ids) await Team.findById(id);
        }
      `,
      finds: ['sequential readOne pool Log.findById', 'sequential readOne pool Team.findById'],
    },
    {
      name: 'statics and methods of a schema',
      code: `
        const tags = new Schema({ name: String }, {
          statics: {
            async named(name: string) {
              return this.findOne({ name });
            },
          },
        });
        const Tag = mongoose.model('Tag', tags);
        export async function each() {
          for (const name of ids) await Tag.named(name);
        }
      `,
      finds: ['sequential readOne pool this.findOne'],
      untyped: [],
    },
    {
      name: 'JavaScript: a model',
      javascript: true,
      code: `
        async function load(ids) {
          for (const id of ids) await User.findById(id).lean();
          const users = await User.find({ _id: { $in: ids } });
          for (const user of users) {
            user.name = user.name.trim();
            await user.save();
          }
          for (const name of ids) await new User({ name }).save();
          await Promise.all(users.map((user) => User.countDocuments({ team: user.team })));
        }
        module.exports = { load };
      `,
      finds: [
        'sequential readOne pool User.findById',
        'sequential writeOne pool user.save',
        'sequential writeOne pool new User({ name }).save',
        'fanOut count pool User.countDocuments',
      ],
    },
    {
      name: 'JavaScript: models of other files',
      javascript: true,
      code: `
        const Order = require('../models/order');
        const Customer = require('./customer');
        exports.list = async (req, res) => {
          const orders = await Order.find({ user: req.user.id });
          for (const order of orders) {
            order.customer = await Customer.findById(order.customerId).exec();
            await order.save();
            await Order.create({ copyOf: order.id });
          }
          res.json(orders);
        };
        exports.remind = async (req) => {
          for (const id of req.body.ids) await req.models.reminder.updateOne({ _id: id }, { sent: true });
        };
      `,
      finds: [
        'sequential readOne pool Customer.findById().exec',
        'sequential writeOne pool order.save',
        'sequential writeOne pool Order.create',
        'sequential writeOne pool req.models.reminder.updateOne',
      ],
    },
  ],
  negatives: [
    {
      name: 'one query for all',
      code: `
        export async function load() {
          const users = await User.find({ _id: { $in: ids } }).populate('team');
          await User.populate(users, 'team');
          await Post.insertMany(users.map(({ name }) => ({ title: 'x', author: name })));
          await User.bulkWrite(ids.map((id) => ({ updateOne: { filter: { name: id }, update: { $inc: { karma: 1 } } } })));
          await User.updateMany({ _id: { $in: ids } }, { karma: 0 });
          return users;
        }
      `,
    },
    {
      name: 'documents that are made and saved together',
      code: `
        export async function add() {
          const posts = ids.map((title) => new Post({ title }));
          for (const post of posts) post.set('title', post.get('title'));
          await Post.bulkSave(posts);
        }
      `,
    },
    {
      name: 'queries that are built and never sent',
      code: `
        export function build() {
          for (const author of ids) Post.find({ author });
          return ids.map((id) => User.findById(id)).length;
        }
      `,
    },
    {
      name: 'conditions of a query',
      code: `
        export async function search() {
          const query = Post.find();
          for (const author of ids) query.or([{ author }]);
          for (const author of ids) query.where('author').ne(author);
          return query.exec();
        }
      `,
    },
    {
      name: 'schemas, indexes, virtuals and middleware',
      code: `
        export function define(names: string[]) {
          for (const name of names) {
            const schema = new Schema({ name: String });
            schema.index({ name: 1 });
            schema.virtual('title').get(function () { return name; });
            schema.pre('save', async function () { await User.findOne({ name }); });
            mongoose.model(name, schema);
          }
        }
      `,
    },
    {
      name: 'values of a document',
      code: `
        export async function describe() {
          const users = await User.find();
          return users.map((user) => {
            user.set({ name: user.get('name') });
            return { ...user.toObject(), changed: user.isModified('name'), error: user.validateSync() };
          });
        }
      `,
    },
    {
      name: 'a session that is started and ended',
      code: `
        export async function run() {
          const session = await mongoose.startSession();
          session.startTransaction();
          await session.commitTransaction();
          await session.endSession();
          await mongoose.disconnect();
        }
      `,
    },
    {
      name: "a user's own class with the same methods",
      code: `
        class MemoryUsers {
          readonly rows = new Map<string, IUser>();
          async findById(id: string) { return this.rows.get(id); }
          async updateOne(filter: { _id: string }, update: Partial<IUser>) { Object.assign(this.rows.get(filter._id) ?? {}, update); }
          async create(row: IUser) { this.rows.set(row.name, row); }
          async save() { return this; }
        }
        const memory = new MemoryUsers();
        export async function run() {
          for (const id of ids) {
            await memory.findById(id);
            await memory.updateOne({ _id: id }, {});
            await memory.create({ name: id, karma: 0 });
            await memory.save();
          }
        }
      `,
    },
    {
      name: 'SDKs, caches and canvases with such method names',
      code: `
        declare const stripe: { products: { create(values: object): Promise<object>; update(id: string, values: object): Promise<object> } };
        declare const cookies: { remove(name: string): Promise<void> };
        declare const canvas: { save(): Promise<void>; getContext(): { save(): void } };
        declare const index: { aggregate(stages: object[]): Promise<object>; distinct(field: string): Promise<string[]> };
        export async function run() {
          for (const id of ids) {
            await stripe.products.create({ id });
            await stripe.products.update(id, {});
            await cookies.remove(id);
            await canvas.save();
            canvas.getContext().save();
            await index.aggregate([]);
            await index.distinct(id);
          }
        }
      `,
    },
    {
      name: 'arrays and subdocuments',
      code: `
        interface ITeam { members: Types.DocumentArray<{ name: string }> }
        const Team = mongoose.model<ITeam>('Team', new Schema<ITeam>({ members: [{ name: String }] }));
        export async function run() {
          const team = await Team.findById(ids[0]);
          for (const name of ids) {
            team?.members.push(team.members.create({ name }));
            ids.find((id) => id === name);
          }
          await team?.save();
        }
      `,
    },
    {
      name: 'a test double',
      code: `
        const fake = { findById: async (id: string) => ({ id }), findOne: async () => null, save: async () => undefined };
        export async function run() {
          for (const id of ids) {
            await fake.findById(id);
            await fake.findOne();
            await fake.save();
          }
        }
      `,
    },
    {
      name: 'a few documents, chunks and pages',
      code: `
        export async function seed() {
          for (const title of ['a', 'b']) await Post.create({ title, author: 'x' });
          for (let start = 0; start < ids.length; start += 1000) {
            await User.deleteMany({ _id: { $in: ids.slice(start, start + 1000) } });
          }
          for (let page = 0; ; page += 1) {
            const posts = await Post.find().skip(page * 100).limit(100);
            if (posts.length === 0) break;
          }
        }
      `,
    },
    {
      name: 'a cursor that is read to its end',
      code: `
        export async function read() {
          const cursor = Post.find().cursor();
          for (let post = await cursor.next(); post !== null; post = await cursor.next()) console.log(post.title);
          const other = Post.find().cursor();
          let found;
          while ((found = await other.next())) console.log(found.title);
          for await (const post of Post.find({ author: 'x' })) console.log(post.title);
          await Post.find().cursor().eachAsync(async (found) => {
            await User.updateMany({ name: { $in: found.map(({ author }) => author) } }, { karma: 1 });
          }, { batchSize: 100 });
        }
      `,
    },
    {
      name: 'JavaScript: classes of another file that are no model',
      javascript: true,
      code: `
        const { Registry, UserService, OrderRepository } = require('../services');
        const List = require('./list');
        module.exports = async (names) => {
          for (const name of names) {
            await Registry.create({ name });
            await Registry.find(name);
            await Registry.exists(name);
            await UserService.findById(name);
            await OrderRepository.findOne({ name });
            List.find((entry) => entry === name);
            Object.create({});
          }
        };
      `,
    },
    {
      name: 'JavaScript: values that no query has read',
      javascript: true,
      code: `
        const Canvas = require('canvas');
        module.exports = async (documents, names) => {
          for (const document of documents) await document.save();
          for (const name of names) {
            const canvas = new Canvas(name);
            await canvas.save();
          }
        };
      `,
    },
  ],
});
