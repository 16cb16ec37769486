import { oneConnectionCases } from './cases/one-connection.ts';
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
        message:
          '`pool.query` sends each statement on whichever connection is free. What follows this `BEGIN` may run on another one, outside of the transaction, and whoever gets its connection next runs inside of it. Take one connection with `pool.connect()` and send the whole transaction on it.',
        suggestion: `
          export async function save() {
            const client = await pool.connect();
            try {
              await client.query('BEGIN');
              await client.query('update users set seen = now()');
              await client.query('COMMIT');
            } catch (error) {
              await client.query('ROLLBACK');
              throw error;
            } finally {
              client.release();
            }
          }
        `,
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
        suggestion: `
          exports.save = async () => {
            const client = await pool.connect();
            try {
              await client.query('start transaction isolation level serializable;');
              await client.query('update users set seen = now()');
              await client.query({ text: 'rollback' });
            } catch (error) {
              await client.query('rollback');
              throw error;
            } finally {
              client.release();
            }
          };
        `,
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
        message:
          '`db.query` calls `pool.query`, which sends each statement on whichever connection is free. What follows this `BEGIN` may run on another one, outside of the transaction, and whoever gets its connection next runs inside of it. Take one connection with `pool.connect()` and send the whole transaction on it.',
        suggestion: null,
      },
      {
        name: 'an end alone, behind a comment',
        code: `
          export class Users {
            constructor(private readonly database: { readonly pool: Pool }) {}
            async end() {
              await this.database.pool.query(\`
                -- ends
                COMMIT;
              \`);
            }
          }
        `,
        reports: ['ends 4:11'],
        message:
          '`this.database.pool.query` sends each statement on whichever connection is free. This `COMMIT` may run on another one than the statements before it, and end nothing, or the transaction of someone else. Take one connection with `this.database.pool.connect()` and send the whole transaction on it.',
        suggestion: null,
      },
      {
        name: 'on a handle of an object, of a parameter and of a function',
        code: `
          const getPool = () => pool;
          const choose = (client?: PoolClient) => client ?? pool;
          export class Users {
            constructor(
              private readonly pool: Pool,
              private readonly either: Pool | PoolClient,
              private readonly client: PoolClient,
            ) {}
            async save(context: { readonly pool: Pool }) {
              await this.pool.query('BEGIN');
              await this.either.query('BEGIN');
              await this.client.query('BEGIN');
              await context.pool.query('BEGIN');
              await getPool().query('BEGIN');
              await choose(this.client).query('BEGIN');
            }
          }
        `,
        reports: ['begins 10:11', 'begins 13:11', 'begins 14:11'],
        untyped: ['begins 10:11', 'begins 14:11'],
        suggestion: null,
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
  'pg, moved to one connection': {
    folders: ['pg'],
    prelude: `
      import { Pool, type PoolClient } from 'pg';
      const pool = new Pool({ max: 3 });
      pool.on('error', console.error);
      export type { PoolClient };
    `,
    cases: oneConnectionCases,
  },
  'mysql2, mariadb, Postgres.js, Neon, Vercel Postgres': {
    folders: ['drivers'],
    prelude: `
      import { Pool as NeonPool } from '@neondatabase/serverless';
      import { createPool as createVercelPool } from '@vercel/postgres';
      import { createPool as createMariaPool } from 'mariadb';
      import mysql, { type PoolConnection, type ResultSetHeader } from 'mysql2/promise';
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
          export async function save(name: string) {
            await pool.query('START TRANSACTION');
            const [result] = await pool.execute<ResultSetHeader>('insert into users (name) values (?)', [name]);
            await pool.execute('COMMIT');
            return result.insertId;
          }
        `,
        reports: ['begins 2:9', 'ends 4:9'],
        suggestion: `
          export async function save(name: string) {
            const connection = await pool.getConnection();
            try {
              await connection.query('START TRANSACTION');
              const [result] = await connection.execute<ResultSetHeader>('insert into users (name) values (?)', [name]);
              await connection.execute('COMMIT');
              return result.insertId;
            } catch (error) {
              await connection.query('ROLLBACK');
              throw error;
            } finally {
              connection.release();
            }
          }
        `,
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
        message:
          '`pool.beginTransaction` is in the types of a pool, but no pool has such a method: the call throws. Take one connection with `pool.getConnection()` and send the whole transaction on it.',
        suggestion: null,
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
          export async function save(name: string) {
            await maria.query('START TRANSACTION');
            await maria.execute('insert into users (name) values (?)', [name]);
            await maria.query('COMMIT');
          }
        `,
        reports: ['begins 2:9', 'ends 4:9'],
        suggestion: `
          export async function save(name: string) {
            const connection = await maria.getConnection();
            try {
              await connection.query('START TRANSACTION');
              await connection.execute('insert into users (name) values (?)', [name]);
              await connection.query('COMMIT');
            } catch (error) {
              await connection.query('ROLLBACK');
              throw error;
            } finally {
              await connection.release();
            }
          }
        `,
      },
      {
        name: 'a beginning that the caller waits for',
        code: `
          export const save = () => maria.query('START TRANSACTION');
        `,
        reports: ['begins 1:27'],
        suggestion: null,
      },
      {
        name: 'Postgres.js',
        code: `
          export async function save(user: { name: string }, id: number) {
            await sql\`begin\`;
            const [row] = await sql<{ id: number }[]>\`insert into users \${sql(user)} returning id\`;
            await sql\`update users set seen = now() where \${sql\`id = \${id}\`}\`;
            await sql.unsafe('commit');
            return row;
          }
        `,
        reports: ['begins 2:9', 'ends 5:9'],
        suggestion: `
          export async function save(user: { name: string }, id: number) {
            const reserved = await sql.reserve();
            try {
              await reserved\`begin\`;
              const [row] = await reserved<{ id: number }[]>\`insert into users \${reserved(user)} returning id\`;
              await reserved\`update users set seen = now() where \${reserved\`id = \${id}\`}\`;
              await reserved.unsafe('commit');
              return row;
            } catch (error) {
              await reserved\`rollback\`;
              throw error;
            } finally {
              reserved.release();
            }
          }
        `,
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
        name: 'Neon',
        code: `
          export async function save() {
            await neonPool.query('BEGIN');
            await neonPool.query('update users set seen = now()');
            await neonPool.query('COMMIT');
          }
        `,
        reports: ['begins 2:9', 'ends 4:9'],
        suggestion: `
          export async function save() {
            const client = await neonPool.connect();
            try {
              await client.query('BEGIN');
              await client.query('update users set seen = now()');
              await client.query('COMMIT');
            } catch (error) {
              await client.query('ROLLBACK');
              throw error;
            } finally {
              client.release();
            }
          }
        `,
      },
      {
        name: 'Vercel Postgres',
        code: `
          export async function save(name: string) {
            await vercelPool.query('BEGIN');
            await vercelPool.sql\`insert into users (name) values (\${name})\`;
            await vercelPool.query('COMMIT');
          }
        `,
        reports: ['begins 2:9', 'ends 4:9'],
        suggestion: `
          export async function save(name: string) {
            const client = await vercelPool.connect();
            try {
              await client.query('BEGIN');
              await client.sql\`insert into users (name) values (\${name})\`;
              await client.query('COMMIT');
            } catch (error) {
              await client.query('ROLLBACK');
              throw error;
            } finally {
              client.release();
            }
          }
        `,
      },
      {
        name: 'Slonik',
        code: `
          export async function save() {
            const pool = await slonik;
            await (await slonik).query(slonikSql.unsafe\`BEGIN\`);
            await pool.query(slonikSql.unsafe\`COMMIT\`);
          }
          export async function saveIn(transaction: DatabaseTransactionConnection) {
            await transaction.query(slonikSql.unsafe\`COMMIT\`);
          }
        `,
        reports: ['begins 3:9', 'ends 4:9'],
        message:
          '`(await slonik).query` sends each statement on whichever connection is free. What follows this `BEGIN` may run on another one, outside of the transaction, and whoever gets its connection next runs inside of it. Run the whole transaction in `(await slonik).transaction(…)`.',
        suggestion: null,
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
        suggestion: null,
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
            await sql\`commit\`.execute(db);
          }
        `,
        reports: ['begins 2:9', 'ends 3:9'],
        message:
          '`db` sends each statement on whichever connection is free. What follows this `begin` may run on another one, outside of the transaction, and whoever gets its connection next runs inside of it. Run the whole transaction in `db.transaction().execute(…)`.',
        suggestion: null,
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
      import { Column, DataSource, Entity, type EntityManager, PrimaryColumn, type QueryRunner } from 'typeorm';
      const dataSource = new DataSource({ type: 'postgres' });
      @Entity()
      export class User {
        @PrimaryColumn() id!: number;
        @Column() name!: string;
      }
    `,
    cases: [
      {
        name: 'through a data source',
        code: `
          export async function save(user: User) {
            await dataSource.query('BEGIN');
            await dataSource.query('delete from users where id = $1', [user.id]);
            await dataSource.manager.save(user);
            await dataSource.getRepository(User).save(user);
            await dataSource.query('COMMIT');
          }
        `,
        reports: ['begins 2:9', 'ends 6:9'],
        suggestion: `
          export async function save(user: User) {
            const queryRunner = dataSource.createQueryRunner();
            try {
              await queryRunner.query('BEGIN');
              await queryRunner.query('delete from users where id = $1', [user.id]);
              await queryRunner.manager.save(user);
              await queryRunner.manager.getRepository(User).save(user);
              await queryRunner.query('COMMIT');
            } catch (error) {
              await queryRunner.query('ROLLBACK');
              throw error;
            } finally {
              await queryRunner.release();
            }
          }
        `,
      },
      {
        name: 'on a query runner of the file',
        code: `
          export async function save() {
            const runner = dataSource.createQueryRunner();
            try {
              await runner.query('BEGIN');
              await runner.query('COMMIT');
            } finally {
              await runner.release();
            }
          }
        `,
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
          export async function save() {
            await sequelize.query('BEGIN');
            await sequelize.query('COMMIT');
          }
        `,
        reports: ['begins 2:9', 'ends 3:9'],
        suggestion: null,
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
        suggestion: null,
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
          export async function save() {
            await db.execute(sql\`begin\`);
            await db.execute(sql\`commit\`);
          }
        `,
        reports: ['begins 2:9', 'ends 3:9'],
        suggestion: null,
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
