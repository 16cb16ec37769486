import { setTimeout as delay } from 'node:timers/promises';

import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { monitorPool, type MonitorOptions } from '../../../../src/runtime/monitor/monitor-pool.ts';
import type { PoolEvents, PoolMonitor } from '../../../../src/runtime/monitor/pool-monitor.ts';
import { maxConnections, type WatchedClient, type WatchedClientCase } from './watched-client.ts';

/** The machine may be busy. */
const patience = { timeout: 8000, interval: 20 };

/** A server and its dialect, as the conformance tests need it. */
export interface WatchedServer {
  createDatabase(): Promise<WatchedDatabase>;
  /** A query that takes that long and holds the value 'secret'. */
  sleep(seconds: number): string;
}

/** Of one client only, so that its connections can be told from others. */
export interface WatchedDatabase {
  readonly connectionString: string;
  /** How many connections the server has to it, and how many of them run a query. */
  connections(): Promise<{ total: number; running: number }>;
}

interface Told {
  readonly event: keyof PoolEvents;
  readonly [field: string]: unknown;
}

/** What holds for the monitor of every client, shown on a real server. The clients side by side, since most tests wait. */
export function describeMonitors(server: WatchedServer, clients: readonly WatchedClientCase[]): void {
  beforeAll(async () => {
    // One after the other: packages that load keep everybody waiting, and what follows is timed.
    const { connectionString } = await server.createDatabase();
    for (const { open } of clients) {
      const client = await open(connectionString, 10_000);
      await client.query(server.sleep(0));
      await client.close();
    }
  }, 60_000);

  describe.concurrent.each(clients)('$name', (client) => {
    describe('the monitor', { concurrent: false }, () => {
      describeMonitor(server, client);
    });
  });
}

