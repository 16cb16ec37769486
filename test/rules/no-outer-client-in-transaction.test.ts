import { describeRule } from './client-cases.ts';

describeRule('no-outer-client-in-transaction', {
  Prisma: {
    folders: ['shop'],
    prelude: `
      import { Prisma, PrismaClient } from './generated/prisma/client.js';
      import { audit } from './src/factories.js';
      import { prisma } from './src/prisma.js';
      import { loadUser, withSpan } from './src/users.js';
    `,
    javascriptPrelude: `
      const { prisma } = require('./src/prisma.js');
    `,
    cases: [
      {
        name: 'the outer client',
        code: `
          export async function rename(id: number, name: string) {
            await prisma.$transaction(async (tx) => {
              await tx.order.deleteMany({ where: { userId: id } });
              await prisma.user.update({ where: { id }, data: { name } });
            });
          }
        `,
        reports: ['outside 4:11'],
        suggestion: `
          export async function rename(id: number, name: string) {
            await prisma.$transaction(async (tx) => {
              await tx.order.deleteMany({ where: { userId: id } });
              await tx.user.update({ where: { id }, data: { name } });
            });
          }
        `,
      },
      {
        name: 'an accessor that may look the transaction up, given to a helper and called on',
        code: `
          class Database extends PrismaClient {
            #current: Prisma.TransactionClient | undefined;
            async $tx<R>(run: (tx: Prisma.TransactionClient) => Promise<R>): Promise<R> {
              if (this.#current) return await run(this.#current);
              return super.$transaction(async (tx) => { this.#current = tx; return await run(tx); });
            }
            txClient(): Prisma.TransactionClient { return this.#current ?? this; }
            get tx(): Prisma.TransactionClient { return this.#current ?? this; }
          }
          async function exists(id: number, client: Prisma.TransactionClient) {
            return (await client.user.findMany({ where: { id } })).length > 0;
          }
          export class Users {
            constructor(private readonly db: Database, private readonly held: Prisma.TransactionClient) {}
            async remove(id: number) {
              await this.db.$tx(async (tx) => {
                await exists(id, this.db.txClient());
                await exists(id, this.db.tx);
                await exists(id, this.held);
                await this.db.txClient().user.findFirst({ where: { id } });
                await this.db.tx.user.findFirst({ where: { id } });
                await exists(id, this.db);
                await this.db.user.findFirst({ where: { id } });
                await tx.user.deleteMany({ where: { id } });
              });
            }
          }
        `,
        reports: ['outside 22:13', 'outside 23:13'],
        untyped: [],
      },
      {
        name: 'a callback that takes nothing',
        code: `
          export const clear = () => prisma.$transaction(async () => prisma.order.deleteMany());
        `,
        reports: ['outside 1:60'],
        suggestion: `
          export const clear = () => prisma.$transaction(async (tx) => tx.order.deleteMany());
        `,
      },
      {
        name: 'through a helper in another file that takes no client',
        code: `
          export const rename = (id: number) =>
            prisma.$transaction(async (tx) => {
              const user = await loadUser(id);
              await tx.user.update({ where: { id }, data: { name: user?.name ?? '' } });
            });
        `,
        reports: ['outside 3:24'],
      },
      {
        name: 'through a wrapper',
        code: `
          export const rename = (id: number) =>
            prisma.$transaction(async (tx) => {
              await withSpan('count', () => prisma.user.count());
              await withSpan('count', () => tx.user.count());
            });
        `,
        reports: ['outside 3:35'],
      },
      {
        name: 'an optional client that is left out, and one that is given',
        code: `
          async function count(userId: number, tx?: Prisma.TransactionClient) {
            const client = tx ?? prisma;
            return client.order.count({ where: { userId } });
          }
          async function load(id: number, client: Prisma.TransactionClient = prisma) {
            return client.user.findFirst({ where: { id } });
          }
          async function remove(id: number, { tx = prisma }: { tx?: Prisma.TransactionClient } = {}) {
            return tx.user.deleteMany({ where: { id } });
          }
          export const run = (id: number) =>
            prisma.$transaction(async (tx) => {
              await count(id);
              await count(id, tx);
              await load(id);
              await load(id, tx);
              await load(id, prisma);
              await remove(id);
              await remove(id, { tx });
            });
        `,
        reports: ['outside 13:11', 'outside 15:11', 'outside 17:11', 'outside 18:11'],
        suggestion: `
          async function count(userId: number, tx?: Prisma.TransactionClient) {
            const client = tx ?? prisma;
            return client.order.count({ where: { userId } });
          }
          async function load(id: number, client: Prisma.TransactionClient = prisma) {
            return client.user.findFirst({ where: { id } });
          }
          async function remove(id: number, { tx = prisma }: { tx?: Prisma.TransactionClient } = {}) {
            return tx.user.deleteMany({ where: { id } });
          }
          export const run = (id: number) =>
            prisma.$transaction(async (tx) => {
              await count(id, tx);
              await count(id, tx);
              await load(id);
              await load(id, tx);
              await load(id, prisma);
              await remove(id);
              await remove(id, { tx });
            });
        `,
      },
      {
        name: 'a field, also through a method of the same object',
        code: `
          export class Users {
            constructor(private readonly client: PrismaClient, private readonly other: PrismaClient) {}
            count() {
              return this.client.user.count();
            }
            run() {
              return this.client.$transaction(async (tx) => {
                await this.count();
                await this.client.order.count();
                await tx.order.count();
              });
            }
          }
        `,
        reports: ['outside 8:13', 'outside 9:13'],
      },
      {
        name: 'a field, where a function of the user opens the transaction',
        code: `
          const inTransaction = <T>(client: PrismaClient, work: (tx: Prisma.TransactionClient) => Promise<T>) =>
            client.$transaction((tx) => work(tx));
          const count = (client: Prisma.TransactionClient) => client.user.count();
          export class Users {
            constructor(private readonly client: PrismaClient) {}
            run() {
              return inTransaction(this.client, async (tx) => {
                await this.client.order.count();
                await tx.order.count();
              });
            }
            runAgain() {
              return inTransaction(this.client, async (tx) => {
                await count(this.client);
                await count(tx);
              });
            }
          }
        `,
        reports: ['outside 8:13', 'outside 14:13'],
        untyped: [],
        suggestion: `
          const inTransaction = <T>(client: PrismaClient, work: (tx: Prisma.TransactionClient) => Promise<T>) =>
            client.$transaction((tx) => work(tx));
          const count = (client: Prisma.TransactionClient) => client.user.count();
          export class Users {
            constructor(private readonly client: PrismaClient) {}
            run() {
              return inTransaction(this.client, async (tx) => {
                await tx.order.count();
                await tx.order.count();
              });
            }
            runAgain() {
              return inTransaction(this.client, async (tx) => {
                await count(this.client);
                await count(tx);
              });
            }
          }
        `,
      },
      {
        name: 'an argument, where a function of the user opens the transaction',
        code: `
          const inTransaction = <T>(client: PrismaClient, work: (tx: Prisma.TransactionClient) => Promise<T>) =>
            client.$transaction((tx) => work(tx));
          const count = (client: Prisma.TransactionClient) => client.user.count();
          const close = (client: PrismaClient) => client.user.count();
          export class Users {
            constructor(private readonly client: PrismaClient) {}
            run() {
              return inTransaction(this.client, async (tx) => {
                await close(this.client);
                await tx.order.count();
              });
            }
            runAgain() {
              return inTransaction(this.client, async (tx) => {
                await count(this.client);
                await count(tx);
              });
            }
          }
        `,
        reports: ['outside 9:13', 'outside 15:13'],
        untyped: [],
        suggestion: `
          const inTransaction = <T>(client: PrismaClient, work: (tx: Prisma.TransactionClient) => Promise<T>) =>
            client.$transaction((tx) => work(tx));
          const count = (client: Prisma.TransactionClient) => client.user.count();
          const close = (client: PrismaClient) => client.user.count();
          export class Users {
            constructor(private readonly client: PrismaClient) {}
            run() {
              return inTransaction(this.client, async (tx) => {
                await close(this.client);
                await tx.order.count();
              });
            }
            runAgain() {
              return inTransaction(this.client, async (tx) => {
                await count(tx);
                await count(tx);
              });
            }
          }
        `,
      },
      {
        name: 'a callback by name',
        code: `
          async function clear(tx: Prisma.TransactionClient) {
            await tx.order.deleteMany();
            await prisma.user.deleteMany();
          }
          export const run = () => prisma.$transaction(clear);
        `,
        reports: ['outside 5:46'],
      },
      {
        name: 'a function of the user that opens the transaction',
        code: `
          function inTransaction<T>(work: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> {
            return prisma.$transaction((tx) => work(tx), { timeout: 10_000 });
          }
          export const run = () =>
            inTransaction(async (tx) => {
              await tx.order.deleteMany();
              await prisma.user.deleteMany();
            });
        `,
        reports: ['outside 7:11'],
        message:
          'This runs `prisma.user.deleteMany`, outside of the transaction of `inTransaction`: on a second connection, where it does not see what the transaction has written and is not rolled back with it. While the transaction holds the last free connection, each waits for the other. Use `tx` in its place.',
      },
      {
        name: 'a read, of which nothing is rolled back',
        code: `
          export const run = () =>
            prisma.$transaction(async (tx) => {
              await tx.order.deleteMany();
              await prisma.user.findMany();
            });
        `,
        reports: ['outside 4:11'],
        message:
          'This runs `prisma.user.findMany`, outside of the transaction of `prisma.$transaction`: on a second connection, where it does not see what the transaction has written. While the transaction holds the last free connection, each waits for the other. Use `tx` in its place.',
      },
      {
        name: 'a function of the user that keeps the handle elsewhere',
        code: `
          declare const store: { run<T>(tx: unknown, work: () => Promise<T>): Promise<T> };
          function inTransaction<T>(work: () => Promise<T>): Promise<T> {
            return prisma.$transaction(async (tx) => store.run(tx, () => work()));
          }
          export const run = () =>
            inTransaction(async () => {
              await prisma.user.deleteMany();
            });
        `,
      },
      {
        name: 'the handle of the transaction, directly and through helpers',
        code: `
          const clear = async (client: Prisma.TransactionClient | PrismaClient) => client.order.deleteMany();
          export const run = () =>
            prisma.$transaction(async (tx) => {
              await tx.user.findMany();
              await clear(tx);
              await tx.$executeRaw\`select 1\`;
            });
        `,
      },
      {
        name: 'the client of another service, which the container gives to both',
        code: `
          class Audit {
            constructor(private readonly client: PrismaClient) {}
            write = () => this.client.order.count();
          }
          export class Users {
            constructor(private readonly client: PrismaClient, private readonly audit: Audit) {}
            run = () =>
              this.client.$transaction(async (tx) => {
                await this.audit.write();
                await tx.user.count();
              });
          }
        `,
        reports: ['outside 9:13'],
        untyped: [],
      },
      {
        name: 'a client that is one of a transaction where there is one',
        code: `
          declare const current: () => Prisma.TransactionClient | undefined;
          const client = () => current() ?? prisma;
          export const proxied = new Proxy(prisma, { get: (_, name) => Reflect.get(client(), name) });
          export const run = () => prisma.$transaction(async () => client().user.count());
          export const other = () => proxied.$transaction(async () => proxied.user.count());
        `,
      },
      {
        name: 'in JavaScript',
        javascript: true,
        code: `
          exports.rename = (id, name) =>
            prisma.$transaction(async (tx) => {
              await prisma.user.update({ where: { id }, data: { name } });
              await tx.order.deleteMany();
            });
        `,
        reports: ['outside 3:11'],
      },
      {
        name: 'a list of statements',
        code: `
          export const run = (ids: number[]) =>
            prisma.$transaction([prisma.user.count(), ...ids.map((id) => prisma.user.delete({ where: { id } }))]);
        `,
      },
      {
        name: 'before and after the transaction',
        code: `
          export async function run() {
            await prisma.user.count();
            await prisma.$transaction(async (tx) => tx.user.count());
            await prisma.user.count();
          }
        `,
      },
      {
        name: 'a transaction of its own inside',
        code: `
          async function log() {
            await prisma.$transaction(async (other) => other.order.count());
          }
          export const run = () =>
            prisma.$transaction(async (tx) => {
              await tx.user.count();
              await log();
              await prisma.$transaction(async (other) => other.order.count());
            });
        `,
        reports: ['nested 7:11', 'nested 8:11'],
      },
      {
        name: 'a transaction of its own, if it is not to be reported',
        options: { nested: 'ignore' },
        code: `
          export const run = () =>
            prisma.$transaction(async (tx) => {
              await tx.user.count();
              await prisma.$transaction(async (other) => other.order.count());
              await prisma.order.count();
            });
        `,
        reports: ['outside 5:11'],
      },
      {
        name: 'a function that opens a transaction only where it is given none, and one that nothing waits for',
        code: `
          async function save(tx?: Prisma.TransactionClient): Promise<unknown> {
            if (tx) return tx.order.count();
            return prisma.$transaction(async (other) => other.order.count());
          }
          export const run = () =>
            prisma.$transaction(async (tx) => {
              await save(tx);
              void prisma.$transaction(async (other) => other.order.count());
              await prisma.$transaction([prisma.user.count()]);
            });
          export async function twice() {
            await prisma.$transaction(async (tx) => tx.user.count());
            await prisma.$transaction(async (tx) => tx.user.count());
          }
        `,
        reports: ['nested 9:11'],
      },
      {
        name: 'what nothing waits for, and what is written when the transaction fails',
        code: `
          export const run = () =>
            prisma.$transaction(async (tx) => {
              void prisma.order.count().catch(() => undefined);
              setTimeout(() => void prisma.order.count(), 100);
              try {
                await tx.user.count();
              } catch (error) {
                await prisma.order.count();
                throw error;
              }
            });
        `,
      },
      {
        name: 'another client, another database',
        code: `
          export class Copy {
            constructor(private readonly from: PrismaClient, private readonly to: PrismaClient) {}
            run = () =>
              this.to.$transaction(async (tx) => {
                await audit('copy');
                await tx.order.count();
              });
          }
          export const copy = (archive: { client: Prisma.TransactionClient }) =>
            prisma.$transaction(async (tx) => {
              await archive.client.user.count();
              await tx.user.count();
            });
        `,
      },
      {
        name: 'reads, if they are not to be reported',
        options: { reads: 'ignore' },
        code: `
          export const run = () =>
            prisma.$transaction(async (tx) => {
              await prisma.user.count();
              await prisma.user.deleteMany();
              await tx.user.deleteMany();
            });
        `,
        reports: ['outside 4:11'],
      },
    ],
  },
  Drizzle: {
    folders: ['shop'],
    prelude: `
      import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
      import { db, orders, users } from './src/drizzle.js';
      import { pool } from './src/pool.js';
    `,
    cases: [
      {
        name: 'the outer database',
        code: `
          export const clear = () =>
            db.transaction(async (tx) => {
              await tx.delete(orders);
              await db.delete(users);
              await db.query.users.findMany();
              return tx.select().from(users);
            });
        `,
        reports: ['outside 4:11', 'outside 5:11'],
        suggestion: `
          export const clear = () =>
            db.transaction(async (tx) => {
              await tx.delete(orders);
              await tx.delete(users);
              await db.query.users.findMany();
              return tx.select().from(users);
            });
        `,
      },
      {
        name: 'a database that is given to a class',
        code: `
          export class Users {
            constructor(private readonly db: NodePgDatabase) {}
            all = () => this.db.select().from(users);
            clear = () =>
              this.db.transaction(async (tx) => {
                await this.db.delete(orders);
                await new Users(tx as never).all();
                await tx.delete(users);
              });
          }
        `,
        reports: ['outside 6:13'],
      },
      {
        name: 'a database of a context that is given',
        code: `
          interface Context { db: NodePgDatabase; tx: NodePgDatabase }
          export const clear = async ({ ctx, other }: { ctx: Context; other: Context }) => {
            await ctx.db.transaction(async (tx) => {
              await ctx.db.delete(orders);
              await other.db.delete(orders);
              await tx.delete(users);
            });
            await ctx.tx.transaction(async (inner) => {
              await ctx.tx.delete(orders);
              await inner.delete(users);
            });
          };
          export const clearAll = (context: Context) =>
            context.db.transaction(async () => context.db.delete(orders));
        `,
        reports: ['outside 4:11', 'outside 14:38'],
      },
      {
        name: 'a parameter that may be a transaction itself, and a nested transaction',
        code: `
          export const clear = (tx: NodePgDatabase) =>
            tx.transaction(async (inner) => {
              await tx.delete(orders);
              await inner.transaction(async (innermost) => {
                await innermost.delete(users);
              });
            });
        `,
      },
      {
        name: 'a function that answers with the one database, and one that may answer with a transaction',
        code: `
          import { AsyncLocalStorage } from 'node:async_hooks';
          let kept: NodePgDatabase | undefined;
          function connection(): NodePgDatabase {
            if (!kept) kept = drizzle(pool);
            return kept;
          }
          const storage = new AsyncLocalStorage<NodePgDatabase>();
          let current: NodePgDatabase = drizzle(pool);
          function joined(): NodePgDatabase {
            current = storage.getStore() ?? current;
            return current;
          }
          const add = async (id: number, given?: NodePgDatabase) => {
            const on = given ?? connection();
            await on.delete(orders);
          };
          export const clear = () =>
            connection().transaction(async (tx) => {
              await connection().select().from(users);
              await add(1);
              await add(1, tx);
            });
          export const clearJoined = () =>
            joined().transaction(async () => {
              await joined().select().from(users);
            });
        `,
        reports: ['outside 19:11', 'outside 20:11'],
      },
      {
        name: 'a sub-query',
        code: `
          import { inArray } from 'drizzle-orm';
          export const clear = () =>
            db.transaction(async (tx) => {
              await tx.delete(orders).where(inArray(orders.userId, db.select({ id: users.id }).from(users)));
            });
        `,
      },
    ],
  },
  'Prisma 6 and 7': {
    folders: ['prisma-6', 'shop'],
    prelude: `
      import { type Prisma, PrismaClient } from './generated/prisma/client.js';
      declare const options: Prisma.PrismaClientOptions;
      const prisma = new PrismaClient(options);
    `,
    cases: [
      {
        name: 'statements of a list that is made before',
        code: `
          export const rename = async (ids: number[]) => {
            const statements = ids.map((id) => {
              return prisma.user.update({ where: { id }, data: { name: '' } });
            });
            return prisma.$transaction(statements);
          };
        `,
      },
      {
        name: 'the outer client, the handle of the transaction, and one that is left out',
        code: `
          const count = (tx?: Prisma.TransactionClient) => (tx ?? prisma).user.count();
          export const clear = () =>
            prisma.$transaction(async (tx) => {
              await prisma.order.deleteMany();
              await prisma.$executeRaw\`select 1\`;
              await tx.order.deleteMany();
              await tx.$executeRaw\`select 1\`;
              await count();
              await count(tx);
            });
        `,
        reports: ['outside 4:11', 'outside 5:11', 'outside 8:11'],
        suggestion: `
          const count = (tx?: Prisma.TransactionClient) => (tx ?? prisma).user.count();
          export const clear = () =>
            prisma.$transaction(async (tx) => {
              await tx.order.deleteMany();
              await prisma.$executeRaw\`select 1\`;
              await tx.order.deleteMany();
              await tx.$executeRaw\`select 1\`;
              await count();
              await count(tx);
            });
        `,
      },
    ],
  },
  'Drizzle 0 and 1': {
    folders: ['shop', 'drizzle-1'],
    prelude: `
      import { drizzle } from 'drizzle-orm/node-postgres';
      import { integer, pgTable } from 'drizzle-orm/pg-core';
      import { Pool } from 'pg';
      const users = pgTable('users', { id: integer().primaryKey() });
      const db = drizzle({ client: new Pool() });
    `,
    cases: [
      {
        name: 'the outer database, the handle of the transaction, and one that is left out',
        code: `
          type Handle = Parameters<Parameters<typeof db.transaction>[0]>[0];
          const count = (tx?: Handle) => (tx ?? db).select().from(users);
          export const clear = () =>
            db.transaction(async (tx) => {
              await db.delete(users);
              await tx.delete(users);
              await db.execute('select 1');
              await tx.execute('select 1');
              await count();
              await count(tx);
            });
        `,
        reports: ['outside 5:11', 'outside 7:11', 'outside 9:11'],
        suggestion: `
          type Handle = Parameters<Parameters<typeof db.transaction>[0]>[0];
          const count = (tx?: Handle) => (tx ?? db).select().from(users);
          export const clear = () =>
            db.transaction(async (tx) => {
              await tx.delete(users);
              await tx.delete(users);
              await db.execute('select 1');
              await tx.execute('select 1');
              await count();
              await count(tx);
            });
        `,
      },
    ],
  },
  TypeORM: {
    folders: ['typeorm-1', 'typeorm-0'],
    prelude: `
      import 'reflect-metadata';
      import { InjectRepository } from '@nestjs/typeorm';
      import { BaseEntity, Column, DataSource, Entity, type EntityManager, PrimaryGeneratedColumn, type Repository } from 'typeorm';
      declare const dataSource: DataSource;
      @Entity()
      class User extends BaseEntity {
        @PrimaryGeneratedColumn() id!: number;
        @Column() name!: string;
      }
      const users = dataSource.getRepository(User);
    `,
    cases: [
      {
        name: 'the way back from the transaction to the pool',
        code: `
          export async function run(sql: string) {
            await dataSource.transaction(async (manager) => {
              await manager.query(sql);
              await manager.dataSource.query(sql);
            });
            const queryRunner = dataSource.createQueryRunner();
            await queryRunner.startTransaction();
            try {
              await queryRunner.query(sql);
              await queryRunner.dataSource.manager.query(sql);
              await queryRunner.commitTransaction();
            } finally {
              await queryRunner.release();
            }
          }
        `,
        only: ['typeorm-1'],
        reports: ['outside 4:11', 'outside 10:11'],
        untyped: [],
      },
      {
        name: 'the data source, its manager and its repositories',
        code: `
          export const save = () =>
            dataSource.transaction(async (manager) => {
              await dataSource.query('select 1');
              await dataSource.manager.save(new User());
              await dataSource.getRepository(User).find();
              await users.find();
              await manager.getRepository(User).find();
              await manager.withRepository(users).find();
            });
        `,
        reports: ['outside 3:11', 'outside 4:11', 'outside 5:11', 'outside 6:11'],
        suggestion: `
          export const save = () =>
            dataSource.transaction(async (manager) => {
              await manager.query('select 1');
              await dataSource.manager.save(new User());
              await dataSource.getRepository(User).find();
              await users.find();
              await manager.getRepository(User).find();
              await manager.withRepository(users).find();
            });
        `,
      },
      {
        name: 'a repository of the data source, in a transaction with an isolation level',
        code: `
          export const save = () =>
            dataSource.manager.transaction('SERIALIZABLE', async (manager) => {
              await users.insert({ name: 'a' });
              await manager.insert(User, { name: 'b' });
            });
        `,
        reports: ['outside 3:11'],
        suggestion: `
          export const save = () =>
            dataSource.manager.transaction('SERIALIZABLE', async (manager) => {
              await manager.withRepository(users).insert({ name: 'a' });
              await manager.insert(User, { name: 'b' });
            });
        `,
      },
      {
        name: 'an injected repository',
        code: `
          export class Users {
            constructor(
              private readonly source: DataSource,
              @InjectRepository(User) private readonly users: Repository<User>,
              @InjectRepository(User, 'archive') private readonly archive: Repository<User>,
            ) {}
            find = (id: number, repository = this.users) => repository.findOneBy({ id });
            save(user: User) {
              return this.source.transaction(async (manager) => {
                await this.users.save(user);
                await this.archive.save(user);
                await this.find(1);
                await this.find(1, manager.withRepository(this.users));
              });
            }
          }
        `,
        reports: ['outside 10:13', 'outside 12:13'],
        suggestion: `
          export class Users {
            constructor(
              private readonly source: DataSource,
              @InjectRepository(User) private readonly users: Repository<User>,
              @InjectRepository(User, 'archive') private readonly archive: Repository<User>,
            ) {}
            find = (id: number, repository = this.users) => repository.findOneBy({ id });
            save(user: User) {
              return this.source.transaction(async (manager) => {
                await manager.withRepository(this.users).save(user);
                await this.archive.save(user);
                await this.find(1);
                await this.find(1, manager.withRepository(this.users));
              });
            }
          }
        `,
      },
      {
        name: 'entities that know their data source',
        code: `
          export const save = (user: User) =>
            dataSource.transaction(async (manager) => {
              await User.count();
              await user.save();
              await manager.save(user);
            });
        `,
        reports: ['outside 3:11', 'outside 4:11'],
        untyped: ['outside 3:11'],
      },
      {
        name: 'a manager that may be in a transaction already',
        code: `
          export const save = (manager: EntityManager) =>
            manager.transaction(async (inner) => {
              await manager.save(new User());
              await inner.save(new User());
            });
        `,
      },
    ],
  },
  Sequelize: {
    folders: ['sequelize-6', 'sequelize-5'],
    prelude: `
      import { Model, Sequelize, type Transaction } from 'sequelize';
      declare const sequelize: Sequelize;
      class User extends Model {
        declare id: number;
      }
    `,
    javascriptPrelude: `
      const { Model, Sequelize } = require('sequelize');
      const sequelize = new Sequelize('postgres://localhost/shop');
      class User extends Model {}
    `,
    cases: [
      {
        name: 'the option is left out',
        code: `
          export const save = () =>
            sequelize.transaction(async (t) => {
              const user = await User.create({ name: 'a' });
              await User.update({ name: 'b' }, { where: { id: user.id } });
              await user.destroy();
              await sequelize.query('select 1', { transaction: t });
              await User.findByPk(1, { transaction: t });
              await user.save({ transaction: t });
            });
        `,
        reports: ['outside 3:24', 'outside 4:11', 'outside 5:11'],
        suggestion: `
          export const save = () =>
            sequelize.transaction(async (t) => {
              const user = await User.create({ name: 'a' }, { transaction: t });
              await User.update({ name: 'b' }, { where: { id: user.id } });
              await user.destroy();
              await sequelize.query('select 1', { transaction: t });
              await User.findByPk(1, { transaction: t });
              await user.save({ transaction: t });
            });
        `,
      },
      {
        name: 'in JavaScript',
        javascript: true,
        code: `
          exports.save = () =>
            sequelize.transaction(async (t) => {
              await User.create({ name: 'a' });
              await User.create({ name: 'a' }, { transaction: t });
            });
        `,
        reports: ['outside 3:11'],
      },
      {
        name: 'options without the transaction, and a callback without a parameter',
        code: `
          export const clear = (id: number) =>
            sequelize.transaction({ isolationLevel: undefined }, async () => {
              await User.destroy({ where: { id } });
            });
        `,
        reports: ['outside 3:11'],
        suggestion: `
          export const clear = (id: number) =>
            sequelize.transaction({ isolationLevel: undefined }, async (transaction) => {
              await User.destroy({ transaction, where: { id } });
            });
        `,
      },
      {
        name: 'through a helper with an optional transaction',
        code: `
          async function load(id: number, transaction?: Transaction) {
            return User.findByPk(id, { transaction });
          }
          async function find(id: number, { transaction }: { transaction?: Transaction } = {}) {
            return User.findOne({ where: { id }, transaction });
          }
          async function count(options?: { transaction?: Transaction }) {
            return User.count(options);
          }
          export const run = () =>
            sequelize.transaction(async (transaction) => {
              await load(1);
              await load(1, transaction);
              await find(1);
              await find(1, { transaction });
              await count();
              await count({ transaction });
              await count({});
            });
        `,
        reports: ['outside 12:11', 'outside 14:11', 'outside 16:11', 'outside 18:11'],
        suggestion: `
          async function load(id: number, transaction?: Transaction) {
            return User.findByPk(id, { transaction });
          }
          async function find(id: number, { transaction }: { transaction?: Transaction } = {}) {
            return User.findOne({ where: { id }, transaction });
          }
          async function count(options?: { transaction?: Transaction }) {
            return User.count(options);
          }
          export const run = () =>
            sequelize.transaction(async (transaction) => {
              await load(1, transaction);
              await load(1, transaction);
              await find(1);
              await find(1, { transaction });
              await count();
              await count({ transaction });
              await count({});
            });
        `,
      },
      {
        name: 'options of which it is not known what is in them, and one that opts out',
        code: `
          export const run = (options: object, given: { transaction?: Transaction }) =>
            sequelize.transaction(async (t) => {
              await User.findOne(options);
              await User.findOne(given);
              await User.findOne({ where: { id: 1 }, ...given });
              await User.findOne({ where: { id: 1 }, transaction: null });
              await User.count({ transaction: t });
            });
        `,
      },
    ],
  },
  'Sequelize with continuation-local storage': {
    folders: ['sequelize-6', 'sequelize-5'],
    prelude: `
      import { Model, Sequelize } from 'sequelize';
      declare const sequelize: Sequelize;
      class User extends Model {}
    `,
    cases: [
      {
        name: 'joins by itself',
        code: `
          declare const namespace: never;
          Sequelize.useCLS(namespace);
          export const save = () => sequelize.transaction(async () => User.create({ name: 'a' }));
        `,
      },
    ],
  },
  'Sequelize 7': {
    folders: ['sequelize-7'],
    prelude: `
      import { Model, Sequelize } from '@sequelize/core';
      declare const sequelize: Sequelize;
      class User extends Model {}
    `,
    cases: [
      {
        name: 'joins by itself',
        code: `
          export const save = () => sequelize.transaction(async () => User.create({ name: 'a' }));
        `,
      },
    ],
  },
  'Knex and Objection': {
    folders: ['knex'],
    prelude: `
      import { knex as createKnex, type Knex } from 'knex';
      import { Model, type TransactionOrKnex } from 'objection';
      declare const knex: Knex;
      class Person extends Model {
        static override tableName = 'persons';
        id!: number;
      }
    `,
    cases: [
      {
        name: 'the outer knex',
        code: `
          export const run = () =>
            knex.transaction(async (trx) => {
              await knex('users').insert({ id: 1 });
              await knex.raw('select 1');
              await knex('users').insert({ id: 1 }).transacting(trx);
              await trx('users').insert({ id: 1 });
            });
        `,
        reports: ['outside 3:11', 'outside 4:11'],
        suggestion: `
          export const run = () =>
            knex.transaction(async (trx) => {
              await trx('users').insert({ id: 1 });
              await knex.raw('select 1');
              await knex('users').insert({ id: 1 }).transacting(trx);
              await trx('users').insert({ id: 1 });
            });
        `,
      },
      {
        name: 'a handle that is given, and one that is left out',
        code: `
          const count = (db: Knex = knex) => db('users').count();
          const clear = (trx?: Knex.Transaction) => (trx ?? knex)('users').delete();
          export const run = () =>
            knex.transaction(async (trx) => {
              await count();
              await count(trx);
              await clear();
              await clear(trx);
            });
        `,
        reports: ['outside 5:11', 'outside 7:11'],
        suggestion: `
          const count = (db: Knex = knex) => db('users').count();
          const clear = (trx?: Knex.Transaction) => (trx ?? knex)('users').delete();
          export const run = () =>
            knex.transaction(async (trx) => {
              await count(trx);
              await count(trx);
              await clear();
              await clear(trx);
            });
        `,
      },
      {
        name: 'models without the transaction',
        code: `
          const load = (id: number, trx?: TransactionOrKnex) => Person.query(trx).findById(id);
          export const run = (person: Person) =>
            Person.transaction(async (trx) => {
              await Person.query().insert({});
              await person.$query().patch({});
              await Person.query(trx).insert({});
              await load(1);
              await load(1, trx);
            });
          export const other = () =>
            knex.transaction(async (trx) => {
              await Person.query().insert({});
              await Person.query(trx).insert({});
            });
        `,
        reports: ['outside 4:11', 'outside 5:11', 'outside 7:11', 'outside 12:11'],
        untyped: ['outside 4:11', 'outside 7:11', 'outside 12:11'],
        suggestion: `
          const load = (id: number, trx?: TransactionOrKnex) => Person.query(trx).findById(id);
          export const run = (person: Person) =>
            Person.transaction(async (trx) => {
              await Person.query(trx).insert({});
              await person.$query().patch({});
              await Person.query(trx).insert({});
              await load(1);
              await load(1, trx);
            });
          export const other = () =>
            knex.transaction(async (trx) => {
              await Person.query().insert({});
              await Person.query(trx).insert({});
            });
        `,
      },
      {
        name: 'a knex that may be a transaction itself',
        code: `
          export const run = (trx: Knex) =>
            trx.transaction(async (inner) => {
              await trx('users').count();
              await inner('users').count();
            });
        `,
      },
    ],
  },
  Kysely: {
    folders: ['kysely'],
    prelude: `
      import { Kysely, sql, type Transaction } from 'kysely';
      interface Tables { users: { id: number } }
      declare const db: Kysely<Tables>;
    `,
    cases: [
      {
        name: 'the outer database',
        code: `
          export const run = () =>
            db.transaction().setIsolationLevel('serializable').execute(async (trx) => {
              await db.selectFrom('users').selectAll().execute();
              await sql\`select 1\`.execute(db);
              await sql\`select 1\`.execute(trx);
              await trx.selectFrom('users').selectAll().execute();
            });
        `,
        reports: ['outside 3:11', 'outside 4:11'],
        suggestion: `
          export const run = () =>
            db.transaction().setIsolationLevel('serializable').execute(async (trx) => {
              await trx.selectFrom('users').selectAll().execute();
              await sql\`select 1\`.execute(db);
              await sql\`select 1\`.execute(trx);
              await trx.selectFrom('users').selectAll().execute();
            });
        `,
      },
      {
        name: 'functions that take the database and choose between it and a transaction',
        code: `
          const inTransaction = (database: Kysely<Tables>, work: (trx: Transaction<Tables>) => Promise<void>, outer?: Transaction<Tables>) => {
            if (outer) return work(outer);
            return database.transaction().execute((trx) => work(trx));
          };
          function choose(database: Kysely<Tables>, trx?: Transaction<Tables>) {
            if (trx) return trx;
            return database;
          }
          class Users {
            constructor(private readonly db: Kysely<Tables>) {}
            async all(trx?: Transaction<Tables>) {
              const handle = choose(this.db, trx);
              return handle.selectFrom('users').selectAll().execute();
            }
            run = () =>
              inTransaction(this.db, async (trx) => {
                await this.all();
                await this.all(trx);
              });
          }
          export { Users };
        `,
        reports: ['outside 17:13'],
        suggestion: `
          const inTransaction = (database: Kysely<Tables>, work: (trx: Transaction<Tables>) => Promise<void>, outer?: Transaction<Tables>) => {
            if (outer) return work(outer);
            return database.transaction().execute((trx) => work(trx));
          };
          function choose(database: Kysely<Tables>, trx?: Transaction<Tables>) {
            if (trx) return trx;
            return database;
          }
          class Users {
            constructor(private readonly db: Kysely<Tables>) {}
            async all(trx?: Transaction<Tables>) {
              const handle = choose(this.db, trx);
              return handle.selectFrom('users').selectAll().execute();
            }
            run = () =>
              inTransaction(this.db, async (trx) => {
                await this.all(trx);
                await this.all(trx);
              });
          }
          export { Users };
        `,
      },
      {
        name: 'a member of what is given, by another name than where the transaction is opened',
        code: `
          interface Context { db: Kysely<Tables>; name: string }
          export const run = (ctx: Context) => {
            const { db: database } = ctx;
            return database.transaction().execute(async (trx) => {
              await ctx.db.deleteFrom('users').execute();
              await trx.deleteFrom('users').execute();
            });
          };
        `,
        reports: ['outside 5:11'],
        suggestion: `
          interface Context { db: Kysely<Tables>; name: string }
          export const run = (ctx: Context) => {
            const { db: database } = ctx;
            return database.transaction().execute(async (trx) => {
              await trx.deleteFrom('users').execute();
              await trx.deleteFrom('users').execute();
            });
          };
        `,
      },
      {
        name: 'a builder that is kept in a constant',
        code: `
          async function all(isActive: boolean) {
            const query = db.selectFrom('users').selectAll();
            return isActive ? query.where('id', '>', 0).execute() : query.execute();
          }
          export const run = () => db.transaction().execute(async () => all(true));
        `,
        reports: ['outside 5:63'],
      },
      {
        name: 'a handle that is given, and one connection without a transaction',
        code: `
          const count = (trx: Kysely<Tables> = db) => trx.selectFrom('users').selectAll().execute();
          const clear = (trx: Transaction<Tables>) => trx.deleteFrom('users').execute();
          export const run = () =>
            db.transaction().execute(async (trx) => {
              await count(trx);
              await clear(trx);
              await count();
            });
          export const single = () =>
            db.connection().execute(async (connection) => {
              await connection.selectFrom('users').selectAll().execute();
              await db.selectFrom('users').selectAll().execute();
            });
        `,
        reports: ['outside 7:11'],
      },
    ],
  },
  MikroORM: {
    folders: ['mikro-orm-7', 'mikro-orm-6', 'mikro-orm-5'],
    prelude: `
      import { type EntityManager, type MikroORM } from '@mikro-orm/postgresql';
      declare const orm: MikroORM;
      class User {
        id!: number;
      }
    `,
    cases: [
      {
        name: 'a fork outside of the transaction',
        code: `
          export async function run() {
            const em = orm.em.fork();
            await em.transactional(async (inner) => {
              await em.count(User, {});
              await inner.count(User, {});
            });
          }
        `,
        reports: ['outside 4:11'],
        suggestion: `
          export async function run() {
            const em = orm.em.fork();
            await em.transactional(async (inner) => {
              await inner.count(User, {});
              await inner.count(User, {});
            });
          }
        `,
      },
      {
        name: 'the global manager joins, and a fork inside is meant to be on its own',
        code: `
          export async function run(em: EntityManager) {
            await orm.em.transactional(async () => {
              await orm.em.count(User, {});
              const other = orm.em.fork();
              await other.count(User, {});
            });
            await em.transactional(async () => {
              await em.count(User, {});
            });
          }
        `,
      },
    ],
  },
  'Postgres.js and Slonik': {
    folders: ['drivers'],
    prelude: `
      import type { Sql, TransactionSql } from 'postgres';
      import { type DatabasePool, sql as slonikSql, type CommonQueryMethods } from 'slonik';
      declare const sql: Sql;
      declare const pool: DatabasePool;
    `,
    cases: [
      {
        name: 'Postgres.js',
        code: `
          const count = (tx?: TransactionSql) => (tx ?? sql)\`select count(*) from users\`;
          export const run = () =>
            sql.begin(async (tx) => {
              await sql\`delete from users\`;
              await tx\`delete from \${sql('users')}\`;
              await count();
              await count(tx);
              await tx.savepoint(async (inner) => {
                await inner\`select 1\`;
                await sql\`select 1\`;
              });
            });
        `,
        reports: ['outside 4:11', 'outside 6:11', 'outside 10:13'],
        suggestion: `
          const count = (tx?: TransactionSql) => (tx ?? sql)\`select count(*) from users\`;
          export const run = () =>
            sql.begin(async (tx) => {
              await tx\`delete from users\`;
              await tx\`delete from \${sql('users')}\`;
              await count();
              await count(tx);
              await tx.savepoint(async (inner) => {
                await inner\`select 1\`;
                await sql\`select 1\`;
              });
            });
        `,
      },
      {
        name: 'functions that were made with the pool before the transaction, and with its handle in it',
        code: `
          const makeCount = (connection: CommonQueryMethods) => async () =>
            connection.oneFirst(slonikSql.unsafe\`select 1\`);
          const createUsers = (connection: CommonQueryMethods) => {
            const run = makeCount(connection);
            const count = async () => run();
            return { count, rename: async (name: string) => connection.query(slonikSql.unsafe\`select \${name}\`) };
          };
          class Queries {
            readonly users: ReturnType<typeof createUsers>;
            constructor(readonly pool: CommonQueryMethods) {
              this.users = createUsers(pool);
            }
          }
          async function later(connection: CommonQueryMethods) {
            const users = createUsers(connection);
            await users.count();
          }
          export const createLibrary = (queries: Queries) => {
            const { pool: own, users: { rename } } = queries;
            return {
              run: () =>
                own.transaction(async (connection) => {
                  await rename('a');
                  await queries.users.count();
                  const users = createUsers(connection);
                  await users.rename('b');
                  await new Queries(connection).users.count();
                  await later(connection);
                }),
            };
          };
          export class Library {
            constructor(private readonly queries: Queries) {}
            load = () => this.queries.users.count();
            run() {
              return this.queries.pool.transaction(async (connection) => {
                await this.load();
                await this.find(createUsers(connection));
              });
            }
            async find(users: ReturnType<typeof createUsers>) {
              return users.count();
            }
          }
        `,
        reports: ['outside 23:15', 'outside 24:15', 'outside 37:13'],
        untyped: [],
      },
      {
        name: 'Slonik',
        code: `
          const count = (connection: CommonQueryMethods) => connection.oneFirst(slonikSql.unsafe\`select 1\`);
          export const run = () =>
            pool.transaction(async (transaction) => {
              await pool.query(slonikSql.unsafe\`select 1\`);
              await transaction.query(slonikSql.unsafe\`select 1\`);
              await count(pool);
              await count(transaction);
            });
        `,
        reports: ['outside 4:11', 'outside 6:11'],
      },
    ],
  },
  Mongoose: {
    folders: ['mongoose-9', 'mongoose-8', 'mongoose-7', 'mongoose-6'],
    prelude: `
      import mongoose, { type ClientSession, Schema } from 'mongoose';
      const User = mongoose.model('User', new Schema({ name: String }));
    `,
    cases: [
      {
        name: 'the session is left out',
        code: `
          async function load(id: string, session?: ClientSession) {
            return User.findById(id, null, { session });
          }
          export async function run() {
            const session = await mongoose.startSession();
            await session.withTransaction(async () => {
              await User.create([{ name: 'a' }]);
              await User.create([{ name: 'a' }], { session });
              await User.findOne({ name: 'a' });
              const user = await User.findOne({ name: 'a' }).session(session);
              await user?.save();
              await load('1');
              await load('1', session);
            });
            await session.endSession();
          }
        `,
        reports: ['withoutSession 7:11', 'withoutSession 9:11', 'withoutSession 12:11'],
        suggestion: `
          async function load(id: string, session?: ClientSession) {
            return User.findById(id, null, { session });
          }
          export async function run() {
            const session = await mongoose.startSession();
            await session.withTransaction(async () => {
              await User.create([{ name: 'a' }], { session });
              await User.create([{ name: 'a' }], { session });
              await User.findOne({ name: 'a' });
              const user = await User.findOne({ name: 'a' }).session(session);
              await user?.save();
              await load('1');
              await load('1', session);
            });
            await session.endSession();
          }
        `,
      },
      {
        name: 'in a transaction of the connection',
        code: `
          export const run = () =>
            mongoose.connection.transaction(async (session) => {
              await User.updateOne({ name: 'a' }, { name: 'b' });
              await User.updateOne({ name: 'a' }, { name: 'b' }, { session });
            });
        `,
        reports: ['withoutSession 3:11'],
      },
    ],
  },
  MongoDB: {
    folders: ['mongodb'],
    prelude: `
      import { type ClientSession, type Collection, type MongoClient } from 'mongodb';
      declare const client: MongoClient;
      declare const users: Collection;
    `,
    cases: [
      {
        name: 'the session is left out',
        code: `
          export async function run(session: ClientSession, options: object) {
            await session.withTransaction(async () => {
              await users.insertOne({ name: 'a' });
              await users.insertOne({ name: 'a' }, { session });
              await users.find({ name: 'a' }).toArray();
              await users.find({ name: 'a' }, { session }).toArray();
              await users.updateOne({ name: 'a' }, { $set: { name: 'b' } }, options);
              await client.db('shop').collection('orders').deleteMany({});
            });
          }
        `,
        reports: ['withoutSession 3:11', 'withoutSession 5:11', 'withoutSession 8:11'],
        suggestion: `
          export async function run(session: ClientSession, options: object) {
            await session.withTransaction(async () => {
              await users.insertOne({ name: 'a' }, { session });
              await users.insertOne({ name: 'a' }, { session });
              await users.find({ name: 'a' }).toArray();
              await users.find({ name: 'a' }, { session }).toArray();
              await users.updateOne({ name: 'a' }, { $set: { name: 'b' } }, options);
              await client.db('shop').collection('orders').deleteMany({});
            });
          }
        `,
      },
    ],
  },
});
