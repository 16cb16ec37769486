import { describeRule } from './client-cases.ts';

describeRule('no-transaction-on-pool', {
  pg: {
    folders: ['pg'],
    prelude: `
      import { Client, Pool, type PoolClient } from 'pg';
      const pool = new Pool({ max: 3 });
    `,
    javascriptPrelude: `
      const { Client, Pool } = require('pg');
      const pool = new Pool();
    `,
    cases: [
      {
        name: 'a transaction through a pool',
        code: `
          export async function save() {
            await pool.query('BEGIN');
            await pool.query('update users set seen = now()');
            await pool.query('COMMIT');
          }
        `,
        reports: ['begins 2:9', 'ends 4:9'],
      },
      {
        name: 'a transaction through a pool, in JavaScript',
        javascript: true,
        code: `
          exports.save = async () => {
            await pool.query('start transaction isolation level serializable;');
            await pool.query('update users set seen = now()');
            await pool.query({ text: 'rollback' });
          };
        `,
        reports: ['begins 2:9', 'ends 4:9'],
      },
      {
        name: 'a statement in a constant, and a pool in a field',
        code: `
          const begin = '  -- all or nothing\\n begin';
          export class Users {
            constructor(private readonly pool: Pool) {}
            begin() {
              return this.pool.query(begin);
            }
          }
        `,
        reports: ['begins 5:12'],
      },
      {
        name: 'through a helper that sends the text it is given',
        code: `
          export const db = { query: (text: string, values: unknown[] = []) => pool.query(text, values) };
          export async function save() {
            await db.query('BEGIN');
            await db.query('update users set seen = now()');
            await db.query('COMMIT');
          }
        `,
        reports: ['begins 3:9', 'ends 5:9'],
      },
      {
        name: 'on a client of the pool',
        code: `
          export async function save(given: PoolClient, either: Pool | PoolClient) {
            await given.query('BEGIN');
            await either.query('BEGIN');
            const client = await pool.connect();
            try {
              await client.query('BEGIN');
              await client.query('COMMIT');
            } finally {
              client.release();
            }
          }
        `,
      },
      {
        name: 'on a connection of its own',
        code: `
          export async function save(client: Client) {
            await client.query('BEGIN');
            await client.query('COMMIT');
          }
        `,
      },
      {
        name: 'on a value of which nothing is known',
        javascript: true,
        code: `
          exports.save = async (client, db) => {
            await client.query('BEGIN');
            await db.query('COMMIT');
          };
        `,
      },
      {
        name: 'on a pool of one connection',
        code: `
          const single = new Pool({ max: 1 });
          export async function save() {
            await single.query('BEGIN');
            await single.query('COMMIT');
          }
        `,
      },
      {
        name: 'all in one text',
        code: `
          export async function save() {
            await pool.query('BEGIN; update users set seen = now(); COMMIT');
            await pool.query('do $$ begin perform 1; end $$');
          }
        `,
      },
      {
        name: 'other statements that begin alike',
        code: `
          export async function load() {
            await pool.query('select begin from events');
            await pool.query('rollback to savepoint a');
            await pool.query('select 1 as commit');
          }
        `,
      },
      {
        name: 'a statement that is allowed',
        options: { allow: ['rollback'] },
        code: `
          export async function save() {
            await pool.query('ROLLBACK');
          }
        `,
      },
    ],
  },
  'mysql2, mariadb, Postgres.js, Neon, Vercel Postgres': {
    folders: ['drivers'],
    prelude: `
      import { Pool as NeonPool } from '@neondatabase/serverless';
      import { createPool as createVercelPool } from '@vercel/postgres';
      import { createPool as createMariaPool } from 'mariadb';
      import mysql, { type PoolConnection } from 'mysql2/promise';
      import postgres from 'postgres';
      import { createPool as createSlonikPool, sql as slonikSql, type DatabaseTransactionConnection } from 'slonik';
      const pool = mysql.createPool({ uri: 'mysql://localhost/shop' });
      const maria = createMariaPool('mariadb://localhost/shop');
      const sql = postgres();
      const neonPool = new NeonPool();
      const vercelPool = createVercelPool();
      const slonik = createSlonikPool('postgres://localhost/shop');
    `,
    cases: [
      {
        name: 'mysql2',
        code: `
          export async function save() {
            await pool.query('START TRANSACTION');
            await pool.execute('COMMIT');
          }
        `,
        reports: ['begins 2:9', 'ends 3:9'],
      },
      {
        name: 'methods that a pool of mysql2 has in its types only',
        code: `
          export async function save() {
            await pool.beginTransaction();
            await pool.commit();
          }
        `,
        reports: ['undefinedMethod 2:9', 'undefinedMethod 3:9'],
        untyped: [],
      },
      {
        name: 'a connection of mysql2',
        code: `
          export async function save(connection: PoolConnection) {
            await connection.beginTransaction();
            await connection.query('COMMIT');
          }
        `,
      },
      {
        name: 'mariadb',
        code: `
          export const save = () => maria.query('START TRANSACTION');
        `,
        reports: ['begins 1:27'],
      },
      {
        name: 'Postgres.js',
        code: `
          export async function save() {
            await sql\`begin\`;
            await sql.unsafe('commit');
          }
        `,
        reports: ['begins 2:9', 'ends 3:9'],
      },
      {
        name: 'a reserved connection and a transaction of Postgres.js',
        code: `
          export async function save() {
            const reserved = await sql.reserve();
            try {
              await reserved\`begin\`;
            } finally {
              reserved.release();
            }
            await sql.begin(async (transaction) => {
              await transaction\`commit\`;
            });
          }
        `,
      },
      {
        name: 'Postgres.js with one connection',
        code: `
          const single = postgres({ max: 1 });
          export const save = async () => { await single\`begin\`; };
        `,
      },
      {
        name: 'Neon and Vercel Postgres',
        code: `
          export async function save() {
            await neonPool.query('BEGIN');
            await vercelPool.query('BEGIN');
          }
        `,
        reports: ['begins 2:9', 'begins 3:9'],
      },
      {
        name: 'Slonik',
        code: `
          export async function save() {
            const pool = await slonik;
            await pool.query(slonikSql.unsafe\`BEGIN\`);
          }
          export async function saveIn(transaction: DatabaseTransactionConnection) {
            await transaction.query(slonikSql.unsafe\`COMMIT\`);
          }
        `,
        reports: ['begins 3:9'],
      },
    ],
  },
  Knex: {
    folders: ['knex'],
    prelude: `
      import { knex as createKnex, type Knex } from 'knex';
      const knex = createKnex({ client: 'pg' });
    `,
    cases: [
      {
        name: 'raw statements',
        code: `
          export async function save() {
            await knex.raw('BEGIN');
            await knex('users').update({ seen: true });
            await knex.raw('COMMIT');
          }
        `,
        reports: ['begins 2:9', 'ends 4:9'],
      },
      {
        name: 'a handle that may be one on a transaction',
        code: `
          export async function save(db: Knex, trx: Knex.Transaction) {
            await db.raw('BEGIN');
            await trx.raw('BEGIN');
          }
        `,
      },
    ],
  },
  Kysely: {
    folders: ['kysely'],
    prelude: `
      import { Kysely, PostgresDialect, sql } from 'kysely';
      declare const dialect: PostgresDialect;
      const db = new Kysely<{ users: { id: number } }>({ dialect });
    `,
    cases: [
      {
        name: 'raw statements',
        code: `
          export async function save() {
            await sql\`begin\`.execute(db);
          }
        `,
        reports: ['begins 2:9'],
      },
      {
        name: 'on one connection',
        code: `
          export async function save() {
            await db.connection().execute(async (connection) => {
              await sql\`begin\`.execute(connection);
            });
          }
        `,
      },
    ],
  },
  TypeORM: {
    folders: ['typeorm-0', 'typeorm-1'],
    prelude: `
      import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
      const dataSource = new DataSource({ type: 'postgres' });
    `,
    cases: [
      {
        name: 'through a data source',
        code: `
          export const begin = () => dataSource.query('BEGIN');
        `,
        reports: ['begins 1:28'],
      },
      {
        name: 'on a query runner, or through a manager that may have one',
        code: `
          export async function begin(queryRunner: QueryRunner, manager: EntityManager) {
            await queryRunner.query('BEGIN');
            await manager.query('BEGIN');
          }
        `,
      },
    ],
  },
  Sequelize: {
    folders: ['sequelize-5', 'sequelize-6'],
    prelude: `
      import { Sequelize } from 'sequelize';
      const sequelize = new Sequelize('postgres://localhost/shop');
    `,
    cases: [
      {
        name: 'raw statements',
        code: `
          export const begin = () => sequelize.query('BEGIN');
        `,
        reports: ['begins 1:28'],
      },
      {
        name: 'with a transaction',
        code: `
          import type { Transaction } from 'sequelize';
          export const end = (transaction: Transaction) => sequelize.query('COMMIT', { transaction });
        `,
      },
    ],
  },
  Prisma: {
    folders: ['shop'],
    prelude: `
      import { prisma } from './src/prisma.js';
    `,
    cases: [
      {
        name: 'raw statements',
        code: `
          export async function save() {
            await prisma.$executeRaw\`BEGIN\`;
            await prisma.user.deleteMany();
            await prisma.$executeRawUnsafe('COMMIT');
          }
        `,
        reports: ['begins 2:9', 'ends 4:9'],
      },
      {
        name: 'in a transaction of the client',
        code: `
          export const save = () => prisma.$transaction(async (tx) => tx.$executeRaw\`SAVEPOINT a\`);
        `,
      },
    ],
  },
  Drizzle: {
    folders: ['shop'],
    prelude: `
      import { sql } from 'drizzle-orm';
      import { drizzle } from 'drizzle-orm/node-postgres';
      import pg from 'pg';
      import { db } from './src/drizzle.js';
    `,
    cases: [
      {
        name: 'raw statements',
        code: `
          export const begin = () => db.execute(sql\`begin\`);
        `,
        reports: ['begins 1:28'],
      },
      {
        name: 'over one client',
        code: `
          const client = new pg.Client();
          const single = drizzle(client);
          export const begin = () => single.execute(sql\`begin\`);
        `,
      },
    ],
  },
});
