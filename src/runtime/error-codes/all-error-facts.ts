import type { ErrorFacts } from './error-facts.ts';
import { knex } from './knex.ts';
import { mariadb } from './mariadb.ts';
import { mongodb } from './mongodb.ts';
import { mysql } from './mysql.ts';
import { mysql2 } from './mysql2.ts';
import { node } from './node.ts';
import { pg } from './pg.ts';
import { postgresJs } from './postgres-js.ts';
import { postgresql } from './postgresql.ts';
import { prisma } from './prisma.ts';
import { sequelize } from './sequelize.ts';
import { sqlite } from './sqlite.ts';

/**
 * Drizzle, TypeORM, MikroORM, Objection, Kysely and Slonik have no codes of their own: their errors are those of the
 * driver, or hold one.
 */
export const allErrorFacts: readonly ErrorFacts[] = [
  prisma,
  mongodb,
  mysql,
  postgresql,
  postgresJs,
  mysql2,
  mariadb,
  node,
  sqlite,
  sequelize,
  knex,
  pg,
];
