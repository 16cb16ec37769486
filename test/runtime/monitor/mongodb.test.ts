import { setTimeout as delay } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { monitorPool, type MonitorOptions } from '../../../src/runtime/monitor/monitor-pool.ts';
import type { PoolEvents, PoolMonitor } from '../../../src/runtime/monitor/pool-monitor.ts';
import { clientPackage } from '../integration/client-package.ts';
import { startMongoWireServer } from './wire-server.ts';

/* What is used of packages that are loaded untyped. */
interface MongoClient {
  connect(): Promise<unknown>;
  db(name?: string): { collection(name: string): Collection };
  close(): Promise<void>;
  eventNames(): unknown[];
}
interface Collection {
  findOne(filter: object): Promise<unknown>;
}
type Bson = Parameters<typeof startMongoWireServer>[0];
interface MongoModule {
  readonly BSON: Bson;
  readonly MongoClient: new (uri: string, options: object) => MongoClient;
}

/** The folder of the driver: its own, or that of a mongoose. */
const drivers = ['mongodb', 'mongoose-9', 'mongoose-8', 'mongoose-7'];

describe.each(drivers)('the driver of %s', (folder) => {
  const { MongoClient, BSON } = clientPackage<MongoModule>(folder, 'mongodb');
  let server: Awaited<ReturnType<typeof startMongoWireServer>>;
  let client: MongoClient;
  let monitor: PoolMonitor;
  let answerAfterMs: number;
  let failing: boolean;

  const watch = (clientOptions: object = {}, options: MonitorOptions = {}): void => {
    client = new MongoClient(server.uri, {
      maxPoolSize: 3,
      maxConnecting: 3,
      waitQueueTimeoutMS: 5000,
      ...clientOptions,
    });
    monitor = monitorPool(client, options);
  };
  const read = (): Promise<unknown> => client.db().collection('orders').findOne({ name: 'secret' });

  beforeEach(async () => {
    answerAfterMs = 0;
    failing = false;
    server = await startMongoWireServer(BSON, async () => {
      await delay(answerAfterMs);
      if (failing) return { ok: 0, code: 2, errmsg: 'bad value' };
      return { cursor: { id: 0n, ns: 'shop.orders', firstBatch: [{ total: 1 }] } };
    });
  });
  afterEach(async () => {
    monitor.close();
    await client.close();
    await server.stop();
  });

  it('counts connections by its events, under load and at rest', async () => {
    watch();
    await client.connect();
    const before = monitor.snapshot().query.count;
    answerAfterMs = 300;
    const reads = Array.from({ length: 10 }, read);
    await vi.waitFor(() => {
      expect(monitor.counts()).toEqual({ total: 3, connecting: 0, active: 3, idle: 0, waiting: 7, max: 3 });
    }, 5000);
    await Promise.all(reads);
    expect(monitor.counts()).toEqual({ total: 3, connecting: 0, active: 0, idle: 3, waiting: 0, max: 3 });
    expect(monitor.snapshot().peak).toMatchObject({ active: 3 });
    expect(monitor.snapshot().query.count - before).toBe(10);
  });

  it('counts connections from before it watched', async () => {
    // Version 5 of the driver hides its pools.
    const hidden = folder === 'mongoose-7';
    watch();
    monitor.close();
    await client.connect();
    await Promise.all([read(), read()]);
    monitor = monitorPool(client);
    const { total, idle, active } = monitor.counts();
    expect({ total, active }).toEqual({ total: idle, active: 0 });
    expect(total > 0).toBe(!hidden);
  });

  it('tells commands and collections where the client monitors commands, and no values', async () => {
    watch({ monitorCommands: true }, { slowQueryMs: 300 });
    const slow: PoolEvents['slowQuery'][] = [];
    monitor.on('slowQuery', (event) => slow.push(event));
    await read();
    answerAfterMs = 400;
    await read();
    failing = true;
    await expect(read()).rejects.toThrow('bad value');
    const { recentActivity, failedQueries } = monitor.snapshot();
    expect(recentActivity.map(({ shape, failed }) => `${shape} ${String(failed)}`)).toEqual([
      'find orders true',
      'find orders false',
      'find orders false',
    ]);
    expect(failedQueries).toBe(1);
    expect(slow.map(({ shape }) => shape)).toEqual(['find orders', 'find orders']);
    expect(JSON.stringify(monitor.snapshot())).not.toContain('secret');
  });

  it('counts those that get no connection in time', async () => {
    watch({ waitQueueTimeoutMS: 500, maxPoolSize: 1 });
    await client.connect();
    // A read first, so that what is waited for is the one connection, and not the opening of it.
    await read();
    answerAfterMs = 1_500;
    const [first, second] = await Promise.allSettled([read(), read()]);
    expect([first.status, second.status]).toEqual(['fulfilled', 'rejected']);
    expect(monitor.snapshot().timeouts.acquire).toBe(1);
    expect(monitor.counts().waiting).toBe(0);
  });

  it('probes with a ping', async () => {
    watch({ maxPoolSize: 1 });
    await client.connect();
    expect(await monitor.probe?.(AbortSignal.timeout(5000))).toBe('answered');
    answerAfterMs = 300;
    const busy = read();
    await vi.waitFor(() => {
      expect(monitor.counts().active).toBe(1);
    });
    expect(await monitor.probe?.(AbortSignal.timeout(5000))).toBe('busy');
    await busy;
    await expect(monitor.probe?.(AbortSignal.timeout(50))).rejects.toThrow(/timeout/);
    // The command that hangs is still under way: what asks next waits for that one.
    expect(await monitor.probe?.(AbortSignal.timeout(5000))).toBe('answered');
  });

  it('leaves no listener behind', async () => {
    watch();
    monitor.close();
    const untouched = new MongoClient(server.uri, {});
    expect(client.eventNames()).toEqual(untouched.eventNames());
    await untouched.close();
  });
});

describe.each(['mongoose-9', 'mongoose-8', 'mongoose-7'])('%s', (folder) => {
  it('is watched once it is connected, and says so before', async () => {
    const { BSON } = clientPackage<MongoModule>(folder, 'mongodb');
    const { Mongoose } = clientPackage<{ Mongoose: new () => Mongoose }>(folder, 'mongoose');
    const mongoose = new Mongoose();
    expect(() => monitorPool(mongoose)).toThrow(
      /mongoose is not connected\. Call `await mongoose\.connect\(…\)` first/,
    );
    const server = await startMongoWireServer(BSON, () =>
      Promise.resolve({ cursor: { id: 0n, ns: 'shop.orders', firstBatch: [] } }),
    );
    await mongoose.connect(server.uri, { maxPoolSize: 2, autoIndex: false, autoCreate: false });
    for (const watched of [mongoose, mongoose.connection]) {
      const monitor = monitorPool(watched);
      await mongoose.connection.collection('orders').findOne({});
      expect(monitor.snapshot()).toMatchObject({ client: 'mongodb', query: { count: 1 } });
      expect(monitor.counts()).toMatchObject({ active: 0, idle: 1, max: 2 });
      monitor.close();
    }
    await mongoose.disconnect();
    await server.stop();
  });
});

interface Mongoose {
  readonly connection: { collection(name: string): Collection };
  connect(uri: string, options: object): Promise<unknown>;
  disconnect(): Promise<void>;
}
