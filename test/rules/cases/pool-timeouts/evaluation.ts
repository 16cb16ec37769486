import type { PoolCase } from '../../pool-case.ts';

/** How options are read: what is stated, what is not, and what cannot be seen. */
export const evaluation: readonly PoolCase[] = [
  {
    name: 'options in a constant',
    code: `
      import { Pool } from 'pg';
      const config = { host: 'db', max: 5 };
      export const pool = new Pool(config);
    `,
    reports: ['3:21 missing'],
    suggestions: [],
  },
  {
    name: 'a limit in a constant',
    code: `
      import { Pool, type PoolConfig } from 'pg';
      const seconds = 1000;
      const config: PoolConfig = { host: 'db', connectionTimeoutMillis: 5 * seconds };
      export const pool = new Pool(config);
    `,
  },
  {
    name: 'a constant of zero',
    code: `
      import { Pool } from 'pg';
      const noLimit = 0;
      export const pool = new Pool({ connectionTimeoutMillis: noLimit });
    `,
    reports: ['3:32 disabled'],
  },
  {
    name: 'spreads of known objects',
    code: `
      import { Pool } from 'pg';
      const base = { host: 'db' };
      const sizes = { max: 5 };
      export const pool = new Pool({ ...base, ...sizes, database: 'shop' });
    `,
    reports: ['4:21 missing'],
  },
  {
    name: 'a limit in a spread',
    code: `
      import { Pool } from 'pg';
      const limits = { connectionTimeoutMillis: 5000 } as const;
      export const pool = new Pool({ host: 'db', ...limits });
    `,
  },
  {
    name: 'a limit that a spread takes away',
    code: `
      import { Pool, type PoolConfig } from 'pg';
      const unlimited: PoolConfig = { connectionTimeoutMillis: undefined };
      export const pool = new Pool({ connectionTimeoutMillis: 5000, ...unlimited });
    `,
    reports: ['3:21 missing'],
  },
  {
    name: 'a spread that cannot be seen',
    code: `
      import { Pool, type PoolConfig } from 'pg';
      export function createPool(overrides: PoolConfig) {
        return new Pool({ host: 'db', ...overrides });
      }
    `,
  },
  {
    name: 'options that cannot be seen',
    code: `
      import { Pool, type PoolConfig } from 'pg';
      export function createPool(config: PoolConfig) {
        return new Pool(config);
      }
    `,
  },
  {
    name: 'a spread under a condition without the limit',
    code: `
      import { Pool } from 'pg';
      const isLocal = process.env['NODE_ENV'] !== 'production';
      export const pool = new Pool({ host: 'db', ...(isLocal ? {} : { ssl: true }), ...(isLocal && { max: 2 }) });
    `,
    reports: ['3:21 missing'],
  },
  {
    name: 'a limit under a condition',
    code: `
      import { Pool } from 'pg';
      const isLocal = process.env['NODE_ENV'] !== 'production';
      export const pool = new Pool({ host: 'db', ...(isLocal ? {} : { connectionTimeoutMillis: 5000 }) });
      export const other = new Pool({ host: 'db', ...(isLocal && { connectionTimeoutMillis: 5000 }) });
    `,
  },
  {
    name: 'a limit from the environment, with a default or without',
    code: `
      import { Pool } from 'pg';
      export const one = new Pool({ connectionTimeoutMillis: Number(process.env['WAIT'] ?? 5000) });
      export const two = new Pool({ connectionTimeoutMillis: Number(process.env['WAIT']) });
      export const three = new Pool({ connectionTimeoutMillis: process.env['WAIT'] ? 10 : undefined });
    `,
  },
  {
    name: 'members that are set later',
    code: `
      import { Pool, type PoolConfig } from 'pg';
      const config: PoolConfig = { host: 'db' };
      config.connectionTimeoutMillis = 5000;
      export const pool = new Pool(config);
    `,
  },
  {
    name: 'another member that is set later',
    code: `
      import { Pool, type PoolConfig } from 'pg';
      const config: PoolConfig = { host: 'db' };
      config.max = 5;
      export const pool = new Pool(config);
    `,
    reports: ['4:21 missing'],
  },
  {
    name: 'options that another function may change',
    code: `
      import { Pool, type PoolConfig } from 'pg';
      declare function applyDefaults(config: PoolConfig): void;
      const config: PoolConfig = { host: 'db' };
      applyDefaults(config);
      export const pool = new Pool(config);
    `,
  },
  {
    name: 'options that are logged',
    code: `
      import { Pool } from 'pg';
      const config = { host: 'db' };
      console.log(config);
      export const pool = new Pool(config);
    `,
    reports: ['4:21 missing'],
  },
  {
    name: 'a variable that is assigned again',
    code: `
      import { Pool, type PoolConfig } from 'pg';
      let config: PoolConfig = { host: 'db' };
      if (process.env['NODE_ENV'] === 'production') config = { ...config, connectionTimeoutMillis: 5000 };
      export const pool = new Pool(config);
    `,
  },
  {
    name: 'a function that answers with the options',
    code: `
      import { Pool } from 'pg';
      function poolConfig() {
        return { host: 'db', max: 5 };
      }
      export const pool = new Pool(poolConfig());
    `,
    reports: ['5:21 missing'],
  },
  {
    name: 'a function that answers with a limit',
    code: `
      import { Pool } from 'pg';
      const poolConfig = () => ({ host: 'db', connectionTimeoutMillis: 5000 });
      export const pool = new Pool({ ...poolConfig(), max: 5 });
    `,
  },
  {
    name: 'a member of a configuration',
    code: `
      import { Pool } from 'pg';
      const config = { port: 3000, database: { host: 'db', max: 5 } };
      export const pool = new Pool(config.database);
      export const other = new Pool({ ...config.database, connectionTimeoutMillis: 5000 });
    `,
    reports: ['3:21 missing'],
  },
  {
    name: 'Object.assign and Object.freeze',
    code: `
      import { Pool } from 'pg';
      const base = Object.freeze({ host: 'db' });
      export const pool = new Pool(Object.assign({}, base, { max: 5 }));
      export const other = new Pool(Object.assign({ connectionTimeoutMillis: 5000 }, base));
    `,
    reports: ['3:21 missing'],
  },
  {
    name: 'constants of another file',
    code: `
      import { Pool } from 'pg';
      import { config, limits } from './config.js';
      export const pool = new Pool(config);
      export const other = new Pool({ ...config, ...limits });
    `,
    files: {
      'config.ts': `
        export const config = { host: 'db', max: 7 };
        export const limits = { connectionTimeoutMillis: 5000 };
      `,
    },
    reports: ['3:21 missing'],
    message:
      '`new Pool()` sets no `connectionTimeoutMillis`: when all 7 connections are busy, a query waits for ever, and so does opening a connection while the server does not answer. Set it, in milliseconds.',
  },
  {
    name: 'URL parameters that are set on a URL',
    code: `
      import { Pool } from 'pg';
      const url = new URL('postgres://db/shop');
      url.searchParams.set('statement_timeout', '10000');
      export const pool = new Pool({ connectionString: url.toString(), connectionTimeoutMillis: 5000 });
      export const other = new Pool({ connectionString: String(url), connectionTimeoutMillis: 5000 });
      export const third = new Pool({ connectionString: url.href, connectionTimeoutMillis: 5000 });
    `,
    options: { statements: 'require' },
  },
  {
    name: 'another URL parameter that is set on a URL',
    code: `
      import { Pool } from 'pg';
      const url = new URL('postgres://db/shop');
      url.searchParams.set('application_name', 'shop');
      export const pool = new Pool({ connectionString: url.toString(), connectionTimeoutMillis: 5000 });
    `,
    options: { statements: 'require' },
    reports: ['4:21 missing'],
  },
  {
    name: 'a URL parameter that is set under a condition',
    code: `
      import { Pool } from 'pg';
      const url = new URL('postgres://db/shop');
      if (process.env['NODE_ENV'] === 'production') url.searchParams.set('statement_timeout', '10000');
      export const pool = new Pool({ connectionString: url.toString(), connectionTimeoutMillis: 5000 });
    `,
    options: { statements: 'require' },
  },
  {
    name: 'a URL in parts',
    code: `
      import { Pool } from 'pg';
      const base = 'postgres://db/shop';
      export const pool = new Pool({ connectionString: base + '?statement_timeout=5000', connectionTimeoutMillis: 5000 });
      export const other = new Pool({ connectionString: base + '?application_name=shop', connectionTimeoutMillis: 5000 });
    `,
    options: { statements: 'require' },
    reports: ['4:22 missing'],
  },
  {
    name: 'options that refer to themselves',
    code: `
      import { Pool, type PoolConfig } from 'pg';
      const first: PoolConfig = { get max() { return second.max ?? 1; } };
      const second: PoolConfig = { ...first, host: 'db' };
      export const pool = new Pool(second);
    `,
    reports: ['4:21 missing'],
  },
];
