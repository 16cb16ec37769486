import type { PoolSettings } from './define-pool.ts';
import { type MariadbOptions, mariadbOptions } from './mariadb.ts';
import { type PgOptions, pgOptions } from './pg.ts';

/**
 * Options of Prisma 7's adapter for PostgreSQL, which are those of `pg`'s pool:
 * `new PrismaPg({ connectionString, ...prismaPgOptions(pool) })`. What `pgOptions` does not express, this does not either.
 */
export function prismaPgOptions(pool: PoolSettings): PgOptions {
  return pgOptions(pool);
}

/**
 * Options of Prisma 7's adapter for MySQL and MariaDB, which are those of the driver `mariadb`:
 * `new PrismaMariaDb({ host, user, password, database, ...prismaMariadbOptions(pool) })`. What `mariadbOptions` says
 * holds here.
 */
export function prismaMariadbOptions(pool: PoolSettings): MariadbOptions {
  return mariadbOptions(pool);
}
