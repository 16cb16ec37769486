import { metrics } from '@opentelemetry/api';
import {
  InMemoryMetricExporter,
  AggregationTemporality,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import type { Histogram } from '@opentelemetry/sdk-metrics';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { monitorPool, type MonitorOptions } from '../../../src/runtime/monitor/monitor-pool.ts';
import type { PoolMonitor } from '../../../src/runtime/monitor/pool-monitor.ts';
import { FakeClock, settle } from '../fake-clock.ts';
import { fakePgPool } from './fake-pg-pool.ts';

let exporter: InMemoryMetricExporter;
let reader: PeriodicExportingMetricReader;
let provider: MeterProvider;
let clock: FakeClock;
let monitors: PoolMonitor[];

beforeEach(() => {
  exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
  provider = new MeterProvider({ readers: [reader] });
  clock = new FakeClock();
  monitors = [];
});
afterEach(async () => {
  for (const monitor of monitors) monitor.close();
  await provider.shutdown();
});

function watch(pool: object, name: string, options: MonitorOptions = {}): PoolMonitor {
  const monitor = monitorPool(pool, { name, clock, meter: provider.getMeter('poolwise'), ...options });
  monitors.push(monitor);
  return monitor;
}

/** The last values: `name{attributes}` to a number, or to count and sum of a histogram. */
async function collected(): Promise<Record<string, unknown>> {
  exporter.reset();
  await reader.forceFlush();
  const values: Record<string, unknown> = {};
  for (const { scopeMetrics } of exporter.getMetrics()) {
    for (const { descriptor, dataPoints } of scopeMetrics.flatMap((scope) => scope.metrics)) {
      for (const { attributes, value } of dataPoints) {
        const { count, sum } = value as Histogram;
        const labels = Object.entries(attributes).map(
          ([key, label]) => `${key.split('.').at(-1) ?? ''}=${String(label)}`,
        );
        values[`${descriptor.name}{${labels.sort().join()}}`] = typeof value === 'number' ? value : { count, sum };
      }
    }
  }
  return values;
}

const count = 'db.client.connection.count';

describe('the metrics of two pools', () => {
  it('are each its own', async () => {
    const orders = fakePgPool(5);
    const reports = fakePgPool(3);
    watch(orders, 'orders');
    watch(reports, 'reports');
    const held = await Promise.all([...Array.from({ length: 4 }, () => orders.connect()), reports.connect()]);
    const query = reports.query('SELECT 1');
    held[4]?.release();
    await query;
    await reports.query('SELECT 1');

    expect(await collected()).toMatchObject({
      [`${count}{name=orders,state=used}`]: 4,
      [`${count}{name=orders,state=idle}`]: 0,
      [`${count}{name=reports,state=used}`]: 0,
      [`${count}{name=reports,state=idle}`]: 2,
      'db.client.connection.max{name=orders}': 5,
      'db.client.connection.max{name=reports}': 3,
      'db.client.connection.pending_requests{name=orders}': 0,
    });
    for (const client of held.slice(0, 4)) client.release();
    expect(await collected()).toMatchObject({
      [`${count}{name=orders,state=used}`]: 0,
      [`${count}{name=orders,state=idle}`]: 4,
    });
  });

  it('end with their monitor, one without the other', async () => {
    const orders = watch(fakePgPool(5), 'orders');
    watch(fakePgPool(3), 'reports');
    orders.close();
    const names = Object.keys(await collected()).filter((name) => name.startsWith('db.client.connection.max'));
    expect(names).toEqual(['db.client.connection.max{name=reports}']);
  });
});

it('counts durations in seconds, and errors apart', async () => {
  const pool = fakePgPool(1, {
    async answer(statement) {
      await clock.advance(2500);
      if (statement === 'fail') throw new Error('No such table.');
      return { rows: [] };
    },
  });
  watch(pool, 'orders');
  await pool.query('SELECT 1');
  await pool.query('fail').catch(() => undefined);
  const client = await pool.connect();
  await clock.advance(4000);
  client.release();

  expect(await collected()).toMatchObject({
    'db.client.operation.duration{name=orders,name=postgresql}': { count: 1, sum: 2.5 },
    'db.client.operation.duration{name=orders,name=postgresql,type=_OTHER}': { count: 1, sum: 2.5 },
    'db.client.connection.wait_time{name=orders}': { count: 3 },
    'db.client.connection.use_time{name=orders}': { count: 3, sum: 9 },
  });
});

it('counts time-outs', async () => {
  const pool = fakePgPool(1, { connectionTimeoutMillis: 50 });
  watch(pool, 'orders');
  const held = await pool.connect();
  const failed = pool.connect().then(
    () => 'connected',
    (error: unknown) => (error as Error).message,
  );
  expect(await collected()).toMatchObject({ 'db.client.connection.pending_requests{name=orders}': 1 });
  expect(await failed).toBe('timeout exceeded when trying to connect');
  held.release();
  expect(await collected()).toMatchObject({
    'db.client.connection.timeouts{name=orders}': 1,
    'db.client.connection.pending_requests{name=orders}': 0,
  });
});

it('takes the meter of the API, which does nothing until an SDK is there', async () => {
  const pool = fakePgPool(1);
  watch(pool, 'orders', { meter: metrics.getMeter('poolwise') });
  await pool.query('SELECT 1');
  await settle();
});

it('needs a name to keep pools apart', () => {
  expect(() => monitorPool(fakePgPool(1), { meter: provider.getMeter('poolwise') })).toThrow(
    /monitorPool\(\{ meter \}\): a pool that is measured needs a `name`/,
  );
});
