import { expect, it } from 'vitest';

import { monitorPool } from '../../../src/runtime/monitor/monitor-pool.ts';
import { FakeClock } from '../fake-clock.ts';
import { fakePgPool } from './fake-pg-pool.ts';

function watched(max: number, answer?: () => Promise<unknown>) {
  const clock = new FakeClock();
  const lines: { level: string; line: string; fields: unknown }[] = [];
  const write = (level: string) => (line: string, fields: unknown) => void lines.push({ level, line, fields });
  const logger = { info: write('info'), warn: write('warn'), error: write('error') };
  const pool = fakePgPool(max, { connectionTimeoutMillis: 30, ...(answer && { answer }) });
  const monitor = monitorPool(pool, { name: 'web', logger, clock, slowQueryMs: 500, leakAfterMs: 2000 });
  return { clock, lines, monitor, pool };
}

it('says in one line what happened, under a name that never changes', async () => {
  const { clock, lines, monitor, pool } = watched(1);
  const client = await pool.connect();
  await expect(pool.query("SELECT 'secret'")).rejects.toThrow('timeout exceeded');
  await clock.advance(2000);
  client.release();
  await clock.advance(1000);
  monitor.close();

  expect(lines.map(({ level, line }) => `${level} ${line}`)).toEqual([
    'warn poolwise.highUsage: Pool "web" uses 1 of 1 connections; 0 callers wait for one.',
    'error poolwise.acquireTimeout: Pool "web" had no connection for a caller within 0 ms: 1 of 1 are in use; 0 callers wait for one.',
    'warn poolwise.leak: A connection of pool "web" has been held for 2000 ms and not been given back.',
    'info poolwise.normalUsage: Pool "web" has connections to spare again; its usage was high for 2000 ms.',
  ]);
  expect(lines[0]?.fields).toEqual({
    event: 'poolwise.highUsage',
    pool: 'web',
    usage: 1,
    counts: { total: 1, connecting: 0, active: 1, idle: 0, waiting: 0, max: 1 },
  });
  expect(JSON.stringify(lines)).not.toContain('secret');
});

it('does not flood the log in an outage, and says how much it left out', async () => {
  const { clock, lines, monitor, pool } = watched(1, async () => {
    await clock.advance(500);
    return { rows: [] };
  });
  for (let query = 0; query < 30; query++) await pool.query('SELECT 1');
  const slow = lines.filter(({ line }) => line.startsWith('poolwise.slowQuery'));
  expect(slow[0]?.line).toBe('poolwise.slowQuery: A query of pool "web" took 500 ms.');
  // Thirty in fifteen seconds: ten in the first ten seconds, then those that a new interval brings.
  expect(slow).toHaveLength(20);
  expect(slow.map(({ fields }) => (fields as { leftOut?: number }).leftOut)[10]).toBe(10);
  expect(monitor.snapshot().slowQueries.count).toBe(30);
  monitor.close();
});
