import { PrismaPg } from '@prisma/adapter-pg';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../../scripts/embedded-postgres.ts';
import { guard, monitorPrisma, prismaGuard } from '../../../../src/runtime/index.ts';
import { PrismaClient } from '../../../packages/prisma-6/generated/without-engine/client.ts';

const tables = `CREATE TYPE "Role" AS ENUM ('ADMIN', 'EDITOR', 'READER');
  CREATE TABLE "User" (id serial PRIMARY KEY, email text UNIQUE, name text, role "Role", "parentId" int)`;
const ada = { email: 'ada@example.org', name: 'Ada', role: 'ADMIN' } as const;

let postgres: EmbeddedPostgres;
let prisma: PrismaClient;

beforeAll(async () => {
  postgres = await startEmbeddedPostgres();
  const connectionString = await postgres.createDatabase('prisma', tables);
  prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString, max: 2 }) });
}, 60_000);

afterAll(async () => {
  await prisma.$disconnect();
  await postgres.stop();
});

it('Prisma 6 without its engine is watched by the extension', async () => {
  const monitor = monitorPrisma({ max: 2 });
  const extended = prisma.$extends(monitor.extension);
  await extended.user.create({ data: ada });
  expect(await extended.user.findMany()).toMatchObject([ada]);
  await Promise.all(Array.from({ length: 5 }, () => extended.$queryRaw`SELECT pg_sleep(0.05)::text`));
  await extended.$transaction(async (transaction) => {
    expect(await transaction.user.count()).toBe(1);
  });
  const { peak, recentActivity } = monitor.snapshot();
  expect(peak).toEqual({ active: 2, waiting: 3 });
  expect(recentActivity.map(({ shape }) => shape)).toEqual([
    'User.count',
    ...Array.from({ length: 5 }, () => '$queryRaw'),
    'User.findMany',
    'User.create',
  ]);
  monitor.close();
});

it('Prisma 6 without its engine is guarded by the extension: reads of one tick take one place', async () => {
  const database = guard({ name: 'web', max: 1 }, { limiter: { maxQueued: 0 } });
  const extended = prisma.$extends(prismaGuard(database));
  const found = await Promise.all([1, 2, 3].map((id) => extended.user.findUnique({ where: { id } })));
  expect(found).toMatchObject([ada, null, null]);
  await extended.$transaction(async (transaction) => {
    await transaction.user.update({ where: { id: 1 }, data: { name: 'Ada L.' } });
  });
  expect(database.state().limiter).toMatchObject({ active: 0, queued: 0 });
});
