import type { PoolCase } from '../../pool-case.ts';

/** Files of a project that depends on Next.js. */
export const nextCases: readonly PoolCase[] = [
  {
    name: 'a client of the module',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({ host: 'db' });
    `,
    reports: ['2:21 reload'],
    message:
      'The development server of Next.js loads this file again after a change, and \`new Pool()\` then opens up to 10 connections beside the old ones. Keep it on \`globalThis\`.',
    suggestions: [
      `
      import { Pool } from 'pg';
      import { singleton } from 'poolwise/runtime';
      export const pool = singleton('case-1:pool', () => new Pool({ host: 'db' }));
      `,
      `
      import { Pool } from 'pg';
      const createPool = () => new Pool({ host: 'db' });
      const globalForPool = globalThis as unknown as { pool?: ReturnType<typeof createPool> };
      export const pool = (globalForPool.pool ??= createPool());
      `,
    ],
  },
  {
    name: 'a connection that a reload would open again',
    code: `
      import { Client } from 'pg';
      const client = new Client({ host: 'db' });
      await client.connect();
      export const query = (text: string) => client.query(text);
    `,
    reports: ['2:16 reload'],
    suggestions: [],
  },
  {
    name: 'a connection that is opened where it is not yet',
    code: `
      import { Client } from 'pg';
      declare const isOpen: boolean;
      const client = new Client({ host: 'db' });
      if (!isOpen) await client.connect();
      export const query = (text: string) => client.query(text);
    `,
    reports: ['3:16 reload'],
    suggestions: [
      `
      import { Client } from 'pg';
      import { singleton } from 'poolwise/runtime';
      declare const isOpen: boolean;
      const client = singleton('case-3:client', () => new Client({ host: 'db' }));
      if (!isOpen) await client.connect();
      export const query = (text: string) => client.query(text);
      `,
      `
      import { Client } from 'pg';
      declare const isOpen: boolean;
      const createClient = () => new Client({ host: 'db' });
      const globalForClient = globalThis as unknown as { client?: ReturnType<typeof createClient> };
      const client = (globalForClient.client ??= createClient());
      if (!isOpen) await client.connect();
      export const query = (text: string) => client.query(text);
      `,
    ],
  },
  {
    name: 'Prisma over HTTP',
    code: `
      // @ts-expect-error It is not installed.
      import { PrismaPlanetScale } from '@prisma/adapter-planetscale';
      import { PrismaClient } from '../shop/generated/prisma/client.js';
      export const prisma = new PrismaClient({ adapter: new PrismaPlanetScale({}) });
    `,
    reports: [],
  },
  {
    name: 'Prisma on a pool',
    code: `
      import { PrismaPg } from '@prisma/adapter-pg';
      import { PrismaClient } from '../shop/generated/prisma/client.js';
      export const prisma = new PrismaClient({ adapter: new PrismaPg({ host: 'db' }) });
    `,
    reports: ['3:23 reload'],
  },
  {
    name: 'kept over reloads',
    code: `
      import { Pool } from 'pg';
      declare function remember<Value>(key: string, make: () => Value): Value;
      const globalForPool = globalThis as unknown as { pool?: Pool };
      export const pool = globalForPool.pool ?? new Pool({ host: 'db' });
      if (process.env['NODE_ENV'] !== 'production') globalForPool.pool = pool;
      export const other = (globalForPool.pool ??= new Pool({ host: 'db' }));
      export const third = remember('pool', () => new Pool({ host: 'db' }));
      const createPool = () => new Pool({ host: 'db' });
      export const fourth = globalForPool.pool ?? createPool();
    `,
  },
  {
    name: 'a worker beside the application, a script',
    file: 'src/worker.ts',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({ host: 'db' });
    `,
  },
  {
    name: 'built for each request, and ended',
    file: 'app/api/users/route.ts',
    code: `
      import { Pool } from 'pg';

      export async function GET() {
        const pool = new Pool({
          host: 'db',
        });
        const { rows } = await pool.query('select * from users');
        await pool.end();
        return Response.json(rows);
      }
    `,
    reports: ['4:16 request'],
    suggestions: [
      `
      import { Pool } from 'pg';
      import { singleton } from 'poolwise/runtime';

      const pool = singleton('app/api/users/route:pool', () => new Pool({
        host: 'db',
      }).on('error', (error) => console.error(error)));

      export async function GET() {
        const { rows } = await pool.query('select * from users');
        return Response.json(rows);
      }
      `,
    ],
    descriptions: [
      'Build `pool` once, at the top of the module, by `singleton` of `poolwise/runtime`. Then it stays open.',
    ],
  },
  {
    name: 'built for each request, with what is built of it',
    file: 'app/api/orders/route.ts',
    code: `
      import { drizzle } from 'drizzle-orm/node-postgres';
      import { Pool } from 'pg';

      export async function GET() {
        const connectionString = process.env['DATABASE_URL'];
        const pool = new Pool({ connectionString });
        const db = drizzle({ client: pool });
        return Response.json(await db.execute('select * from orders'));
      }
    `,
    reports: ['6:16 request'],
    suggestions: [
      `
      import { drizzle } from 'drizzle-orm/node-postgres';
      import { Pool } from 'pg';
      import { singleton } from 'poolwise/runtime';

      const connectionString = process.env['DATABASE_URL'];
      const pool = singleton('app/api/orders/route:pool', () => new Pool({ connectionString }));
      const db = singleton('app/api/orders/route:db', () => drizzle({ client: pool }));

      export async function GET() {
        return Response.json(await db.execute('select * from orders'));
      }
      `,
    ],
    descriptions: [
      'Build `pool` and `db` once, at the top of the module, by `singleton` of `poolwise/runtime`. Then `process.env` is read when the module is loaded.',
    ],
  },
  {
    name: 'built for each request where it is used',
    file: 'app/page.tsx',
    code: `
      import { Pool } from 'pg';
      export default async function Page() {
        const { rows } = await new Pool({ host: 'db' }).query('select * from users');
        return rows.length;
      }
    `,
    reports: ['3:26 request'],
    suggestions: [
      `
      import { Pool } from 'pg';
      import { singleton } from 'poolwise/runtime';
      const pool = singleton('app/page:pool', () => new Pool({ host: 'db' }).on('error', (error) => console.error(error)));
      export default async function Page() {
        const { rows } = await pool.query('select * from users');
        return rows.length;
      }
      `,
    ],
  },
  {
    name: 'built for each request although the module keeps the same',
    file: 'app/api/orders/[id]/route.ts',
    code: `
      import { Pool } from 'pg';
      import { singleton } from 'poolwise/runtime';
      const pool = singleton('pool', () => new Pool({ host: 'db' }));
      export async function GET() {
        return Response.json((await pool.query('select * from orders')).rows);
      }
      export async function POST() {
        const pool = new Pool({ host: 'db' });
        return Response.json((await pool.query('insert into orders default values')).rows);
      }
    `,
    reports: ['8:16 request'],
    suggestions: [
      `
      import { Pool } from 'pg';
      import { singleton } from 'poolwise/runtime';
      const pool = singleton('pool', () => new Pool({ host: 'db' }));
      export async function GET() {
        return Response.json((await pool.query('select * from orders')).rows);
      }
      export async function POST() {
        return Response.json((await pool.query('insert into orders default values')).rows);
      }
      `,
    ],
    descriptions: ['Use the `pool` that the module builds.'],
  },
  {
    name: 'built for each request, with a listener that each reload would add again',
    file: 'app/api/visits/route.ts',
    code: `
      import { Pool } from 'pg';
      export async function GET() {
        const pool = new Pool({ host: 'db' });
        pool.on('error', console.error);
        return Response.json((await pool.query('select * from visits')).rows);
      }
    `,
    reports: ['3:16 request'],
    suggestions: [],
  },
  {
    name: 'built for each call beside the application',
    file: 'src/jobs/users.ts',
    code: `
      import { Pool } from 'pg';
      export async function listUsers() {
        const pool = new Pool({ host: 'db' });
        return (await pool.query('select * from users')).rows;
      }
    `,
    reports: ['3:16 call'],
    suggestions: [
      `
      import { Pool } from 'pg';
      const pool = new Pool({ host: 'db' });
      export async function listUsers() {
        return (await pool.query('select * from users')).rows;
      }
      `,
    ],
    descriptions: ['Build `pool` once, at the top of the module.'],
  },
];
