import { hasMethods, isObject } from '../has-methods.ts';
import { innerPool } from './clients/inner-pool.ts';
import { recogniseKnex } from './clients/knex.ts';
import { recogniseMariadbPool } from './clients/mariadb.ts';
import { recogniseMongoClient } from './clients/mongodb.ts';
import { recogniseMysql2Pool } from './clients/mysql2.ts';
import { recognisePgPool } from './clients/pg.ts';
import { recognisePostgresJs } from './clients/postgres-js.ts';
import { recogniseSequelize } from './clients/sequelize.ts';
import type { PoolSource } from './pool-source.ts';

const recognisers: readonly ((value: unknown) => PoolSource | undefined)[] = [
  recognisePgPool,
  recogniseMysql2Pool,
  recogniseMariadbPool,
  recogniseKnex,
  recogniseSequelize,
  recogniseMongoClient,
  recognisePostgresJs,
];

/** By what the value can do, since clients' packages are never imported and may be there in several copies. */
export function recognisePool(value: unknown): PoolSource {
  const pool = innerPool(value);
  for (const recognise of recognisers) {
    const source = recognise(pool);
    if (source) return source;
  }
  const [, advice] = hidingPools.find(([hides]) => hides(value)) ?? [];
  throw new TypeError(`monitorPool: ${advice ?? `this ${typeof value} is no pool that it knows`}. ${accepted}`);
}

const accepted =
  'Accepted: a pool of pg, Neon, Vercel, mysql2 or mariadb; a Knex instance; a Sequelize instance; an initialised TypeORM ' +
  'DataSource; MikroORM 5 or 6; a Drizzle database; a MongoClient, or mongoose once it is connected; a `sql` of Postgres.js.';

/** What is known and keeps its pool to itself, with the way to it. */
const hidingPools: readonly (readonly [hides: (value: unknown) => boolean, advice: string])[] = [
  [
    (value) => hasMethods(value, ['$connect', '$disconnect', '$extends']),
    'a PrismaClient hides its pool. With @prisma/adapter-pg, make the pg.Pool, give it to `new PrismaPg(pool)`, and pass ' +
      'it here; else use `prisma.$extends(monitorPrisma({ max }).extension)`',
  ],
  [
    (value) => hasMethods(value, ['selectFrom', 'getExecutor']),
    'a Kysely instance hides its pool. Pass the pool that its dialect was given',
  ],
  [
    (value) => isObject(value) && isObject(value['em']) && hasMethods(value['em'], ['getConnection']),
    'MikroORM 7 hides its pool. Pass `await orm.em.getConnection().getNativeClient()`',
  ],
  [
    (value) => hasMethods(value, ['initialize', 'createQueryRunner']),
    'this DataSource has no pool. Call `await dataSource.initialize()` first',
  ],
  [
    (value) => isObject(value) && hasMethods(value['connection'], ['asPromise', 'collection']),
    'mongoose is not connected. Call `await mongoose.connect(…)` first',
  ],
];
