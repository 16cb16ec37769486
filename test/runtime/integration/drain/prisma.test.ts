import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../../scripts/embedded-postgres.ts';
import { definePool, drain, pgOptions, prismaPgOptions } from '../../../../src/runtime/index.ts';

interface Prisma {
  $queryRawUnsafe(statement: string): Promise<unknown>;
}

const client = new URL('../../../fixtures/shop/generated/prisma/client.ts', import.meta.url);
const { PrismaClient } = (await import(client.href)) as { PrismaClient: new (options: object) => Prisma };

const settings = definePool({ name: 'prisma', max: 3 });
let server: EmbeddedPostgres;
let superuser: pg.Client;
let connectionString: string;

beforeAll(async () => {
  server = await startEmbeddedPostgres();
  superuser = new pg.Client(server.superuserConnectionString);
  await superuser.connect();
  connectionString = await server.createDatabase('prisma');
}, 60_000);

afterAll(async () => {
  await superuser.end();
  await server.stop();
});

async function connections(): Promise<number> {
  const { rowCount } = await superuser.query("SELECT FROM pg_stat_activity WHERE application_name = 'prisma'");
  return rowCount ?? 0;
}

it('ends Prisma after the pool that it was given, which tells who waits', async () => {
  const pool = new pg.Pool({ connectionString, ...pgOptions(settings) });
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  await prisma.$queryRawUnsafe('SELECT 1 AS one');
  const answers = Promise.all(
    Array.from({ length: 12 }, () => prisma.$queryRawUnsafe('SELECT pg_sleep(0.1)::text AS slept')),
  );
  const report = await drain([pool, prisma]);
  expect(report.outcomes).toEqual([
    { client: 'pg', kind: 'ended' },
    { client: 'Prisma', kind: 'ended' },
  ]);
  expect(await answers).toHaveLength(12);
  await expect.poll(connections, { timeout: 5_000 }).toBe(0);
});

it('ends Prisma with a pool of its own after what uses it', async () => {
  const adapter = new PrismaPg({ connectionString, ...prismaPgOptions(settings) });
  const prisma = new PrismaClient({ adapter });
  const answers = Promise.all(
    Array.from({ length: 12 }, () => prisma.$queryRawUnsafe('SELECT pg_sleep(0.1)::text AS slept')),
  );
  const report = await drain([() => answers, prisma]);
  expect(report).toMatchObject({ complete: true });
  await expect.poll(connections, { timeout: 5_000 }).toBe(0);
});
