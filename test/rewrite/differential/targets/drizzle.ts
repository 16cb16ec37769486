import type { drizzle as drizzleOf } from 'drizzle-orm/node-postgres';
import type pg from 'pg';

import { loadPackage } from '../load-module.ts';
import { recordPg } from '../statements.ts';
import type { Target } from '../target.ts';

const folder = 'rewrite';

export const drizzle: Target = {
  name: 'Drizzle 0.45',
  client: 'drizzle',
  folder,
  server: 'PostgreSQL',
  prelude: `
    import { and, eq } from 'drizzle-orm';
    import { accounts, audit, counters, type Db, documents, orderItems, posts, users } from './drizzle.js';
  `,
  connect({ connectionString, models }) {
    recordPg(folder);
    const { Pool } = loadPackage(folder, 'pg') as typeof pg;
    const { drizzle: open } = loadPackage(folder, 'drizzle-orm/node-postgres') as { drizzle: typeof drizzleOf };
    const pool = new Pool({ connectionString, max: 1 });
    const db = open(pool, { schema: models['schema'] as Record<string, unknown> });
    return Promise.resolve({ handle: () => db, close: () => pool.end() });
  },
};
