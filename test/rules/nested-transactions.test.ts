import { type ClientSuite, describeRule } from './client-cases.ts';

/** How a client opens a transaction for a callback, and a nested one on the handle that the callback is given. */
interface Nesting {
  readonly folders: readonly string[];
  readonly prelude: string;
  readonly open: (work: string) => string;
  /** None where the client has no savepoints, or joins by itself. */
  readonly nest?: (work: string) => string;
}

const clients: Readonly<Record<string, Nesting>> = {
  Prisma: {
    folders: ['shop', 'prisma-6'],
    prelude: `
      import { type Prisma, PrismaClient } from './generated/prisma/client.js';
      declare const options: Prisma.PrismaClientOptions;
      const prisma = new PrismaClient(options);
    `,
    open: (work) => `prisma.$transaction(async (tx) => { void tx; ${work} })`,
  },
  Drizzle: {
    folders: ['shop', 'drizzle-1'],
    prelude: `
      import { drizzle } from 'drizzle-orm/node-postgres';
      import { Pool } from 'pg';
      const db = drizzle({ client: new Pool() });
    `,
    open: (work) => `db.transaction(async (tx) => { void tx; ${work} })`,
    nest: (work) => `tx.transaction(async (inner) => { void inner; ${work} })`,
  },
  TypeORM: {
    folders: ['typeorm-1', 'typeorm-0'],
    prelude: `
      import { DataSource } from 'typeorm';
      declare const dataSource: DataSource;
    `,
    open: (work) => `dataSource.transaction(async (tx) => { void tx; ${work} })`,
    nest: (work) => `tx.transaction(async (inner) => { void inner; ${work} })`,
  },
  Sequelize: {
    folders: ['sequelize-6', 'sequelize-5'],
    prelude: `
      import { Sequelize } from 'sequelize';
      declare const sequelize: Sequelize;
    `,
    open: (work) => `sequelize.transaction(async (tx) => { void tx; ${work} })`,
    nest: (work) => `sequelize.transaction({ transaction: tx }, async (inner) => { void inner; ${work} })`,
  },
  Knex: {
    folders: ['knex'],
    prelude: `
      import type { Knex } from 'knex';
      declare const knex: Knex;
    `,
    open: (work) => `knex.transaction(async (tx) => { void tx; ${work} })`,
    nest: (work) => `tx.transaction(async (inner) => { void inner; ${work} })`,
  },
  Kysely: {
    folders: ['kysely'],
    prelude: `
      import type { Kysely } from 'kysely';
      declare const db: Kysely<{ users: { id: number } }>;
    `,
    open: (work) => `db.transaction().execute(async (tx) => { void tx; ${work} })`,
  },
  'Postgres.js': {
    folders: ['drivers'],
    prelude: `
      import type { Sql } from 'postgres';
      declare const sql: Sql;
    `,
    open: (work) => `sql.begin(async (tx) => { void tx; ${work} })`,
    nest: (work) => `tx.savepoint(async (inner) => { void inner; ${work} })`,
  },
  Slonik: {
    folders: ['drivers'],
    prelude: `
      import type { DatabasePool } from 'slonik';
      declare const pool: DatabasePool;
    `,
    open: (work) => `pool.transaction(async (tx) => { void tx; ${work} })`,
    nest: (work) => `tx.transaction(async (inner) => { void inner; ${work} })`,
  },
};

/** Clients whose transactions join, or hold no connection. */
const others: Readonly<Record<string, Nesting>> = {
  MikroORM: {
    folders: ['mikro-orm-7', 'mikro-orm-6', 'mikro-orm-5'],
    prelude: `
      import type { EntityManager } from '@mikro-orm/postgresql';
      declare const em: EntityManager;
    `,
    open: (work) => `em.transactional(async (tx) => { void tx; ${work} })`,
  },
  MongoDB: {
    folders: ['mongodb'],
    prelude: `
      import type { ClientSession } from 'mongodb';
      declare const session: ClientSession;
    `,
    open: (work) => `session.withTransaction(async () => { ${work} })`,
  },
};

const suitesOf = (
  all: Readonly<Record<string, Nesting>>,
  cases: (client: Nesting) => ClientSuite['cases'],
): Readonly<Record<string, ClientSuite>> =>
  Object.fromEntries(
    Object.entries(all).map(([title, client]) => [
      title,
      { folders: client.folders, prelude: client.prelude, cases: cases(client) },
    ]),
  );

describeRule('no-outer-client-in-transaction', {
  ...suitesOf(clients, ({ open, nest }) => [
    {
      name: 'a transaction of its own, directly and in a function that is called',
      code: `
        async function log() {
          await ${open('')};
        }
        export async function run() {
          await log();
          await ${open(`
            await ${open('')};
            await log();
            void log();
          `)};
        }
      `,
      reports: ['nested 7:11', 'nested 8:11'],
    },
    {
      name: 'a savepoint',
      code: `
        export async function run() {
          await ${open(`
            await ${(nest ?? (() => 'undefined'))('')};
          `)};
        }
      `,
    },
  ]),
  ...suitesOf(others, ({ open }) => [
    {
      name: 'one inside of another',
      code: `
        export async function run() {
          await ${open(`
            await ${open('')};
          `)};
        }
      `,
    },
  ]),
});
