import pg from 'pg';

import { definePool, guard, Limiter, pgOptions, Retry } from '../../src/runtime/index.ts';

interface User {
  readonly id: number;
  readonly name: string;
}

/** Sends one query, protected in some way. */
type Query = <Row extends pg.QueryResultRow>(statement: string, values: readonly unknown[]) => Promise<Row[]>;

/** Reads users by their ids, each id once. */
type ReadUsers = (query: Query, ids: readonly number[]) => Promise<readonly (User | undefined)[]>;

/** One way to write the endpoint. */
export interface Endpoint {
  readonly read: ReadUsers;
  /** With a pool of its own for each process. */
  readonly connect: (connectionString: string) => { readonly pool: pg.Pool; readonly query: Query };
}

/** 4 connections for each process. */
const settings = definePool({ name: 'bench', serverLimit: 20, reserved: 3, instances: 4 });

/** A queue that takes the fan-outs of the requests that run at once: 4 for each process, of 50 queries each. */
const queue = { maxQueued: 500, queueTimeoutMs: 5000 };

export const endpoints: Readonly<Record<string, Endpoint>> = {
  'naive: `Promise.all` over 50 queries': { read: allAtOnce, connect: withDefaults },
  'naive, with `Retry`': {
    read: allAtOnce,
    connect(connectionString) {
      const { pool, query } = withDefaults(connectionString);
      const retry = new Retry();
      return { pool, query: (...of) => retry.run(() => query(...of), { idempotent: true }) };
    },
  },
  'one after the other': { read: oneAfterTheOther, connect: withDefaults },
  'limited: `Limiter` of 4': {
    read: allAtOnce,
    connect(connectionString) {
      const { pool, query } = withDefaults(connectionString);
      const limiter = new Limiter({ max: settings.max, ...queue });
      return { pool, query: (...of) => limiter.run(() => query(...of)) };
    },
  },
  'guarded: `definePool` and `guard`': { read: allAtOnce, connect: guarded },
  'batched: `= ANY($1)`': { read: batched, connect: withDefaults },
  'batched and guarded': { read: batched, connect: guarded },
};

function withDefaults(connectionString: string): ReturnType<Endpoint['connect']> {
  return connect({ connectionString });
}

function guarded(connectionString: string): ReturnType<Endpoint['connect']> {
  const { pool, query } = connect({ connectionString, ...pgOptions(settings) });
  const database = guard(settings, { limiter: queue });
  return { pool, query: (...of) => database.run(() => query(...of), { idempotent: true }) };
}

function connect(options: pg.PoolConfig): ReturnType<Endpoint['connect']> {
  const pool = new pg.Pool(options);
  pool.on('error', () => undefined);
  return {
    pool,
    query: async <Row extends pg.QueryResultRow>(statement: string, values: readonly unknown[]) =>
      (await pool.query<Row>(statement, [...values])).rows,
  };
}

async function one(query: Query, id: number): Promise<User | undefined> {
  const [user] = await query<User>('SELECT id, name FROM users WHERE id = $1', [id]);
  return user;
}

function allAtOnce(query: Query, ids: readonly number[]): Promise<readonly (User | undefined)[]> {
  return Promise.all(ids.map((id) => one(query, id)));
}

async function oneAfterTheOther(query: Query, ids: readonly number[]): Promise<readonly (User | undefined)[]> {
  const users: (User | undefined)[] = [];
  for (const id of ids) users.push(await one(query, id));
  return users;
}

async function batched(query: Query, ids: readonly number[]): Promise<readonly (User | undefined)[]> {
  const users = await query<User>('SELECT id, name FROM users WHERE id = ANY($1)', [ids]);
  const byId = new Map(users.map((user) => [user.id, user]));
  return ids.map((id) => byId.get(id));
}
