import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { lint } from '../rule-tester.ts';
import { describePools } from './pool-case.ts';
import { shop } from './shop-program.ts';

const code = `
import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
export async function run(ids) {
  for (const id of ids) await prisma.user.findFirst({ where: { id } });
}
`;
const reportsIn = (path: string, settings: object = {}): number =>
  lint(code, { fileName: join(shop, path), settings, parser: 'untyped' }).length;

describe('migrations, seeds and tests', () => {
  it.each([
    ['migrations', 'src/migrations/0001-names.ts'],
    ['migrations', 'migrate.ts'],
    ['seeds', 'prisma/seed.ts'],
    ['seeds', 'database/seeders/users.js'],
    ['seeds', 'src/database/seeding/users.ts'],
    ['seeds', 'src/users/users.seed.ts'],
    ['seeds', 'src/users/user-seed.ts'],
    ['seeds', 'src/users/user_seeds.ts'],
    ['seeds', 'src/users/seed_users.ts'],
    ['seeds', 'src/users/user.seeder.ts'],
    ['seeds', 'src/users/user-seeder.service.ts'],
    ['seeds', 'src/users/UserSeeder.ts'],
    ['migrations', 'src/users/users.migration.ts'],
    ['tests', 'src/users.test.ts'],
    ['tests', 'e2e/checkout.ts'],
  ])('of %s are reported on request: %s', (kind, path) => {
    expect(reportsIn(path)).toBe(0);
    expect(reportsIn(path, { include: [kind] })).toBe(1);
  });

  it.each([
    'src/users.ts',
    'src/seedlings.ts',
    'src/linseed.ts',
    'src/wallet-seed.service.ts',
    'src/latest.ts',
    'src/migrate-customer/index.ts',
    'src/data-migration.ts',
    'src/user.migrate.handler.ts',
  ])('%s is none', (path) => {
    expect(reportsIn(path)).toBe(1);
  });
});

const seed = `
  import { PrismaClient } from '../generated/prisma/client.js';
  const prisma = new PrismaClient();
  export const run = () => prisma.$transaction(async () => { await fetch('https://example.com'); });
`;

describePools('no-external-io-in-transaction', 'prisma-6', [
  { name: 'a seed that waits in a transaction', file: 'seeds/orders.ts', code: seed },
  {
    name: 'the same on request',
    file: 'seeds/users.ts',
    code: seed,
    settings: { include: ['seeds'] },
    reports: ['3:66 held'],
  },
]);

const migration = `
  import type { Knex } from 'knex';
  export async function up(knex: Knex) {
    await knex.transaction(async (trx) => {
      await trx('users').delete();
      await knex.raw('select 1');
    });
  }
`;

describePools('no-outer-client-in-transaction', 'knex', [
  { name: 'a migration, which is given what is in a transaction', file: 'migrations/0001-users.ts', code: migration },
  {
    name: 'the same on request',
    file: 'migrations/0002-users.ts',
    code: migration,
    settings: { include: ['migrations'] },
    reports: ['5:11 outside'],
  },
  { name: 'the same in a service', file: 'users.ts', code: migration, reports: ['5:11 outside'] },
]);
