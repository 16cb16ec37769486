import { describe, expect, it } from 'vitest';

import {
  definePool,
  knexOptions,
  mariadbOptions,
  mikroOrm7Options,
  mysql2Options,
  pgOptions,
  postgresJsOptions,
  typeormOptions,
} from '../../../src/runtime/index.ts';

const settings = definePool({
  name: 'web',
  max: 4,
  acquireTimeoutMs: 1_000,
  connectTimeoutMs: 2_000,
  statementTimeoutMs: 3_000,
  idleTimeoutMs: 4_000,
  maxLifetimeMs: 5_500,
});

describe('units', () => {
  it('pg: milliseconds, and seconds for the lifetime', () => {
    expect(pgOptions(settings)).toEqual({
      max: 4,
      connectionTimeoutMillis: 1_000,
      idleTimeoutMillis: 4_000,
      maxLifetimeSeconds: 5.5,
      application_name: 'web',
      statement_timeout: 3_000,
    });
  });

  it('Postgres.js: seconds, and milliseconds for the server’s own', () => {
    expect(postgresJsOptions(settings)).toEqual({
      max: 4,
      connect_timeout: 2,
      idle_timeout: 4,
      max_lifetime: 5.5,
      prepare: true,
      connection: { application_name: 'web', statement_timeout: 3_000 },
    });
  });

  it('mariadb: milliseconds, and whole seconds for idle connections', () => {
    expect(mariadbOptions(settings)).toEqual({
      connectionLimit: 4,
      minimumIdle: 1,
      acquireTimeout: 1_000,
      connectTimeout: 2_000,
      idleTimeout: 4,
      queryTimeout: 3_000,
    });
    expect(() => mariadbOptions(definePool({ name: 'web', max: 4, idleTimeoutMs: 1_500 }))).toThrow(
      new RangeError(
        'mariadbOptions({ idleTimeoutMs: 1500 }): this client takes whole seconds. Accepted: a multiple of 1000.',
      ),
    );
  });
});

describe('places', () => {
  it('Knex: the application’s own connection is kept, and not changed', () => {
    const connection = Object.freeze({ connectionString: 'postgresql://db/app', ssl: true });
    expect(knexOptions(settings, 'pg', connection)).toEqual({
      acquireConnectionTimeout: 1_000,
      pool: { min: 0, max: 4, createTimeoutMillis: 2_000, idleTimeoutMillis: 4_000 },
      connection: {
        connectionString: 'postgresql://db/app',
        ssl: true,
        connectionTimeoutMillis: 2_000,
        application_name: 'web',
        statement_timeout: 3_000,
      },
    });
  });

  it('TypeORM: its own names outside, the driver’s in extra', () => {
    expect(typeormOptions(settings, 'postgres')).toEqual({
      poolSize: 4,
      connectTimeoutMS: 1_000,
      applicationName: 'web',
      extra: { idleTimeoutMillis: 4_000, maxLifetimeSeconds: 5.5, statement_timeout: 3_000 },
    });
    expect(typeormOptions(settings, 'mysql')).toEqual({
      poolSize: 4,
      connectTimeout: 2_000,
      extra: { maxIdle: 3, idleTimeout: 4_000 },
    });
  });

  it('MikroORM 7: the driver’s options flat', () => {
    expect(mikroOrm7Options(settings, 'mysql')).toEqual({
      pool: { min: 0, max: 4, idleTimeoutMillis: 4_000 },
      driverOptions: { connectTimeout: 2_000, maxIdle: 3 },
    });
  });
});

it('lets mysql2 keep the one connection of a pool of one, which it would close each second', () => {
  expect(mysql2Options(definePool({ name: 'jobs', max: 1 }))).toMatchObject({ connectionLimit: 1, maxIdle: 1 });
});
