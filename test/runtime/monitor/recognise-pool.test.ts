import { describe, expect, it } from 'vitest';

import { monitorPool } from '../../../src/runtime/monitor/monitor-pool.ts';
import { clientPackage } from '../integration/client-package.ts';
import { fakePgPool } from './fake-pg-pool.ts';

class OrdersRepository {
  readonly pool = undefined;

  query(): void {
    // Only looks like a pool.
  }
}

const itself: Record<string, unknown> = {};
itself['$client'] = itself;

describe('what is no pool is refused, with what is accepted', () => {
  it.each([
    [undefined, 'this undefined'],
    [null, 'this object'],
    ['postgresql://user:password@host/database', 'this string'],
    [{}, 'this object'],
    [[], 'this object'],
    [OrdersRepository, 'this function'],
    [new OrdersRepository(), 'this object'],
    [itself, 'this object'],
    [new Proxy({}, { get: () => undefined }), 'this object'],
  ])('%#', (value, named) => {
    const call = (): unknown => monitorPool(value as object);
    expect(call).toThrow(TypeError);
    expect(call).toThrow(
      `monitorPool: ${named} is no pool that it knows. Accepted: a pool of pg, Neon, Vercel, mysql2`,
    );
    expect(call).not.toThrow(/password/);
  });
});

describe('what hides its pool is refused, with the way to it', () => {
  it('Kysely', () => {
    const { Kysely, PostgresDialect } = clientPackage<KyselyModule>('kysely', 'kysely');
    const kysely = new Kysely({ dialect: new PostgresDialect({ pool: fakePgPool(1) }) });
    expect(() => monitorPool(kysely)).toThrow('Pass the pool that its dialect was given.');
  });

  it('a TypeORM DataSource that is not initialised', () => {
    const { DataSource } = clientPackage<{ DataSource: new (options: object) => object }>('typeorm-1', 'typeorm');
    const dataSource = new DataSource({ type: 'postgres', url: 'postgresql://localhost/orders' });
    expect(() => monitorPool(dataSource)).toThrow('Call `await dataSource.initialize()` first.');
  });

  it('MikroORM 7', () => {
    const connection = {};
    const orm = { em: { getConnection: () => connection, getUnitOfWork: () => undefined } };
    expect(() => monitorPool(orm)).toThrow('Pass `await orm.em.getConnection().getNativeClient()`.');
  });
});

interface KyselyModule {
  readonly Kysely: new (options: object) => object;
  readonly PostgresDialect: new (options: object) => object;
}

describe('options', () => {
  it.each([
    [{ slowQueryMs: 0 }, RangeError, 'monitorPool({ slowQueryMs: 0 }): accepted is a whole number of milliseconds'],
    [{ highUsage: 80 }, RangeError, 'monitorPool({ highUsage: 80 }): accepted is a number from 0 to 1.'],
    [
      { highUsage: 0.5, normalUsage: 0.7 },
      RangeError,
      'monitorPool({ normalUsage: 0.7 }): accepted is at most highUsage, which is 0.5.',
    ],
    [
      { leakAfterMs: '30s' },
      TypeError,
      "monitorPool({ leakAfterMs: '30s' }): accepted is a whole number of milliseconds",
    ],
    [
      { recentQueries: -1 },
      RangeError,
      'monitorPool({ recentQueries: -1 }): accepted is a whole number from 0 to 10000.',
    ],
    [{ name: '' }, TypeError, "monitorPool({ name: '' }): accepted is a string that is not empty."],
    [{ slowQueryMS: 1 }, TypeError, 'monitorPool has no option slowQueryMS.'],
    [{ logger: {} }, TypeError, 'logger: this object has no method "info".'],
  ])('that are wrong throw (%#)', (options, error, message) => {
    const pool = fakePgPool(1);
    expect(() => monitorPool(pool, options as object)).toThrow(error);
    expect(() => monitorPool(pool, options as object)).toThrow(message);
    // Nothing was wrapped by then.
    expect(Object.hasOwn(pool, 'connect')).toBe(false);
  });

  it('lower `normalUsage` with `highUsage`', () => {
    const monitor = monitorPool(fakePgPool(1), { highUsage: 0.3 });
    expect(monitor.name).toBe('pg');
    monitor.close();
  });
});
