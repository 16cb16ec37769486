import type { Case } from '../case.ts';

/** Every form in which Prisma sends a query, and the calls that look like one. */
export const prismaQueries: readonly Case[] = [
  {
    name: 'findFirst',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          await prisma.user.findFirst({ where: { id } });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 11 }],
  },
  {
    name: 'findUnique one after another',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          await prisma.user.findUnique({ where: { id } });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 11 }],
  },
  {
    name: 'findUnique awaited by a compound key',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(skus: string[]) {
        for (const sku of skus) {
          await prisma.orderItem.findUnique({ where: { orderId_sku: { orderId: 1, sku } } });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 11 }],
  },
  {
    name: 'findUniqueOrThrow',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          console.log((await prisma.user.findUniqueOrThrow({ where: { id } })).name);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 24 }],
  },
  {
    name: 'findFirstOrThrow',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          await prisma.user.findFirstOrThrow({ where: { id } });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 11 }],
  },
  {
    name: 'findMany',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        const all = [];
        for (const id of ids) {
          all.push(...(await prisma.order.findMany({ where: { userId: id } })));
        }
        return all;
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 24 }],
  },
  {
    name: 'count, aggregate and groupBy',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          const total = await prisma.order.count({ where: { userId: id } });
          const { _max } = await prisma.order.aggregate({ where: { userId: id }, _max: { id: true } });
          const groups = await prisma.order.groupBy({
            by: ['status'],
            where: { userId: id },
            _count: true,
          });
          console.log(total, _max.id, groups);
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 5, column: 25 },
      { messageId: 'sequential', line: 6, column: 28 },
      { messageId: 'sequential', line: 7, column: 26 },
    ],
  },
  {
    name: 'create, update, upsert and delete',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(names: string[]) {
        for (const name of names) {
          const user = await prisma.user.create({ data: { name, email: name, role: 'READER' } });
          await prisma.user.update({ where: { id: user.id }, data: { name: name.trim() } });
          await prisma.user.upsert({
            where: { email: name },
            create: { name, email: name, role: 'READER' },
            update: { name },
          });
          await prisma.user.delete({ where: { email: name } });
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 5, column: 24 },
      { messageId: 'sequential', line: 6, column: 11 },
      { messageId: 'sequential', line: 7, column: 11 },
      { messageId: 'sequential', line: 12, column: 11 },
    ],
  },
  {
    name: 'createMany, updateMany and deleteMany',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(userIds: number[]) {
        for (const userId of userIds) {
          await prisma.order.createMany({ data: [{ userId, status: 'new' }] });
          await prisma.order.createManyAndReturn({ data: [{ userId, status: 'new' }] });
          await prisma.order.updateMany({ where: { userId }, data: { status: 'open' } });
          await prisma.order.updateManyAndReturn({ where: { userId }, data: { status: 'open' } });
          await prisma.order.deleteMany({ where: { userId } });
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 5, column: 11 },
      { messageId: 'sequential', line: 6, column: 11 },
      { messageId: 'sequential', line: 7, column: 11 },
      { messageId: 'sequential', line: 8, column: 11 },
      { messageId: 'sequential', line: 9, column: 11 },
    ],
  },
  {
    name: 'raw queries by tagged template',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          await prisma.$queryRaw\`select * from "User" where id = \${id}\`;
          await prisma.$executeRaw\`delete from "User" where id = \${id}\`;
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 5, column: 11 },
      { messageId: 'sequential', line: 6, column: 11 },
    ],
  },
  {
    name: 'raw queries by call',
    code: `
      import { Prisma } from './generated/prisma/client.js';
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          await prisma.$queryRaw(Prisma.sql\`select * from "User" where id = \${id}\`);
          await prisma.$queryRawUnsafe('select * from "User" where id = $1', id);
          await prisma.$executeRawUnsafe('delete from "User" where id = $1', id);
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 6, column: 11 },
      { messageId: 'sequential', line: 7, column: 11 },
      { messageId: 'sequential', line: 8, column: 11 },
    ],
  },
  {
    name: 'raw query with a type argument',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          const [row] = await prisma.$queryRaw<
            { name: string }[]
          >\`select name from "User" where id = \${id}\`;
          console.log(row?.name);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 25 }],
  },
  {
    name: 'relation of a findUnique',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          const posts = await prisma.user.findUnique({ where: { id } }).posts({ take: 3 });
          console.log(posts?.length);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 25 }],
  },
  {
    name: 'relation of a findFirst at once',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        return Promise.all(ids.map((id) => prisma.order.findFirst({ where: { id } }).user()));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 4, column: 38 }],
  },
  {
    name: 'extended client',
    code: `
      import { extended } from './src/prisma.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          await extended.user.findFirst({ where: { id } });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 11 }],
  },
  {
    name: 'model method of an extended client, in another file',
    code: `
      import { extended } from './src/prisma.js';

      export async function run(emails: string[]) {
        for (const email of emails) {
          await extended.user.findByEmail(email);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 11 }],
  },
  {
    name: 'model method of an extended client',
    code: `
      import { prisma } from './src/prisma.js';

      const client = prisma.$extends({
        model: {
          order: {
            async cancel(id: number) {
              return prisma.order.update({ where: { id }, data: { status: 'cancelled' } });
            },
          },
        },
      });
      export async function run(ids: number[]) {
        for (const id of ids) {
          await client.order.cancel(id);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 14, column: 11 }],
  },
  {
    name: 'model method that queries through its context',
    code: `
      import { exists } from 'drizzle-orm';
      import { Prisma } from './generated/prisma/client.js';
      import { prisma } from './src/prisma.js';

      const client = prisma.$extends({
        model: {
          $allModels: {
            async exists<T>(this: T, where: Prisma.Args<T, 'findFirst'>['where']) {
              const context = Prisma.getExtensionContext(this);
              return (await (context as any).findFirst({ where })) !== null;
            },
          },
        },
      });
      export async function run(ids: number[]) {
        for (const id of ids) {
          await client.user.exists({ id });
        }
      }
    `,
  },
  {
    name: 'client method of an extended client',
    code: `
      import { prisma } from './src/prisma.js';

      const client = prisma.$extends({
        client: {
          async ping() {
            return prisma.$queryRaw\`select 1\`;
          },
        },
      });
      export async function run(ids: number[]) {
        for (const id of ids) {
          console.log(id, await client.ping());
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 12, column: 27 }],
  },
  {
    name: 'query extension that passes through',
    code: `
      import { prisma } from './src/prisma.js';

      const client = prisma.$extends({
        query: {
          user: {
            async findFirst({ args, query }) {
              console.log(args);
              return query(args);
            },
          },
        },
      });
      export async function run(ids: number[]) {
        return Promise.all(ids.map((id) => client.user.findFirst({ where: { id } })));
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 14, column: 38 }],
  },
  {
    name: 'model method of an extended client that does not query',
    code: `
      import { prisma } from './src/prisma.js';

      const client = prisma.$extends({
        model: {
          user: {
            initials(name: string) {
              return name.slice(0, 2);
            },
          },
        },
      });
      export function run(names: string[]) {
        return names.map((name) => client.user.initials(name));
      }
    `,
  },
  {
    name: 'handle of a transaction as a parameter',
    code: `
      import type { Prisma } from './generated/prisma/client.js';

      export async function run(tx: Prisma.TransactionClient, ids: number[]) {
        for (const id of ids) {
          await tx.user.findFirst({ where: { id } });
        }
      }
    `,
    inLoop: [{ messageId: 'held', line: 5, column: 11 }],
  },
  {
    name: 'client on a context',
    code: `
      import type { PrismaClient } from './generated/prisma/client.js';
      import { db } from './src/drizzle.js';

      export async function run(ctx: { db: PrismaClient }, ids: number[]) {
        for (const id of ids) {
          await ctx.db.user.count({ where: { id } });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 11 }],
  },
  {
    name: 'client on a nested context, destructured',
    code: `
      import type { PrismaClient } from './generated/prisma/client.js';
      import { db } from './src/drizzle.js';

      export async function run({ app: { db } }: { app: { db: PrismaClient } }, ids: number[]) {
        for (const id of ids) {
          await db.user.count({ where: { id } });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 11 }],
  },
  {
    name: 'client in a field',
    code: `
      import type { PrismaClient } from './generated/prisma/client.js';
      import { prisma } from './src/prisma.js';

      export class Users {
        constructor(private readonly prisma: PrismaClient) {}
        async load(ids: number[]) {
          for (const id of ids) {
            await this.prisma.user.findFirst({ where: { id } });
          }
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 8, column: 13 }],
  },
  {
    name: 'client in a private field',
    code: `
      import type { PrismaClient } from './generated/prisma/client.js';

      export class Users {
        readonly #prisma: PrismaClient;
        constructor(client: PrismaClient) {
          this.#prisma = client;
        }
        async load(ids: number[]) {
          for (const id of ids) {
            await this.#prisma.user.findFirst({ where: { id } });
          }
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 10, column: 13 }],
  },
  {
    name: 'injected service that extends the client',
    code: `
      import { PrismaPg } from '@prisma/adapter-pg';
      import { PrismaClient } from './generated/prisma/client.js';
      import { prisma } from './src/prisma.js';
      class PrismaService extends PrismaClient {
        constructor() {
          super({ adapter: new PrismaPg({ connectionString: 'postgresql://localhost/shop' }) });
        }
        async onModuleInit() {
          await this.$connect();
        }
      }
      export class UsersService {
        constructor(private readonly database: PrismaService) {}
        async names(ids: number[]) {
          const names: string[] = [];
          for (const id of ids) {
            const user = await this.database.user.findFirst({ where: { id } });
            if (user) names.push(user.name);
          }
          return names;
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 17, column: 26 }],
  },
  {
    name: 'client of a type parameter',
    code: `
      import type { Prisma, PrismaClient } from './generated/prisma/client.js';

      export async function run<T extends PrismaClient | Prisma.TransactionClient>(
        client: T,
        ids: number[],
      ) {
        for (const id of ids) {
          await client.user.findFirst({ where: { id } });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 8, column: 11 }],
  },
  {
    name: 'delegate as a parameter',
    code: `
      import type { Prisma } from './generated/prisma/client.js';

      export async function run(delegate: Prisma.UserDelegate, ids: number[]) {
        for (const id of ids) {
          await delegate.findFirst({ where: { id } });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 11 }],
  },
  {
    name: 'delegate in a constant',
    code: `
      import { prisma } from './src/prisma.js';

      const { user } = prisma;
      export async function run(ids: number[]) {
        for (const id of ids) {
          await user.findFirst({ where: { id } });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 11 }],
  },
  {
    name: 'optional chaining',
    code: `
      import type { PrismaClient } from './generated/prisma/client.js';

      export async function run(client: PrismaClient | undefined, ids: number[]) {
        for (const id of ids) {
          await client?.user.findFirst({ where: { id } });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 11 }],
  },
  {
    name: 'fallback to the client',
    code: `
      import type { Prisma } from './generated/prisma/client.js';
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[], tx?: Prisma.TransactionClient) {
        for (const id of ids) {
          await (tx ?? prisma).user.findFirst({ where: { id } });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 11 }],
  },
  {
    name: 'non-null assertion',
    code: `
      import type { PrismaClient } from './generated/prisma/client.js';

      export async function run(ids: number[], client?: PrismaClient) {
        for (const id of ids) {
          await client!.user.findFirst({ where: { id } });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 11 }],
  },
  {
    name: 'model by element access',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          await prisma['user'].findFirst({ where: { id } });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 11 }],
  },
  {
    name: 'client that a function answers with',
    code: `
      import type { PrismaClient } from './generated/prisma/client.js';
      import { prisma } from './src/prisma.js';

      function client(): PrismaClient {
        return prisma;
      }
      export async function run(ids: number[]) {
        for (const id of ids) {
          await client().user.findFirst({ where: { id } });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 9, column: 11 }],
  },
  {
    name: 'client under another name',
    code: `
      import { prisma as database } from './src/prisma.js';
      export async function run(ids: number[]) {
        for (const id of ids) {
          await database.user.findFirst({ where: { id } });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 11 }],
  },
  {
    name: 'query kept in a constant before it is awaited',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          const query = prisma.user.findFirst({ where: { id } });
          console.log(await query);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 19 }],
  },
  {
    name: 'catch and finally send the query',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          await prisma.user.findFirst({ where: { id } }).catch(() => null);
          await prisma.order.findFirst({ where: { id } }).finally(() => {
            console.log(id);
          });
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 5, column: 11 },
      { messageId: 'sequential', line: 6, column: 11 },
    ],
  },
  {
    name: 'result read in parentheses',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        const names: (string | undefined)[] = [];
        for (const id of ids) {
          names.push((await prisma.user.findFirst({ where: { id } }))?.name);
        }
        return names;
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 23 }],
  },
  {
    name: 'query with a selection and a relation',
    code: `
      import { orders } from './src/drizzle.js';
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        for (const id of ids) {
          await prisma.user.findFirst({
            where: { id },
            include: { posts: true, orders: { include: { items: true } } },
          });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 11 }],
  },
  {
    name: 'findUnique calls that start at once are merged',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        return Promise.all(ids.map((id) => prisma.user.findUnique({ where: { id } })));
      }
    `,
  },
  {
    name: 'findUnique in an async callback is merged',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        return Promise.all(
          ids.map(async (id) => {
            const user = await prisma.user.findUnique({ where: { id } });
            return user?.name;
          }),
        );
      }
    `,
  },
  {
    name: 'findUniqueOrThrow at once is merged',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        return Promise.all(
          ids.map((id) => prisma.user.findUniqueOrThrow({ where: { id }, select: { name: true } })),
        );
      }
    `,
  },
  {
    name: 'findUnique by a compound key is merged',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(skus: string[]) {
        return Promise.all(
          skus.map((sku) => prisma.orderItem.findUnique({ where: { orderId_sku: { orderId: 1, sku } } })),
        );
      }
    `,
  },
  {
    name: 'relation of findUnique at once is merged',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        return Promise.all(ids.map((id) => prisma.user.findUnique({ where: { id } }).posts()));
      }
    `,
  },
  {
    name: 'two levels of findUnique are merged',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        return Promise.all(
          ids.map(async (id) => {
            const order = await prisma.order.findUnique({ where: { id } });
            return order && (await prisma.user.findUnique({ where: { id: order.userId } }));
          }),
        );
      }
    `,
  },
  {
    name: 'findUnique in a helper, started at once',
    code: `
      import { prisma } from './src/prisma.js';

      const find = (id: number) => prisma.user.findUnique({ where: { id } });
      export async function run(ids: number[]) {
        return Promise.all(ids.map(find));
      }
    `,
  },
  {
    name: 'findUnique with an operator is not merged',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        return Promise.all(
          ids.map((id) => prisma.user.findUnique({ where: { id, name: { contains: 'a' } } })),
        );
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 5, column: 21 }],
  },
  {
    name: 'findUnique with OR is not merged',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        return Promise.all(
          ids.map((id) =>
            prisma.user.findUnique({ where: { id, OR: [{ name: 'a' }, { name: 'b' }] } }),
          ),
        );
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 6, column: 7 }],
  },
  {
    name: 'nothing awaits the query, so it is not sent',
    code: `
      import { prisma } from './src/prisma.js';

      export function run(ids: number[]) {
        for (const id of ids) {
          prisma.user.findFirst({ where: { id } });
        }
      }
    `,
  },
  {
    name: 'void does not send it either',
    code: `
      import { prisma } from './src/prisma.js';

      export function run(ids: number[]) {
        for (const id of ids) {
          void prisma.user.delete({ where: { id } });
        }
      }
    `,
  },
  {
    name: 'list of queries for one transaction',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        await prisma.$transaction(
          ids.map((id) => prisma.order.update({ where: { id }, data: { status: 'sent' } })),
        );
      }
    `,
    inLoop: [{ messageId: 'collected', line: 5, column: 21 }],
  },
  {
    name: 'statements pushed for one transaction',
    code: `
      import type { Prisma } from './generated/prisma/client.js';
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        const statements: Prisma.PrismaPromise<unknown>[] = [];
        for (const id of ids) {
          statements.push(prisma.order.update({ where: { id }, data: { status: 'sent' } }));
        }
        await prisma.$transaction(statements);
      }
    `,
    inLoop: [{ messageId: 'collected', line: 7, column: 21 }],
  },
  {
    name: 'statements spread into one transaction',
    code: `
      import { orders } from './src/drizzle.js';
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        const updates = ids.map((id) => prisma.order.update({ where: { id }, data: { status: 'sent' } }));
        await prisma.$transaction([
          ...updates,
          prisma.user.deleteMany({ where: { orders: { none: {} } } }),
        ]);
      }
    `,
    inLoop: [{ messageId: 'collected', line: 5, column: 35 }],
  },
  {
    name: 'arguments of a query',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        return prisma.user.findMany({ where: { OR: ids.map((id) => ({ id })) } });
      }
    `,
  },
  {
    name: 'one query, many rows',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        const rows = await prisma.user.findMany({ where: { id: { in: ids } } });
        const byId = new Map(rows.map((row) => [row.id, row]));
        return ids.map((id) => byId.get(id)?.name);
      }
    `,
  },
  {
    name: 'nested write is one query',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(skus: string[]) {
        await prisma.order.create({
          data: { userId: 1, status: 'new', items: { create: skus.map((sku) => ({ sku, amount: 1 })) } },
        });
      }
    `,
  },
  {
    name: 'connect and disconnect are no queries',
    code: `
      import type { PrismaClient } from './generated/prisma/client.js';

      export async function run(clients: PrismaClient[]) {
        for (const client of clients) await client.$connect();
        await Promise.all(clients.map((client) => client.$disconnect()));
      }
    `,
  },
  {
    name: 'a fragment of SQL is no query',
    code: `
      import { Prisma } from './generated/prisma/client.js';
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        const parts = ids.map((id) => Prisma.sql\`(\${id})\`);
        await prisma.$executeRaw\`insert into "User" (id) values \${Prisma.join(parts)}\`;
      }
    `,
  },
  {
    name: 'fields of a model are no queries',
    code: `
      import { prisma } from './src/prisma.js';

      export function run(ids: number[]) {
        return ids.map((id) => ({
          id,
          field: prisma.user.fields.email,
          findFirst: prisma.user.findFirst.name,
        }));
      }
    `,
  },
  {
    name: 'methods of the same names on other objects',
    code: `
      class Shelf {
        readonly user = { findFirst: async (filter: object) => filter };
        async findMany(filter: object) {
          return [filter];
        }
        count(filter: object) {
          return Object.keys(filter).length;
        }
      }
      export async function run(shelf: Shelf, ids: number[]) {
        for (const id of ids) {
          await shelf.user.findFirst({ where: { id } });
          await shelf.findMany({ where: { id } });
          shelf.count({ where: { id } });
        }
      }
    `,
  },
];
