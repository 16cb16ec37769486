import { describePools, type PoolCase } from './pool-case.ts';

/** A pool of a client with a limit, and a query that runs on it. */
interface Pooled {
  readonly title: string;
  readonly folders: readonly string[];
  readonly prelude: string;
  readonly build: (max: number) => string;
  readonly query: string;
}

const clients: readonly Pooled[] = [
  {
    title: 'Prisma 6',
    folders: ['prisma-6'],
    prelude: "import { PrismaClient } from './generated/prisma/index.js';",
    build: (max) =>
      `const db = new PrismaClient({ datasourceUrl: 'postgres://db/shop?connection_limit=${String(max)}' });`,
    query: 'db.$queryRaw`select 1`',
  },
  {
    title: 'Prisma 7',
    folders: ['shop'],
    prelude:
      "import { PrismaPg } from '@prisma/adapter-pg'; import { PrismaClient } from './generated/prisma/client.js';",
    build: (max) =>
      `const db = new PrismaClient({ adapter: new PrismaPg({ connectionString: 'postgres://db/shop', max: ${String(max)} }) });`,
    query: 'db.user.count()',
  },
  {
    title: 'Drizzle',
    folders: ['shop', 'drizzle-1'],
    prelude: "import { drizzle } from 'drizzle-orm/node-postgres';",
    build: (max) => `const db = drizzle({ connection: { host: 'db', max: ${String(max)} } });`,
    query: "db.execute('select 1')",
  },
  {
    title: 'TypeORM',
    folders: ['typeorm-0', 'typeorm-1'],
    prelude: "import { DataSource } from 'typeorm';",
    build: (max) => `const db = new DataSource({ type: 'postgres', poolSize: ${String(max)} });`,
    query: "db.query('select 1')",
  },
  {
    title: 'Sequelize',
    folders: ['sequelize-5', 'sequelize-6'],
    prelude: "import { Sequelize } from 'sequelize';",
    build: (max) => `const db = new Sequelize('postgres://db/shop', { pool: { max: ${String(max)} } });`,
    query: "db.query('select 1')",
  },
  {
    title: 'Sequelize 7',
    folders: ['sequelize-7'],
    prelude: "import { Sequelize } from '@sequelize/core'; import { PostgresDialect } from '@sequelize/postgres';",
    build: (max) => `const db = new Sequelize({ dialect: PostgresDialect, pool: { max: ${String(max)} } });`,
    query: "db.query('select 1')",
  },
  {
    title: 'Knex',
    folders: ['knex'],
    prelude: "import { knex } from 'knex';",
    build: (max) =>
      `const db = knex({ client: 'pg', connection: 'postgres://db/shop', pool: { max: ${String(max)} } });`,
    query: "db.raw('select 1')",
  },
  {
    title: 'MikroORM',
    folders: ['mikro-orm-5', 'mikro-orm-6', 'mikro-orm-7'],
    prelude: "import { MikroORM } from '@mikro-orm/postgresql';",
    build: (max) => `const db = await MikroORM.init({ dbName: 'shop', entities: [], pool: { max: ${String(max)} } });`,
    query: "db.em.execute('select 1')",
  },
  {
    title: 'MongoDB',
    folders: ['mongodb'],
    prelude: "import { MongoClient } from 'mongodb';",
    build: (max) => `const db = new MongoClient('mongodb://db/shop', { maxPoolSize: ${String(max)} });`,
    query: "db.db().collection('users').countDocuments()",
  },
  {
    title: 'mysql2',
    folders: ['drivers'],
    prelude: "import { createPool } from 'mysql2/promise';",
    build: (max) => `const db = createPool({ host: 'db', connectionLimit: ${String(max)} });`,
    query: "db.query('select 1')",
  },
  {
    title: 'mariadb',
    folders: ['drivers'],
    prelude: "import { createPool } from 'mariadb';",
    build: (max) => `const db = createPool({ host: 'db', connectionLimit: ${String(max)} });`,
    query: "db.query('select 1')",
  },
  {
    title: 'Postgres.js',
    folders: ['drivers'],
    prelude: "import postgres from 'postgres';",
    build: (max) => `const db = postgres('postgres://db/shop', { max: ${String(max)} });`,
    query: 'db`select 1`',
  },
  {
    title: 'Slonik',
    folders: ['drivers'],
    prelude: "import { createPool, sql } from 'slonik';",
    build: (max) => `const db = await createPool('postgres://db/shop', { maximumPoolSize: ${String(max)} });`,
    query: 'db.any(sql.unsafe`select 1`)',
  },
  {
    title: 'Neon',
    folders: ['drivers'],
    prelude: "import { Pool } from '@neondatabase/serverless';",
    build: (max) => `const db = new Pool({ max: ${String(max)} });`,
    query: "db.query('select 1')",
  },
  {
    title: 'Vercel Postgres',
    folders: ['drivers'],
    prelude: "import { createPool } from '@vercel/postgres';",
    build: (max) => `const db = createPool({ connectionString: 'postgres://db/shop', max: ${String(max)} });`,
    query: "db.query('select 1')",
  },
];

const casesOf = (title: string, max: number, reports: readonly string[]): readonly PoolCase[] =>
  clients.flatMap((client) =>
    client.folders.map((folder) => ({
      name: `${client.title} (${folder}), ${title}`,
      folder,
      code: `
        ${client.prelude}
        ${client.build(max)}
        export const dashboard = () => Promise.all([${[client.query, client.query, client.query].join(', ')}]);
      `,
      reports,
    })),
  );

// Of pools of different sizes in one program it is not known which one runs a query.
describePools('max-parallel-queries', 'pg', casesOf('fewer connections than queries', 2, ['3:32 tooMany']));
describePools('max-parallel-queries', 'pg', casesOf('as many connections as queries', 3, []));
