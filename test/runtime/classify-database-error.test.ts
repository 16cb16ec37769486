import { describe, expect, it } from 'vitest';

import { classifyDatabaseError } from '../../src/runtime/classify-database-error.ts';
import { DatabaseUnavailableError } from '../../src/runtime/database-unavailable-error.ts';
import { exhausted, unreachable } from './database-errors.ts';

/** Real errors are provoked in test/runtime/integration; here is what no server can be made to say. */
describe('classifyDatabaseError', () => {
  it.each([
    [
      'a PgBouncer without room',
      { code: '08P01', message: 'no more connections allowed (max_client_conn)' },
      'exhausted',
    ],
    ['a PgBouncer after its wait', { code: '08P01', message: 'query_wait_timeout' }, 'exhausted'],
    ['a protocol violation', { code: '08P01', message: 'bind message has 70000 parameters' }, 'query'],
    ['Supavisor without room', { code: 'XX000', message: 'MaxClientsInSessionMode: max clients reached' }, 'exhausted'],
    ['an internal error', { code: 'XX000', message: 'cache lookup failed' }, 'unknown'],
    ['a query cancelled by the user', { code: '57014', message: 'canceling statement due to user request' }, 'unknown'],
    ['a commit of unknown outcome', { code: '40003', message: '' }, 'unavailable'],
    [
      'a read-only MySQL after a failover',
      { errno: 1290, sqlState: 'HY000', message: '--read-only option' },
      'unavailable',
    ],
    ['another forbidden option of MySQL', { errno: 1290, sqlState: 'HY000', message: '--secure-file-priv' }, 'query'],
    ['a number of MySQL without a fact', { errno: 1064, sqlState: '42000', message: 'syntax' }, 'query'],
    ['the pool of Prisma 6', { code: 'P2024', clientVersion: '6.19.3', message: '' }, 'exhausted'],
    [
      'Prisma without a free connection for a transaction',
      { code: 'P2028', message: 'Unable to start a transaction in the given time.' },
      'exhausted',
    ],
    ['an expired transaction of Prisma', { code: 'P2028', message: 'expired transaction' }, 'timeout'],
    ['a record that Prisma does not find', { code: 'P2025', message: '' }, 'query'],
    [
      'Prisma at its start',
      { errorCode: 'P1001', name: 'PrismaClientInitializationError', message: '' },
      'unavailable',
    ],
    ['a full Mongo pool', { name: 'MongoWaitQueueTimeoutError', message: '' }, 'exhausted'],
    ['a Mongo server away', { name: 'MongoServerSelectionError', message: '', cause: unreachable() }, 'unavailable'],
    ['a write conflict of Mongo', { name: 'MongoServerError', code: 112, message: '' }, 'transient'],
    ['a duplicate key of Mongo', { name: 'MongoServerError', code: 11000, message: '' }, 'query'],
    [
      'a labelled error of Mongo',
      { name: 'MongoServerError', code: 999, errorLabels: ['TransientTransactionError'], message: '' },
      'transient',
    ],
    [
      'a buffering Mongoose',
      { name: 'MongooseError', message: 'Operation `users.find()` buffering timed out after 10000ms' },
      'unavailable',
    ],
    ['a busy SQLite', { code: 'SQLITE_BUSY', message: 'database is locked' }, 'transient'],
    ['an expired certificate', { code: 'CERT_HAS_EXPIRED', message: '' }, 'configuration'],
    ['a fault of the program', new TypeError('x is undefined'), 'unknown'],
    ['an aborted signal', AbortSignal.abort().reason as Error, 'unknown'],
    ['an error of a web framework', { code: 'NOT_FOUND', status: 404, message: '' }, 'unknown'],
    ['a code that every object has', { code: 'constructor', name: 'toString', message: '' }, 'unknown'],
  ])('of %s', (_, error, kind) => {
    expect(classifyDatabaseError(error).kind).toBe(kind);
  });

  it.each([
    'sorry, too many clients already',
    'remaining connection slots are reserved for roles with the SUPERUSER attribute',
    'les emplacements de connexion restants sont réservés',
  ])('goes by the SQLSTATE, not by the text, which differs between roles and languages: %s', (message) => {
    const error = Object.assign(new Error(message), { code: '53300' });
    expect(classifyDatabaseError(error)).toEqual({ kind: 'exhausted', transient: true, code: '53300' });
  });

  it('says which code decided', () => {
    expect(classifyDatabaseError(new Error('could not load', { cause: exhausted() }))).toEqual({
      kind: 'exhausted',
      transient: true,
      code: '53300',
    });
  });

  it('prefers what is inside where the wrapper alone says little', () => {
    const timeout = Object.assign(new Error('pool timeout'), {
      code: 'ER_GET_CONNECTION_TIMEOUT',
      errno: 45028,
      sqlState: 'HY000',
    });
    expect(classifyDatabaseError(timeout)).toMatchObject({ kind: 'exhausted', code: 'ER_GET_CONNECTION_TIMEOUT' });
    timeout.cause = unreachable();
    expect(classifyDatabaseError(timeout)).toMatchObject({ kind: 'unavailable', code: 'ECONNREFUSED' });
  });

  it('knows the errors of this runtime, and never takes them for worth a retry', () => {
    const details = { retryAfterMs: 1000, details: '' };
    expect(classifyDatabaseError(new DatabaseUnavailableError({ reason: 'circuitOpen', ...details }))).toMatchObject({
      kind: 'unavailable',
      transient: false,
    });
    expect(classifyDatabaseError(new DatabaseUnavailableError({ reason: 'deadline', ...details }))).toMatchObject({
      kind: 'timeout',
      transient: false,
    });
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'ECONNREFUSED'],
    ['an object without a prototype', Object.create(null)],
    ['odd types', { code: {}, errno: 'x', name: 1, message: null, errors: {}, meta: 3, errorLabels: 'x' }],
    [
      'a getter that throws',
      {
        get code(): string {
          throw new Error('no');
        },
      },
    ],
    [
      'a proxy that throws',
      new Proxy(
        {},
        {
          get: () => {
            throw new Error('no');
          },
        },
      ),
    ],
  ])('does not fail on %s', (_, error) => {
    expect(classifyDatabaseError(error)).toEqual({ kind: 'unknown', transient: false, code: undefined });
  });

  it('ends on errors that hold each other', () => {
    const first = new Error('first');
    const second = new Error('second', { cause: first });
    first.cause = second;
    const many = new AggregateError([first, second, first, second], 'many', { cause: first });
    expect(classifyDatabaseError(many).kind).toBe('unknown');
  });

  it('is not kept by errors that branch', () => {
    let error = new AggregateError([], 'deepest');
    for (let depth = 0; depth < 60; depth++)
      error = new AggregateError([error, error, error], 'outer', { cause: error });
    expect(classifyDatabaseError(error).kind).toBe('unknown');
  });
});
