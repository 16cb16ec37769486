import type pg from 'pg';

import { loadPackage } from '../load-module.ts';
import { recordPg } from '../statements.ts';
import type { Target } from '../target.ts';

const folder = 'rewrite';

export const pgTarget: Target = {
  name: 'pg 8',
  client: 'pg',
  folder,
  server: 'PostgreSQL',
  prelude: `
    import type { Db } from './pg.js';
    import type { AuditRow, CounterRow, DocumentRow, OrderItemRow, PostRow, UserRow } from './rows.js';
  `,
  connect({ connectionString }) {
    recordPg(folder);
    const { Pool } = loadPackage(folder, 'pg') as typeof pg;
    const pool = new Pool({ connectionString, max: 1 });
    return Promise.resolve({ handle: () => pool, close: () => pool.end() });
  },
};
