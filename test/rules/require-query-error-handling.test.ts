import { describePools, type PoolCase } from './pool-case.ts';

/** A package that is not installed here: with types its import has none. */
const untyped = '// @ts-expect-error -- not installed';

const pool = `
      import { Pool } from 'pg';
      const pool = new Pool();
`;

const next: readonly PoolCase[] = [
  {
    name: 'a route handler',
    file: 'app/users/route.ts',
    code: `${pool}
      export async function GET() {
        const { rows } = await pool.query('select 1');
        return Response.json(rows);
      }
      export const POST = async () => {
        await save();
        await pool.query('select 2');
        return new Response();
      };
      async function save() {
        await pool.query('update users set seen = now()');
      }
      export async function helper() {
        await pool.query('select 1');
      }
    `,
    reports: ['5:26 request', '9:9 request'],
    message:
      'Nothing in `GET` handles an error of `pool.query`. When the database cannot be reached, or no connection is free in time, Next.js answers with 500 and an empty body. Catch the error and answer with 503 and a `Retry-After`, here or in a function around all handlers.',
  },
  {
    name: 'handlers that are exported by another name',
    file: 'app/orders/route.ts',
    code: `${pool}
      async function handler() {
        await pool.query('select 1');
        return new Response();
      }
      export { handler as GET, handler as PUT };
    `,
    reports: ['5:9 request'],
  },
  {
    name: 'what catches, here or in what is called',
    file: 'app/caught/route.ts',
    code: `${pool}
      async function load() {
        try {
          return await pool.query('select 1');
        } catch {
          return undefined;
        }
      }
      export async function GET() {
        await load();
        await pool.query('select 1').catch(() => undefined);
        await pool.query('select 1').then(() => 1, () => 2);
        const results = await Promise.allSettled([pool.query('select 1')]);
        try {
          await Promise.all([1, 2].map(async (id) => pool.query('select 1', [id])));
          await pool.query('select 1');
          return Response.json(results);
        } catch (error) {
          console.error(error);
          return new Response(null, { status: 503 });
        }
      }
    `,
  },
  {
    name: 'a catch that only throws on, a try without one, and a promise that leaves the try',
    file: 'app/thrown/route.ts',
    code: `${pool}
      export async function GET() {
        try {
          await pool.query('select 1');
        } catch (error) {
          console.error(error);
          throw error;
        }
        return new Response();
      }
      export async function POST() {
        try {
          await pool.query('select 1');
        } finally {
          console.log('done');
        }
        return new Response();
      }
      async function load() {
        try {
          return pool.query('select 1');
        } catch {
          return undefined;
        }
      }
      export async function PUT() {
        await load();
        return new Response();
      }
      export async function PATCH() {
        try {
          await pool.query('select 1');
        } catch (error) {
          if (error instanceof TypeError) return new Response();
          throw error;
        }
        return new Response();
      }
    `,
    reports: ['6:11 request', '15:11 request', '29:9 request'],
  },
  {
    name: 'handlers in a function that takes them, and queries in one',
    file: 'app/wrapped/route.ts',
    code: `${pool}
      const handled = (handler: () => Promise<Response>) => async () => {
        try {
          return await handler();
        } catch {
          return new Response(null, { status: 503 });
        }
      };
      async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
        try {
          return await work();
        } catch {
          return undefined;
        }
      }
      async function timed<T>(work: () => Promise<T>): Promise<T> {
        return work();
      }
      ${untyped}
      import { to } from 'await-to-js';
      export const GET = handled(async () => {
        await pool.query('select 1');
        return new Response();
      });
      export async function POST() {
        await attempt(() => pool.query('select 1'));
        await to(pool.query('select 1'));
        return new Response();
      }
      export async function PUT() {
        await timed(() => pool.query('select 1'));
        return new Response();
      }
    `,
    reports: ['33:21 request'],
  },
  {
    name: 'an API route',
    file: 'pages/api/users.ts',
    code: `${pool}
      export default async function handler(_request: unknown, response: { json(value: unknown): void }) {
        response.json(await pool.query('select 1'));
      }
    `,
    reports: ['5:23 request'],
  },
  {
    name: 'an API route in a wrapper',
    file: 'pages/api/orders.ts',
    code: `${pool}
      ${untyped}
      import { withHandler } from 'handlers';
      async function handler() {
        await pool.query('select 1');
      }
      export default withHandler(handler);
    `,
  },
  {
    name: 'server actions',
    file: 'app/actions.ts',
    code: `
      'use server';
      import { Pool } from 'pg';
      const pool = new Pool();
      export async function save() {
        await pool.query('select 1');
      }
      async function load() {
        await pool.query('select 1');
      }
      export async function find() {
        return load().catch(() => undefined);
      }
    `,
    reports: ['5:9 request'],
  },
  {
    name: 'an action inside a component',
    file: 'app/page.tsx',
    code: `${pool}
      export default function Page() {
        async function save() {
          'use server';
          await pool.query('select 1');
        }
        return save;
      }
    `,
    reports: ['7:11 request'],
  },
  {
    name: 'code that is no entry point',
    file: 'lib/users.ts',
    code: `${pool}
      export async function GET() {
        await pool.query('select 1');
      }
    `,
  },
  {
    name: 'entry points that are allowed',
    file: 'app/allowed/route.ts',
    options: { allow: ['route'] },
    code: `${pool}
      export async function GET() {
        await pool.query('select 1');
      }
    `,
  },
];

