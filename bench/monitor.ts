/**
 * What the monitor costs: nanoseconds per query of a pool of pg whose connections answer at once, median of interleaved
 * rounds, and the heap that remains after a million queries. `npx tsx bench/monitor.ts`, with `node --expose-gc` for the heap.
 */
import { metrics } from '@opentelemetry/api';
import type pg from 'pg';

import { monitorPool, type MonitorOptions } from '../src/runtime/monitor/monitor-pool.ts';
import { fakePgPool } from '../test/runtime/monitor/fake-pg-pool.ts';

const rounds = 15;
const queriesOfRound = 20_000;
const queriesOfHeap = 1_000_000;

const variants: Readonly<Record<string, MonitorOptions | undefined>> = {
  'pool.query alone': undefined,
  'with a monitor': {},
  '… and a meter of the API': { name: 'bench', meter: metrics.getMeter('bench') },
  '… and leakAfterMs': { name: 'bench', leakAfterMs: 60_000 },
};

async function run(pool: pg.Pool, queries: number): Promise<number> {
  const startedAt = performance.now();
  for (let query = 0; query < queries; query++) await pool.query('SELECT name FROM users WHERE id = $1', [query]);
  return ((performance.now() - startedAt) * 1e6) / queries;
}

const pools = new Map(
  Object.entries(variants).map(([name, options]) => {
    const pool = fakePgPool(10);
    return [name, { pool, monitor: options && monitorPool(pool, options), times: [] as number[] }];
  }),
);
for (let round = -2; round < rounds; round++) {
  for (const { pool, times } of pools.values()) {
    const time = await run(pool, queriesOfRound);
    if (round >= 0) times.push(time);
  }
}

const median = (times: readonly number[]): number =>
  times.toSorted((left, right) => left - right)[times.length >> 1] ?? 0;
const alone = median([...pools.values()][0]?.times ?? []);
for (const [name, { times }] of pools) {
  const time = median(times);
  console.log(
    `${name.padEnd(26)} ${time.toFixed(0).padStart(6)} ns per query, ${(time - alone).toFixed(0).padStart(5)} ns more`,
  );
}

const monitored = pools.get('with a monitor');
if (monitored?.monitor) {
  const { monitor, pool } = monitored;
  const timed = (name: string, call: () => unknown): void => {
    const startedAt = performance.now();
    for (let index = 0; index < queriesOfRound; index++) call();
    console.log(
      `${name.padEnd(26)} ${(((performance.now() - startedAt) * 1e6) / queriesOfRound).toFixed(0).padStart(6)} ns`,
    );
  };
  timed('counts()', () => monitor.counts());
  timed('snapshot()', () => monitor.snapshot());

  const collect = (globalThis as { gc?: () => void }).gc;
  if (collect) {
    const heap = (): number => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    const before = heap();
    await run(pool, queriesOfHeap);
    console.log(`heap after ${String(queriesOfHeap)} queries ${((heap() - before) / 1024).toFixed(0)} kB more`);
  }
}
for (const { monitor, pool } of pools.values()) {
  monitor?.close();
  await pool.end();
}
