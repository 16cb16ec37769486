import type { PoolCase } from '../../pool-case.ts';

/** Files of a project that depends on Next.js. */
export const nextCases: readonly PoolCase[] = [
  {
    name: 'a client of the module',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({ host: 'db' });
    `,
    reports: ['2:21 reload'],
    message:
      'The development server of Next.js loads this file again after a change, and \`new Pool()\` then opens up to 10 connections beside the old ones. Keep it on \`globalThis\`.',
    suggestions: [
      `
      import { Pool } from 'pg';
      import { singleton } from 'poolwise/runtime';
      export const pool = singleton('pool', () => new Pool({ host: 'db' }));
      `,
      `
      import { Pool } from 'pg';
      const createPool = () => new Pool({ host: 'db' });
      const globalForPool = globalThis as unknown as { pool?: ReturnType<typeof createPool> };
      export const pool = (globalForPool.pool ??= createPool());
      `,
    ],
  },
  {
    name: 'a client behind a method and a wait',
    code: `
      import { Client } from 'pg';
      const client = new Client({ host: 'db' });
      await client.connect();
      export const query = (text: string) => client.query(text);
    `,
    reports: ['2:16 reload'],
  },
  {
    name: 'kept over reloads',
    code: `
      import { Pool } from 'pg';
      declare function remember<Value>(key: string, make: () => Value): Value;
      const globalForPool = globalThis as unknown as { pool?: Pool };
      export const pool = globalForPool.pool ?? new Pool({ host: 'db' });
      if (process.env['NODE_ENV'] !== 'production') globalForPool.pool = pool;
      export const other = (globalForPool.pool ??= new Pool({ host: 'db' }));
      export const third = remember('pool', () => new Pool({ host: 'db' }));
      const createPool = () => new Pool({ host: 'db' });
      export const fourth = globalForPool.pool ?? createPool();
    `,
  },
  {
    name: 'a worker beside the application, a script',
    file: 'src/worker.ts',
    code: `
      import { Pool } from 'pg';
      export const pool = new Pool({ host: 'db' });
    `,
  },
];
