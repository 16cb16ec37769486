import { AsyncLocalStorage } from 'node:async_hooks';

import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../../../scripts/embedded-postgres.ts';
import { monitorPool } from '../../../../src/runtime/monitor/monitor-pool.ts';
import type { PoolMonitor } from '../../../../src/runtime/monitor/pool-monitor.ts';
import { clientPackage } from '../client-package.ts';

let postgres: EmbeddedPostgres;
let connectionString: string;
let pool: pg.Pool;
let monitor: PoolMonitor;

beforeAll(async () => {
  postgres = await startEmbeddedPostgres();
  connectionString = await postgres.createDatabase('unchanged');
}, 60_000);
afterAll(async () => {
  await postgres.stop();
});
beforeEach(() => {
  pool = new pg.Pool({ connectionString, max: 2 });
  monitor = monitorPool(pool, { slowQueryMs: 1 });
});
afterEach(async () => {
  monitor.close();
  await pool.end();
});

const shapes = (): string[] => monitor.snapshot().recentActivity.map(({ shape }) => shape);

describe('every form of a call answers as without a monitor, and is timed once', () => {
  it.each<[string, (on: pg.Pool | pg.PoolClient) => Promise<pg.QueryResult>]>([
    ['text', (on) => on.query('SELECT 1 AS one')],
    ['text and values', (on) => on.query('SELECT 1 AS one WHERE $1', [true])],
    ['an object', (on) => on.query({ text: 'SELECT 1 AS one' })],
    ['an object and values', (on) => on.query({ text: 'SELECT 1 AS one WHERE $1' }, [true])],
    ['a named statement', (on) => on.query({ name: 'one', text: 'SELECT 1 AS one' })],
    [
      'text and a callback',
      (on) =>
        byCallback((done) => {
          on.query('SELECT 1 AS one', done);
        }),
    ],
    [
      'text, values and a callback',
      (on) =>
        byCallback((done) => {
          on.query('SELECT 1 AS one WHERE $1', [true], done);
        }),
    ],
    ['an object and a callback', (on) => byCallback((done) => on.query({ text: 'SELECT 1 AS one' }, done as never))],
  ])('%s', async (_form, query) => {
    expect((await query(pool)).rows).toEqual([{ one: 1 }]);
    expect(shapes()).toHaveLength(1);
    const client = await pool.connect();
    expect((await query(client)).rows).toEqual([{ one: 1 }]);
    client.release();
    expect(shapes()).toHaveLength(2);
    expect(shapes()[0]).toMatch(/^SELECT \? AS one/);
  });

  it('a callback in the object of a client', async () => {
    const client = await pool.connect();
    const result = await byCallback((callback) => {
      const query = Object.freeze({ text: 'SELECT 1 AS one', callback });
      expect(client.query(query as pg.QueryConfig)).toBeUndefined();
    });
    client.release();
    expect(result.rows).toEqual([{ one: 1 }]);
    expect(shapes()).toEqual(['SELECT ? AS one']);
  });

  it('`connect` with a callback', async () => {
    const rows = await new Promise((resolve, reject) => {
      pool.connect((error, client, release) => {
        if (error || !client) {
          reject(error ?? new Error('There is no client.'));
          return;
        }
        expect(typeof release).toBe('function');
        client.query('SELECT 1 AS one', (queryError: Error | undefined, result: pg.QueryResult) => {
          release();
          if (queryError) reject(queryError);
          else resolve(result.rows);
        });
      });
    });
    expect(rows).toEqual([{ one: 1 }]);
    expect(monitor.counts()).toMatchObject({ active: 0, idle: 1 });
  });

  it('cursors, which are not timed', async () => {
    const Cursor = clientPackage<
      new (statement: string) => { read(rows: number): Promise<unknown[]>; close(): Promise<void> }
    >('pg', 'pg-cursor');
    const client = await pool.connect();
    const cursor = new Cursor('SELECT generate_series(1, 3) AS n');
    expect(client.query(cursor as unknown as pg.Submittable)).toBe(cursor);
    expect(await cursor.read(2)).toEqual([{ n: 1 }, { n: 2 }]);
    await cursor.close();
    client.release();
    expect(shapes()).toEqual([]);
  });
});

function byCallback(call: (done: (error: Error, result: pg.QueryResult) => void) => unknown): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    call((error, result) => {
      // pg gives null or undefined where its types promise an error.
      if (error as Error | null | undefined) reject(error);
      else resolve(result);
    });
  });
}

it('leaves misuse its error', async () => {
  const error = await new Promise<Error>((resolve) => void pool.query(resolve as never));
  expect(error.message).toContain('Passing a function as the first parameter');
  await expect(pool.query(undefined as never)).rejects.toThrow(TypeError);
  const client = await pool.connect();
  client.release();
  expect(() => {
    client.release();
  }).toThrow('Release called on client which has already been released');
});

