import { describePools, type PoolCase } from './pool-case.ts';

const sized = { instances: 6, serverLimit: 100 };

const cases: readonly PoolCase[] = [
  {
    name: 'no maximum',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({ host: 'db' });
    `,
    reports: ['2:21 missing'],
    message:
      '`new Pool()` sets no `max`, so that each process opens up to 10 connections. Set it to the share of one process in what the server accepts.',
    suggestions: [
      `
      import { Pool } from 'pg';
      export const pool = new Pool({ host: 'db', max: 10 });
      `,
    ],
  },
  {
    name: 'no maximum, where the share is known',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({ host: 'db' });
    `,
    settings: { ...sized, instances: 12 },
    reports: ['2:21 tooMany'],
    suggestions: [
      `
      import { Pool } from 'pg';
      export const pool = new Pool({ host: 'db', max: 8 });
      `,
    ],
  },
  {
    name: 'a maximum that does not fit',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({ host: 'db', max: 20 });
    `,
    settings: sized,
    reports: ['2:44 tooMany'],
    message:
      '20 connections in each of 6 processes are 120, more than the 97 that the server has for them. Set `max` to 16 at most.',
    suggestions: [
      `
      import { Pool } from 'pg';
      export const pool = new Pool({ host: 'db', max: 16 });
      `,
    ],
  },
  {
    name: 'a maximum that fits, with more reserved or less',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({ host: 'db', max: 16 });
    `,
    settings: sized,
  },
  {
    name: 'a maximum that does not fit beside what is reserved',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({ host: 'db', max: 16 });
    `,
    settings: { ...sized, reserved: 20 },
    reports: ['2:44 tooMany'],
  },
  {
    name: 'more processes than connections',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({ host: 'db', max: 1 });
    `,
    settings: { instances: 200, serverLimit: 100 },
    reports: ['2:44 tooManyProcesses'],
    suggestions: [],
  },
  {
    name: 'a maximum from the environment, or from where it cannot be seen',
    code: `
      import { Pool, type PoolConfig } from 'pg';
      export const one = new Pool({ max: Number(process.env['POOL_SIZE'] ?? 10) });
      export const two = (config: PoolConfig) => new Pool({ host: 'db', ...config });
    `,
    settings: sized,
  },
  {
    name: 'one connection is no pool',
    code: `
      import { Client } from 'pg';
      export const client = new Client({ host: 'db' });
    `,
  },
  {
    name: 'knex and sequelize have theirs in pool',
    folder: 'knex',
    code: `
      import knex from 'knex';
      export const one = knex({ client: 'pg', connection: 'postgres://db/shop', pool: { min: 0 } });
      export const two = knex({ client: 'pg', connection: 'postgres://db/shop', pool: { min: 0, max: 5 } });
      export const three = knex({ client: 'sqlite3', connection: { filename: 'shop.db' } });
    `,
    reports: ['2:20 missing'],
    suggestions: [
      `
      import knex from 'knex';
      export const one = knex({ client: 'pg', connection: 'postgres://db/shop', pool: { min: 0, max: 10 } });
      export const two = knex({ client: 'pg', connection: 'postgres://db/shop', pool: { min: 0, max: 5 } });
      export const three = knex({ client: 'sqlite3', connection: { filename: 'shop.db' } });
      `,
    ],
  },
  {
    name: 'prisma 6 states it in the URL, which cannot be seen',
    folder: 'prisma-6',
    code: `
      import { PrismaClient } from './generated/prisma/index.js';
      export const one = new PrismaClient();
      export const two = new PrismaClient({ datasourceUrl: 'postgres://db/shop' });
      export const three = new PrismaClient({ datasourceUrl: 'postgres://db/shop?connection_limit=5' });
    `,
    reports: ['3:20 missing'],
    message:
      '`new PrismaClient()` sets no `connection_limit` in its URL, so that each process opens up to 2 × CPUs + 1 connections. Set it to the share of one process in what the server accepts.',
    suggestions: [],
  },
  {
    name: 'prisma 6, of which each process has too many',
    folder: 'prisma-6',
    code: `
      import { PrismaClient } from './generated/prisma/index.js';
      export const prisma = new PrismaClient({ datasourceUrl: 'postgres://db/shop?connection_limit=20' });
    `,
    settings: { instances: 6, serverLimit: 100, reserved: 3 },
    reports: ['2:42 tooMany'],
    suggestions: [
      `
      import { PrismaClient } from './generated/prisma/index.js';
      export const prisma = new PrismaClient({ datasourceUrl: 'postgres://db/shop?connection_limit=16' });
      `,
    ],
  },
  {
    name: 'typeorm, poolSize or the driver’s',
    folder: 'typeorm-0',
    code: `
      import { DataSource } from 'typeorm';
      export const one = new DataSource({ type: 'postgres' });
      export const two = new DataSource({ type: 'postgres', poolSize: 5 });
      export const three = new DataSource({ type: 'postgres', extra: { max: 5 } });
    `,
    reports: ['2:20 missing'],
  },
  {
    name: 'a function of the user that builds a pool from options',
    code: `
      import { Pool, type PoolConfig } from 'pg';
      const createPool = (config: PoolConfig) => new Pool({ connectionTimeoutMillis: 5000, ...config });
      export const one = createPool({ host: 'db' });
      export const two = createPool({ host: 'db', max: 5 });
    `,
    reports: ['3:20 missing'],
    suggestions: [
      `
      import { Pool, type PoolConfig } from 'pg';
      const createPool = (config: PoolConfig) => new Pool({ connectionTimeoutMillis: 5000, ...config });
      export const one = createPool({ host: 'db', max: 10 });
      export const two = createPool({ host: 'db', max: 5 });
    `,
    ],
  },
];

describePools('require-pool-limit', 'pg', cases);
