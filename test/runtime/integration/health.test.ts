import { randomUUID } from 'node:crypto';

import pg from 'pg';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../../scripts/embedded-postgres.ts';
import { databaseHealth, type HealthHandler } from '../../../src/runtime/health/database-health.ts';
import type { HealthReport } from '../../../src/runtime/health/health-report.ts';
import { monitorPool } from '../../../src/runtime/monitor/monitor-pool.ts';
import type { PoolMonitor } from '../../../src/runtime/monitor/pool-monitor.ts';
import { openBlackHole } from './pools/black-hole.ts';

let postgres: EmbeddedPostgres;
let pools: pg.Pool[];
let monitor: PoolMonitor;
let handler: HealthHandler;

function serve(connectionString: string, options: pg.PoolConfig = {}): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 3, ...options });
  pool.on('error', () => undefined);
  pools.push(pool);
  monitor = monitorPool(pool);
  handler = databaseHealth(monitor, { authorize: () => true, cacheMs: 0 });
  return pool;
}

async function health(): Promise<HealthReport & { readonly code: number }> {
  const response = await handler(new Request('http://localhost/health'));
  return { code: response.status, ...((await response.json()) as HealthReport) };
}

beforeEach(async () => {
  pools = [];
  postgres = await startEmbeddedPostgres({ max_connections: 8, superuser_reserved_connections: 3 });
}, 60_000);
afterEach(async () => {
  monitor.close();
  for (const pool of pools) await pool.end();
  await postgres.stop();
}, 30_000);

it('follows a server that stops', async () => {
  const password = randomUUID();
  const pool = serve(await postgres.createDatabase('health'));
  await pool.query(`SELECT '${password}'`);
  const healthy = await health();
  expect(healthy).toMatchObject({ code: 200, status: 'ok', recommendations: [] });
  expect(healthy.latencyMs).toBeGreaterThan(0);
  expect(JSON.stringify(healthy)).not.toMatch(new RegExp(`${password}|127\\.0\\.0\\.1|postgresql:`));

  await postgres.stop();
  await vi.waitFor(
    async () => {
      expect(await health()).toMatchObject({ code: 503, status: 'error', latencyMs: null });
    },
    { timeout: 10_000, interval: 100 },
  );
  expect((await health()).recommendations[0]).toMatch(/^The database did not answer\./);
}, 40_000);

it('tells a server without connections from one that is away', async () => {
  const connectionString = await postgres.createDatabase('health');
  const others = Array.from({ length: 5 }, () => new pg.Client(connectionString));
  for (const other of others) await other.connect();
  serve(connectionString);
  const found = await health();
  expect(found).toMatchObject({ code: 503, status: 'error' });
  expect(found.recommendations[0]).toMatch(/^The database has no connection left to give\./);
  for (const other of others) await other.end();
  await vi.waitFor(async () => {
    expect((await health()).code).toBe(200);
  });
}, 30_000);

it('waits a second for a server that does not answer, and takes no second connection meanwhile', async () => {
  const hole = await openBlackHole();
  serve(`postgresql://user@127.0.0.1:${String(hole.port)}/health`);
  expect(await health()).toMatchObject({ code: 503, status: 'error', latencyMs: null });
  expect(await health()).toMatchObject({ code: 503 });
  expect(monitor.counts()).toMatchObject({ total: 1, connecting: 1 });
  await hole.close();
}, 30_000);
