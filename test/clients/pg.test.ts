import pg from '../../src/clients/pg.ts';
import { describeClient } from './conformance.ts';

describeClient({
  client: pg,
  folders: ['pg'],
  prelude: `
    import { Client, Pool, type PoolClient } from 'pg';
    const pool = new Pool({ max: 3 });
    declare const ids: number[];
  `,
  positives: [
    {
      name: 'a query of the pool in a loop',
      code: `export async function run() { for (const id of ids) await pool.query('select 1 where $1 > 0', [id]); }`,
      finds: ['sequential raw pool pool.query'],
    },
  ],
  negatives: [],
});
