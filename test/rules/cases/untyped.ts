import type { Case } from '../case.ts';

/** TypeScript without type information: what the file itself tells, and the usual names of handles. */
export const untyped: readonly Case[] = [
  {
    name: 'client made in the file',
    code: `
      import { PrismaClient } from '@prisma/client';
      const database = new PrismaClient();
      export async function run(ids: number[]) {
        for (const id of ids) await database.user.findUnique({ where: { id } });
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 31 }],
  },
  {
    name: 'generated client',
    code: `
      import { PrismaClient } from '../generated/prisma/client.js';
      const database = new PrismaClient();
      export async function run(ids: number[]) {
        for (const id of ids) await database.user.findFirst({ where: { id } });
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 31 }],
  },
  {
    name: 'a function that chooses between the usual handles',
    code: `
      import { prisma } from '../database/index.js';
      import type { Transaction } from '../database/index.js';
      const clientOf = (tx?: Transaction) => tx ?? prisma;
      const find = async (id: number, tx?: Transaction) => clientOf(tx).user.findUnique({ where: { id } });
      export async function run(ids: number[]) {
        for (const id of ids) await find(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 31 }],
  },
  {
    name: 'a handle without some of its methods',
    code: `
      import type { PrismaClient } from '@prisma/client';
      async function rename(handle: Omit<PrismaClient, '$transaction'>, id: number) {
        await handle.user.update({ where: { id }, data: { name: 'renamed' } });
      }
      export async function run(handle: Omit<PrismaClient, '$transaction'>, ids: number[]) {
        for (const id of ids) await rename(handle, id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 31 }],
  },
  {
    name: 'pool made in the file',
    code: `
      import { Pool } from 'pg';
      const connections = new Pool();
      export async function run(ids: number[]) {
        await Promise.all(
          ids.map((id) => connections.query('select * from users where id = $1', [id])),
        );
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 5, column: 21 }],
  },
  {
    name: 'pool by default import',
    code: `
      import pg from 'pg';
      const connections = new pg.Pool();
      export async function run(ids: number[]) {
        for (const id of ids) await connections.query('select * from users where id = $1', [id]);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 31 }],
  },
  {
    name: 'conditions of Drizzle in which nothing varies, or the element stands',
    code: `
      import { and, eq } from 'drizzle-orm';
      import { db, users } from './database.js';
      export async function run(ids: number[], senderId: number) {
        for (const id of ids) console.log(id, await db.select().from(users).where(eq(users.id, senderId)));
        for (const id of ids) console.log(await db.select().from(users).where(and(eq(users.id, id))));
      }
    `,
    inLoop: [
      { messageId: 'invariant', line: 4, column: 47 },
      { messageId: 'sequential', line: 5, column: 43 },
    ],
  },
  {
    name: 'callbacks that Effect runs',
    code: `
      import { Effect } from 'effect';
      import { prisma } from '../database/index.js';
      const load = (id: number) =>
        Effect.tryPromise({ try: () => prisma.user.findFirst({ where: { id } }), catch: (error) => error });
      export const all = (ids: number[]) => Effect.forEach(ids, (id) => load(id), { concurrency: 'unbounded' });
      export const run = (ids: number[]) =>
        Effect.gen(function* () {
          for (const id of ids) yield* load(id);
        });
    `,
    inLoop: [{ messageId: 'sequential', line: 8, column: 34 }],
    fanOut: [{ messageId: 'fanOut', line: 5, column: 67 }],
  },
  {
    name: 'drizzle made in the file',
    code: `
      import { drizzle } from 'drizzle-orm/node-postgres';
      import { eq } from 'drizzle-orm';
      import { users } from './schema.js';
      const orm = drizzle(process.env.DATABASE_URL);
      export async function run(ids: number[]) {
        for (const id of ids) await orm.select().from(users).where(eq(users.id, id));
        for (const id of ids) await orm.query.users.findFirst({ where: eq(users.id, id) });
        for (const id of ids) await orm.insert(users).values({ id });
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 6, column: 31 },
      { messageId: 'sequential', line: 7, column: 31 },
      { messageId: 'sequential', line: 8, column: 31 },
    ],
  },
  {
    name: 'extended client',
    code: `
      import { PrismaClient } from '@prisma/client';
      const base = new PrismaClient();
      const client = base.$extends({});
      export async function run(ids: number[]) {
        for (const id of ids) await client.user.findFirst({ where: { id } });
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 31 }],
  },
  {
    name: 'imported handle by its usual name',
    code: `
      import { prisma } from './database.js';
      export async function run(ids: number[]) {
        for (const id of ids) await prisma.user.findFirst({ where: { id } });
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 3, column: 31 }],
  },
  {
    name: 'imported pool by its usual name',
    code: `
      import { pool } from './database.js';
      export async function run(ids: number[]) {
        for (const id of ids) await pool.query('select * from users where id = $1', [id]);
        for (const id of ids) await pool.query(\`delete from users where id = \${id}\`);
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 3, column: 31 },
      { messageId: 'sequential', line: 4, column: 31 },
    ],
  },
  {
    name: 'imported drizzle by its usual name',
    code: `
      import { db } from './database.js';
      import { users } from './schema.js';
      export async function run(ids: number[]) {
        for (const id of ids) await db.select().from(users).where(id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 4, column: 31 }],
  },
  {
    name: 'handle on a context',
    code: `
      export async function run(ctx, ids) {
        for (const id of ids) await ctx.prisma.user.findFirst({ where: { id } });
        await Promise.all(ids.map((id) => ctx.db.user.findFirst({ where: { id } })));
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 2, column: 31 }],
    fanOut: [{ messageId: 'fanOut', line: 3, column: 37 }],
  },
  {
    name: 'handle in a field',
    code: `
      import { PrismaService } from './prisma.service.js';
      export class Users {
        constructor(private readonly prisma: PrismaService) {}
        async names(ids: number[]) {
          for (const id of ids) await this.prisma.user.findFirst({ where: { id } });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 33 }],
  },
  {
    name: 'annotated field',
    code: `
      import type { PrismaClient } from '@prisma/client';
      export class Users {
        constructor(private readonly client: PrismaClient) {}
        async names(ids: number[]) {
          for (const id of ids) await this.client.user.findFirst({ where: { id } });
        }
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 33 }],
  },
  {
    name: 'annotated parameter',
    code: `
      import type { Pool, PoolClient } from 'pg';
      export async function run(connections: Pool, ids: number[]) {
        for (const id of ids) await connections.query('select * from users where id = $1', [id]);
      }
      export async function inside(connection: PoolClient, ids: number[]) {
        for (const id of ids) await connection.query('select * from users where id = $1', [id]);
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 3, column: 31 },
      { messageId: 'held', line: 6, column: 31 },
    ],
  },
  {
    name: 'class that extends the client',
    code: `
      import { PrismaClient } from '@prisma/client';
      class Database extends PrismaClient {
        async names(ids: number[]) {
          for (const id of ids) await this.user.findFirst({ where: { id } });
        }
      }
      const database = new Database();
      export async function run(ids: number[]) {
        for (const id of ids) await database.user.findFirst({ where: { id } });
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 4, column: 33 },
      { messageId: 'sequential', line: 9, column: 31 },
    ],
  },
  {
    name: 'transaction',
    code: `
      import { PrismaClient } from '@prisma/client';
      const database = new PrismaClient();
      export async function run(ids: number[]) {
        await database.$transaction(async (handle) => {
          for (const id of ids) await handle.user.delete({ where: { id } });
        });
      }
    `,
    inLoop: [{ messageId: 'held', line: 5, column: 33 }],
  },
  {
    name: 'connection of a pool',
    code: `
      import { Pool } from 'pg';
      const connections = new Pool();
      export async function run(ids: number[]) {
        const connection = await connections.connect();
        for (const id of ids) await connection.query('delete from users where id = $1', [id]);
        connection.release();
      }
    `,
    inLoop: [{ messageId: 'held', line: 5, column: 31 }],
  },
  {
    name: 'function of the same file',
    code: `
      import { pool } from './database.js';
      async function load(id: number) {
        return pool.query('select * from users where id = $1', [id]);
      }
      export async function run(ids: number[]) {
        for (const id of ids) await load(id);
        return Promise.all(ids.map(load));
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 31 }],
    fanOut: [{ messageId: 'fanOut', line: 7, column: 30 }],
  },
  {
    name: 'method of the same file',
    code: `
      import { pool } from './database.js';
      export class Users {
        async find(id: number) {
          return pool.query('select * from users where id = $1', [id]);
        }
        async findAll(ids: number[]) {
          return Promise.all(ids.map((id) => this.find(id)));
        }
      }
    `,
    fanOut: [{ messageId: 'fanOut', line: 7, column: 40 }],
  },
  {
    name: 'own iteration of the same file',
    code: `
      import { pool } from './database.js';
      async function inTurn(list: number[], work: (id: number) => Promise<unknown>) {
        for (const element of list) await work(element);
      }
      export async function run(ids: number[]) {
        await inTurn(ids, async (id) => {
          await pool.query('select * from users where id = $1', [id]);
        });
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 7, column: 11 }],
  },
  {
    name: 'limiter',
    code: `
      import pLimit from 'p-limit';
      import { pool } from './database.js';
      const limit = pLimit(3);
      export async function run(ids: number[]) {
        return Promise.all(
          ids.map((id) => limit(() => pool.query('select * from users where id = $1', [id]))),
        );
      }
    `,
    fanOut: [{ messageId: 'limitedFanOut', line: 6, column: 33 }],
  },
  {
    name: 'function that settings name as a query',
    settings: { clients: [{ module: '~/warehouse', name: 'ask' }] },
    code: `
      import { ask } from '~/warehouse';
      export async function run(ids: number[]) {
        for (const id of ids) await ask('select * from users where id = ?', id);
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 3, column: 31 }],
  },
  {
    name: 'loops and callbacks',
    code: `
      import { pool } from './database.js';
      export async function run(ids, byName) {
        for (const name in byName) await pool.query('select * from users where name = $1', [name]);
        for (let i = 0; i < ids.length; i++)
          await pool.query('select * from users where id = $1', [ids[i]]);
        ids.forEach(async (id) => {
          await pool.query('select * from users where id = $1', [id]);
        });
        await ids.reduce(async (before, id) => {
          await before;
          await pool.query('select * from users where id = $1', [id]);
        }, Promise.resolve());
        for await (const row of byName)
          await pool.query('select * from users where id = $1', [row.id]);
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 3, column: 36 },
      { messageId: 'sequential', line: 5, column: 11 },
      { messageId: 'sequential', line: 11, column: 11 },
      { messageId: 'sequential', line: 14, column: 11 },
    ],
    fanOut: [{ messageId: 'abandoned', line: 7, column: 11 }],
  },
  {
    name: 'findUnique calls that start at once are merged',
    code: `
      import { prisma } from './database.js';
      export async function run(ids: number[]) {
        return Promise.all(ids.map((id) => prisma.user.findUnique({ where: { id } })));
      }
    `,
  },
  {
    name: 'literal list',
    code: `
      import { pool } from './database.js';
      const tables = ['users', 'orders'];
      export async function run() {
        for (const table of tables) await pool.query(\`select count(*) from \${table}\`);
      }
    `,
  },
  {
    name: 'members of an imported enum',
    code: `
      import { pool } from './database.js';
      import { Status } from './status.js';
      export async function run() {
        for (const status of Object.values(Status)) await pool.query('select $1', [status]);
      }
    `,
  },
  {
    name: 'pages',
    code: `
      import { prisma } from './database.js';
      export async function run() {
        for (let page = 0; ; page++) {
          const rows = await prisma.user.findMany({ skip: page * 100, take: 100 });
          if (rows.length === 0) break;
        }
      }
    `,
  },
  {
    name: 'chunks',
    code: `
      import { prisma } from './database.js';
      import { chunk } from './lists.js';
      export async function run(ids: number[]) {
        for (const group of chunk(ids, 100)) await prisma.user.findMany({ where: { id: { in: group } } });
      }
    `,
  },
  {
    name: 'builder that is never awaited',
    code: `
      import { db } from './database.js';
      import { users } from './schema.js';
      export function run(ids: number[]) {
        for (const id of ids) db.select().from(users).where(id);
      }
    `,
  },
  {
    name: 'sub-query',
    code: `
      import { db } from './database.js';
      import { exists } from 'drizzle-orm';
      import { users } from './schema.js';
      export function run(ids: number[]) {
        return ids.map((id) => exists(db.select().from(users).where(id)));
      }
    `,
  },
  {
    name: 'statements of one transaction',
    code: `
      import { prisma } from './database.js';
      export async function run(ids: number[]) {
        await prisma.$transaction(ids.map((id) => prisma.user.delete({ where: { id } })));
      }
    `,
    inLoop: [{ messageId: 'collected', line: 3, column: 45 }],
  },
  {
    name: 'usual name, unusual arguments',
    code: `
      import { db, pool, client } from './database.js';
      export async function run(ids: number[]) {
        for (const id of ids) {
          await db.findMany(id);
          await pool.query(id);
          await client.query({ id });
        }
      }
    `,
  },
  {
    name: 'usual method, unusual name',
    code: `
      import { api, cache, apollo } from './services.js';
      export async function run(ids: number[]) {
        for (const id of ids) {
          await api.user.findFirst({ where: { id } });
          await cache.delete({ id });
          await apollo.query({ query: 'select', variables: { id } });
        }
      }
    `,
  },
  {
    name: 'handle of another package',
    code: `
      import { db } from 'some-other-database';
      export async function run(db2: Map<string, number>, names: string[]) {
        for (const name of names) db2.delete(name);
      }
    `,
  },
  {
    name: 'class of the file with the usual names',
    code: `
      class Repository {
        query(text: string) {
          return text;
        }
      }
      const pool = new Repository();
      export async function run(ids: number[]) {
        for (const id of ids) pool.query(\`select \${id}\`);
      }
    `,
  },
  {
    name: 'object of the file with the usual name',
    code: `
      const prisma = { user: { findFirst: async (filter: object) => filter } };
      export async function run(ids: number[]) {
        for (const id of ids) await prisma.user.findFirst({ where: { id } });
      }
    `,
  },
  {
    name: 'imported function of which nothing is known',
    code: `
      import { loadUser } from './users.js';
      export async function run(ids: number[]) {
        for (const id of ids) await loadUser(id);
        return Promise.all(ids.map(loadUser));
      }
    `,
  },
  {
    name: 'any everywhere',
    code: `
      export async function run(anything: any, ids: any, work: any) {
        for (const id of ids) {
          await anything.user.findFirst({ where: { id } });
          await anything(id);
          await work[id]();
        }
        return Promise.all(ids.map(work));
      }
    `,
  },
  {
    name: 'one query',
    code: `
      import { prisma } from './database.js';
      export async function run(ids: number[]) {
        const rows = await prisma.user.findMany({ where: { id: { in: ids } } });
        return ids.map((id) => rows.find((row) => row.id === id));
      }
    `,
  },
  {
    name: 'function of a file that a relative import names',
    code: `
      import { loadEmail, loadUser } from './src/users.js';
      export async function run(ids: number[]) {
        for (const id of ids) await loadUser(id);
        return Promise.all(ids.map(loadEmail));
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 3, column: 31 }],
    fanOut: [{ messageId: 'fanOut', line: 4, column: 30 }],
  },
  {
    name: 'list of a file that a relative import names',
    code: `
      import { tables } from './src/tables.js';
      import { pool } from './src/pool.js';
      export async function run() {
        for (const table of tables) await pool.query(\`analyze \${table}\`);
      }
    `,
  },
  {
    name: 'row of no known type',
    code: `
      import { PrismaClient } from '@prisma/client';
      import type { User } from './not-there.js';
      const database = new PrismaClient();
      export async function run(users: User[], byTeam: Map<number, User[]>) {
        for (const user of users) await database.user.create({ data: user });
        for (const [, members] of byTeam) await database.user.createMany({ data: members });
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 35 }],
  },
  {
    name: 'what a method answers with by its declaration',
    code: `
      import type { PrismaClient } from '@prisma/client';

      class Connections {
        of(context: unknown): PrismaClient;
        of(context: unknown, name?: string): PrismaClient {
          if (name === undefined) {
            return this.of(context, 'main');
          }
          throw new Error(name);
        }
        open(): Promise<PrismaClient> {
          throw new Error('closed');
        }
      }
      export class Users {
        constructor(private readonly connections: Connections) {}
        async run(context: unknown, ids: number[]) {
          for (const id of ids) await this.connections.of(context).user.delete({ where: { id } });
          const opened = await this.connections.open();
          for (const id of ids) await opened.user.delete({ where: { id } });
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 18, column: 33 },
      { messageId: 'sequential', line: 20, column: 33 },
    ],
  },
  {
    name: 'what a container is asked for by its type',
    code: `
      import type { PrismaClient } from '@prisma/client';
      import { container } from 'somewhere';

      export async function run(ids: number[]) {
        const database = container.resolve<PrismaClient>('database');
        for (const id of ids) await database.user.delete({ where: { id } });
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 6, column: 31 }],
  },
  {
    name: 'lists through functions of a library',
    code: `
      import { PrismaClient } from '@prisma/client';
      import _ from 'lodash';
      const prisma = new PrismaClient();
      export async function run(ids: number[]) {
        for (const id of _.filter(ids, Boolean)) await prisma.user.findFirst({ where: { id } });
        for (const id of _.compact([1, ids[0]])) await prisma.user.findFirst({ where: { id } });
      }
    `,
    inLoop: [{ messageId: 'sequential', line: 5, column: 50 }],
  },
  {
    name: 'client that a method answers with by the type of a factory',
    code: `
      import { Pool } from 'pg';

      const connect = () => new Pool();
      type Connection = ReturnType<typeof connect>;
      class Clients {
        static get(): Clients {
          return new Clients();
        }
        one(): Connection {
          throw new Error('none');
        }
      }
      const current = () => Clients.get().one();
      const other = (): Connection => connect();
      export async function run(ids: number[]) {
        for (const id of ids) {
          await current().query('select $1', [id]);
          await other().query('select $1', [id]);
        }
      }
    `,
    inLoop: [
      { messageId: 'sequential', line: 17, column: 11 },
      { messageId: 'sequential', line: 18, column: 11 },
    ],
  },
];
