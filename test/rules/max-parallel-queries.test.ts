import { describePools, type PoolCase } from './pool-case.ts';

const cases: readonly PoolCase[] = [
  {
    name: 'more queries than the pool has connections',
    folder: 'kysely',
    code: `
      import { Pool } from 'pg';
      const pool = new Pool({ host: 'db', max: 2 });
      export const dashboard = () =>
        Promise.all([pool.query('select 1'), pool.query('select 2'), pool.query('select 3')]);
    `,
    reports: ['4:3 tooMany'],
    message:
      'This starts 3 queries at once, and the pool has 2 connections for all requests: the others wait, and with them whoever comes next. Run some of them after the others, or read more with one query.',
  },
  {
    name: 'a maximum as an option',
    code: `
      import type { Pool } from 'pg';
      declare const pool: Pool;
      export const dashboard = () => Promise.all([pool.query('select 1'), pool.query('select 2'), pool.query('select 3')]);
    `,
    options: { max: 2 },
    reports: ['3:32 tooMany'],
    message:
      'This starts 3 queries at once, and 2 may run. Run some of them after the others, or read more with one query.',
  },
  {
    name: 'as many as are accepted',
    code: `
      import type { Pool } from 'pg';
      declare const pool: Pool;
      export const dashboard = () => Promise.all([pool.query('select 1'), pool.query('select 2')]);
    `,
    options: { max: 2 },
  },
  {
    name: 'queries behind functions, and elements that are none',
    code: `
      import type { Pool } from 'pg';
      declare const pool: Pool;
      const users = () => pool.query('select 1');
      const orders = async () => {
        const { rows } = await pool.query('select 2');
        return rows;
      };
      export const one = () => Promise.all([users(), orders(), fetch('http://mail')]);
      export const two = () => Promise.all([users(), orders(), users()]);
    `,
    options: { max: 2 },
    reports: ['9:26 tooMany'],
  },
  {
    name: 'an element with two queries takes one connection after another',
    code: `
      import type { Pool } from 'pg';
      declare const pool: Pool;
      const orders = async () => {
        await pool.query('select 1');
        await pool.query('select 2');
      };
      export const one = () => Promise.all([orders(), orders()]);
    `,
    options: { max: 2 },
  },
  {
    name: 'queries on one connection',
    code: `
      import type { PoolClient } from 'pg';
      export const one = (client: PoolClient) =>
        Promise.all([client.query('select 1'), client.query('select 2'), client.query('select 3')]);
    `,
    options: { max: 2 },
  },
  {
    name: 'a list of unknown length belongs to no-query-fanout',
    code: `
      import type { Pool } from 'pg';
      declare const pool: Pool;
      export const one = (ids: number[]) => Promise.all(ids.map((id) => pool.query('select $1', [id])));
    `,
    options: { max: 2 },
  },
  {
    name: 'no pool in sight',
    code: `
      import type { Pool } from 'pg';
      export const one = (pool: Pool) => Promise.all([pool.query('select 1'), pool.query('select 2'), pool.query('select 3')]);
    `,
  },
  {
    name: 'prisma merges reads by key',
    folder: 'shop',
    code: `
      import { prisma } from './src/prisma.js';
      export const one = () =>
        Promise.all([
          prisma.user.findUnique({ where: { id: 1 } }),
          prisma.user.findUnique({ where: { id: 2 } }),
          prisma.user.count(),
        ]);
      export const two = () => Promise.all([prisma.user.count(), prisma.order.count(), prisma.user.findMany()]);
    `,
    options: { max: 2 },
    reports: ['8:26 tooMany'],
  },
];

describePools('max-parallel-queries', 'pg', cases);
