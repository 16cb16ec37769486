import type { Compiled } from '../target.ts';

export const drizzleSqlite: Compiled = {
  name: 'Drizzle 0.45 on SQLite',
  client: 'drizzle-sqlite',
  folder: 'rewrite',
  prelude: `
    import { and, count, eq } from 'drizzle-orm';
    import { audit, type Db, posts, users } from './drizzle-sqlite.js';
  `,
};
