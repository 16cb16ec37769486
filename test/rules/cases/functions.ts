import type { Case } from '../case.ts';

/** Queries behind functions, methods, classes and files. */
export const functions: readonly Case[] = [
  {
    name: 'function of another file',
    code: `
      import { loadUser, type Order } from './src/users.js';

      export async function run(list: Order[]) {
        for (const order of list) await loadUser(order.userId);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 35 }],
  },
  {
    name: 'function that calls a function',
    code: `
      import { loadUserDeeply, type Order } from './src/users.js';

      export async function run(list: Order[]) {
        for (const order of list) await loadUserDeeply(order.userId);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 35 }],
  },
  {
    name: 'function below its use',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        for (const id of ids) await find(id);
      }
      async function find(id: number) {
        return prisma.user.findFirst({ where: { id } });
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 31 }],
  },
  {
    name: 'function that only makes the query',
    code: `
      import { findUser } from './src/users.js';

      export async function run(ids: number[]) {
        for (const id of ids) await findUser(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 31 }],
  },
  {
    name: 'function that only makes the query, not awaited',
    code: `
      import { findUser } from './src/users.js';

      export function run(ids: number[]) {
        for (const id of ids) findUser(id);
      }
    `,
  },
  {
    name: 'arrow in a constant',
    code: `
      import { loadEmail } from './src/users.js';

      export async function run(ids: number[]) {
        for (const id of ids) await loadEmail(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 31 }],
  },
  {
    name: 'function expression in a constant',
    code: `
      import { prisma } from './src/prisma.js';

      const find = async function (id: number) {
        return prisma.user.findFirst({ where: { id } });
      };
      export async function run(ids: number[]) {
        for (const id of ids) await find(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 31 }],
  },
  {
    name: 'function inside the function',
    code: `
      import { prisma } from './src/prisma.js';

      export async function run(ids: number[]) {
        async function find(id: number) {
          return prisma.user.findFirst({ where: { id } });
        }
        for (const id of ids) await find(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 31 }],
  },
  {
    name: 'query in a branch of the function',
    code: `
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      async function nameOf(order: Order) {
        if (order.items.length === 0) return 'nobody';
        return (await prisma.user.findFirst({ where: { id: order.userId } }))?.name;
      }
      export async function run(list: Order[]) {
        for (const order of list) console.log(await nameOf(order));
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 9, column: 47 }],
  },
  {
    name: 'several queries in the function',
    code: `
      import { orders } from './src/drizzle.js';
      import { pool } from './src/pool.js';
      import { prisma } from './src/prisma.js';

      async function details(id: number) {
        const user = await prisma.user.findFirst({ where: { id } });
        const { rows } = await pool.query('select * from orders where user_id = $1', [id]);
        return { user, rows };
      }
      export async function run(ids: number[]) {
        for (const id of ids) await details(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 11, column: 31 }],
  },
  {
    name: 'function with a loop of its own',
    code: `
      import { loadUser } from './src/users.js';

      async function loadAll(ids: number[]) {
        for (const id of ids) await loadUser(id);
      }
      export async function run(groups: number[][]) {
        for (const group of groups) await loadAll(group);
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 4, column: 31 },
      { messageId: 'sequential', line: 7, column: 37 },
    ],
  },
  {
    name: 'function with a bounded loop',
    code: `
      import { prisma } from './src/prisma.js';

      async function counts(userId: number) {
        for (const status of ['open', 'sent']) await prisma.order.count({ where: { userId, status } });
      }
      export async function run(ids: number[]) {
        for (const id of ids) await counts(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 31 }],
  },
  {
    name: 'method of an injected service',
    code: `
      import type { UserService, Order } from './src/users.js';

      export async function run(service: UserService, list: Order[]) {
        for (const order of list) {
          await service.find(order.userId);
          await service.findHidden(order.userId);
          await service.findAll([order.userId]);
          service.name(order.userId);
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 5, column: 11 },
      { messageId: 'sequential', line: 6, column: 11 },
      { messageId: 'sequential', line: 7, column: 11 },
    ],
  },
  {
    name: 'method through optional chaining',
    code: `
      import type { UserService, Order } from './src/users.js';

      export async function run(list: Order[], service?: UserService) {
        for (const order of list) await service?.find(order.userId);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 35 }],
  },
  {
    name: 'method of this',
    code: `
      import { prisma } from './src/prisma.js';

      export class Users {
        async find(id: number) {
          return prisma.user.findFirst({ where: { id } });
        }
        async findAll(ids: number[]) {
          for (const id of ids) await this.find(id);
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 8, column: 33 }],
  },
  {
    name: 'private method',
    code: `
      import { prisma } from './src/prisma.js';

      export class Users {
        async #find(id: number) {
          return prisma.user.findFirst({ where: { id } });
        }
        async findAll(ids: number[]) {
          return Promise.all(ids.map((id) => this.#find(id)));
        }
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 8, column: 40 }],
  },
  {
    name: 'static method',
    code: `
      import { prisma } from './src/prisma.js';

      class Users {
        static async find(id: number) {
          return prisma.user.findFirst({ where: { id } });
        }
      }
      export async function run(ids: number[]) {
        for (const id of ids) await Users.find(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 9, column: 31 }],
  },
  {
    name: 'inherited method',
    code: `
      import { UserService } from './src/users.js';

      class Admins extends UserService {}
      export async function run(admins: Admins, ids: number[]) {
        for (const id of ids) await admins.find(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 31 }],
  },
  {
    name: 'method of super',
    code: `
      import { UserService } from './src/users.js';

      class Admins extends UserService {
        override async find(id: number) {
          console.log(id);
          return super.find(id);
        }
      }
      export async function run(admins: Admins, ids: number[]) {
        for (const id of ids) await admins.find(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 10, column: 31 }],
  },
  {
    name: 'arrow in a field',
    code: `
      import { prisma } from './src/prisma.js';

      class Users {
        readonly find = async (id: number) => prisma.user.findFirst({ where: { id } });
      }
      export async function run(service: Users, ids: number[]) {
        for (const id of ids) await service.find(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 31 }],
  },
  {
    name: 'getter',
    code: `
      import { prisma } from './src/prisma.js';

      class Visits {
        get count() {
          return prisma.user.count();
        }
      }
      export async function run(visits: Visits, ids: number[]) {
        for (const id of ids) console.log(id, visits.count);
      }
    `,
  },
  {
    name: 'new instance per element',
    code: `
      import { prisma } from './src/prisma.js';

      class Loader {
        constructor(private readonly id: number) {}
        async load() {
          return prisma.user.findFirst({ where: { id: this.id } });
        }
      }
      export async function run(ids: number[]) {
        for (const id of ids) await (new Loader(id)).load();
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 10, column: 31 }],
  },
  {
    name: 'methods of an object literal, in another file',
    code: `
      import { repository } from './src/factories.js';
      export async function run(ids: number[]) {
        for (const id of ids) {
          await repository.users.byId(id);
          await repository.users.byEmail(\`\${id}@example.com\`);
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 4, column: 11 },
      { messageId: 'sequential', line: 5, column: 11 },
    ],
  },
  {
    name: 'method of an object literal by shorthand',
    code: `
      import { prisma } from './src/prisma.js';

      async function find(id: number) {
        return prisma.user.findFirst({ where: { id } });
      }
      const repository = { find };
      export async function run(ids: number[]) {
        for (const id of ids) await repository.find(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 8, column: 31 }],
  },
  {
    name: 'functions of a factory, destructured',
    code: `
      import { createUsers } from './src/factories.js';
      const { find, findName } = createUsers();
      export async function run(ids: number[]) {
        for (const id of ids) {
          await find(id);
          await findName(id);
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 5, column: 11 },
      { messageId: 'sequential', line: 6, column: 11 },
    ],
  },
  {
    name: 'functions of a factory, in a constant',
    code: `
      import { createUsers } from './src/factories.js';
      const repository = createUsers();
      export async function run(ids: number[]) {
        for (const id of ids) await repository.find(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 31 }],
  },
  {
    name: 'function of a factory that does not query',
    code: `
      import { createClock } from './src/factories.js';
      const clock = createClock();
      export async function run(ids: number[]) {
        for (const id of ids) {
          clock.now();
          await clock.find(id);
        }
      }
    `,
  },
  {
    name: 'interface with one implementation',
    code: `
      import type { Mailer, Order } from './src/users.js';

      export async function run(mailer: Mailer, list: Order[]) {
        for (const order of list) await mailer.greet(order.userId);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 35 }],
  },
  {
    name: 'interface with an implementation that does not query',
    code: `
      import type { Store } from './src/users.js';

      export async function run(store: Store, ids: number[]) {
        for (const id of ids) await store.read(id);
      }
    `,
  },
  {
    name: 'interface with two implementations that query',
    code: `
      import { sql } from 'drizzle-orm';
      import { users } from './src/drizzle.js';
      import { pool } from './src/pool.js';
      import { prisma } from './src/prisma.js';

      interface Finder {
        find(id: number): Promise<unknown>;
      }
      class PrismaFinder implements Finder {
        async find(id: number) {
          return prisma.user.findFirst({ where: { id } });
        }
      }
      class SqlFinder implements Finder {
        async find(id: number) {
          return pool.query('select * from users where id = $1', [id]);
        }
      }
      export const finders = { prisma: new PrismaFinder(), sql: new SqlFinder() };
      export async function run(finder: Finder, ids: number[]) {
        for (const id of ids) await finder.find(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 21, column: 31 }],
  },
  {
    name: 'interface of whose three implementations two query',
    code: `
      import { pool } from './src/pool.js';
      import { prisma } from './src/prisma.js';

      interface Jobs {
        add(id: number): Promise<void>;
      }
      class PrismaJobs implements Jobs {
        async add(id: number) {
          await prisma.user.update({ where: { id }, data: { name: 'queued' } });
        }
      }
      class SqlJobs implements Jobs {
        async add(id: number) {
          await pool.query('insert into jobs values ($1)', [id]);
        }
      }
      class RemoteJobs implements Jobs {
        async add(id: number) {
          await fetch(\`https://jobs.example/\${String(id)}\`);
        }
      }
      export const jobs = { prisma: new PrismaJobs(), sql: new SqlJobs(), remote: new RemoteJobs() };
      export async function run(queue: Jobs, ids: number[]) {
        for (const id of ids) await queue.add(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 24, column: 31 }],
  },
  {
    name: 'method of a base class that only throws',
    code: `
      import { prisma } from './src/prisma.js';

      class Finder {
        async find(id: number): Promise<unknown> {
          throw new Error(\`\${String(id)}: not implemented\`);
        }
      }
      class PrismaFinder extends Finder {
        override async find(id: number) {
          return prisma.user.findFirst({ where: { id } });
        }
      }
      export const finder: Finder = new PrismaFinder();
      export async function run(ids: number[]) {
        for (const id of ids) await finder.find(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 15, column: 31 }],
  },
  {
    name: 'interface with one implementation for production and one for tests',
    code: `
      import { prisma } from './src/prisma.js';

      interface Finder {
        find(id: number): Promise<unknown>;
      }
      class PrismaFinder implements Finder {
        async find(id: number) {
          return prisma.user.findFirst({ where: { id } });
        }
      }
      class InMemoryFinder implements Finder {
        readonly #rows = new Map<number, unknown>();
        async find(id: number) {
          return this.#rows.get(id);
        }
      }
      export const finders = [new PrismaFinder(), new InMemoryFinder()];
      export async function run(finder: Finder, ids: number[]) {
        for (const id of ids) await finder.find(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 19, column: 31 }],
  },
  {
    name: 'interface that an object literal implements as well',
    code: `
      import { prisma } from './src/prisma.js';

      interface Finder {
        find(id: number): Promise<unknown>;
      }
      class PrismaFinder implements Finder {
        async find(id: number) {
          return prisma.user.findFirst({ where: { id } });
        }
      }
      export const finders: Finder[] = [new PrismaFinder(), { find: async (id) => id }];
      export async function run(finder: Finder, ids: number[]) {
        for (const id of ids) await finder.find(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 13, column: 31 }],
  },
  {
    name: 'interface without an implementation',
    code: `
      interface Finder {
        find(id: number): Promise<unknown>;
      }
      export async function run(finder: Finder, ids: number[]) {
        for (const id of ids) await finder.find(id);
      }
    `,
  },
  {
    name: 'generic interface',
    code: `
      import { prisma } from './src/prisma.js';

      interface Repository<T> {
        byId(id: number): Promise<T | null>;
      }
      class Users implements Repository<{ name: string }> {
        async byId(id: number) {
          return prisma.user.findFirst({ where: { id } });
        }
      }
      export const all = new Users();
      export async function run(repository: Repository<{ name: string }>, ids: number[]) {
        for (const id of ids) await repository.byId(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 13, column: 31 }],
  },
  {
    name: 'interface with a property of a function type',
    code: `
      import { prisma } from './src/prisma.js';

      interface Finder {
        find: (id: number) => Promise<unknown>;
      }
      class PrismaFinder implements Finder {
        find = async (id: number) => prisma.user.findFirst({ where: { id } });
      }
      export const prismaFinder = new PrismaFinder();
      export async function run(finder: Finder, ids: number[]) {
        for (const id of ids) await finder.find(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 11, column: 31 }],
  },
  {
    name: 'abstract class',
    code: `
      import { prisma } from './src/prisma.js';

      abstract class Repository {
        abstract find(id: number): Promise<unknown>;
        async findAll(ids: number[]) {
          for (const id of ids) await this.find(id);
        }
      }
      export class Users extends Repository {
        async find(id: number) {
          return prisma.user.findFirst({ where: { id } });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 33 }],
  },
  {
    name: 'abstract class with an implementation that does not query',
    code: `
      import { prisma } from './src/prisma.js';

      abstract class Repository {
        abstract find(id: number): Promise<unknown>;
        async findAll(ids: number[]) {
          for (const id of ids) await this.find(id);
        }
      }
      export class Users extends Repository {
        async find(id: number) {
          return prisma.user.findFirst({ where: { id } });
        }
      }
      export class Fakes extends Repository {
        async find(id: number) {
          return id;
        }
      }
    `,
  },
  {
    // A fake in a test must not silence the real class.
    name: 'overridden by a method that does not query',
    code: `
      import { prisma } from './src/prisma.js';

      class Users {
        async find(id: number): Promise<unknown> {
          return prisma.user.findFirst({ where: { id } });
        }
        async findAll(ids: number[]) {
          for (const id of ids) await this.find(id);
        }
      }
      export class Fakes extends Users {
        override async find(id: number): Promise<unknown> {
          return id;
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 8, column: 33 }],
  },
  {
    name: 're-exported',
    code: `
      import { loadUser, fetchUser, userQueries } from './src/index.js';
      export async function run(ids: number[]) {
        for (const id of ids) {
          await loadUser(id);
          await fetchUser(id);
          await userQueries.loadEmail(id);
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 4, column: 11 },
      { messageId: 'sequential', line: 5, column: 11 },
      { messageId: 'sequential', line: 6, column: 11 },
    ],
  },
  {
    name: 'default export',
    code: `
      import load from './src/default-load.js';
      export async function run(ids: number[]) {
        for (const id of ids) await load(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 3, column: 31 }],
  },
  {
    name: 'default export, re-exported',
    code: `
      import load, { loadOrder } from './src/index.js';
      export async function run(ids: number[]) {
        for (const id of ids) {
          await load(id);
          await loadOrder(id);
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 4, column: 11 },
      { messageId: 'sequential', line: 5, column: 11 },
    ],
  },
  {
    name: 'namespace import',
    code: `
      import * as queries from './src/users.js';
      import { users } from './src/drizzle.js';
      export async function run(ids: number[]) {
        for (const id of ids) await queries.loadUser(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 31 }],
  },
  {
    name: 'dynamic import',
    code: `
      import { users } from './src/drizzle.js';
      import { loadUser } from './src/users.js';

      export async function run(ids: number[]) {
        const { loadUser } = await import('./src/users.js');
        for (const id of ids) await loadUser(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 31 }],
  },
  {
    name: 'alias in a constant',
    code: `
      import { loadUser } from './src/users.js';

      const find = loadUser;
      export async function run(ids: number[]) {
        for (const id of ids) await find(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 31 }],
  },
  {
    name: 'overloads',
    code: `
      import { prisma } from './src/prisma.js';

      function find(id: number): Promise<unknown>;
      function find(email: string): Promise<unknown>;
      async function find(key: number | string) {
        return typeof key === 'number'
          ? prisma.user.findFirst({ where: { id: key } })
          : prisma.user.findFirst({ where: { email: key } });
      }
      export async function run(ids: number[]) {
        for (const id of ids) await find(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 11, column: 31 }],
  },
  {
    name: 'generic function',
    code: `
      import { sql } from 'drizzle-orm';
      import { users } from './src/drizzle.js';
      import { pool } from './src/pool.js';

      async function first<T>(sql: string, id: number): Promise<T | undefined> {
        return (await pool.query(sql, [id])).rows[0];
      }
      export async function run(ids: number[]) {
        for (const id of ids)
          await first<{ name: string }>('select name from users where id = $1', id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 10, column: 11 }],
  },
  {
    name: 'function in a namespace',
    code: `
      import { prisma } from './src/prisma.js';

      namespace Users {
        export async function find(id: number) {
          return prisma.user.findFirst({ where: { id } });
        }
      }
      export async function run(ids: number[]) {
        for (const id of ids) await Users.find(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 9, column: 31 }],
  },
  {
    name: "tagged template of the user's own",
    code: `
      import { users } from './src/drizzle.js';
      import { pool } from './src/pool.js';

      const one = async (parts: TemplateStringsArray, ...values: number[]) =>
        (await pool.query(parts.join('$1'), values)).rows[0];
      export async function run(ids: number[]) {
        for (const id of ids) await one\`select * from users where id = \${id}\`;
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 31 }],
  },
  {
    name: 'function that takes the client',
    code: `
      import type { Prisma } from './generated/prisma/client.js';
      import { prisma } from './src/prisma.js';
      import type { Order } from './src/users.js';

      async function save(tx: Prisma.TransactionClient, order: Order) {
        await tx.order.create({ data: { userId: order.userId, status: 'new' } });
      }
      export async function run(list: Order[]) {
        await prisma.$transaction(async (tx) => {
          for (const order of list) await save(tx, order);
        });
      }
    `,
    inLoop: [{ messageId: 'held', line: 10, column: 37 }],
  },
  {
    name: 'function through a wrapper that is written in place',
    code: `
      import { loadUser, withSpan } from './src/users.js';

      export async function run(ids: number[]) {
        const traced = async (id: number) => withSpan('load', () => loadUser(id));
        for (const id of ids) await traced(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 31 }],
  },
  {
    name: "function in a parameter's default",
    code: `
      import { loadUser } from './src/users.js';

      export async function run(ids: number[], find = loadUser) {
        for (const id of ids) await find(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 31 }],
  },
  {
    name: 'function of unknown origin',
    code: `
      declare const find: (id: number) => Promise<unknown>;
      export async function run(ids: number[]) {
        for (const id of ids) await find(id);
      }
    `,
  },
  {
    name: 'function given as a parameter',
    code: `
      export async function run(ids: number[], find: (id: number) => Promise<unknown>) {
        for (const id of ids) await find(id);
      }
    `,
  },
  {
    name: 'function that is given a query, but never calls it',
    code: `
      import { loadUser } from './src/users.js';

      function describe(work: () => Promise<unknown>) {
        return work.name;
      }
      export function run(ids: number[]) {
        for (const id of ids) describe(() => loadUser(id));
      }
    `,
  },
  {
    name: 'function that keeps its callback',
    code: `
      import { loadUser } from './src/users.js';

      const handlers: (() => Promise<unknown>)[] = [];
      function register(work: () => Promise<unknown>) {
        handlers.push(work);
      }
      export function run(ids: number[]) {
        for (const id of ids) register(() => loadUser(id));
      }
    `,
  },
  {
    name: 'function that does not query',
    code: `
      import type { Order } from './src/users.js';

      async function describe(order: Order) {
        return \`\${order.id}: \${order.items.join()}\`;
      }
      export async function run(list: Order[]) {
        for (const order of list) console.log(await describe(order));
      }
    `,
  },
  {
    name: 'function with the query after its own use',
    code: `
      import { prisma } from './src/prisma.js';

      async function countUsers() {
        return prisma.user.count();
      }
      export async function run() {
        const total = await countUsers();
        for (let i = 0; i < total; i++) console.log(i);
      }
    `,
  },
  {
    name: 'constructor is no query',
    code: `
      class Loader {
        constructor(readonly id: number) {}
      }
      export function run(ids: number[]) {
        return ids.map((id) => new Loader(id));
      }
    `,
  },
  {
    name: 'function that makes a function',
    code: `
      import { loadUser } from './src/users.js';

      const loader = (id: number) => () => loadUser(id);
      export function run(ids: number[]) {
        return ids.map(loader);
      }
    `,
  },
  {
    name: 'function that makes an object of functions',
    code: `
      import { loadUser } from './src/users.js';

      const commands = (id: number) => ({ load: () => loadUser(id) });
      export function run(ids: number[]) {
        return ids.map((id) => commands(id));
      }
    `,
  },
  {
    name: 'query in the default of another parameter',
    code: `
      import { prisma } from './src/prisma.js';

      async function page(size = 10, offset = 0) {
        return prisma.user.findMany({ take: size, skip: offset });
      }
      export async function run() {
        return page();
      }
    `,
  },
  {
    name: 'method of the same name on a known class',
    code: `
      class Cache {
        async find(id: number) {
          return id;
        }
      }
      export async function run(cache: Cache, ids: number[]) {
        for (const id of ids) await cache.find(id);
      }
    `,
  },
  {
    name: 'a helper that is given a part of a client whose types are not there',
    code: `
      import { prisma, type PrismaClient } from '@acme/database';

      async function rename(tx: Omit<PrismaClient, '$transaction' | '$connect'>, id: number) {
        await tx.user.update({ where: { id }, data: { name: 'renamed' } });
      }
      export async function run(ids: number[]) {
        await prisma.$transaction(async (tx) => {
          for (const id of ids) await rename(tx, id);
        });
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 8, column: 33 }],
  },
  {
    name: 'member of what is given, which a function of the user runs for each element',
    code: `
      import { prisma } from './src/prisma.js';

      class Users {
        load = async (id: number) => prisma.user.findUnique({ where: { id } });
      }
      async function each(ids: number[], run: (id: number) => Promise<unknown>) {
        for (const id of ids) await run(id);
      }
      export async function run(users: Users, ids: number[]) {
        await each(ids, users.load);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 10, column: 19 }],
  },
  {
    name: 'member of what is given, which a function of the user does not run',
    code: `
      import { prisma } from './src/prisma.js';

      class Users {
        load = async (id: number) => prisma.user.findUnique({ where: { id } });
      }
      async function register(names: string[], run: (id: number) => Promise<unknown>) {
        const kept = new Map<string, unknown>();
        for (const name of names) kept.set(name, typeof run);
        return kept;
      }
      export async function run(users: Users, names: string[]) {
        await register(names, users.load);
      }
    `,
  },
  {
    name: 'function that a method of the user makes',
    code: `
      import { prisma } from './src/prisma.js';

      class Loaders {
        byId(name: string) {
          return async (id: number) => prisma.user.findUnique({ where: { id }, select: { [name]: true } });
        }
      }
      const loaders = new Loaders();
      const users = { load: loaders.byId('name') };
      export async function run(ids: number[]) {
        for (const id of ids) await users.load(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 11, column: 31 }],
  },
  {
    name: 'functions that classes and factories are given where they are made',
    code: `
      import { prisma } from './src/prisma.js';

      type Load = (id: number) => Promise<unknown>;
      const load = (id: number) => prisma.user.findUnique({ where: { id } });
      class Kept {
        constructor(private readonly load: Load) {}
        async all(ids: number[]) {
          for (const id of ids) await this.load(id);
        }
      }
      class Assigned {
        readonly #load: Load;
        constructor(load: Load) {
          this.#load = load;
        }
        async all(ids: number[]) {
          for (const id of ids) await this.#load(id);
        }
      }
      class OfObject {
        constructor(private readonly given: { fetchOne: Load }) {}
        async all(ids: number[]) {
          for (const id of ids) await this.given.fetchOne(id);
        }
      }
      const loaderOf = (fetch: Load) => async (ids: number[]) => {
        for (const id of ids) await fetch(id);
      };
      function storeOf({ find }: { find: Load }) {
        const all = async (ids: number[]) => {
          for (const id of ids) await find(id);
        };
        return { all };
      }
      export const made = [
        new Kept((id) => load(id)),
        new Assigned(load),
        new OfObject({ fetchOne: load }),
        loaderOf(load),
        storeOf({ find: load }),
      ];
    `,
    inLoop: [
      { messageId: 'sequential', line: 8, column: 33 },
      { messageId: 'sequential', line: 17, column: 33 },
      { messageId: 'sequential', line: 23, column: 33 },
      { messageId: 'sequential', line: 27, column: 31 },
      { messageId: 'sequential', line: 31, column: 33 },
    ],
  },
  {
    name: 'functions that are given where not all is known, or nothing queries',
    code: `
      import { prisma } from './src/prisma.js';

      type Load = (id: number) => Promise<unknown>;
      declare const elsewhere: { load: Load };
      class Quiet {
        constructor(private readonly load: Load) {}
        async all(ids: number[]) {
          for (const id of ids) await this.load(id);
        }
      }
      class Open {
        constructor(private readonly load: Load) {}
        async all(ids: number[]) {
          for (const id of ids) await this.load(id);
        }
      }
      export const made = [
        new Quiet(async (id) => console.log(id)),
        new Open((id) => prisma.user.findUnique({ where: { id } })),
        new Open(elsewhere.load),
      ];
    `,
  },
];
