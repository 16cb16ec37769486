import type { PoolCase } from '../../pool-case.ts';

export const requestCases: readonly PoolCase[] = [
  {
    name: 'a route of Next.js',
    file: 'app/api/users/route.ts',
    code: `
      import { Pool } from 'pg';
      export async function GET() {
        const pool = new Pool({ host: 'db', max: 5 });
        const { rows } = await pool.query('select * from users');
        return Response.json(rows);
      }
    `,
    reports: ['3:16 request'],
    suggestions: [
      `
      import { Pool } from 'pg';
      const pool = new Pool({ host: 'db', max: 5 });
      export async function GET() {
        const { rows } = await pool.query('select * from users');
        return Response.json(rows);
      }
      `,
    ],
    message:
      '\`new Pool()\` is built for each request, and each one opens up to 5 connections of its own. Build one for all requests, outside of the function.',
  },
  {
    name: 'a handler of pages/api, and one of Express',
    file: 'pages/api/users.ts',
    code: `
      import { Client } from 'pg';
      interface Res { json(value: unknown): void }
      export default async function handler(_req: unknown, res: Res) {
        const client = new Client({ host: 'db' });
        await client.connect();
        res.json((await client.query('select 1')).rows);
        await client.end();
      }
    `,
    reports: ['4:18 request'],
    suggestions: [],
    message:
      '\`new Client()\` is built for each request, and each one opens a connection of its own. Build one pool of several connections for all requests, outside of the function.',
  },
  {
    name: 'a route of Express',
    code: `
      const express = require('express');
      const { Pool } = require('pg');
      const app = express();
      app.get('/users', async (request, reply) => {
        const pool = new Pool();
        reply.json((await pool.query('select 1')).rows);
      });
      app.listen(3000);
    `,
    reports: ['5:16 request'],
    suggestions: [
      `
      const express = require('express');
      const { Pool } = require('pg');
      const app = express();
      const pool = new Pool();
      app.get('/users', async (request, reply) => {
        reply.json((await pool.query('select 1')).rows);
      });
      app.listen(3000);
      `,
    ],
  },
  {
    name: 'a controller of Nest',
    code: `
      import { Pool } from 'pg';
      declare function Get(path: string): MethodDecorator;
      export class UsersController {
        @Get('users')
        async all() {
          const pool = new Pool({ host: 'db' });
          return (await pool.query('select 1')).rows;
        }
      }
    `,
    reports: ['6:18 request'],
    suggestions: [
      `
      import { Pool } from 'pg';
      const pool = new Pool({ host: 'db' });
      declare function Get(path: string): MethodDecorator;
      export class UsersController {
        @Get('users')
        async all() {
          return (await pool.query('select 1')).rows;
        }
      }
      `,
    ],
  },
  {
    name: 'a server action',
    file: 'app/actions.ts',
    code: `
      'use server';
      import { Pool } from 'pg';
      export async function rename(name: string) {
        const pool = new Pool({ host: 'db' });
        await pool.query('update users set name = $1', [name]);
      }
    `,
    reports: ['4:16 request'],
    suggestions: [
      `
      'use server';
      import { Pool } from 'pg';
      const pool = new Pool({ host: 'db' });
      export async function rename(name: string) {
        await pool.query('update users set name = $1', [name]);
      }
      `,
    ],
  },
  {
    name: 'a method that works on data',
    code: `
      import { Pool } from 'pg';
      export class Users {
        async findById(id: number) {
          const pool = new Pool({ host: 'db' });
          return (await pool.query('select * from users where id = $1', [id])).rows;
        }
      }
    `,
    reports: ['4:18 call'],
    suggestions: [
      `
      import { Pool } from 'pg';
      const pool = new Pool({ host: 'db' });
      export class Users {
        async findById(id: number) {
          return (await pool.query('select * from users where id = $1', [id])).rows;
        }
      }
      `,
    ],
    message:
      '\`new Pool()\` is built at each call of \`findById\`, and each one opens up to 10 connections of its own. Build one for all calls, outside of the function.',
  },
  {
    name: 'a function that works on data',
    code: `
      import { Pool } from 'pg';
      export async function listUsers() {
        const pool = new Pool({ host: 'db' });
        try {
          return (await pool.query('select * from users')).rows;
        } finally {
          await pool.end();
        }
      }
    `,
    reports: ['3:16 call'],
    suggestions: [
      `
      import { Pool } from 'pg';
      const pool = new Pool({ host: 'db' });
      pool.on('error', (error) => {
        console.error(error);
      });
      export async function listUsers() {
        return (await pool.query('select * from users')).rows;
      }
      `,
    ],
  },
  {
    name: 'a helper that a handler calls',
    file: 'app/api/orders/route.ts',
    code: `
      import { Pool } from 'pg';
      async function connectAndCount() {
        const pool = new Pool({ host: 'db' });
        return (await pool.query('select count(*) from orders')).rows;
      }
      const countOrders = async () => {
        const pool = new Pool({ host: 'db' });
        return (await pool.query('select count(*) from orders')).rows;
      };
      export async function GET() {
        return Response.json([await countOrders(), await connectAndCount()]);
      }
    `,
    reports: ['7:16 request'],
    message:
      '`new Pool()` in `countOrders` is built for each request, and each one opens up to 10 connections of its own. Build one for all requests, outside of the function.',
    suggestions: [
      `
      import { Pool } from 'pg';
      const pool = new Pool({ host: 'db' });
      async function connectAndCount() {
        const pool = new Pool({ host: 'db' });
        return (await pool.query('select count(*) from orders')).rows;
      }
      const countOrders = async () => {
        return (await pool.query('select count(*) from orders')).rows;
      };
      export async function GET() {
        return Response.json([await countOrders(), await connectAndCount()]);
      }
      `,
    ],
  },
  {
    name: 'a factory that a handler calls',
    file: 'app/api/factory/route.ts',
    code: `
      import { Pool } from 'pg';
      function createPool() {
        return new Pool({ host: 'db' });
      }
      export async function GET() {
        const pool = createPool();
        return Response.json((await pool.query('select 1')).rows);
      }
    `,
    reports: ['3:10 request'],
    message:
      '`new Pool()` in `createPool` is built for each request, and each one opens up to 10 connections of its own. Build one for all requests, outside of the function.',
    suggestions: [],
  },
  {
    name: 'a loop and a list',
    code: `
      import { Pool } from 'pg';
      export async function importAll(rows: string[]) {
        for (const row of rows) {
          const pool = new Pool({ host: 'db' });
          await pool.query('insert into rows values ($1)', [row]);
        }
        await Promise.all(
          rows.map(async (row) => {
            const pool = new Pool({ host: 'db' });
            await pool.query('insert into rows values ($1)', [row]);
          }),
        );
      }
    `,
    reports: ['4:18 iteration', '9:20 iteration'],
    message:
      '`new Pool()` is built in each iteration, and each one opens up to 10 connections of its own. Build one for all iterations, before the first.',
    suggestions: [
      `
      import { Pool } from 'pg';
      const pool = new Pool({ host: 'db' });
      export async function importAll(rows: string[]) {
        for (const row of rows) {
          await pool.query('insert into rows values ($1)', [row]);
        }
        await Promise.all(
          rows.map(async (row) => {
            const pool = new Pool({ host: 'db' });
            await pool.query('insert into rows values ($1)', [row]);
          }),
        );
      }
      `,
    ],
  },
  {
    name: 'once for the process',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({ host: 'db' });
      export class Database {
        static readonly pool = new Pool({ host: 'db' });
      }
    `,
  },
  {
    name: 'built when it is first needed',
    file: 'app/api/lazy/route.ts',
    code: `
      import { Pool } from 'pg';
      let pool: Pool | undefined;
      const pools = new Map<string, Pool>();
      export async function GET() {
        pool ??= new Pool({ host: 'db' });
        return Response.json((await pool.query('select 1')).rows);
      }
      export async function POST() {
        if (!pool) pool = new Pool({ host: 'db' });
        return Response.json((await pool.query('select 1')).rows);
      }
      export async function PUT() {
        const own = pools.get('main') ?? new Pool({ host: 'db' });
        pools.set('main', own);
        return Response.json((await own.query('select 1')).rows);
      }
      export async function PATCH() {
        const own = new Pool({ host: 'db' });
        pools.set('main', own);
        return Response.json((await own.query('select 1')).rows);
      }
    `,
  },
  {
    name: 'a factory called once',
    code: `
      import { Pool } from 'pg';
      const createPool = () => new Pool({ host: 'db' });
      const pool = createPool();
      export const getUsers = () => pool.query('select 1');
    `,
  },
  {
    name: 'a factory that nothing calls here',
    code: `
      import { Pool } from 'pg';
      export function getPool() {
        return new Pool({ host: 'db' });
      }
      export function getQueries() {
        const pool = new Pool({ host: 'db' });
        return { query: (text: string) => pool.query(text) };
      }
    `,
  },
  {
    name: 'providers of a container',
    code: `
      import { Pool } from 'pg';
      declare function asFunction(make: () => Pool): { singleton(): object };
      export const provider = { provide: 'POOL', useFactory: () => new Pool({ host: 'db' }) };
      export const registration = asFunction(() => new Pool({ host: 'db' })).singleton();
      export class PoolModule {
        static register() {
          const pool = new Pool({ host: 'db' });
          return { providers: [{ provide: 'POOL', useValue: pool }] };
        }
      }
    `,
  },
  {
    name: 'a class that keeps it',
    code: `
      import { Pool } from 'pg';
      export class Database {
        private pool: Pool | undefined;
        readonly own = new Pool({ host: 'db' });
        constructor() {
          this.pool = new Pool({ host: 'db' });
        }
        async open() {
          this.pool = new Pool({ host: 'db' });
        }
      }
    `,
  },
  {
    name: 'a database of its own for each call',
    code: `
      import { Client, Pool, type ClientConfig } from 'pg';
      export async function runQuery(config: ClientConfig, sql: string) {
        const client = new Client({ ...config, connectionTimeoutMillis: 5000 });
        await client.connect();
        return client.query(sql);
      }
      export async function fetchTenants(tenants: { url: string }[]) {
        for (const { url } of tenants) {
          const pool = new Pool({ connectionString: url });
          await pool.query('select 1');
        }
      }
    `,
  },
  {
    name: 'the binding of a worker',
    code: `
      import { Client } from 'pg';
      export default {
        async fetch(request: Request, env: { HYPERDRIVE: { connectionString: string } }) {
          const client = new Client({ connectionString: env.HYPERDRIVE.connectionString });
          await client.connect();
          return Response.json((await client.query('select 1')).rows);
        },
      };
    `,
  },
  {
    name: 'what runs once by its name or its place',
    code: `
      import { Pool } from 'pg';
      export async function migrate() {
        const pool = new Pool({ host: 'db' });
        await pool.query('create table users (id int)');
        await pool.end();
      }
      export async function waitForDatabase() {
        for (let attempt = 0; attempt < 10; attempt += 1) {
          const pool = new Pool({ host: 'db' });
          await pool.query('select 1');
        }
      }
      async function loadSettings() {
        const pool = new Pool({ host: 'db' });
        return (await pool.query('select * from settings')).rows;
      }
      export const settings = await loadSettings();
    `,
  },
  {
    name: 'tests and scripts',
    file: 'scripts/report.ts',
    code: `
      import { Pool } from 'pg';
      export async function listUsers() {
        const pool = new Pool({ host: 'db' });
        return (await pool.query('select 1')).rows;
      }
    `,
  },
  {
    name: 'neon and clients over HTTP, which are built per request',
    folder: 'drivers',
    file: 'app/api/edge/route.ts',
    code: `
      import { neon, Pool } from '@neondatabase/serverless';
      export async function GET() {
        const sql = neon('postgres://db/shop');
        const pool = new Pool({ connectionString: 'postgres://db/shop' });
        return Response.json([await sql\`select 1\`, await pool.query('select 1')]);
      }
    `,
  },
  {
    name: 'postgres.js in a handler',
    folder: 'drivers',
    file: 'app/api/postgres/route.ts',
    code: `
      import postgres from 'postgres';
      export async function GET() {
        const sql = postgres('postgres://db/shop', { max: 1 });
        return Response.json(await sql\`select 1\`);
      }
    `,
    reports: ['3:15 request'],
    suggestions: [],
    message:
      '\`postgres()\` is built for each request, and each one opens a connection of its own. Build one pool of several connections for all requests, outside of the function.',
  },
  {
    name: 'prisma and drizzle in a handler',
    folder: 'shop',
    file: 'app/api/orms/route.ts',
    code: `
      import { PrismaPg } from '@prisma/adapter-pg';
      import { drizzle } from 'drizzle-orm/node-postgres';
      import pg from 'pg';
      import { PrismaClient } from '../../../generated/prisma/client.js';
      export async function GET() {
        const prisma = new PrismaClient({ adapter: new PrismaPg({ host: 'db' }) });
        const db = drizzle(new pg.Pool({ host: 'db' }));
        return Response.json([await prisma.user.count(), await db.execute('select 1')]);
      }
    `,
    reports: ['6:18 request', '7:22 request'],
    suggestions: [
      `
      import { PrismaPg } from '@prisma/adapter-pg';
      import { drizzle } from 'drizzle-orm/node-postgres';
      import pg from 'pg';
      import { PrismaClient } from '../../../generated/prisma/client.js';
      const prisma = new PrismaClient({ adapter: new PrismaPg({ host: 'db' }) });
      export async function GET() {
        const db = drizzle(new pg.Pool({ host: 'db' }));
        return Response.json([await prisma.user.count(), await db.execute('select 1')]);
      }
      `,
    ],
  },
  {
    name: 'prisma over HTTP, and on drivers that are not known, in a handler',
    folder: 'shop',
    file: 'app/api/http/route.ts',
    code: `
      // @ts-expect-error It is not installed.
      import { PrismaPlanetScale } from '@prisma/adapter-planetscale';
      // @ts-expect-error It is not installed.
      import { PrismaNeonHttp } from '@prisma/adapter-neon';
      import { PrismaClient } from '../../../generated/prisma/client.js';
      declare const otherAdapter: PrismaPlanetScale;
      const adapter = new PrismaPlanetScale({ url: process.env['DATABASE_URL'] });
      export async function GET() {
        const users = await new PrismaClient({ adapter }).user.count();
        const more = await new PrismaClient({ adapter: new PrismaNeonHttp('postgres://db/shop', {}) }).user.count();
        const rest = await new PrismaClient({ adapter: otherAdapter }).user.count();
        const last = await new PrismaClient({ accelerateUrl: 'prisma://db' }).user.count();
        return Response.json([users, more, rest, last]);
      }
    `,
  },
  {
    name: 'prisma on drivers that connect, behind constants, functions and other names',
    folder: 'shop',
    file: 'app/api/tcp/route.ts',
    code: `
      import { PrismaPg as Driver } from '@prisma/adapter-pg';
      import { PrismaClient } from '../../../generated/prisma/client.js';
      const createAdapter = () => new Driver({ host: 'db' });
      const options = { adapter: createAdapter() };
      export async function GET() {
        const users = await new PrismaClient(options).user.count();
        const more = await new PrismaClient({ ...options, log: ['query'] }).user.count();
        return Response.json([users, more]);
      }
    `,
    reports: ['6:23 request', '7:22 request'],
  },
  {
    name: 'typeorm in a method',
    folder: 'typeorm-0',
    code: `
      import { DataSource } from 'typeorm';
      export async function getUsers() {
        const source = new DataSource({ type: 'postgres', url: process.env['DATABASE_URL'] });
        await source.initialize();
        return source.query('select 1');
      }
    `,
    reports: ['3:18 call'],
    suggestions: [],
  },
  {
    name: 'mongoose keeps its connection, the driver does not',
    folder: 'mongoose-9',
    file: 'app/api/mongo/route.ts',
    code: `
      import mongoose from 'mongoose';
      export async function GET() {
        await mongoose.connect(process.env['MONGODB_URI']!);
        return Response.json(await mongoose.connection.db?.command({ ping: 1 }));
      }
    `,
  },
  {
    name: 'mongoose, a connection of its own',
    folder: 'mongoose-9',
    file: 'app/api/tenant/route.ts',
    code: `
      import mongoose from 'mongoose';
      export async function GET() {
        const own = mongoose.createConnection(process.env['MONGODB_URI']!);
        return Response.json(await own.collection('users').countDocuments());
      }
    `,
    reports: ['3:15 request'],
    suggestions: [
      `
      import mongoose from 'mongoose';
      const own = mongoose.createConnection(process.env['MONGODB_URI']!);
      export async function GET() {
        return Response.json(await own.collection('users').countDocuments());
      }
      `,
    ],
  },
  {
    name: 'mongodb in a handler',
    folder: 'mongodb',
    file: 'app/api/mongo/route.ts',
    code: `
      import { MongoClient } from 'mongodb';
      export async function GET() {
        const client = await new MongoClient(process.env['MONGODB_URI']!).connect();
        return Response.json(await client.db().collection('users').findOne({}));
      }
    `,
    reports: ['3:24 request'],
    suggestions: [],
  },
];
