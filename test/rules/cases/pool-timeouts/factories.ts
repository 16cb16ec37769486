import type { PoolCase } from '../../pool-case.ts';

export const factories: readonly PoolCase[] = [
  {
    name: 'options that are given whole',
    code: `
      import mysql, { type Pool, type PoolOptions } from 'mysql2/promise';
      function createLoggedPool(options: PoolOptions, tags: string[]): Pool {
        const pool = mysql.createPool(options);
        console.log(tags);
        return new Proxy(pool, {});
      }
      export const pool = createLoggedPool({ host: 'db', connectionLimit: 5 }, ['shop']);
      export const other = createLoggedPool({ host: 'db', queueLimit: 50 }, []);
    `,
    reports: ['7:21 noQueueLimit'],
    message:
      '`createLoggedPool()` has no time-out for waiting and no limit on its queue: when all 5 connections are busy, a query waits for ever. Limit the queue by `queueLimit`, so that queries beyond it fail at once.',
    suggestions: [
      `
      import mysql, { type Pool, type PoolOptions } from 'mysql2/promise';
      function createLoggedPool(options: PoolOptions, tags: string[]): Pool {
        const pool = mysql.createPool(options);
        console.log(tags);
        return new Proxy(pool, {});
      }
      export const pool = createLoggedPool({ host: 'db', connectionLimit: 5, queueLimit: 100 }, ['shop']);
      export const other = createLoggedPool({ host: 'db', queueLimit: 50 }, []);
    `,
    ],
  },
  {
    name: 'options that are spread, above and below others',
    folder: 'pg',
    code: `
      import { Pool, type PoolConfig } from 'pg';
      const limited = (config: PoolConfig) => new Pool({ connectionTimeoutMillis: 5000, ...config });
      const open = (config: PoolConfig) => new Pool({ max: 5, ...config });
      export const one = limited({ host: 'db' });
      export const two = limited({ host: 'db', connectionTimeoutMillis: 0 });
      export const three = open({ host: 'db' });
    `,
    reports: ['5:42 disabled', '6:22 missing'],
  },
  {
    name: 'a type of the user’s, which has not all options',
    folder: 'pg',
    code: `
      import { Pool } from 'pg';
      interface Options { host: string }
      const createPool = (options: Options) => new Pool({ max: 5, ...options });
      export const pool = createPool({ host: 'db' });
    `,
    reports: ['4:21 missing'],
    suggestions: [],
  },
  {
    name: 'options that are not known: changed, given by another, or of one of two pools',
    folder: 'pg',
    code: `
      import { Pool, type PoolConfig } from 'pg';
      declare const configure: (config: PoolConfig) => void;
      declare const more: PoolConfig;
      function withDefaults(config: PoolConfig) {
        config.connectionTimeoutMillis ??= 5000;
        return new Pool(config);
      }
      function configured(config: PoolConfig) {
        configure(config);
        return new Pool(config);
      }
      function either(config: PoolConfig, isRead: boolean) {
        return isRead ? new Pool({ ...config, max: 2 }) : new Pool(config);
      }
      export const pools = [
        withDefaults({ host: 'db' }),
        configured({ host: 'db' }),
        either({ host: 'db' }, true),
        new Pool({ host: 'db', ...more }),
        ((config: PoolConfig) => new Pool(config))({ host: 'db', ...more }),
      ];
    `,
  },
  {
    name: 'a function that builds no pool, and one that is given the options by name',
    folder: 'pg',
    code: `
      import { Pool, type PoolConfig } from 'pg';
      const describe = (config: PoolConfig) => JSON.stringify(config);
      const options = { host: 'db', connectionTimeoutMillis: 5000 };
      const createPool = (config: PoolConfig) => new Pool(config);
      export const text = describe({ host: 'db' });
      export const pool = createPool(options);
    `,
  },
];