const express4: readonly PoolCase[] = [
  {
    name: 'handlers of an application and of a router',
    code: `${pool}
      ${untyped}
      import express, { Router } from 'express';
      const app = express();
      const router = Router();
      app.get('/users', async (request: never, response: any) => {
        response.json(await pool.query('select 1'));
      });
      router.use(check);
      async function check(_request: never, _response: never, next: (error?: unknown) => void) {
        await pool.query('select 1');
        next();
      }
    `,
    reports: ['9:23 request', '13:9 request'],
    suggestions: [
      `${pool}
      ${untyped}
      import express, { Router } from 'express';
      const app = express();
      const router = Router();
      app.get('/users', async (request: never, response: any, next) => {
        try {
          response.json(await pool.query('select 1'));
        } catch (error) {
          next(error);
        }
      });
      router.use(check);
      async function check(_request: never, _response: never, next: (error?: unknown) => void) {
        await pool.query('select 1');
        next();
      }
    `,
    ],
    message:
      'Nothing in `app.get` handles an error of `pool.query`. When the database cannot be reached, or no connection is free in time, Express 4 does not wait for the promise: the request is never answered, and the rejection ends the process. Catch the error and give it to `next`, here or in a function around all handlers.',
  },
  {
    name: 'handlers that forward errors',
    code: `${pool}
      ${untyped}
      import express from 'express';
      ${untyped}
      import asyncHandler from 'express-async-handler';
      const app = express();
      app.get('/users', asyncHandler(async (request: never, response: any) => {
        response.json(await pool.query('select 1'));
      }));
      app.get('/orders', async (request: never, response: any, next: (error: unknown) => void) => {
        try {
          response.json(await pool.query('select 1'));
        } catch (error) {
          next(error);
        }
      });
      app.get('/all', (request: never, response: any, next: (error: unknown) => void) => {
        pool.query('select 1').then((result) => response.json(result)).catch(next);
      });
    `,
  },
  {
    name: 'methods of other objects by such names',
    code: `${pool}
      const cache = { get: async (_key: string, load: () => Promise<unknown>) => load() };
      export const all = () => cache.get('all', async () => pool.query('select 1'));
    `,
  },
  {
    name: 'a server of Node, timers and emitters',
    code: `
      import { EventEmitter } from 'node:events';
      import { createServer } from 'node:http';
      import { Pool } from 'pg';
      const pool = new Pool();
      const emitter = new EventEmitter();
      createServer(async (_request, response) => {
        await pool.query('select 1');
        response.end();
      });
      setInterval(async () => {
        await pool.query('select 1');
      }, 1000);
      emitter.on('order', async () => pool.query('select 1'));
      const refresh = async () => {
        await pool.query('select 1');
      };
      setTimeout(refresh, 1000);
      setInterval(async () => {
        try {
          await pool.query('select 1');
        } catch (error) {
          console.error(error);
        }
      }, 1000);
      setInterval(() => {
        refresh().catch(console.error);
      }, 1000);
    `,
    reports: ['7:9 request', '11:9 background', '13:33 background', '15:9 background'],
  },
  {
    name: 'jobs of packages',
    code: `${pool}
      ${untyped}
      import { connect } from 'amqplib';
      ${untyped}
      import { Worker } from 'bullmq';
      ${untyped}
      import { CronJob } from 'cron';
      const connection = await connect('amqp://localhost');
      const channel = await connection.createChannel();
      channel.consume('orders', async () => {
        await pool.query('select 1');
      });
      new CronJob('* * * * *', async () => {
        await pool.query('select 1');
      });
      new Worker('orders', async () => {
        await pool.query('select 1');
      });
    `,
    reports: ['13:9 background', '16:9 background'],
  },
];

describePools('require-query-error-handling', 'next-app', next);
describePools('require-query-error-handling', 'express-4', express4);
describePools('require-query-error-handling', 'express-5', [
  {
    name: 'a handler whose promise is waited for',
    code: `${pool}
      ${untyped}
      import express from 'express';
      const app = express();
      app.get('/users', async (request: never, response: any) => {
        response.json(await pool.query('select 1'));
      });
    `,
  },
]);
describePools('require-query-error-handling', 'express-4', [
  {
    name: 'timers where the process handles rejections',
    code: `${pool}
      process.on('unhandledRejection', console.error);
      setInterval(async () => {
        await pool.query('select 1');
      }, 1000);
    `,
  },
]);