function describeMonitor(server: WatchedServer, { open, timesOut, stackReachesCaller }: WatchedClientCase): void {
  let database: WatchedDatabase;
  let client: WatchedClient;
  let monitor: PoolMonitor;
  let told: Told[];
  let before: unknown[];

  const watch = (options: MonitorOptions = {}): void => {
    before = client.touched.map(fingerprint);
    monitor = monitorPool(client.pool, options);
    for (const event of ['slowQuery', 'highUsage', 'normalUsage', 'leak', 'acquireTimeout'] as const) {
      monitor.on(event, (fields) => {
        told.push({ event, ...fields });
      });
    }
  };
  const toldOf = (event: keyof PoolEvents): Told[] => told.filter((entry) => entry.event === event);

  beforeAll(async () => {
    database = await server.createDatabase();
  }, 30_000);
  beforeEach(async () => {
    told = [];
    client = await open(database.connectionString, 10_000);
  });
  afterEach(async () => {
    monitor.close();
    await client.close();
    await vi.waitFor(async () => {
      expect((await database.connections()).total).toBe(0);
    }, patience);
  });

  it('counts what the server has, under load and at rest', async () => {
    watch();
    const queries = Array.from({ length: 10 }, () => client.query(server.sleep(0.8)));
    await vi.waitFor(async () => {
      const full = { total: maxConnections, active: maxConnections, idle: 0, connecting: 0, max: maxConnections };
      const { total, running } = await database.connections();
      expect({ ...monitor.counts(), running, ofServer: total }).toEqual({
        ...full,
        waiting: 7,
        running: maxConnections,
        ofServer: maxConnections,
      });
    }, patience);
    await Promise.all(queries);

    await vi.waitFor(async () => {
      const { total, active, idle, waiting } = monitor.counts();
      expect({ active, waiting }).toEqual({ active: 0, waiting: 0 });
      if (monitor.snapshot().countedFrom === 'queries') return;
      expect({ total, idle }).toEqual({ total: (await database.connections()).total, idle: total });
    }, patience);
    const { peak, query, acquire, failedQueries, countedFrom } = monitor.snapshot();
    expect(peak.active).toBe(maxConnections);
    // Some clients open one connection after the other, and all wait meanwhile.
    expect(peak.waiting).toBeGreaterThanOrEqual(7);
    expect(query.count).toBe(10);
    expect(query.p50Ms).toBeGreaterThan(700);
    expect(failedQueries).toBe(0);
    if (countedFrom === 'pool') {
      expect(acquire.count).toBe(10);
      // Six of ten waited for others, and the wait is no time of the query.
      expect(acquire.maxMs).toBeGreaterThan(1500);
      expect(query.p50Ms).toBeLessThan(acquire.maxMs);
    }
  });

  it('tells of slow queries, and shows no values', async () => {
    await client.query(server.sleep(0));
    watch({ slowQueryMs: 300 });
    await client.query(server.sleep(0));
    await client.query(server.sleep(0.4));
    const [slow, ...others] = toldOf('slowQuery');
    expect(others).toEqual([]);
    expect(slow).toMatchObject({ pool: monitor.name });
    expect(slow?.['durationMs']).toBeGreaterThan(300);
    const { slowQueries, recentActivity, sinceLastSuccessMs } = monitor.snapshot();
    expect(slowQueries.count).toBe(1);
    expect(slowQueries.recent.map(({ shape }) => shape)).toEqual([slow?.['shape']]);
    expect(recentActivity.map(({ failed }) => failed)).toEqual([false, false]);
    expect(sinceLastSuccessMs).toBeLessThan(5000);
    const shown = JSON.stringify([told, monitor.snapshot()]);
    expect(shown).toContain('sleep(');
    expect(shown).not.toContain('secret');
  });

  it('tells of high usage once, and when it is over', async () => {
    watch();
    const releases = await Promise.all(Array.from({ length: maxConnections }, () => client.hold()));
    expect(toldOf('highUsage')).toHaveLength(1);
    expect(toldOf('highUsage')[0]).toMatchObject({ usage: 1, counts: { active: 3, max: 3 } });
    for (const release of releases) await release();
    await client.query(server.sleep(0));
    expect(toldOf('normalUsage')).toEqual([]);
    await vi.waitFor(() => {
      expect(toldOf('normalUsage')).toHaveLength(1);
    }, patience);
    expect(toldOf('highUsage')).toHaveLength(1);
  });

  if (timesOut) {
    it('counts callers that get no connection in time, and leaves them their error', async () => {
      await client.close();
      // A busy server takes part of it to open the connections that are held.
      client = await open(database.connectionString, 1500);
      const plain = await outcomeWithoutConnection(client);
      watch();
      const watched = await outcomeWithoutConnection(client);
      expect(watched).toEqual(plain);
      expect(toldOf('acquireTimeout')).toHaveLength(1);
      expect(toldOf('acquireTimeout')[0]?.['waitedMs']).toBeGreaterThan(1100);
      expect(monitor.snapshot().timeouts.acquire).toBe(1);
      // Nothing is counted as waiting that has left.
      expect(monitor.counts()).toMatchObject({ active: 0, waiting: 0 });
    });
  }

  it('leaves errors as they are, and counts them', async () => {
    const statement = `SELECT * FROM "no such table" /* 'secret' */`;
    const plain = await outcome(client.query(statement));
    watch();
    expect(await outcome(client.query(statement))).toEqual(plain);
    const { failedQueries, recentActivity } = monitor.snapshot();
    expect(failedQueries).toBe(1);
    expect(recentActivity[0]).toMatchObject({ failed: true });
  });

  it('tells who holds a connection for too long', async () => {
    watch({ leakAfterMs: 60 });
    const release = await client.hold();
    // Not a fixed time: timers that are late together run by their lists, and another test's may come first.
    await vi.waitFor(() => {
      expect(toldOf('leak')).toHaveLength(1);
    }, patience);
    await release();
    await delay(100);
    expect(toldOf('leak')).toHaveLength(1);
    expect(toldOf('leak')[0]?.['stack']).toContain(stackReachesCaller ? import.meta.filename : 'node_modules');
    expect(monitor.snapshot().leaks).toBe(1);
  });

  it('does not tell of connections that are given back in time', async () => {
    watch({ leakAfterMs: 200 });
    const release = await client.hold();
    await release();
    await delay(300);
    expect(toldOf('leak')).toEqual([]);
  });

  it('probes the database, but never queues for it', async () => {
    watch();
    const { probe } = monitor;
    const signal = AbortSignal.timeout(2000);
    expect(await probe?.(signal)).toBe('answered');
    const releases = await Promise.all(Array.from({ length: maxConnections }, () => client.hold()));
    expect(await probe?.(signal)).toBe('busy');
    for (const release of releases) await release();
    expect(await probe?.(signal)).toBe('answered');
    expect(JSON.stringify(monitor.snapshot().recentActivity)).not.toContain('probe');
  });

  it('puts everything back when it is closed', async () => {
    watch({ leakAfterMs: 1000 });
    await Promise.all(Array.from({ length: 5 }, () => client.query(server.sleep(0))));
    const release = await client.hold();
    const { count } = monitor.snapshot().query;
    expect(count).toBeGreaterThanOrEqual(5);
    monitor.close();
    await release();
    await client.query(server.sleep(0));
    expect(monitor.snapshot().query.count).toBe(count);
    expect(client.touched.map(fingerprint)).toEqual(before);
    monitor.close();
  });
}

async function outcomeWithoutConnection(client: WatchedClient): Promise<unknown> {
  const releases = await Promise.all(Array.from({ length: maxConnections }, () => client.hold()));
  const result = await outcome(client.query('SELECT 1'));
  for (const release of releases) await release();
  return result;
}

async function outcome(promise: Promise<unknown>): Promise<unknown> {
  try {
    return { result: await promise };
  } catch (error) {
    const { name, message, constructor } = error as Error;
    const timeless = message.replace(/\d+ms/, '…ms');
    return { name, message: timeless, constructor, fields: Object.keys(error as object).sort() };
  }
}

/** The methods and listeners that an object has of its own. */
function fingerprint(value: object): unknown {
  const properties = Object.entries(Object.getOwnPropertyDescriptors(value));
  const methods = properties.filter(([, descriptor]) => typeof descriptor.value === 'function');
  const listeners =
    'eventNames' in value
      ? (value as NodeJS.EventEmitter)
          .eventNames()
          .map((event) => [event, (value as NodeJS.EventEmitter).listeners(event)])
      : [];
  return { methods, listeners };
}