it('leaves errors the stack of who sent the query', async () => {
  async function loadOrders(): Promise<unknown> {
    return await pool.query('SELECT * FROM no_such_table');
  }
  const error = await loadOrders().catch((reason: unknown) => reason as Error);
  expect((error as Error).stack).toContain('loadOrders');
});

it('leaves an error that nobody handles unhandled', async () => {
  const unhandled: unknown[] = [];
  const listener = (reason: unknown): void => void unhandled.push((reason as Error).message);
  const others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', listener);
  void pool.query('SELECT * FROM no_such_table');
  await pool.query('SELECT pg_sleep(0.1)');
  process.removeListener('unhandledRejection', listener);
  for (const other of others) process.on('unhandledRejection', other);
  expect(unhandled).toEqual(['relation "no_such_table" does not exist']);
});

it('tells slow queries in the context of who sent them, also of those that waited in the queue', async () => {
  const request = new AsyncLocalStorage<string>();
  const told = new Map<string, string | undefined>();
  monitor.on('slowQuery', ({ shape }) => told.set(shape.slice(-2), request.getStore()));
  const names = Array.from({ length: 10 }, (_, index) => `r${String(index)}`);
  await Promise.all(names.map((name) => request.run(name, () => pool.query(`SELECT pg_sleep(0.02) AS ${name}`))));
  expect([...told].filter(([shape, context]) => shape !== context)).toEqual([]);
  expect(told.size).toBe(10);
});

it('does not count the wait for a connection as time of the query', async () => {
  monitor.close();
  monitor = monitorPool(pool, { slowQueryMs: 250 });
  await Promise.all(Array.from({ length: 10 }, () => pool.query('SELECT pg_sleep(0.1)')));
  const { acquire, query } = monitor.snapshot();
  expect(acquire.maxMs).toBeGreaterThan(300);
  expect(query.p50Ms).toBeLessThan(300);
});

it('watches a pool that is in use already', async () => {
  monitor.close();
  const [busy, idle] = await Promise.all([pool.connect(), pool.connect()]);
  idle.release();
  monitor = monitorPool(pool);
  expect(monitor.counts()).toEqual({ total: 2, connecting: 0, active: 1, idle: 1, waiting: 0, max: 2 });
  busy.release();
  expect(monitor.counts()).toMatchObject({ active: 0, idle: 2 });
});

it('counts connections that are being opened apart', async () => {
  const opening = pool.query('SELECT 1');
  expect(monitor.counts()).toEqual({ total: 1, connecting: 1, active: 0, idle: 0, waiting: 0, max: 2 });
  await opening;
  expect(monitor.counts()).toEqual({ total: 1, connecting: 0, active: 0, idle: 1, waiting: 0, max: 2 });
});

it('counts right after connections have died', async () => {
  const client = await pool.connect();
  pool.on('error', () => undefined);
  client.on('error', () => undefined);
  await expect(client.query('SELECT pg_terminate_backend(pg_backend_pid())')).rejects.toThrow();
  client.release(true);
  expect(monitor.counts()).toEqual({ total: 0, connecting: 0, active: 0, idle: 0, waiting: 0, max: 2 });
  await pool.query('SELECT 1');
  expect(monitor.counts()).toMatchObject({ total: 1, active: 0, idle: 1 });
});

it('bears a second monitor, whichever ends first', async () => {
  const second = monitorPool(pool, { name: 'second' });
  await pool.query('SELECT 1');
  monitor.close();
  await pool.query('SELECT 2');
  second.close();
  await pool.query('SELECT 3');
  expect([monitor.snapshot().query.count, second.snapshot().query.count]).toEqual([1, 2]);
  const third = monitorPool(pool, { name: 'third' });
  await pool.query('SELECT 4');
  third.close();
  expect(third.snapshot().query.count).toBe(1);
});

it('leaves its class and other pools alone', async () => {
  const other = new pg.Pool({ connectionString });
  expect(Object.getOwnPropertyNames(other)).not.toContain('connect');
  await other.query('SELECT 1');
  expect(shapes()).toEqual([]);
  await other.end();
});

it('ends a probe that gets no answer, and gives its connection up', async () => {
  const client = await pool.connect();
  client.release();
  const query = client.query.bind(client) as (statement: string) => Promise<unknown>;
  const { probe } = monitor;
  client.query = (() => query('SELECT pg_sleep(60)')) as never;
  await expect(probe?.(AbortSignal.timeout(50))).rejects.toThrow(/timeout/);
  expect(monitor.counts()).toMatchObject({ total: 0, active: 0 });
  expect(await probe?.(AbortSignal.timeout(5000))).toBe('answered');
});
