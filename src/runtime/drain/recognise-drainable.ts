import { recogniseHttpServer } from './clients/http-server.ts';
import { recogniseKnex } from './clients/knex.ts';
import { recogniseKysely } from './clients/kysely.ts';
import { recogniseMariadb } from './clients/mariadb.ts';
import { recogniseMikroOrm } from './clients/mikro-orm.ts';
import { recogniseMongodb } from './clients/mongodb.ts';
import { recogniseMysql2 } from './clients/mysql2.ts';
import { recognisePg } from './clients/pg.ts';
import { recognisePostgresJs } from './clients/postgres-js.ts';
import { recognisePrisma } from './clients/prisma.ts';
import { recogniseSequelize } from './clients/sequelize.ts';
import { recogniseTypeorm } from './clients/typeorm.ts';
import { isObject } from '../has-methods.ts';
import type { Drainable, Recognise } from './drainable.ts';

const recognisers: readonly Recognise[] = [
  recogniseHttpServer,
  recognisePg,
  recogniseMariadb,
  recogniseMysql2,
  recognisePostgresJs,
  recogniseKnex,
  recogniseSequelize,
  recogniseTypeorm,
  recogniseMikroOrm,
  recogniseKysely,
  recognisePrisma,
  recogniseMongodb,
];

/** In words, for who gave something else. */
export const accepted =
  'a function; a server of node:http; a pool of pg, mysql2 or mariadb; an instance of Knex, Sequelize, DataSource of ' +
  'TypeORM, MikroORM, Kysely, PrismaClient, Mongoose, MongoClient, Postgres.js or Drizzle';

export function recogniseDrainable(value: unknown): Drainable | undefined {
  // Drizzle has the driver's pool there.
  const pool = isObject(value) && isObject(value['$client']) ? value['$client'] : value;
  for (const recognise of recognisers) {
    const drainable = recognise(pool);
    if (drainable) return drainable;
  }
  return undefined;
}
