import type { ClientSuite } from './client-cases.ts';

/** Transactions that one call begins and another ends, in the versions of each client. */
export interface Separate {
  readonly folders: readonly string[];
  readonly prelude: string;
  /** Statements that begin and end one, between which the queries of a case stand. */
  readonly begin: string;
  readonly commit: string;
  readonly rollback: string;
  /** A query on the pool, and the same in the transaction. */
  readonly outer: string;
  readonly inner: string;
  /** The outer query after the suggestion; none where there is no suggestion. */
  readonly repaired?: string;
  readonly message?: string;
  /** Whether the outer query joins the transaction. */
  readonly joins?: boolean;
  /** Whether types tell that the outer query takes no connection, but is sent over HTTP. */
  readonly overHttp?: boolean;
}

const clients: Readonly<Record<string, Separate>> = {
  pg: {
    folders: ['pg'],
    prelude: `
      import { Pool } from 'pg';
      const pool = new Pool();
    `,
    begin: `const client = await pool.connect(); await client.query('BEGIN');`,
    commit: `await client.query('COMMIT'); client.release();`,
    rollback: `await client.query('ROLLBACK'); client.release();`,
    outer: `await pool.query('select 1');`,
    inner: `await client.query('select 1');`,
    repaired: `await client.query('select 1');`,
  },
  Neon: {
    folders: ['drivers'],
    prelude: `
      import { Pool } from '@neondatabase/serverless';
      const pool = new Pool();
    `,
    begin: `const client = await pool.connect(); await client.query('BEGIN');`,
    commit: `await client.query('COMMIT'); client.release();`,
    rollback: `await client.query('ROLLBACK'); client.release();`,
    outer: `await pool.query('select 1');`,
    inner: `await client.query('select 1');`,
    repaired: `await client.query('select 1');`,
  },
  'Vercel Postgres': {
    folders: ['drivers'],
    prelude: `
      import { createPool } from '@vercel/postgres';
      const pool = createPool();
    `,
    begin: `const client = await pool.connect(); await client.query('BEGIN');`,
    commit: `await client.query('COMMIT'); client.release();`,
    rollback: `await client.query('ROLLBACK'); client.release();`,
    outer: `await pool.query('select 1');`,
    inner: `await client.query('select 1');`,
    overHttp: true,
  },
  mysql2: {
    folders: ['drivers'],
    prelude: `
      import { createPool } from 'mysql2/promise';
      const pool = createPool({});
    `,
    begin: `const connection = await pool.getConnection(); await connection.beginTransaction();`,
    commit: `await connection.commit(); connection.release();`,
    rollback: `await connection.rollback(); connection.release();`,
    outer: `await pool.query('select 1');`,
    inner: `await connection.query('select 1');`,
    repaired: `await connection.query('select 1');`,
  },
  mariadb: {
    folders: ['drivers'],
    prelude: `
      import { createPool } from 'mariadb';
      const pool = createPool({});
    `,
    begin: `const connection = await pool.getConnection(); await connection.beginTransaction();`,
    commit: `await connection.commit(); await connection.release();`,
    rollback: `await connection.rollback(); await connection.release();`,
    outer: `await pool.query('select 1');`,
    inner: `await connection.query('select 1');`,
    repaired: `await connection.query('select 1');`,
  },
  'Postgres.js': {
    folders: ['drivers'],
    prelude: `
      import postgres from 'postgres';
      const sql = postgres();
    `,
    begin: 'const one = await sql.reserve(); await one`begin`;',
    commit: 'await one`commit`; one.release();',
    rollback: 'await one`rollback`; one.release();',
    outer: 'await sql`select 1`;',
    inner: 'await one`select 1`;',
    repaired: 'await one`select 1`;',
  },
  TypeORM: {
    folders: ['typeorm-1', 'typeorm-0'],
    prelude: `
      import { DataSource } from 'typeorm';
      const dataSource = new DataSource({ type: 'postgres' });
    `,
    begin: `const runner = dataSource.createQueryRunner(); await runner.connect(); await runner.startTransaction();`,
    commit: `await runner.commitTransaction(); await runner.release();`,
    rollback: `await runner.rollbackTransaction(); await runner.release();`,
    outer: `await dataSource.query('select 1');`,
    inner: `await runner.manager.query('select 1');`,
    repaired: `await runner.manager.query('select 1');`,
  },
  Sequelize: {
    folders: ['sequelize-6', 'sequelize-5'],
    prelude: `
      import { Model, Sequelize } from 'sequelize';
      declare const sequelize: Sequelize;
      class User extends Model {}
    `,
    begin: `const t = await sequelize.transaction();`,
    commit: `await t.commit();`,
    rollback: `await t.rollback();`,
    outer: `await User.destroy({ where: { id: 1 } });`,
    inner: `await User.destroy({ transaction: t, where: { id: 1 } });`,
    repaired: `await User.destroy({ transaction: t, where: { id: 1 } });`,
  },
  Knex: {
    folders: ['knex'],
    prelude: `
      import { knex as createKnex } from 'knex';
      const knex = createKnex({});
    `,
    begin: `const trx = await knex.transaction();`,
    commit: `await trx.commit();`,
    rollback: `await trx.rollback();`,
    outer: `await knex('users').count();`,
    inner: `await trx('users').count();`,
    repaired: `await trx('users').count();`,
  },
  Objection: {
    folders: ['knex'],
    prelude: `
      import { Model } from 'objection';
      class Person extends Model {
        static override tableName = 'persons';
      }
    `,
    begin: `const trx = await Person.startTransaction();`,
    commit: `await trx.commit();`,
    rollback: `await trx.rollback();`,
    outer: `await Person.query().findById(1);`,
    inner: `await Person.query(trx).findById(1);`,
    repaired: `await Person.query(trx).findById(1);`,
  },
  Kysely: {
    folders: ['kysely'],
    prelude: `
      import type { Kysely } from 'kysely';
      declare const db: Kysely<{ users: { id: number } }>;
    `,
    begin: `const trx = await db.startTransaction().execute();`,
    commit: `await trx.commit().execute();`,
    rollback: `await trx.rollback().execute();`,
    outer: `await db.deleteFrom('users').execute();`,
    inner: `await trx.deleteFrom('users').execute();`,
    repaired: `await trx.deleteFrom('users').execute();`,
  },
  MikroORM: {
    folders: ['mikro-orm-7', 'mikro-orm-6', 'mikro-orm-5'],
    prelude: `
      import type { EntityManager } from '@mikro-orm/postgresql';
      declare const em: EntityManager;
      class User {
        id!: number;
      }
    `,
    begin: `await em.begin();`,
    commit: `await em.commit();`,
    rollback: `await em.rollback();`,
    outer: `await em.count(User, {});`,
    inner: `await em.count(User, {});`,
    joins: true,
  },
  MongoDB: {
    folders: ['mongodb'],
    prelude: `
      import type { MongoClient } from 'mongodb';
      declare const client: MongoClient;
      const users = client.db().collection('users');
    `,
    begin: `const session = client.startSession(); session.startTransaction();`,
    commit: `await session.commitTransaction(); await session.endSession();`,
    rollback: `await session.abortTransaction(); await session.endSession();`,
    outer: `await users.insertOne({ name: 'a' });`,
    inner: `await users.insertOne({ name: 'a' }, { session });`,
    repaired: `await users.insertOne({ name: 'a' }, { session });`,
    message: 'withoutSession',
  },
  Mongoose: {
    folders: ['mongoose-9', 'mongoose-8', 'mongoose-7', 'mongoose-6'],
    prelude: `
      import mongoose, { model, Schema } from 'mongoose';
      const User = model('User', new Schema({ name: String }));
    `,
    begin: `const session = await mongoose.startSession(); session.startTransaction();`,
    commit: `await session.commitTransaction(); await session.endSession();`,
    rollback: `await session.abortTransaction(); await session.endSession();`,
    outer: `await User.updateOne({ name: 'a' }, { name: 'b' });`,
    inner: `await User.updateOne({ name: 'a' }, { name: 'b' }, { session });`,
    repaired: `await User.updateOne({ name: 'a' }, { name: 'b' }, { session });`,
    message: 'withoutSession',
  },
};

/** The cases of a rule for each client. */
export const separately = (cases: (client: Separate) => ClientSuite['cases']): Readonly<Record<string, ClientSuite>> =>
  Object.fromEntries(
    Object.entries(clients).map(([title, client]) => [
      title,
      { folders: client.folders, prelude: client.prelude, cases: cases(client) },
    ]),
  );
