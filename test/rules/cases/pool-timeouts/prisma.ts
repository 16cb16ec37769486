import type { PoolCase } from '../../pool-case.ts';

export const prisma: readonly PoolCase[] = [
  {
    name: 'prisma 7 with an adapter',
    code: `
      import { PrismaPg } from '@prisma/adapter-pg';
      import { PrismaClient } from './generated/prisma/client.js';
      const adapter = new PrismaPg({ connectionString: process.env['DATABASE_URL'] });
      export const prisma = new PrismaClient({ adapter });
    `,
    reports: ['3:17 missing'],
    message:
      '`new PrismaPg()` sets no `connectionTimeoutMillis`: when all 10 connections are busy, a query waits for ever, and so does opening a connection while the server does not answer. Set it, in milliseconds.',
    suggestions: [
      `
      import { PrismaPg } from '@prisma/adapter-pg';
      import { PrismaClient } from './generated/prisma/client.js';
      const adapter = new PrismaPg({ connectionString: process.env['DATABASE_URL'], connectionTimeoutMillis: 5000 });
      export const prisma = new PrismaClient({ adapter });
      `,
      `
      import { PrismaPg } from '@prisma/adapter-pg';
      import { PrismaClient } from './generated/prisma/client.js';
      import { definePool, prismaPgOptions } from 'poolwise/runtime';
      const adapter = new PrismaPg({ ...prismaPgOptions(definePool({ name: 'database', max: 10 })), connectionString: process.env['DATABASE_URL'] });
      export const prisma = new PrismaClient({ adapter });
      `,
    ],
  },
  {
    name: 'prisma 7 with a limit, or with a pool of its own',
    code: `
      import { PrismaPg } from '@prisma/adapter-pg';
      import pg from 'pg';
      const pool = new pg.Pool({ connectionTimeoutMillis: 5000 });
      export const one = new PrismaPg({ connectionString: process.env['DATABASE_URL'], connectionTimeoutMillis: 5000 });
      export const two = new PrismaPg(pool);
    `,
  },
  {
    name: 'prisma 7 with a URL alone',
    code: `
      import { PrismaPg } from '@prisma/adapter-pg';
      export const adapter = new PrismaPg('postgres://db/shop?connect_timeout=5&pool_timeout=5');
    `,
    reports: ['2:24 missing'],
    suggestions: [
      `
      import { PrismaPg } from '@prisma/adapter-pg';
      export const adapter = new PrismaPg({ connectionString: 'postgres://db/shop?connect_timeout=5&pool_timeout=5', connectionTimeoutMillis: 5000 });
      `,
      `
      import { PrismaPg } from '@prisma/adapter-pg';
      import { definePool, prismaPgOptions } from 'poolwise/runtime';
      export const adapter = new PrismaPg({ connectionString: 'postgres://db/shop?connect_timeout=5&pool_timeout=5', ...prismaPgOptions(definePool({ name: 'database', max: 10 })) });
      `,
    ],
  },
  {
    name: 'prisma 7 on MariaDB has a limit, and none for statements',
    folder: 'prisma-7',
    code: `
      import { PrismaMariaDb } from '@prisma/adapter-mariadb';
      export const adapter = new PrismaMariaDb({ host: 'db', connectionLimit: 5 });
      export const other = new PrismaMariaDb({ host: 'db', connectionLimit: 5, queryTimeout: 9000 });
    `,
    options: { statements: 'require' },
    reports: ['2:24 missing'],
    message:
      '`new PrismaMariaDb()` sets no `queryTimeout`: a statement that hangs keeps its connection for ever. Set it, in milliseconds.',
    suggestions: [
      `
      import { PrismaMariaDb } from '@prisma/adapter-mariadb';
      export const adapter = new PrismaMariaDb({ host: 'db', connectionLimit: 5, queryTimeout: 30_000 });
      export const other = new PrismaMariaDb({ host: 'db', connectionLimit: 5, queryTimeout: 9000 });
      `,
      `
      import { PrismaMariaDb } from '@prisma/adapter-mariadb';
      import { definePool, prismaMariadbOptions } from 'poolwise/runtime';
      export const adapter = new PrismaMariaDb({ ...prismaMariadbOptions(definePool({ name: 'database', max: 5 })), host: 'db', connectionLimit: 5 });
      export const other = new PrismaMariaDb({ host: 'db', connectionLimit: 5, queryTimeout: 9000 });
      `,
    ],
  },
  {
    name: 'prisma 6 has limits',
    folder: 'prisma-6',
    code: `
      import { PrismaClient } from './generated/prisma/index.js';
      export const one = new PrismaClient();
      export const two = new PrismaClient({ datasourceUrl: 'postgres://db/shop?connection_limit=5' });
    `,
  },
  {
    name: 'prisma 6 without its limits',
    folder: 'prisma-6',
    code: `
      import { PrismaClient } from './generated/prisma/index.js';
      export const prisma = new PrismaClient({ datasourceUrl: 'postgres://db/shop?pool_timeout=0&connection_limit=5' });
    `,
    reports: ['2:42 disabled'],
    message:
      '`pool_timeout=0` sets no limit: when all 5 connections are busy, a query waits for ever. Set a number of seconds.',
    suggestions: [
      `
      import { PrismaClient } from './generated/prisma/index.js';
      export const prisma = new PrismaClient({ datasourceUrl: 'postgres://db/shop?pool_timeout=10&connection_limit=5' });
      `,
      `
      import { PrismaClient } from './generated/prisma/index.js';
      import { definePool, prismaUrl } from 'poolwise/runtime';
      export const prisma = new PrismaClient({ datasourceUrl: prismaUrl(definePool({ name: 'database', max: 5 }), 'postgres://db/shop?pool_timeout=0&connection_limit=5') });
      `,
    ],
  },
  {
    name: 'prisma 6 on MySQL, whose statements the settings do not limit',
    folder: 'prisma-6',
    code: `
      import { PrismaClient } from './generated/prisma/index.js';
      export const prisma = new PrismaClient({ datasourceUrl: 'mysql://db/shop' });
    `,
    options: { statements: 'require' },
    reports: ['2:23 missing'],
    suggestions: [
      `
      import { PrismaClient } from './generated/prisma/index.js';
      export const prisma = new PrismaClient({ datasourceUrl: 'mysql://db/shop?socket_timeout=30' });
      `,
    ],
  },
  {
    name: 'prisma 6, statements',
    folder: 'prisma-6',
    code: `
      import { PrismaClient } from './generated/prisma/index.js';
      export const one = new PrismaClient();
      export const two = new PrismaClient({ datasources: { db: { url: 'postgres://db/shop?statement_timeout=5000' } } });
      export const three = new PrismaClient({
        datasourceUrl: 'postgres://db/shop?options=-c%20statement_timeout%3D5000',
      });
    `,
    options: { statements: 'require' },
    reports: ['3:20 missing'],
    message:
      '`new PrismaClient()` sets no `socket_timeout` in its URL: a statement that hangs keeps its connection for ever. Set it, in seconds.',
    suggestions: [
      `
      import { PrismaClient } from './generated/prisma/index.js';
      export const one = new PrismaClient();
      export const two = new PrismaClient({ datasources: { db: { url: 'postgres://db/shop?statement_timeout=5000&socket_timeout=30' } } });
      export const three = new PrismaClient({
        datasourceUrl: 'postgres://db/shop?options=-c%20statement_timeout%3D5000',
      });
      `,
      `
      import { PrismaClient } from './generated/prisma/index.js';
      import { definePool, prismaUrl } from 'poolwise/runtime';
      export const one = new PrismaClient();
      export const two = new PrismaClient({ datasources: { db: { url: prismaUrl(definePool({ name: 'database', max: 10 }), 'postgres://db/shop?statement_timeout=5000') } } });
      export const three = new PrismaClient({
        datasourceUrl: 'postgres://db/shop?options=-c%20statement_timeout%3D5000',
      });
      `,
    ],
  },
];
