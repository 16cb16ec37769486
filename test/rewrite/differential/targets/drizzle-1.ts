import type pg from 'pg';

import { loadPackage } from '../load-module.ts';
import { recordPg } from '../statements.ts';
import type { Target } from '../target.ts';

const folder = 'drizzle-1';

interface DrizzlePackage {
  readonly drizzle: (options: { client: pg.Pool; relations: unknown }) => unknown;
}

export const drizzle1: Target = {
  name: 'Drizzle 1.0',
  client: 'drizzle-1',
  folder,
  server: 'PostgreSQL',
  prelude: `
    import { and, eq } from 'drizzle-orm';
    import { audit, type Db, orderItems, posts, users } from './drizzle-1.js';
  `,
  connect({ connectionString, models }) {
    recordPg(folder);
    const { Pool } = loadPackage(folder, 'pg') as typeof pg;
    const { drizzle } = loadPackage(folder, 'drizzle-orm/node-postgres') as DrizzlePackage;
    const pool = new Pool({ connectionString, max: 1 });
    const db = drizzle({ client: pool, relations: models['relations'] });
    return Promise.resolve({ handle: () => db, close: () => pool.end() });
  },
};
