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
    reports: ['4:15 request'],
  })),
);

describePools('no-client-per-request', 'drivers', cases);
