import type { Pool } from 'mysql2/promise';

import { loadPackage } from '../load-module.ts';
import { recordMysql2 } from '../statements.ts';
import type { Target } from '../target.ts';

const folder = 'drivers';

interface Drizzle {
  readonly drizzle: (options: { client: Pool; relations: unknown }) => unknown;
}

export const drizzleMysql: Target = {
  name: 'Drizzle 1.0 on MariaDB',
  client: 'drizzle-mysql',
  folder,
  server: 'MariaDB',
  prelude: `
    import { and, eq } from 'drizzle-orm';
    import { accounts, audit, counters, type Db, documents, orderItems, posts, users } from './drizzle-mysql.js';
  `,
  connect({ connectionString, models }) {
    recordMysql2(folder);
    const { createPool } = loadPackage(folder, 'mysql2/promise') as {
      readonly createPool: (options: object) => Pool;
    };
    const { drizzle: open } = loadPackage(folder, 'drizzle-orm/mysql2') as Drizzle;
    const pool = createPool({ uri: connectionString, connectionLimit: 1 });
    const db = open({ client: pool, relations: models['relations'] });
    return Promise.resolve({ handle: () => db, close: () => pool.end() });
  },
};
