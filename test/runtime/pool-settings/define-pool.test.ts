import { describe, expect, it } from 'vitest';

import { conservative, definePool, type PoolOptions } from '../../../src/runtime/index.ts';

describe('the size', () => {
  it.each([
    { serverLimit: 100, instances: 4, max: 24 },
    { serverLimit: 100, reserved: 10, instances: 6, max: 15 },
    { serverLimit: 20, reserved: 0, instances: 20, max: 1 },
    { serverLimit: 100, instances: 1, max: 97 },
  ])('is the share of an instance: $max', ({ max, ...options }) => {
    expect(definePool({ name: 'reports', ...options }).max).toBe(max);
  });

  it('is what was given, where nothing is known of the server', () => {
    expect(definePool({ name: 'reports', max: 7 })).toMatchObject({ max: 7, serverLimit: undefined });
  });

  it('is what was given, where that fits', () => {
    expect(definePool({ name: 'reports', max: 24, serverLimit: 100, instances: 4 })).toMatchObject({
      max: 24,
      serverLimit: 100,
      instances: 4,
      reserved: 3,
    });
  });
});

describe('defaults', () => {
  it('have a limit for every wait', () => {
    expect(definePool({ name: 'reports', max: 5 })).toEqual({
      name: 'reports',
      max: 5,
      serverLimit: undefined,
      instances: undefined,
      reserved: undefined,
      acquireTimeoutMs: 5_000,
      connectTimeoutMs: 5_000,
      statementTimeoutMs: 30_000,
      idleTimeoutMs: 30_000,
      maxLifetimeMs: 1_800_000,
      pooler: undefined,
    });
  });

  it('yield to the conservative preset, which yields to what follows it', () => {
    expect(definePool({ name: 'web', ...conservative, acquireTimeoutMs: 2_000 })).toMatchObject({
      max: 3,
      acquireTimeoutMs: 2_000,
      connectTimeoutMs: 5_000,
      statementTimeoutMs: 10_000,
    });
  });

  it('stay where an option is undefined, as from a configuration that lacks it', () => {
    expect(definePool({ name: 'web', max: 3, idleTimeoutMs: undefined }).idleTimeoutMs).toBe(30_000);
  });
});

it('leaves statements to the server on request', () => {
  expect(definePool({ name: 'jobs', max: 2, statementTimeoutMs: false }).statementTimeoutMs).toBe(false);
});

it('is frozen', () => {
  const pool = definePool({ name: 'web', max: 3 });
  expect(() => {
    (pool as { max: number }).max = 30;
  }).toThrow(TypeError);
});

describe('what it refuses', () => {
  const wholeNumber = 'accepted is a whole number from 1.';
  const milliseconds = 'accepted is a whole number of milliseconds from 1 to 2147483647.';
  it.each<[PoolOptions | object, string]>([
    [{ max: 0 }, `definePool({ max: 0 }): ${wholeNumber}`],
    [{ max: -1 }, `definePool({ max: -1 }): ${wholeNumber}`],
    [{ max: 2.5 }, `definePool({ max: 2.5 }): ${wholeNumber}`],
    [{ max: Number('') - 1 }, `definePool({ max: -1 }): ${wholeNumber}`],
    [{ max: Number(undefined) }, `definePool({ max: NaN }): ${wholeNumber}`],
    [{ max: Infinity }, `definePool({ max: Infinity }): ${wholeNumber}`],
    [{ max: '10' }, `definePool({ max: '10' }): ${wholeNumber}`],
    [{ max: null }, `definePool({ max: null }): ${wholeNumber}`],
    [{ name: '', max: 3 }, "definePool({ name: '' }): accepted is a string that is not empty."],
    [{ name: undefined, max: 3 }, 'definePool({ name: undefined }): accepted is a string that is not empty.'],
    [{}, 'definePool({ max: undefined }): the size is not known. Give max, or serverLimit and instances.'],
    [{ instances: 4 }, 'definePool({ instances: 4 }): it counts only together with serverLimit. Give both.'],
    [{ max: 3, reserved: 4 }, 'definePool({ reserved: 4 }): it counts only together with serverLimit. Give both.'],
    [
      { serverLimit: 100 },
      'definePool({ serverLimit: 100 }): it must be shared among all processes. Give instances, counted at the peak.',
    ],
    [{ serverLimit: 0, instances: 1 }, `definePool({ serverLimit: 0 }): ${wholeNumber}`],
    [
      { serverLimit: 100, instances: 1, reserved: -1 },
      'definePool({ reserved: -1 }): accepted is a whole number from 0.',
    ],
    [
      { serverLimit: 20, instances: 25 },
      'definePool({ instances: 25 }): serverLimit 20 less 3 reserved leaves 17 connections, not one for each instance. ' +
        'Raise serverLimit, run fewer instances, or put a pooler in front and give what it accepts.',
    ],
    [
      { serverLimit: 2, instances: 1 },
      'definePool({ instances: 1 }): serverLimit 2 less 3 reserved leaves 0 connections, not one for each instance. ' +
        'Raise serverLimit, run fewer instances, or put a pooler in front and give what it accepts.',
    ],
    [
      { max: 10, serverLimit: 100, instances: 25 },
      'definePool({ max: 10 }): 25 instances with 10 connections each and 3 reserved are 253, more than serverLimit 100. ' +
        'Accepted here: from 1 to 3.',
    ],
    [{ max: 3, acquireTimeoutMs: 0 }, `definePool({ acquireTimeoutMs: 0 }): ${milliseconds}`],
    [{ max: 3, connectTimeoutMs: 0.5 }, `definePool({ connectTimeoutMs: 0.5 }): ${milliseconds}`],
    [{ max: 3, statementTimeoutMs: '10s' }, `definePool({ statementTimeoutMs: '10s' }): ${milliseconds}`],
    [{ max: 3, statementTimeoutMs: 0 }, `definePool({ statementTimeoutMs: 0 }): ${milliseconds}`],
    [{ max: 3, idleTimeoutMs: false }, `definePool({ idleTimeoutMs: false }): ${milliseconds}`],
    [{ max: 3, maxLifetimeMs: 2 ** 31 }, `definePool({ maxLifetimeMs: 2147483648 }): ${milliseconds}`],
    [{ max: 3, pooler: 'pgbouncer' }, "definePool({ pooler: 'pgbouncer' }): accepted is 'transaction' or 'session'."],
    [
      { max: 3, connectionString: 'postgresql://app:secret@db/app' },
      'definePool has no option connectionString. Accepted: name, max, serverLimit, instances, reserved, ' +
        'acquireTimeoutMs, connectTimeoutMs, statementTimeoutMs, idleTimeoutMs, maxLifetimeMs, pooler.',
    ],
  ])('%o', (options, message) => {
    expect(() => definePool({ name: 'web', ...options })).toThrow(expect.objectContaining({ message }));
  });

  it('anything but an object, without showing it', () => {
    const connectionString: unknown = 'postgresql://app:secret@db/app';
    expect(() => definePool(connectionString as PoolOptions)).toThrow(
      /^definePool was given a value of type string\. Accepted: an object with name, max, .*, pooler\.$/,
    );
  });

  it.each([
    [{ name: 'web', max: '10' }, TypeError],
    [{ name: 'web', max: 0 }, RangeError],
    [{ name: 'web', max: 10, serverLimit: 20, instances: 4 }, RangeError],
  ])('%o with the class of error that says why', (options, errorClass) => {
    expect(() => definePool(options as PoolOptions)).toThrow(errorClass);
  });
});