/** A timer that queries, in the folder of the types of a client's version. */
const timer = (name: string, folder: string, prelude: string, query: string): PoolCase => ({
  name: `${name} (${folder})`,
  folder,
  code: `
    ${prelude}
    setInterval(async () => {
      await ${query};
    }, 1000);
    setInterval(async () => {
      try {
        await ${query};
      } catch (error) {
        console.error(error);
      }
    }, 1000);
  `,
  reports: ['3:9 background'],
});

describePools('require-query-error-handling', 'shop', [
  timer('Prisma', 'shop', "import { prisma } from './src/prisma.js';", 'prisma.user.count()'),
  timer(
    'Prisma',
    'prisma-6',
    "import { PrismaClient } from './generated/prisma/client.js'; const prisma = new PrismaClient();",
    'prisma.user.count()',
  ),
  timer(
    'Drizzle',
    'drizzle-1',
    "import { drizzle } from 'drizzle-orm/node-postgres'; const db = drizzle('postgres://localhost/shop');",
    "db.execute('select 1')",
  ),
  timer(
    'Sequelize',
    'sequelize-7',
    "import { Sequelize } from '@sequelize/core'; declare const sequelize: Sequelize;",
    "sequelize.query('select 1')",
  ),
  timer('pg', 'pg', "import { Pool } from 'pg'; const pool = new Pool();", "pool.query('select 1')"),
  timer(
    'Vercel Postgres',
    'drivers',
    "import { createPool } from '@vercel/postgres'; const pool = createPool();",
    "pool.query('select 1')",
  ),
  timer('Drizzle', 'shop', "import { db, users } from './src/drizzle.js';", 'db.select().from(users)'),
  {
    ...timer(
      'a transaction of Prisma',
      'shop',
      "import { prisma } from './src/prisma.js';",
      'prisma.$transaction(async (tx) => tx.user.count())',
    ),
    reports: ['3:43 background'],
  },
  ...['typeorm-1', 'typeorm-0'].map((folder) =>
    timer(
      'TypeORM',
      folder,
      "import { DataSource } from 'typeorm'; declare const source: DataSource;",
      "source.query('select 1')",
    ),
  ),
  timer('Knex', 'knex', "import { knex } from 'knex'; const db = knex({});", "db('users').count()"),
  timer('Postgres.js', 'drivers', "import postgres from 'postgres'; const sql = postgres();", 'sql`select 1`'),
  timer(
    'mysql2',
    'drivers',
    "import { createPool } from 'mysql2/promise'; const pool = createPool({});",
    "pool.query('select 1')",
  ),
  timer(
    'mariadb',
    'drivers',
    "import { createPool } from 'mariadb'; const pool = createPool({});",
    "pool.query('select 1')",
  ),
  ...['sequelize-6', 'sequelize-5'].map((folder) =>
    timer(
      'Sequelize',
      folder,
      "import { Sequelize } from 'sequelize'; declare const sequelize: Sequelize;",
      "sequelize.query('select 1')",
    ),
  ),
  ...['mongoose-9', 'mongoose-8', 'mongoose-7', 'mongoose-6'].map((folder) =>
    timer(
      'Mongoose',
      folder,
      "import { model, Schema } from 'mongoose'; const User = model('User', new Schema({ name: String }));",
      "User.findOne({ name: 'Ada' })",
    ),
  ),
  timer(
    'MongoDB',
    'mongodb',
    "import { MongoClient } from 'mongodb'; const client = new MongoClient('mongodb://localhost');",
    "client.db().collection('users').findOne({ name: 'Ada' })",
  ),
  ...['mikro-orm-7', 'mikro-orm-6', 'mikro-orm-5'].map((folder) =>
    timer(
      'MikroORM',
      folder,
      "import type { EntityManager } from '@mikro-orm/core'; declare const em: EntityManager; class User { id = 1; }",
      'em.findOne(User, { id: 1 })',
    ),
  ),
  timer(
    'Kysely',
    'kysely',
    "import type { Kysely } from 'kysely'; declare const db: Kysely<{ users: { id: number } }>;",
    "db.selectFrom('users').selectAll().execute()",
  ),
  timer(
    'Objection',
    'knex',
    "import { Model } from 'objection'; class User extends Model { static override tableName = 'users'; }",
    'User.query().findById(1)',
  ),
  timer(
    'Slonik',
    'drivers',
    "import { sql, type DatabasePool } from 'slonik'; declare const pool: DatabasePool;",
    'pool.any(sql.unsafe`select 1`)',
  ),
  timer(
    'Neon',
    'drivers',
    "import { Pool } from '@neondatabase/serverless'; const pool = new Pool();",
    "pool.query('select 1')",
  ),
  {
    name: 'clients that answer with an error, or that run in the process',
    folder: 'drivers',
    code: `
      import Database from 'better-sqlite3';
      import { createClient } from '@supabase/supabase-js';
      const database = new Database('shop.db');
      const supabase = createClient('https://example.com', 'key');
      setInterval(async () => {
        database.prepare('select 1').get();
        await supabase.from('users').select();
      }, 1000);
    `,
  },
]);
