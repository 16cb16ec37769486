import prisma from '../../src/clients/prisma.ts';
import { describeClient } from './conformance.ts';

const loop = (body: string): string => `export async function run() { for (const id of ids) { ${body} } }`;

describeClient({
  client: prisma,
  folders: ['prisma-6', 'shop'],
  prelude: `
    import { PrismaClient, Prisma } from './generated/prisma/client.js';
    declare const options: Prisma.PrismaClientOptions;
    const prisma = new PrismaClient(options);
    declare const ids: number[];
  `,
  positives: [
    {
      name: 'findFirst in a loop',
      code: loop('await prisma.user.findFirst({ where: { id } });'),
      finds: ['sequential readOne pool prisma.user.findFirst'],
    },
    {
      name: 'findUnique awaited in a loop is never merged',
      code: loop('await prisma.user.findUnique({ where: { id } });'),
      finds: ['sequential readOne pool prisma.user.findUnique'],
    },
    {
      name: 'findMany for each element at once',
      code: `
        export const run = () => Promise.all(
          ids.map(async (id) => ({ id, posts: await prisma.post.findMany({ where: { authorId: id } }) })),
        );
      `,
      finds: ['fanOut readMany pool prisma.post.findMany'],
    },
    {
      name: 'findFirst for each element at once is not merged',
      code: `export const run = () => Promise.all(ids.map((id) => prisma.user.findFirst({ where: { id } })));`,
      finds: ['fanOut readOne pool prisma.user.findFirst'],
    },
    {
      name: 'findUnique at once with a filter that is no equality is not merged',
      code: `
        export const run = () =>
          Promise.all(ids.map((id) => prisma.user.findUnique({ where: { id, name: { contains: 'a' } } })));
      `,
      finds: ['fanOut readOne pool prisma.user.findUnique'],
    },
    {
      name: 'counts and aggregates',
      code: loop(`
        await prisma.post.count({ where: { authorId: id } });
        await prisma.orderItem.aggregate({ where: { orderId: id }, _sum: { amount: true } });
        await prisma.orderItem.groupBy({ by: ['sku'], where: { orderId: id } });
      `),
      finds: [
        'sequential count pool prisma.post.count',
        'sequential count pool prisma.orderItem.aggregate',
        'sequential count pool prisma.orderItem.groupBy',
      ],
    },
    {
      name: 'writes of one row',
      code: loop(`
        await prisma.post.create({ data: { authorId: id, title: 'Hello' } });
        await prisma.user.update({ where: { id }, data: { name: 'Ann' } });
        await prisma.user.upsert({ where: { id }, update: {}, create: { email: 'a', name: 'Ann', role: 'READER' } });
        await prisma.user.delete({ where: { id } });
      `),
      finds: [
        'sequential writeOne pool prisma.post.create',
        'sequential writeOne pool prisma.user.update',
        'sequential writeOne pool prisma.user.upsert',
        'sequential writeOne pool prisma.user.delete',
      ],
    },
    {
      name: 'writes of many rows',
      code: loop(`
        await prisma.post.updateMany({ where: { authorId: id }, data: { title: '' } });
        await prisma.orderItem.createManyAndReturn({ data: [{ orderId: id, sku: 'a', amount: 1 }] });
      `),
      finds: [
        'sequential writeMany pool prisma.post.updateMany',
        'sequential writeMany pool prisma.orderItem.createManyAndReturn',
      ],
    },
    {
      name: 'raw SQL in tagged templates',
      code: loop(`
        await prisma.$queryRaw<{ name: string }[]>\`select name from users where id = \${id}\`;
        await prisma.$executeRaw\`delete from users where id = \${id}\`;
      `),
      finds: ['sequential raw pool prisma.$queryRaw', 'sequential raw pool prisma.$executeRaw'],
    },
    {
      name: 'raw SQL in calls',
      code: `
        export const run = () => Promise.all(ids.flatMap((id) => [
          prisma.$queryRaw(Prisma.sql\`select \${id}\`),
          prisma.$queryRawUnsafe('select $1', id),
          prisma.$executeRawUnsafe('delete from users where id = $1', id),
        ]));
      `,
      finds: [
        'fanOut raw pool prisma.$queryRaw',
        'fanOut raw pool prisma.$queryRawUnsafe',
        'fanOut raw pool prisma.$executeRawUnsafe',
      ],
    },
    {
      name: 'typed SQL',
      code: `
        declare const userById: (id: number) => Parameters<PrismaClient['$queryRawTyped']>[0];
        ${loop('await prisma.$queryRawTyped(userById(id));')}
      `,
      finds: ['sequential raw pool prisma.$queryRawTyped'],
    },
    {
      name: 'a fluent relation awaited in a loop',
      code: loop('await prisma.user.findUnique({ where: { id } }).posts({ take: 3 });'),
      finds: ['sequential readOne pool prisma.user.findUnique'],
    },
    {
      name: 'a fluent relation of a read that is not merged',
      code: `export const run = () => Promise.all(ids.map((id) => prisma.post.findFirst({ where: { id } }).author()));`,
      finds: ['fanOut readOne pool prisma.post.findFirst'],
    },
    {
      name: 'statements of an interactive transaction',
      code: `
        export const run = () => prisma.$transaction(async (tx) => {
          for (const id of ids) await tx.user.update({ where: { id }, data: { name: '' } });
        });
      `,
      finds: ['held writeOne held tx.user.update'],
    },
    {
      name: 'a transaction for each element',
      code: loop(`
        await prisma.$transaction(async (tx) => { await tx.user.update({ where: { id }, data: { name: '' } }); });
      `),
      finds: ['sequential writeOne held tx.user.update'],
    },
    {
      name: 'a helper that takes the transaction',
      code: `
        async function rename(tx: Prisma.TransactionClient, id: number) {
          await tx.user.update({ where: { id }, data: { name: '' } });
        }
        export async function run(tx: Prisma.TransactionClient) { for (const id of ids) await rename(tx, id); }
      `,
      finds: ['held writeOne held tx.user.update'],
    },
    {
      name: 'a transaction typed by the parameters of $transaction',
      code: `
        type Transaction = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];
        export async function run(tx: Transaction) { for (const id of ids) await tx.post.delete({ where: { id } }); }
      `,
      finds: ['held writeOne held tx.post.delete'],
    },
    {
      name: 'a handle that may be the transaction',
      code: `
        export async function run(tx?: Prisma.TransactionClient) {
          for (const id of ids) await (tx ?? prisma).post.create({ data: { authorId: id, title: '' } });
        }
      `,
      finds: ['sequential writeOne pool (tx ?? prisma).post.create'],
    },
    {
      name: 'an extended client and its own model method',
      code: `
        const extended = prisma.$extends({
          model: { user: { byEmail(email: string) { return prisma.user.findFirst({ where: { email } }); } } },
          result: { user: { label: { needs: { name: true }, compute: ({ name }) => name } } },
        });
        export async function run(emails: string[]) {
          for (const email of emails) {
            await extended.user.findFirst({ where: { email } });
            await extended.user.byEmail(email);
          }
        }
      `,
      finds: ['sequential readOne pool extended.user.findFirst', 'sequential readOne pool prisma.user.findFirst'],
      untyped: ['sequential readOne pool extended.user.findFirst'],
    },
    {
      name: 'a transaction of an extended client',
      code: `
        const extended = prisma.$extends({ query: { $allOperations: ({ args, query }) => query(args) } });
        export const run = () => extended.$transaction(async (tx) => {
          for (const id of ids) await tx.user.update({ where: { id }, data: { name: '' } });
        });
      `,
      finds: ['held writeOne held tx.user.update'],
    },
    {
      name: 'a subclass of the client',
      code: `
        class PrismaService extends PrismaClient {
          async names() { for (const id of ids) await this.user.findFirst({ where: { id } }); }
        }
        export class Users {
          constructor(private readonly prisma: PrismaService) {}
          async load() { for (const id of ids) await this.prisma.user.findFirst({ where: { id } }); }
        }
      `,
      finds: ['sequential readOne pool this.user.findFirst', 'sequential readOne pool this.prisma.user.findFirst'],
    },
    {
      name: 'handles in fields, contexts and optional chains',
      code: `
        interface Context { readonly db?: PrismaClient }
        export class Users {
          readonly #db = prisma;
          async load(context: Context) {
            for (const id of ids) await this.#db.user.findFirst({ where: { id } });
            for (const id of ids) await context.db?.user.findFirst({ where: { id } });
          }
        }
      `,
      finds: ['sequential readOne pool this.#db.user.findFirst', 'sequential readOne pool context.db.user.findFirst'],
    },
    {
      name: 'a getter that answers with the client',
      code: `
        class Database { get client() { return prisma; } }
        const database = new Database();
        ${loop('await database.client.user.findFirst({ where: { id } });')}
      `,
      finds: ['sequential readOne pool database.client.user.findFirst'],
    },
    {
      name: 'a delegate taken from the client',
      code: `
        const { user } = prisma;
        const posts = prisma.post;
        ${loop('await user.findFirst({ where: { id } }); await posts.findFirst({ where: { id } });')}
      `,
      finds: ['sequential readOne pool user.findFirst', 'sequential readOne pool posts.findFirst'],
    },
    {
      name: 'a delegate that a generic repository was given',
      code: `
        class Repository {
          constructor(private readonly delegate: Prisma.UserDelegate) {}
          find(id: number) { return this.delegate.findFirst({ where: { id } }); }
        }
        const users = new Repository(prisma.user);
        ${loop('await users.find(id);')}
      `,
      finds: ['sequential readOne pool this.delegate.findFirst'],
      untyped: [],
    },
    {
      name: 'a type parameter with the client as its bound',
      code: `
        export async function run<Client extends Pick<PrismaClient, 'user'>>(client: Client) {
          for (const id of ids) await client.user.findFirst({ where: { id } });
        }
      `,
      finds: ['sequential readOne pool client.user.findFirst'],
      untyped: [],
    },
    {
      name: 'a query kept in a variable',
      code: loop(
        'const query = prisma.user.findFirst({ where: { id } }); const user = await query; console.log(user);',
      ),
      finds: ['sequential readOne pool prisma.user.findFirst'],
    },
    {
      name: 'a function without a point',
      code: `
        const load = (id: number) => prisma.user.findFirst({ where: { id } });
        export const run = () => Promise.all(ids.map(load));
      `,
      finds: ['fanOut readOne pool prisma.user.findFirst'],
    },
    {
      name: 'a promise with then',
      code: loop('await prisma.user.findFirst({ where: { id } }).then((user) => user?.name);'),
      finds: ['sequential readOne pool prisma.user.findFirst'],
    },
    {
      name: 'a list of queries that is awaited at once',
      code: `
        export async function run() {
          const queries: Promise<unknown>[] = [];
          for (const id of ids) queries.push(prisma.user.findFirst({ where: { id } }));
          await Promise.all(queries);
        }
      `,
      finds: ['fanOut readOne pool prisma.user.findFirst'],
    },
    {
      name: 'a handle by its usual name where nothing tells its type',
      code: `
        declare const context: { prisma: any };
        ${loop('await context.prisma.user.findMany({ where: { id } });')}
      `,
      finds: ['sequential readMany pool context.prisma.user.findMany'],
    },
    {
      name: 'statements collected for one transaction',
      code: `
        export async function run() {
          await prisma.$transaction(ids.map((id) => prisma.user.update({ where: { id }, data: { name: '' } })));
          const statements = [];
          for (const id of ids) statements.push(prisma.post.delete({ where: { id } }));
          await prisma.$transaction([...statements, prisma.post.deleteMany()]);
        }
      `,
      finds: ['collected writeOne pool prisma.user.update', 'collected writeOne pool prisma.post.delete'],
    },
  ],
  negatives: [
    {
      name: 'one query for all',
      code: `export const run = () => prisma.user.findMany({ where: { id: { in: ids } }, include: { posts: true } });`,
    },
    {
      name: 'findUnique of one tick is merged',
      code: `export const run = () => Promise.all(ids.map((id) => prisma.user.findUnique({ where: { id }, include: { posts: true } })));`,
    },
    {
      name: 'findUniqueOrThrow by a compound key in async callbacks of one tick',
      code: `
        export const run = (items: { orderId: number; sku: string }[]) => Promise.all(
          items.map(async ({ orderId, sku }) => {
            const item = await prisma.orderItem.findUniqueOrThrow({ where: { orderId_sku: { orderId, sku } } });
            return item.amount;
          }),
        );
      `,
    },
    {
      name: 'a fluent relation of a merged read',
      code: `export const run = () => Promise.all(ids.map((id) => prisma.user.findUnique({ where: { id } }).posts()));`,
    },
    {
      name: 'merged reads in a transaction',
      code: `
        export const run = () => prisma.$transaction((tx) =>
          Promise.all(ids.map((id) => tx.user.findUnique({ where: { id } }))),
        );
      `,
    },
    {
      name: 'merged reads through a helper',
      code: `
        const load = (id: number) => prisma.user.findUnique({ where: { id } });
        export const run = () => Promise.all(ids.map((id) => load(id)));
      `,
    },
    {
      name: 'a query that nothing awaits is never sent',
      code: loop('prisma.user.findFirst({ where: { id } });'),
    },
    {
      name: 'a query for each chunk and page',
      code: `
        export async function run() {
          for (let start = 0; start < ids.length; start += 100) {
            await prisma.user.findMany({ where: { id: { in: ids.slice(start, start + 100) } } });
          }
          let after = 0;
          for (;;) {
            const page = await prisma.user.findMany({ where: { id: { gt: after } }, take: 100, orderBy: { id: 'asc' } });
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
          for (const role of ['ADMIN', 'EDITOR'] as const) await prisma.user.count({ where: { role } });
        }
      `,
    },
    {
      name: 'what the client does apart from queries',
      code: `
        declare const clients: PrismaClient[];
        export async function run() {
          for (const client of clients) { await client.$connect(); await client.$disconnect(); client.$extends({}); }
          return ids.map((id) => Prisma.sql\`id = \${id}\`).concat(Prisma.empty);
        }
      `,
    },
    {
      name: 'a method of an extension that computes',
      code: `
        const extended = prisma.$extends({ model: { user: { initials(name: string) { return name.slice(0, 1); } } } });
        export async function run(names: string[]) { return names.map((name) => extended.user.initials(name)); }
      `,
    },
    {
      name: 'a repository in memory',
      code: `
        class UserRepository {
          readonly #users = new Map<number, { id: number }>();
          async findFirst({ where }: { where: { id: number } }) { return this.#users.get(where.id); }
          async create({ data }: { data: { id: number } }) { this.#users.set(data.id, data); }
        }
        const db = { user: new UserRepository() };
        ${loop('await db.user.findFirst({ where: { id } }); await db.user.create({ data: { id } });')}
      `,
    },
    {
      name: 'a test double',
      code: `
        export async function test() {
          const prisma = { user: { findFirst: async (query: { where: { id: number } }) => ({ id: query.where.id }) } };
          for (const id of ids) await prisma.user.findFirst({ where: { id } });
        }
      `,
    },
    {
      name: 'clients of other services',
      code: `
        declare const stripe: { subscriptions: { update(id: string, data: object): Promise<void> }; customers: { create(data: object): Promise<void> } };
        declare const cookies: { delete(name: string): Promise<void> };
        export async function run(names: string[]) {
          for (const name of names) {
            await stripe.subscriptions.update(name, {});
            await stripe.customers.create({ name });
            await cookies.delete(name);
          }
        }
      `,
    },
    {
      name: 'the batch function of a data loader',
      code: `
        declare class DataLoader<Key, Value> { constructor(load: (keys: readonly Key[]) => Promise<Value[]>); load(key: Key): Promise<Value> }
        const users = new DataLoader<number, object | null>(async (keys) => {
          const rows = await prisma.user.findMany({ where: { id: { in: [...keys] } } });
          const byId = new Map(rows.map((row) => [row.id, row]));
          return keys.map((key) => byId.get(key) ?? null);
        });
        export const run = () => Promise.all(ids.map((id) => users.load(id)));
      `,
    },
  ],
});
