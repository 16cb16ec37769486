import type ts from 'typescript';
import { describe, expect, it } from 'vitest';

import { caseFile, typeErrors } from '../../clients/case-program.ts';
import { createRuntimeProgram } from '../runtime-program.ts';

/** What spreading hides from the compiler: an option that the client has no name for. */
const preamble = `import { definePool } from 'poolwise/runtime';
const pool = definePool({ name: 'web', max: 5 });
type Known<Options, Accepted> = [Exclude<keyof Options, keyof Accepted>] extends [never] ? true : never;
const connectionString = 'postgresql://localhost/app';
`;

interface Target {
  readonly folder: string;
  readonly code: string;
}

const targets: Readonly<Record<string, Target>> = {
  pg: {
    folder: 'pg',
    code: `import { Pool, type PoolConfig } from 'pg';
import { pgOptions } from 'poolwise/runtime';
new Pool({ connectionString, ...pgOptions(pool) });
const known: Known<ReturnType<typeof pgOptions>, PoolConfig> = true;`,
  },
  'Prisma 7 on PostgreSQL': {
    folder: 'prisma-7',
    code: `import { PrismaPg } from '@prisma/adapter-pg';
import { prismaPgOptions } from 'poolwise/runtime';
new PrismaPg({ connectionString, ...prismaPgOptions(pool) });`,
  },
  'Prisma 7 on MariaDB': {
    folder: 'prisma-7',
    code: `import { PrismaMariaDb } from '@prisma/adapter-mariadb';
import { prismaMariadbOptions } from 'poolwise/runtime';
new PrismaMariaDb({ host: 'localhost', ...prismaMariadbOptions(pool) });
type Config = Exclude<ConstructorParameters<typeof PrismaMariaDb>[0], string | { end: unknown }>;
const known: Known<ReturnType<typeof prismaMariadbOptions>, Config> = true;`,
  },
  mysql2: {
    folder: 'drivers',
    code: `import { createPool, type PoolOptions } from 'mysql2/promise';
import { mysql2Options } from 'poolwise/runtime';
createPool({ uri: 'mysql://localhost/app', ...mysql2Options(pool) });
const known: Known<ReturnType<typeof mysql2Options>, PoolOptions> = true;`,
  },
  mariadb: {
    folder: 'drivers',
    code: `import { createPool, type PoolConfig } from 'mariadb';
import { mariadbOptions } from 'poolwise/runtime';
createPool({ host: 'localhost', ...mariadbOptions(pool) });
const known: Known<ReturnType<typeof mariadbOptions>, PoolConfig> = true;`,
  },
  'Postgres.js': {
    folder: 'drivers',
    code: `import postgres from 'postgres';
import { postgresJsOptions } from 'poolwise/runtime';
postgres(connectionString, postgresJsOptions(pool));
postgres({ host: 'localhost', ...postgresJsOptions(pool) });
const known: Known<ReturnType<typeof postgresJsOptions>, postgres.Options<{}>> = true;
const connection: Known<ReturnType<typeof postgresJsOptions>['connection'], postgres.ConnectionParameters> = true;`,
  },
  Knex: {
    folder: 'knex',
    code: `import knex, { type Knex } from 'knex';
import { knexOptions } from 'poolwise/runtime';
knex({ client: 'pg', ...knexOptions(pool, 'pg', { connectionString }) });
knex({ client: 'pg', ...knexOptions(pool, 'pg', { host: 'localhost', ssl: { rejectUnauthorized: true } }) });
knex({ client: 'mysql2', ...knexOptions(pool, 'mysql2', { uri: 'mysql://localhost/app' }) });
knex({ client: 'mysql2', ...knexOptions(pool, 'mysql2', { host: 'localhost', user: 'app' }) });
const onPg = knexOptions(pool, 'pg', {});
const onMysql = knexOptions(pool, 'mysql2', {});
const known: Known<typeof onPg, Knex.Config> = true;
const knownOfPool: Known<(typeof onPg)['pool'], Knex.PoolConfig> = true;
const knownOfPg: Known<(typeof onPg)['connection'], Knex.PgConnectionConfig> = true;
const knownOfMysql: Known<(typeof onMysql)['connection'], Knex.MySql2ConnectionConfig> = true;`,
  },
  'Sequelize 6': {
    folder: 'sequelize-6',
    code: `import { Sequelize, type Options, type PoolOptions } from 'sequelize';
import { sequelize6Options } from 'poolwise/runtime';
new Sequelize(connectionString, { ...sequelize6Options(pool, 'postgres'), logging: false });
new Sequelize('mysql://localhost/app', { dialect: 'mysql', ...sequelize6Options(pool, 'mysql') });
new Sequelize('mariadb://localhost/app', { dialect: 'mariadb', ...sequelize6Options(pool, 'mariadb') });
const options = sequelize6Options(pool, 'postgres');
options.dialectOptions.statement_timeout satisfies number | undefined;
sequelize6Options(pool, 'mariadb').dialectOptions.queryTimeout satisfies number | undefined;
const known: Known<typeof options, Options> = true;
const knownOfPool: Known<(typeof options)['pool'], PoolOptions> = true;`,
  },
  'Sequelize 7': {
    folder: 'sequelize-7',
    code: `import { Sequelize, type Options, type PoolOptions } from '@sequelize/core';
import { MariaDbDialect } from '@sequelize/mariadb';
import { MySqlDialect } from '@sequelize/mysql';
import { PostgresDialect } from '@sequelize/postgres';
import { sequelize7Options } from 'poolwise/runtime';
new Sequelize({ dialect: PostgresDialect, url: connectionString, ...sequelize7Options(pool, 'postgres') });
new Sequelize({ dialect: MySqlDialect, host: 'localhost', ...sequelize7Options(pool, 'mysql') });
new Sequelize({ dialect: MariaDbDialect, host: 'localhost', ...sequelize7Options(pool, 'mariadb') });
const postgres = sequelize7Options(pool, 'postgres');
const mysql = sequelize7Options(pool, 'mysql');
const mariadb = sequelize7Options(pool, 'mariadb');
const known: Known<typeof postgres, Options<PostgresDialect>> = true;
const knownOfMysql: Known<typeof mysql, Options<MySqlDialect>> = true;
const knownOfMariadb: Known<typeof mariadb, Options<MariaDbDialect>> = true;
const knownOfPool: Known<(typeof postgres)['pool'], PoolOptions<PostgresDialect>> = true;`,
  },
  'TypeORM 0.3': { folder: 'typeorm-0', code: typeorm('Connection') },
  'TypeORM 1': { folder: 'typeorm-1', code: typeorm('DataSource') },
  'MikroORM 6': {
    folder: 'mikro-orm-6',
    code: `import { type PoolConfig } from '@mikro-orm/core';
import { MikroORM, type Options } from '@mikro-orm/postgresql';
import { MikroORM as MikroOrmOnMysql } from '@mikro-orm/mysql';
import { mikroOrm6Options } from 'poolwise/runtime';
await MikroORM.init({ clientUrl: connectionString, ...mikroOrm6Options(pool, 'postgresql') });
await MikroOrmOnMysql.init({ clientUrl: 'mysql://localhost/app', ...mikroOrm6Options(pool, 'mysql') });
const known: Known<ReturnType<typeof mikroOrm6Options>, Options> = true;
const knownOfPool: Known<ReturnType<typeof mikroOrm6Options>['pool'], PoolConfig> = true;`,
  },
  'MikroORM 7': {
    folder: 'mikro-orm-7',
    code: `import { type PoolConfig } from '@mikro-orm/core';
import { MikroORM, type Options } from '@mikro-orm/postgresql';
import { MikroORM as MikroOrmOnMysql } from '@mikro-orm/mysql';
import { mikroOrm7Options } from 'poolwise/runtime';
await MikroORM.init({ clientUrl: connectionString, ...mikroOrm7Options(pool, 'postgresql') });
await MikroOrmOnMysql.init({ clientUrl: 'mysql://localhost/app', ...mikroOrm7Options(pool, 'mysql') });
const known: Known<ReturnType<typeof mikroOrm7Options>, Options> = true;
const knownOfPool: Known<ReturnType<typeof mikroOrm7Options>['pool'], PoolConfig> = true;`,
  },
  MongoDB: {
    folder: 'mongodb',
    code: `import { MongoClient, type MongoClientOptions } from 'mongodb';
import { mongodbOptions } from 'poolwise/runtime';
new MongoClient('mongodb://localhost/app', mongodbOptions(pool));
const known: Known<ReturnType<typeof mongodbOptions>, MongoClientOptions> = true;`,
  },
  ...Object.fromEntries(
    ['mongoose-6', 'mongoose-7', 'mongoose-8', 'mongoose-9'].map((folder) => [
      folder,
      {
        folder,
        code: `import mongoose from 'mongoose';
import { mongodbOptions } from 'poolwise/runtime';
await mongoose.connect('mongodb://localhost/app', mongodbOptions(pool));
const known: Known<ReturnType<typeof mongodbOptions>, mongoose.ConnectOptions> = true;`,
      },
    ]),
  ),
  'Kysely on mysql2': {
    folder: 'kysely',
    code: `import { Kysely, MysqlDialect, PostgresDialect } from 'kysely';
import { createPool } from 'mysql2';
import { Pool } from 'pg';
import { mysql2Options, pgOptions } from 'poolwise/runtime';
new Kysely({ dialect: new PostgresDialect({ pool: new Pool({ connectionString, ...pgOptions(pool) }) }) });
new Kysely({ dialect: new MysqlDialect({ pool: createPool({ host: 'localhost', ...mysql2Options(pool) }) }) });`,
  },
  Drizzle: {
    folder: 'drizzle-1',
    code: `import { drizzle } from 'drizzle-orm/node-postgres';
import { drizzle as drizzlePostgresJs } from 'drizzle-orm/postgres-js';
import { drizzle as drizzleMysql } from 'drizzle-orm/mysql2';
import { mysql2Options, pgOptions, postgresJsOptions } from 'poolwise/runtime';
drizzle({ connection: { connectionString, ...pgOptions(pool) } });
drizzlePostgresJs({ connection: { url: connectionString, ...postgresJsOptions(pool) } });
drizzleMysql({ connection: { uri: 'mysql://localhost/app', ...mysql2Options(pool) } });`,
  },
};

