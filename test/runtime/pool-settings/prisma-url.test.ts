import { describe, expect, it } from 'vitest';

import { definePool, type PoolOptions, prismaUrl } from '../../../src/runtime/index.ts';

const url = (address: string, options: Partial<PoolOptions> = {}): string =>
  prismaUrl(definePool({ name: 'web', max: 3, statementTimeoutMs: 10_000, ...options }), address);

const parametersOf = (address: string): object => Object.fromEntries(new URL(address).searchParams);

describe('the URL of Prisma 6', () => {
  it('has Prisma’s names and whole seconds', () => {
    expect(parametersOf(url('postgresql://app:secret@db:5432/app'))).toEqual({
      connection_limit: '3',
      pool_timeout: '5',
      connect_timeout: '5',
      max_idle_connection_lifetime: '30',
      max_connection_lifetime: '1800',
      application_name: 'web',
      options: '-c statement_timeout=10000',
    });
  });

  it('has spaces as %20, and the rest of the URL as it was', () => {
    expect(url('postgresql://app:p%23a+b@db:5432/app?schema=public&sslmode=require')).toMatch(
      /^postgresql:\/\/app:p%23a\+b@db:5432\/app\?schema=public&sslmode=require&.*&options=-c%20statement_timeout%3D10000$/,
    );
  });

  it('replaces what the URL says of the pool, and keeps other options of the session', () => {
    const parameters = parametersOf(
      url('postgresql://db/app?connection_limit=50&pool_timeout=0&options=-c%20search_path%3Dreports'),
    );
    expect(parameters).toMatchObject({
      connection_limit: '3',
      pool_timeout: '5',
      options: '-c search_path=reports -c statement_timeout=10000',
    });
  });

  it('asks a pooler for nothing that it refuses', () => {
    const behindTransactions = parametersOf(url('postgresql://db/app', { pooler: 'transaction' }));
    expect(behindTransactions).toMatchObject({ pgbouncer: 'true' });
    expect(behindTransactions).not.toHaveProperty('options');
    const behindSessions = parametersOf(url('postgresql://db/app', { pooler: 'session' }));
    expect(behindSessions).not.toHaveProperty('pgbouncer');
    expect(behindSessions).not.toHaveProperty('options');
  });

  it('says nothing to MySQL that is PostgreSQL’s', () => {
    expect(parametersOf(url('mysql://app@db/app'))).toEqual({
      connection_limit: '3',
      pool_timeout: '5',
      connect_timeout: '5',
      max_idle_connection_lifetime: '30',
      max_connection_lifetime: '1800',
    });
  });

  it('refuses times that are no whole seconds', () => {
    expect(() => url('postgresql://db/app', { acquireTimeoutMs: 1_500 })).toThrow(
      new RangeError(
        'prismaUrl({ acquireTimeoutMs: 1500 }): this client takes whole seconds. Accepted: a multiple of 1000.',
      ),
    );
  });

  it.each([
    '',
    'db/app',
    'secret',
    'postgresql://app:secret@[',
    'sqlserver://app:secret@db',
    'prisma://?api_key=secret',
  ])('refuses %j without showing it', (address) => {
    let message = '';
    try {
      url(address);
    } catch (error) {
      message = error instanceof TypeError ? error.message : '';
    }
    expect(message).toMatch(/^prismaUrl: .* Accepted: a URL that begins with postgresql:, postgres: or mysql:\.$/);
    expect(message).not.toContain('secret');
  });
});
