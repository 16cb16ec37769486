import { mariadbCases } from './cases/mariadb.ts';
import { mysql2Cases } from './cases/mysql2.ts';
import { postgresJsCases } from './cases/postgres-js.ts';
import { pgCases } from './cases/pg.ts';
import { kyselyCases } from './cases/kysely.ts';
import { knexCases } from './cases/knex.ts';
import { objectionCases } from './cases/objection.ts';
import { drizzleCases } from './cases/drizzle.ts';
import { drizzleSqliteCases } from './cases/drizzle-sqlite.ts';
import { drizzleMysqlCases } from './cases/drizzle-mysql.ts';
import { drizzle1Cases } from './cases/drizzle-1.ts';
import { mikroOrmCases } from './cases/mikro-orm.ts';
import { prismaCases } from './cases/prisma.ts';
import { sequelizeCases } from './cases/sequelize.ts';
import { typeormCases } from './cases/typeorm.ts';
import { mikroOrmForms } from './differential/programs/forms/mikro-orm.ts';
import { prismaForms } from './differential/programs/forms/prisma.ts';
import { sequelizeForms } from './differential/programs/forms/sequelize.ts';
import { typeormForms } from './differential/programs/forms/typeorm.ts';
import { drizzleBuilderForms, drizzleForms } from './differential/programs/forms/drizzle.ts';
import { knexForms } from './differential/programs/forms/knex.ts';
import { kyselyForms } from './differential/programs/forms/kysely.ts';
import { mariadbForms } from './differential/programs/forms/mariadb.ts';
import { mysql2Forms } from './differential/programs/forms/mysql2.ts';
import { pgForms } from './differential/programs/forms/pg.ts';
import { postgresJsForms } from './differential/programs/forms/postgres-js.ts';
import type { QueryForm } from './differential/programs/query-form.ts';
import type { Compiled, Target } from './differential/target.ts';
import { mongooseCases } from './cases/mongoose.ts';
import { mongoose } from './differential/targets/mongoose.ts';
import { mikroOrm } from './differential/targets/mikro-orm.ts';
import { prisma } from './differential/targets/prisma.ts';
import { sequelize } from './differential/targets/sequelize.ts';
import { typeorm } from './differential/targets/typeorm.ts';
import { drizzle } from './differential/targets/drizzle.ts';
import { drizzleSqlite } from './differential/targets/drizzle-sqlite.ts';
import { drizzleMysql } from './differential/targets/drizzle-mysql.ts';
import { drizzle1 } from './differential/targets/drizzle-1.ts';
import { drizzle1Forms } from './differential/programs/forms/drizzle-1.ts';
import { knex } from './differential/targets/knex.ts';
import { objection } from './differential/targets/objection.ts';
import { objectionForms } from './differential/programs/forms/objection.ts';
import { kysely } from './differential/targets/kysely.ts';
import { mariadb } from './differential/targets/mariadb.ts';
import { mysql2 } from './differential/targets/mysql2.ts';
import { pgTarget } from './differential/targets/pg.ts';
import { postgresJs } from './differential/targets/postgres-js.ts';
import type { RewriteCase } from './rewrite-case.ts';

/** What shows that the suggestions for a client are right. */
export interface ClientSuite {
  readonly title: string;
  readonly targets: readonly Target[];
  /** Where cases are compared as text and type-checked, and not run: no server of the client is to be had. */
  readonly unexecuted?: readonly Compiled[];
  readonly cases: readonly RewriteCase[];
  /** The queries of random programs. */
  readonly forms: readonly QueryForm[];
  /** The share of random programs that is rewritten at least. */
  readonly leastRewritten: number;
}

export const suites = {
  prisma: { title: 'Prisma', targets: [prisma], cases: prismaCases, forms: prismaForms, leastRewritten: 0.35 },
  typeorm: { title: 'TypeORM', targets: typeorm, cases: typeormCases, forms: typeormForms, leastRewritten: 0.3 },
  sequelize: {
    title: 'Sequelize',
    targets: sequelize,
    cases: sequelizeCases,
    forms: sequelizeForms,
    leastRewritten: 0.3,
  },
  'mikro-orm': {
    title: 'MikroORM',
    targets: [mikroOrm],
    cases: mikroOrmCases,
    forms: mikroOrmForms,
    leastRewritten: 0.35,
  },
  mongoose: {
    title: 'Mongoose',
    targets: [],
    unexecuted: [mongoose],
    cases: mongooseCases,
    forms: [],
    leastRewritten: 0,
  },
  'drizzle-sqlite': {
    title: 'Drizzle on SQLite',
    targets: [],
    unexecuted: [drizzleSqlite],
    cases: drizzleSqliteCases,
    forms: [],
    leastRewritten: 0,
  },
  drizzle: {
    title: 'Drizzle',
    targets: [drizzle],
    cases: drizzleCases,
    forms: drizzleForms,
    leastRewritten: 0.3,
  },
  'drizzle-1': {
    title: 'Drizzle 1.0',
    targets: [drizzle1],
    cases: drizzle1Cases,
    forms: drizzle1Forms,
    leastRewritten: 0.3,
  },
  'drizzle-mysql': {
    title: 'Drizzle 1.0 on MariaDB',
    targets: [drizzleMysql],
    cases: drizzleMysqlCases,
    forms: drizzleBuilderForms,
    leastRewritten: 0.3,
  },
  knex: { title: 'Knex', targets: knex, cases: knexCases, forms: knexForms, leastRewritten: 0.3 },
  objection: {
    title: 'Objection',
    targets: [objection],
    cases: objectionCases,
    forms: objectionForms,
    leastRewritten: 0.3,
  },
  kysely: { title: 'Kysely', targets: [kysely], cases: kyselyCases, forms: kyselyForms, leastRewritten: 0.3 },
  pg: { title: 'pg', targets: [pgTarget], cases: pgCases, forms: pgForms, leastRewritten: 0.3 },
  'postgres-js': {
    title: 'postgres.js',
    targets: [postgresJs],
    cases: postgresJsCases,
    forms: postgresJsForms,
    leastRewritten: 0.3,
  },
  mysql2: { title: 'mysql2', targets: [mysql2], cases: mysql2Cases, forms: mysql2Forms, leastRewritten: 0.3 },
  mariadb: { title: 'mariadb', targets: [mariadb], cases: mariadbCases, forms: mariadbForms, leastRewritten: 0.3 },
} as const satisfies Record<string, ClientSuite>;
