import sequelize from '../../src/clients/sequelize.ts';
import { describeClient } from './conformance.ts';

const packageIn = (folder: string): string => (folder === 'sequelize-7' ? '@sequelize/core' : 'sequelize');
const withDecorators = ['sequelize-6', 'sequelize-5'];

describeClient({
  client: sequelize,
  folders: ['sequelize-6', 'sequelize-5', 'sequelize-7'],
  prelude: (folder) => `
    import { DataTypes, Model, Sequelize, Transaction, type HasManyAddAssociationMixin, type HasManyCountAssociationsMixin,
      type HasManyGetAssociationsMixin, type BelongsToGetAssociationMixin } from '${packageIn(folder)}';
    declare const options: ConstructorParameters<typeof Sequelize>[0] & object;
    const sequelize = new Sequelize(options as never);
    class Post extends Model {
      declare id: number;
      declare title: string;
    }
    class User extends Model {
      declare id: number;
      declare name: string;
      declare getPosts: HasManyGetAssociationsMixin<Post>;
      declare countPosts: HasManyCountAssociationsMixin${folder === 'sequelize-7' ? '<Post>' : ''};
      declare addPost: HasManyAddAssociationMixin<Post, number>;
      declare getManager: BelongsToGetAssociationMixin<User>;
    }
    User.init({ name: DataTypes.STRING }, { sequelize });
    Post.init({ title: DataTypes.STRING }, { sequelize });
    declare const ids: number[];
  `,
  javascriptPrelude: (folder) => `
    const { DataTypes, Model, Sequelize } = require('${packageIn(folder)}');
    const sequelize = new Sequelize(process.env.DATABASE_URL);
    const User = sequelize.define('user', { name: DataTypes.STRING });
  `,
  positives: [
    {
      name: 'reads of one row',
      code: `
        export async function names() {
          const found: string[] = [];
          for (const id of ids) found.push((await User.findByPk(id))?.name ?? '');
          for (const id of ids) await User.findOne({ where: { id } });
          return found;
        }
      `,
      finds: ['sequential readOne pool User.findByPk', 'sequential readOne pool User.findOne'],
    },
    {
      name: 'reads of many rows',
      code: `
        export const posts = () => Promise.all(ids.map((userId) => Post.findAll({ where: { userId }, limit: 3 })));
        export async function pages() {
          for (const userId of ids) await Post.findAndCountAll({ where: { userId } });
        }
      `,
      finds: ['fanOut readMany pool Post.findAll', 'sequential readMany pool Post.findAndCountAll'],
    },
    {
      name: 'counts and aggregates',
      code: `
        export async function counts() {
          for (const userId of ids) {
            const count = await Post.count({ where: { userId } });
            const last = await Post.max('id', { where: { userId } });
            console.log(count, last);
          }
        }
      `,
      finds: ['sequential count pool Post.count', 'sequential count pool Post.max'],
    },
    {
      name: 'writes of a model',
      code: `
        export async function save() {
          for (const name of ['a', 'b'].concat(ids.map(String))) await User.create({ name });
          for (const id of ids) await User.update({ name: 'x' }, { where: { id } });
          for (const id of ids) await User.destroy({ where: { id } });
          for (const id of ids) await User.findOrCreate({ where: { id }, defaults: { name: 'x' } });
          for (const id of ids) await User.upsert({ id, name: 'x' });
        }
      `,
      finds: [
        'sequential writeOne pool User.create',
        'sequential writeMany pool User.update',
        'sequential writeMany pool User.destroy',
        'sequential writeOne pool User.findOrCreate',
        'sequential writeOne pool User.upsert',
      ],
    },
    {
      name: 'writes of instances',
      code: `
        export async function rename() {
          const users: User[] = await User.findAll();
          for (const user of users) {
            user.name = user.name.trim();
            await user.save();
          }
          await Promise.all(users.map((user) => user.update({ name: 'x' })));
          for (const user of users) await user.destroy();
        }
      `,
      finds: [
        'sequential writeOne pool user.save',
        'fanOut writeOne pool user.update',
        'sequential writeOne pool user.destroy',
      ],
    },
    {
      name: 'instances of a parameter',
      code: `export async function reload(users: User[]) { for (const user of users) await user.reload(); }`,
      finds: ['sequential readOne pool user.reload'],
      untyped: [],
    },
    {
      name: 'a row that is built and saved',
      code: `
        export async function add() {
          for (const id of ids) {
            const post = Post.build({ userId: id });
            await post.save();
          }
          for (const id of ids) {
            const post = new Post();
            post.title = String(id);
            await post.save();
          }
        }
      `,
      finds: ['sequential writeOne pool post.save', 'sequential writeOne pool post.save'],
    },
    {
      name: 'association mixins',
      code: `
        export async function load() {
          const users: User[] = await User.findAll();
          for (const user of users) {
            const posts = await user.getPosts({ limit: 5 });
            const count = await user.countPosts();
            console.log(posts, count);
          }
          return Promise.all(users.map(async (user) => (await user.getManager())?.name));
        }
        export async function give(users: User[], post: Post) {
          for (const user of users) await user.addPost(post);
        }
      `,
      finds: [
        'sequential readMany pool user.getPosts',
        'sequential count pool user.countPosts',
        'fanOut readOne pool user.getManager',
        'sequential writeOne pool user.addPost',
      ],
      untyped: [
        'sequential readMany pool user.getPosts',
        'sequential count pool user.countPosts',
        'fanOut readMany pool user.getManager',
      ],
    },
    {
      name: 'raw queries',
      code: `
        export async function touch() {
          for (const id of ids) await sequelize.query('update users set seen = now() where id = :id', { replacements: { id } });
        }
      `,
      finds: ['sequential raw pool sequelize.query'],
    },
    {
      name: 'in a managed transaction',
      code: `
        export async function transfer() {
          await sequelize.transaction(async (t) => {
            for (const id of ids) await User.update({ name: 'x' }, { where: { id }, transaction: t });
            await Promise.all(ids.map((id) => User.findByPk(id, { transaction: t })));
          });
        }
        export async function isolated() {
          await sequelize.transaction({ isolationLevel: Transaction.ISOLATION_LEVELS.SERIALIZABLE }, async (transaction) => {
            for (const id of ids) await User.findByPk(id, { transaction, lock: true });
          });
        }
      `,
      only: ['sequelize-6', 'sequelize-5'],
      finds: ['held writeMany held User.update', 'held readOne held User.findByPk', 'held readOne held User.findByPk'],
    },
    {
      name: 'in an unmanaged transaction',
      code: `
        export async function transfer() {
          const transaction = await sequelize.transaction();
          try {
            for (const id of ids) await User.increment('id', { by: 1, where: { id }, transaction });
            await transaction.commit();
          } catch (error) {
            await transaction.rollback();
            throw error;
          }
        }
      `,
      only: ['sequelize-6', 'sequelize-5'],
      finds: ['held writeMany held User.increment'],
    },
    {
      name: 'in a transaction of version 7',
      code: `
        export async function transfer() {
          await sequelize.transaction(async (transaction) => {
            for (const id of ids) await User.destroy({ where: { id }, transaction });
          });
          const transaction = await sequelize.startUnmanagedTransaction();
          for (const id of ids) await User.create({ id }, { transaction });
          await transaction.commit();
        }
      `,
      only: ['sequelize-7'],
      finds: ['held writeMany held User.destroy', 'held writeOne held User.create'],
    },
    {
      name: 'options of a transaction in a constant, and a column of that name',
      code: `
        class Payment extends Model {
          declare transaction: string;
        }
        export async function pay(transaction: Transaction, references: string[]) {
          const within = { transaction, benchmark: true };
          for (const id of ids) await User.destroy({ ...within, where: { id }, transaction });
          for (const reference of references) await Payment.create({ reference }, within);
          await Promise.all(references.map((reference) => Payment.create({ transaction: reference })));
        }
      `,
      finds: [
        'held writeMany held User.destroy',
        'held writeOne held Payment.create',
        'fanOut writeOne pool Payment.create',
      ],
    },
    {
      name: 'outside the transaction that surrounds it',
      code: `
        export const transfer = () =>
          sequelize.transaction(async () => {
            for (const id of ids) await User.findByPk(id);
          });
      `,
      finds: ['sequential readOne pool User.findByPk'],
    },
    {
      name: 'through helpers',
      code: `
        async function loadUser(id: number) {
          return User.findByPk(id);
        }
        class Users {
          constructor(private readonly model: typeof User) {}
          byId(id: number) {
            return this.model.findByPk(id, { rejectOnEmpty: true });
          }
        }
        const users = new Users(User);
        export const all = () => Promise.all(ids.map(loadUser));
        export async function each() {
          for (const id of ids) await users.byId(id);
        }
      `,
      finds: ['fanOut readOne pool User.findByPk', 'sequential readOne pool this.model.findByPk'],
    },
    {
      name: 'scopes and models of a registry',
      code: `
        export async function each(context: { models: { user: typeof User } }) {
          for (const id of ids) await User.unscoped().findOne({ where: { id } });
          for (const id of ids) await context.models.user.findByPk(id);
        }
      `,
      finds: [
        'sequential readOne pool User.unscoped().findOne',
        'sequential readOne pool context.models.user.findByPk',
      ],
    },
    {
      name: 'a static method of the model itself',
      code: `
        class Tag extends Model {
          declare name: string;
          static async named(name: string) {
            return this.findOne({ where: { name } });
          }
        }
        export async function tags(names: string[]) {
          for (const name of names) await Tag.named(name);
        }
      `,
      finds: ['sequential readOne pool this.findOne'],
    },
    {
      name: 'point-free',
      code: `
        export const load = () => Promise.all(ids.map((id) => User.findByPk(id)));
        const find = (id: number) => User.findOne({ where: { id } });
        export const rest = () => Promise.all(ids.map(find));
      `,
      finds: ['fanOut readOne pool User.findByPk', 'fanOut readOne pool User.findOne'],
    },
    {
      name: 'sequelize-typescript: decorated models, $get and repositories',
      only: withDecorators,
      code: `
        import { Column, HasMany, Model as DecoratedModel, Sequelize as DecoratedSequelize, Table } from 'sequelize-typescript';
        @Table
        class Comment extends DecoratedModel<Comment> {
          @Column body!: string;
        }
        @Table
        class Article extends DecoratedModel<Article> {
          @Column title!: string;
          @HasMany(() => Comment, 'articleId') comments!: Comment[];
        }
        const database = new DecoratedSequelize({ dialect: 'postgres', repositoryMode: true, models: [Article, Comment] });
        const articles = database.getRepository(Article);
        export async function load() {
          for (const id of ids) await Article.findByPk(id);
          for (const id of ids) await articles.findOne({ where: { id } });
          for (const article of await Article.findAll()) {
            const comments = await article.$get('comments');
            await article.$count('comments');
            console.log(comments);
          }
        }
      `,
      finds: [
        'sequential readOne pool Article.findByPk',
        'sequential readOne pool articles.findOne',
        'sequential readMany pool article.$get',
        'sequential count pool article.$count',
      ],
    },
    {
      name: 'JavaScript: sequelize.define',
      javascript: true,
      code: `
        async function load(ids) {
          for (const id of ids) await User.findByPk(id);
          const users = await User.findAll({ where: { id: ids } });
          for (const user of users) {
            user.name = user.name.trim();
            await user.save();
          }
          return Promise.all(users.map((user) => user.getPosts({ limit: 3 })));
        }
        module.exports = { load };
      `,
      finds: [
        'sequential readOne pool User.findByPk',
        'sequential writeOne pool user.save',
        'fanOut readMany pool user.getPosts',
      ],
    },
    {
      name: 'JavaScript: a class that extends Model',
      javascript: true,
      code: `
        class Invoice extends Model {
          static async settle(ids) {
            for (const id of ids) await this.update({ paid: true }, { where: { id } });
          }
        }
        Invoice.init({ paid: DataTypes.BOOLEAN }, { sequelize, modelName: 'invoice' });
        module.exports.remind = async (ids) => {
          await sequelize.transaction(async (transaction) => {
            for (const id of ids) await Invoice.findOne({ where: { id }, transaction });
          });
        };
      `,
      finds: ['sequential writeMany pool this.update', 'held readOne held Invoice.findOne'],
    },
    {
      name: 'JavaScript: models of another file',
      javascript: true,
      code: `
        const { Order } = require('../models');
        const db = require('../models');
        const Customer = require('./customer');
        exports.list = async (req, res) => {
          const orders = await Order.findAll({ where: { userId: req.user.id } });
          for (const order of orders) {
            order.customer = await Customer.findByPk(order.customerId);
            order.lines = await order.getLines();
            order.total = await db.Line.sum('price', { where: { orderId: order.id } });
          }
          const [user, created] = await Order.findOrCreate({ where: { id: 1 } });
          res.json(orders);
        };
      `,
      finds: [
        'sequential readOne pool Customer.findByPk',
        'sequential readMany pool order.getLines',
        'sequential count pool db.Line.sum',
      ],
    },
  ],
  negatives: [
    {
      name: 'one query for all',
      code: `
        export async function load() {
          const users: User[] = await User.findAll({ where: { id: ids }, include: [Post] });
          await Post.bulkCreate(users.map(({ id }) => ({ userId: id })));
          await User.update({ name: 'x' }, { where: { id: ids } });
          return users;
        }
      `,
    },
    {
      name: 'rows that are built and never saved',
      code: `
        export function build() {
          const posts = ids.map((id) => Post.build({ userId: id }));
          const more = ids.map((id) => new Post({ userId: id } as never));
          return [...posts, ...more];
        }
      `,
    },
    {
      name: 'values of an instance',
      code: `
        export async function describe() {
          const users = await User.findAll();
          for (const user of users) {
            user.set('name', String(user.get('name')));
            user.setDataValue('name', user.getDataValue('name'));
            console.log(user.toJSON(), user.changed(), user.previous('name'));
          }
        }
      `,
    },
    {
      name: 'a transaction that is opened, committed and rolled back',
      code: `
        export async function run() {
          const transaction = await sequelize.transaction();
          await transaction.commit();
          await sequelize.authenticate();
          await sequelize.close();
        }
      `,
      only: ['sequelize-6', 'sequelize-5'],
    },
    {
      name: 'definitions, associations and hooks',
      code: `
        export function define(names: string[]) {
          for (const name of names) sequelize.define(name, { title: DataTypes.STRING });
          User.hasMany(Post);
          User.beforeCreate(async (user) => { await User.count(); });
          for (const name of names) User.addScope(name, { where: { name } });
        }
      `,
      only: ['sequelize-6', 'sequelize-5'],
    },
    {
      name: "a user's own class with the same methods",
      code: `
        class MemoryUsers {
          readonly rows = new Map<number, { id: number; name: string }>();
          async findByPk(id: number) { return this.rows.get(id); }
          async findAll() { return [...this.rows.values()]; }
          async create(row: { id: number; name: string }) { this.rows.set(row.id, row); }
        }
        const memory = new MemoryUsers();
        export async function run() {
          for (const id of ids) {
            await memory.findByPk(id);
            await memory.create({ id, name: 'x' });
          }
        }
      `,
    },
    {
      name: 'SDKs and built-ins with such method names',
      code: `
        interface Api { update(id: string, values: object): Promise<object>; create(values: object): Promise<object> }
        declare const stripe: { subscriptions: Api; customers: Api };
        declare const cookies: { set(name: string, value: string): Promise<void>; destroy(name: string): Promise<void> };
        export async function run(names: string[]) {
          for (const name of names) {
            await stripe.subscriptions.update(name, {});
            await stripe.customers.create({ name });
            await cookies.destroy(name);
            Object.create({ name });
            Math.max(names.length, name.length);
          }
        }
      `,
    },
    {
      name: 'a class of the application that is named after its task',
      code: `
        declare const UserService: { findOne(id: number): Promise<object>; findAll(): Promise<object[]> };
        declare const CartStore: typeof UserService;
        export async function run() {
          for (const id of ids) {
            await UserService.findOne(id);
            await CartStore.findAll();
          }
        }
      `,
    },
    {
      name: 'a test double',
      code: `
        const fake = { findByPk: async (id: number) => ({ id }), findOne: async () => null };
        export async function run() {
          for (const id of ids) {
            await fake.findByPk(id);
            await fake.findOne();
          }
        }
      `,
    },
    {
      name: 'a few rows known from the source',
      code: `
        export async function seed() {
          for (const name of ['admin', 'guest']) await User.create({ name });
          for (let attempt = 0; attempt < 3; attempt += 1) await User.findByPk(attempt);
        }
      `,
    },
    {
      name: 'in chunks and pages',
      code: `
        export async function run() {
          for (let start = 0; start < ids.length; start += 500) {
            await User.destroy({ where: { id: ids.slice(start, start + 500) } });
          }
          for (let page = 0; ; page += 1) {
            const users = await User.findAll({ limit: 100, offset: page * 100 });
            if (users.length === 0) break;
          }
        }
      `,
    },
    {
      name: 'a loop that ends at the first row',
      code: `
        export async function first() {
          for (const id of ids) {
            const user = await User.findByPk(id);
            return user;
          }
          return null;
        }
      `,
    },
    {
      name: 'JavaScript: methods of rows that are no association',
      javascript: true,
      code: `
        module.exports = async () => {
          const users = await User.findAll();
          return users.map((user) => ({ name: user.getFullName(), posts: user.get('posts'), home: user.getDataValue('home') }));
        };
      `,
    },
    {
      name: 'JavaScript: classes of another file that are no model',
      javascript: true,
      code: `
        const { Registry, UserService } = require('../services');
        const Geo = require('./geo');
        module.exports = async (names) => {
          for (const name of names) {
            await Registry.create({ name });
            await Registry.update(name);
            await Registry.count(name);
            await UserService.findOne({ name });
            Geo.max(name, Math.max(1, 2));
            Object.create({});
          }
        };
      `,
    },
  ],
});
