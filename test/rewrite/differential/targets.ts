import type { Target } from './target.ts';
import { drizzle } from './targets/drizzle.ts';
import { knex } from './targets/knex.ts';
import { kysely } from './targets/kysely.ts';
import { mariadb } from './targets/mariadb.ts';
import { mikroOrm } from './targets/mikro-orm.ts';
import { mysql2 } from './targets/mysql2.ts';
import { pgTarget } from './targets/pg.ts';
import { postgresJs } from './targets/postgres-js.ts';
import { prisma } from './targets/prisma.ts';
import { sequelize } from './targets/sequelize.ts';
import { typeorm } from './targets/typeorm.ts';

/** Everything that programs run on. */
export const targets: readonly Target[] = [
  prisma,
  drizzle,
  ...typeorm,
  ...sequelize,
  ...knex,
  kysely,
  mikroOrm,
  pgTarget,
  postgresJs,
  mysql2,
  mariadb,
];