/** Version 1 renamed the files of the options. */
function typeorm(suffix: 'Connection' | 'DataSource'): string {
  return `import { DataSource } from 'typeorm';
import type { Mysql${suffix}Options } from 'typeorm/driver/mysql/Mysql${suffix}Options.js';
import type { Postgres${suffix}Options } from 'typeorm/driver/postgres/Postgres${suffix}Options.js';
import { typeormOptions } from 'poolwise/runtime';
new DataSource({ type: 'postgres', url: connectionString, ...typeormOptions(pool, 'postgres') });
new DataSource({ type: 'mysql', url: 'mysql://localhost/app', ...typeormOptions(pool, 'mysql') });
new DataSource({ type: 'mariadb', url: 'mysql://localhost/app', ...typeormOptions(pool, 'mariadb') });
const onPostgres = typeormOptions(pool, 'postgres');
const onMysql = typeormOptions(pool, 'mysql');
const known: Known<typeof onPostgres, Postgres${suffix}Options> = true;
const knownOfMysql: Known<typeof onMysql, Mysql${suffix}Options> = true;`;
}

describe('the options are those of the real package', { timeout: 60_000 }, () => {
  // A program for each folder: its packages are read once.
  const programs = new Map<string, ts.Program>();
  const fileName = (name: string): string => `${name.replaceAll(' ', '-')}.ts`;

  it.each(Object.entries(targets))('%s', (name, { folder }) => {
    const ofFolder = Object.entries(targets).filter(([, target]) => target.folder === folder);
    const files = new Map(ofFolder.map(([other, { code }]) => [fileName(other), `${preamble}${code}\n`]));
    const program = programs.get(folder) ?? createRuntimeProgram(folder, files);
    programs.set(folder, program);
    expect(typeErrors(program, caseFile(program, folder, fileName(name)))).toEqual([]);
  });

  it('which a wrong name would show', () => {
    const code = "const known: Known<{ poolSize: number }, import('pg').PoolConfig> = true;\n";
    const program = createRuntimeProgram('pg', new Map([['pool.ts', preamble + code]]));
    expect(typeErrors(program, caseFile(program, 'pg', 'pool.ts'))).toEqual([
      "line 5: Type 'true' is not assignable to type 'never'.",
    ]);
  });
});
