import { readFile } from 'node:fs/promises';

import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { PrismaClient } from '../../../../examples/reports-api/src/generated/prisma/client.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../../../scripts/embedded-postgres.ts';
import { monitorPool } from '../../../../src/runtime/monitor/monitor-pool.ts';
import { monitorPrisma, type PrismaMonitor } from '../../../../src/runtime/monitor/monitor-prisma.ts';
import type { PoolEvents } from '../../../../src/runtime/monitor/pool-monitor.ts';

let postgres: EmbeddedPostgres;
let pool: pg.Pool;
let prisma: PrismaClient;

beforeAll(async () => {
  postgres = await startEmbeddedPostgres();
  const tables = new URL('../../../../examples/reports-api/prisma/tables.sql', import.meta.url);
  pool = new pg.Pool({
    connectionString: await postgres.createDatabase('reports', await readFile(tables, 'utf8')),
    max: 3,
  });
  prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
}, 60_000);

afterAll(async () => {
  await prisma.$disconnect();
  await pool.end();
  await postgres.stop();
});

it('watches Prisma 7 through the pool of its adapter', async () => {
  const monitor = monitorPool(pool);
  // They take long enough for all connections to open.
  await Promise.all(Array.from({ length: 11 }, () => prisma.$queryRaw`SELECT pg_sleep(0.1)::text`));
  await prisma.author.findFirst({ where: { name: 'secret' } });
  const { counts, peak, query, recentActivity } = monitor.snapshot();
  expect(counts).toMatchObject({ total: 3, active: 0, idle: 3, max: 3 });
  expect(peak).toEqual({ active: 3, waiting: 8 });
  expect(query.count).toBe(12);
  expect(recentActivity[0]?.shape).toContain('SELECT "public"."Author"."id"');
  expect(JSON.stringify(recentActivity)).not.toContain('secret');
  monitor.close();
});

it('says what to do with the client itself', () => {
  expect(() => monitorPool(prisma)).toThrow(/a PrismaClient hides its pool\. .* `new PrismaPg\(pool\)`/);
});

describe('the extension', () => {
  let monitor: PrismaMonitor;
  beforeEach(() => {
    monitor = monitorPrisma({ max: 2, slowQueryMs: 100 });
  });
  afterEach(() => {
    monitor.close();
  });

  it('tells models and operations', async () => {
    const extended = prisma.$extends(monitor.extension);
    await extended.author.findMany({ where: { name: 'secret' } });
    await extended.$queryRaw`SELECT ${'secret'}`;
    const { recentActivity } = monitor.snapshot();
    expect(recentActivity.map(({ shape }) => shape)).toEqual(['$queryRaw', 'Author.findMany']);
  });

  it('counts operations: as many as there are connections run, the others wait', async () => {
    const extended = prisma.$extends(monitor.extension);
    const told: PoolEvents['highUsage'][] = [];
    monitor.on('highUsage', (event) => told.push(event));
    await Promise.all(Array.from({ length: 5 }, () => extended.$queryRaw`SELECT pg_sleep(0.05)::text`));
    const { counts, countedFrom, peak, query } = monitor.snapshot();
    expect(countedFrom).toBe('queries');
    expect(counts).toMatchObject({ active: 0, waiting: 0, max: 2 });
    expect(peak).toEqual({ active: 2, waiting: 3 });
    expect(query.count).toBe(5);
    expect(told).toHaveLength(1);
  });

  it('tells slow operations', async () => {
    const told: PoolEvents['slowQuery'][] = [];
    monitor.on('slowQuery', (event) => told.push(event));
    await prisma.$extends(monitor.extension).$queryRaw`SELECT pg_sleep(0.15)::text`;
    expect(told.map(({ pool: name, shape }) => ({ name, shape }))).toEqual([{ name: 'prisma', shape: '$queryRaw' }]);
  });

  it('leaves results, merged reads and transactions as they are', async () => {
    const extended = prisma.$extends(monitor.extension);
    const sent = vi.spyOn(pg.Client.prototype, 'query');
    const read = await Promise.all([1, 2, 3].map((id) => extended.author.findUnique({ where: { id } })));
    expect(read).toEqual([null, null, null]);
    expect(sent).toHaveBeenCalledTimes(1);
    sent.mockRestore();

    await extended.$transaction(async (transaction) => {
      await transaction.author.create({ data: { id: 1, name: 'Ada', email: 'ada@example.org' } });
      expect(await transaction.author.count()).toBe(1);
      expect(await prisma.author.count()).toBe(0);
    });
    const [authors, count] = await extended.$transaction([extended.author.findMany(), extended.author.count()]);
    expect([authors.length, count]).toEqual([1, 1]);
    expect(monitor.snapshot().recentActivity.map(({ shape }) => shape)).toEqual([
      'Author.count',
      'Author.findMany',
      'Author.count',
      'Author.create',
      ...Array.from({ length: 3 }, () => 'Author.findUnique'),
    ]);
  });

  it('leaves errors as they are, and counts them', async () => {
    const code = (client: Pick<PrismaClient, '$queryRaw'>): Promise<unknown> =>
      client.$queryRaw`SELECT * FROM "no such table"`.catch((error: unknown) => (error as { code: unknown }).code);
    const plain = await code(prisma);
    expect(plain).toBe('P2010');
    expect(await code(prisma.$extends(monitor.extension) as unknown as PrismaClient)).toBe(plain);
    expect(monitor.snapshot().failedQueries).toBe(1);
  });

  it('passes everything on once the monitor is closed', async () => {
    const extended = prisma.$extends(monitor.extension);
    monitor.close();
    await extended.author.findMany();
    expect(monitor.snapshot().query.count).toBe(0);
  });
});

it('needs to know the size of the pool', () => {
  expect(() => monitorPrisma({ max: 0 })).toThrow(
    new RangeError('monitorPrisma({ max: 0 }): accepted is a whole number from 1.'),
  );
});
