import { describePools, type PoolCase } from './pool-case.ts';

/** A pool of a client, in each folder of a version, without a maximum and with one. */
interface Built {
  readonly title: string;
  readonly folders: readonly string[];
  readonly prelude: string;
  readonly open: string;
  readonly limited: string;
}

const clients: readonly Built[] = [
  {
    title: 'pg',
    folders: ['pg'],
    prelude: "import { Pool } from 'pg';",
    open: "new Pool({ host: 'db' })",
    limited: "new Pool({ host: 'db', max: 5 })",
  },
  {
    title: 'Drizzle',
    folders: ['shop', 'drizzle-1'],
    prelude: "import { drizzle } from 'drizzle-orm/node-postgres';",
    open: "drizzle('postgres://db/shop')",
    limited: "drizzle({ connection: { connectionString: 'postgres://db/shop', max: 5 } })",
  },
  {
    title: 'Sequelize',
    folders: ['sequelize-5', 'sequelize-6'],
    prelude: "import { Sequelize } from 'sequelize';",
    open: "new Sequelize('postgres://db/shop')",
    limited: "new Sequelize('postgres://db/shop', { pool: { max: 5 } })",
  },
  {
    title: 'Sequelize 7',
    folders: ['sequelize-7'],
    prelude: "import { Sequelize } from '@sequelize/core'; import { PostgresDialect } from '@sequelize/postgres';",
    open: "new Sequelize({ dialect: PostgresDialect, url: 'postgres://db/shop' })",
    limited: "new Sequelize({ dialect: PostgresDialect, url: 'postgres://db/shop', pool: { max: 5 } })",
  },
  {
    title: 'Prisma 6',
    folders: ['prisma-6'],
    prelude: "import { PrismaClient } from './generated/prisma/index.js';",
    open: "new PrismaClient({ datasourceUrl: 'postgres://db/shop' })",
    limited: "new PrismaClient({ datasourceUrl: 'postgres://db/shop?connection_limit=5' })",
  },
  {
    title: 'Prisma 7',
    folders: ['shop', 'prisma-7'],
    prelude: "import { PrismaPg } from '@prisma/adapter-pg';",
    open: "new PrismaPg({ connectionString: 'postgres://db/shop' })",
    limited: "new PrismaPg({ connectionString: 'postgres://db/shop', max: 5 })",
  },
  {
    title: 'Prisma 7 on MariaDB',
    folders: ['prisma-7'],
    prelude: "import { PrismaMariaDb } from '@prisma/adapter-mariadb';",
    open: "new PrismaMariaDb({ host: 'db' })",
    limited: "new PrismaMariaDb({ host: 'db', connectionLimit: 5 })",
  },
  {
    title: 'Kysely',
    folders: ['kysely'],
    prelude: "import { Pool } from 'pg';",
    open: "new Pool({ host: 'db' })",
    limited: "new Pool({ host: 'db', max: 5 })",
  },
  {
    title: 'MikroORM on MySQL',
    folders: ['mikro-orm-5', 'mikro-orm-6', 'mikro-orm-7'],
    prelude: "import { MikroORM } from '@mikro-orm/mysql';",
    open: "MikroORM.init({ dbName: 'shop', entities: [] })",
    limited: "MikroORM.init({ dbName: 'shop', entities: [], pool: { max: 5 } })",
  },
  {
    title: 'MikroORM',
    folders: ['mikro-orm-5', 'mikro-orm-6', 'mikro-orm-7'],
    prelude: "import { MikroORM } from '@mikro-orm/postgresql';",
    open: "MikroORM.init({ dbName: 'shop', entities: [] })",
    limited: "MikroORM.init({ dbName: 'shop', entities: [], pool: { max: 5 } })",
  },
  {
    title: 'TypeORM',
    folders: ['typeorm-0', 'typeorm-1'],
    prelude: "import { DataSource } from 'typeorm';",
    open: "new DataSource({ type: 'postgres' })",
    limited: "new DataSource({ type: 'postgres', poolSize: 5 })",
  },
  {
    title: 'Knex',
    folders: ['knex'],
    prelude: "import { knex } from 'knex';",
    open: "knex({ client: 'pg', connection: 'postgres://db/shop' })",
    limited: "knex({ client: 'pg', connection: 'postgres://db/shop', pool: { max: 5 } })",
  },
  {
    title: 'Mongoose',
    folders: ['mongoose-6', 'mongoose-7', 'mongoose-8', 'mongoose-9'],
    prelude: "import mongoose from 'mongoose';",
    open: "mongoose.createConnection('mongodb://db/shop')",
    limited: "mongoose.createConnection('mongodb://db/shop', { maxPoolSize: 5 })",
  },
  {
    title: 'MongoDB',
    folders: ['mongodb'],
    prelude: "import { MongoClient } from 'mongodb';",
    open: "new MongoClient('mongodb://db/shop')",
    limited: "new MongoClient('mongodb://db/shop', { maxPoolSize: 5 })",
  },
  {
    title: 'mysql2',
    folders: ['drivers'],
    prelude: "import { createPool } from 'mysql2/promise';",
    open: "createPool({ host: 'db' })",
    limited: "createPool({ host: 'db', connectionLimit: 5 })",
  },
  {
    title: 'mariadb',
    folders: ['drivers'],
    prelude: "import { createPool } from 'mariadb';",
    open: "createPool({ host: 'db' })",
    limited: "createPool({ host: 'db', connectionLimit: 5 })",
  },
  {
    title: 'Postgres.js',
    folders: ['drivers'],
    prelude: "import postgres from 'postgres';",
    open: "postgres('postgres://db/shop')",
    limited: "postgres('postgres://db/shop', { max: 5 })",
  },
  {
    title: 'Slonik',
    folders: ['drivers'],
    prelude: "import { createPool } from 'slonik';",
    open: "createPool('postgres://db/shop')",
    limited: "createPool('postgres://db/shop', { maximumPoolSize: 5 })",
  },
];

const casesOf = (make: (client: Built) => Omit<PoolCase, 'name' | 'folder'>): readonly PoolCase[] =>
  clients.flatMap((client) =>
    client.folders.map((folder) => ({ ...make(client), name: `${client.title} (${folder})`, folder })),
  );

describePools(
  'require-pool-limit',
  'pg',
  casesOf(({ prelude, open, limited }) => ({
    code: `
      ${prelude}
      export const first = ${open};
      export const second = ${limited};
    `,
    reports: ['2:22 missing'],
  })),
);
