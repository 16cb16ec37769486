import { describePools, type PoolCase } from './pool-case.ts';

/** A client of each version: how it is built, and a method of it. */
interface Built {
  readonly title: string;
  readonly folders: readonly string[];
  readonly prelude: string;
  readonly build: string;
  readonly use: string;
}

const clients: readonly Built[] = [
  {
    title: 'pg',
    folders: ['pg', 'kysely'],
    prelude: "import { Pool } from 'pg';",
    build: "new Pool({ host: 'db' })",
    use: "own.query('select 1')",
  },
  {
    title: 'Prisma 6',
    folders: ['prisma-6'],
    prelude: "import { PrismaClient } from './generated/prisma/index.js';",
    build: 'new PrismaClient()',
    use: 'own.$queryRaw`select 1`',
  },
  {
    title: 'Prisma 7',
    folders: ['shop'],
    prelude:
      "import { PrismaPg } from '@prisma/adapter-pg'; import { PrismaClient } from './generated/prisma/client.js';",
    build: "new PrismaClient({ adapter: new PrismaPg('postgres://db/shop') })",
    use: 'own.$queryRaw`select 1`',
  },
  {
    title: 'Sequelize 7',
    folders: ['sequelize-7'],
    prelude: "import { Sequelize } from '@sequelize/core'; import { PostgresDialect } from '@sequelize/postgres';",
    build: "new Sequelize({ dialect: PostgresDialect, url: 'postgres://db/shop' })",
    use: "own.query('select 1')",
  },
  {
    title: 'MikroORM',
    folders: ['mikro-orm-5', 'mikro-orm-6', 'mikro-orm-7'],
    prelude: "import { MikroORM } from '@mikro-orm/postgresql';",
    build: "await MikroORM.init({ dbName: 'shop', entities: [] })",
    use: "own.em.fork().execute('select 1')",
  },
  {
    title: 'Mongoose',
    folders: ['mongoose-6', 'mongoose-7', 'mongoose-8', 'mongoose-9'],
    prelude: "import mongoose from 'mongoose';",
    build: "mongoose.createConnection('mongodb://db/shop')",
    use: 'own.asPromise()',
  },
  {
    title: 'Slonik',
    folders: ['drivers'],
    prelude: "import { createPool } from 'slonik';",
    build: "await createPool('postgres://db/shop')",
    use: 'own.connect(async () => undefined)',
  },
  {
    title: 'Drizzle',
    folders: ['shop', 'drizzle-1'],
    prelude: "import { drizzle } from 'drizzle-orm/node-postgres';",
    build: "drizzle('postgres://db/shop')",
    use: "own.execute('select 1')",
  },
  {
    title: 'Sequelize',
    folders: ['sequelize-5', 'sequelize-6'],
    prelude: "import { Sequelize } from 'sequelize';",
    build: "new Sequelize('postgres://db/shop')",
    use: "own.query('select 1')",
  },
  {
    title: 'TypeORM',
    folders: ['typeorm-0', 'typeorm-1'],
    prelude: "import { DataSource } from 'typeorm';",
    build: "new DataSource({ type: 'postgres' })",
    use: "own.query('select 1')",
  },
  {
    title: 'Knex',
    folders: ['knex'],
    prelude: "import { knex } from 'knex';",
    build: "knex({ client: 'pg', connection: 'postgres://db/shop' })",
    use: "own.raw('select 1')",
  },
  {
    title: 'MongoDB',
    folders: ['mongodb'],
    prelude: "import { MongoClient } from 'mongodb';",
    build: "new MongoClient('mongodb://db/shop')",
    use: 'own.db().command({ ping: 1 })',
  },
  {
    title: 'mysql2',
    folders: ['drivers'],
    prelude: "import { createPool } from 'mysql2/promise';",
    build: "createPool({ host: 'db' })",
    use: "own.query('select 1')",
  },
  {
    title: 'mariadb',
    folders: ['drivers'],
    prelude: "import { createPool } from 'mariadb';",
    build: "createPool({ host: 'db' })",
    use: "own.query('select 1')",
  },
  {
    title: 'Postgres.js',
    folders: ['drivers'],
    prelude: "import postgres from 'postgres';",
    build: "postgres('postgres://db/shop')",
    use: "own.unsafe('select 1')",
  },
];

const cases: readonly PoolCase[] = clients.flatMap(({ title, folders, prelude, build, use }) =>
  folders.map((folder) => ({
    name: `${title} (${folder})`,
    folder,
    code: `
      ${prelude}
      export const shared = ${build};
      export async function handler(request: Request) {
        const own = ${build};
        await ${use};
        return new Response(request.url);
      }
    `,
    reports: [`4:${build.startsWith('await ') ? '21' : '15'} request`],
  })),
);

describePools('no-client-per-request', 'drivers', cases);
