import { randomUUID } from 'node:crypto';

import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../../scripts/embedded-postgres.ts';
import {
  definePool,
  pgOptions,
  type PoolOptions,
  type PoolSettings,
  prismaUrl,
} from '../../../../src/runtime/index.ts';
import { openBlackHole } from './black-hole.ts';
import { errorText } from './error-text.ts';
import type { ClientCase, OpenedClient } from './opened-client.ts';
import { postgresClients } from './postgres-clients.ts';

let server: EmbeddedPostgres;
let superuser: pg.Client;
let connectionString: string;

beforeAll(async () => {
  server = await startEmbeddedPostgres({ max_connections: 100 });
  superuser = new pg.Client(server.superuserConnectionString);
  await superuser.connect();
  connectionString = await server.createDatabase('settings');
  // One after the other: packages that load keep everybody waiting, and what follows is timed.
  for (const client of postgresClients) await using(client, settingsOf(), ({ query }) => query('SELECT 1 AS one'));
}, 60_000);

afterAll(async () => {
  await superuser.end();
  await server.stop();
});

/** Connections of a pool, which the server knows by its name. */
async function connectionsOf({ name }: PoolSettings): Promise<number> {
  const { rows } = await superuser.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM pg_stat_activity WHERE application_name = $1',
    [name],
  );
  return rows[0]?.count ?? 0;
}

function settingsOf(options: Partial<PoolOptions> = {}): PoolSettings {
  return definePool({ name: `settings ${randomUUID()}`, max: 3, ...options });
}

async function using<Result>(
  { open }: ClientCase,
  settings: PoolSettings,
  work: (client: OpenedClient) => Promise<Result>,
): Promise<Result> {
  const client = await open(connectionString, settings);
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

// Most of them wait: side by side they wait once.
describe.concurrent.each(postgresClients)('$name', (clientCase) => {
  const { acquireError, statementError, replaces } = clientCase;

  it('opens as many connections as max under load, under the pool’s name', async () => {
    const settings = settingsOf();
    await using(clientCase, settings, async ({ query }) => {
      const load = Promise.all(Array.from({ length: 12 }, () => query('SELECT pg_sleep(0.3)::text AS slept')));
      await vi.waitFor(async () => {
        expect(await connectionsOf(settings)).toBe(3);
      }, 5_000);
      expect(await load).toHaveLength(12);
      expect(await connectionsOf(settings)).toBeLessThanOrEqual(3);
    });
  });

  it('has the server limit statements', async () => {
    await using(clientCase, settingsOf({ statementTimeoutMs: 7_000 }), async ({ query }) => {
      expect(await query('SHOW statement_timeout')).toEqual([{ statement_timeout: '7s' }]);
    });
    await using(clientCase, settingsOf({ statementTimeoutMs: 1_000 }), async ({ query }) => {
      const failure = await query('SELECT pg_sleep(15)::text AS slept').catch((error: unknown) => error);
      expect(errorText(failure)).toMatch(statementError ?? /^$/);
      // The connection is of use afterwards.
      expect(await query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    });
  });

  it('leaves statements to the server on request, and behind a pooler', async () => {
    for (const options of [{ statementTimeoutMs: false }, { pooler: 'transaction' }, { pooler: 'session' }] as const) {
      await using(clientCase, settingsOf(options), async ({ query }) => {
        expect(await query('SHOW statement_timeout')).toEqual([{ statement_timeout: '0' }]);
      });
    }
  });

  it(`${acquireError ? 'fails' : 'goes on waiting'} when no connection is free in time`, async () => {
    await using(clientCase, settingsOf({ max: 1, acquireTimeoutMs: 1_000 }), async ({ query }) => {
      // A query first, so that the wait is for a connection and not for the opening of one.
      await query('SELECT 1');
      const ended: string[] = [];
      const note = (name: string) => (): void => {
        ended.push(name);
      };
      const holder = query('SELECT pg_sleep(3)::text AS slept').finally(note('holder'));
      const waiting = query('SELECT 1 AS one').finally(note('waiting'));
      if (acquireError) {
        expect(errorText(await waiting.catch((error: unknown) => error))).toMatch(acquireError);
        expect(ended).toEqual(['waiting']);
      } else {
        expect(await waiting).toEqual([{ one: 1 }]);
        expect(ended).toEqual(['holder', 'waiting']);
      }
      await holder;
    });
  });

  it('closes connections that nobody uses', async () => {
    const settings = settingsOf({ idleTimeoutMs: 1_000 });
    await using(clientCase, settings, async ({ query }) => {
      await Promise.all([query('SELECT pg_sleep(0.1)::text'), query('SELECT pg_sleep(0.1)::text')]);
      expect(await connectionsOf(settings)).toBeGreaterThan(0);
      await vi.waitFor(async () => {
        expect(await connectionsOf(settings)).toBe(0);
      }, 10_000);
    });
  });

  it(`${replaces ? 'replaces' : 'keeps'} a connection that has reached its lifetime`, async () => {
    await using(clientCase, settingsOf({ max: 1, maxLifetimeMs: 500 }), async ({ query }) => {
      const [before] = await query('SELECT pg_backend_pid() AS pid');
      const pids: unknown[] = [];
      for (let round = 0; round < 15; round += 1) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        const [row] = await query('SELECT pg_backend_pid() AS pid');
        pids.push(row?.['pid']);
      }
      expect(pids.every((pid) => pid === before?.['pid'])).toBe(!replaces);
    });
  });

  it('gives up on a server that does not answer', async () => {
    const blackHole = await openBlackHole();
    const unanswered = `postgresql://app:secret@127.0.0.1:${String(blackHole.port)}/app`;
    const settings = settingsOf({ connectTimeoutMs: 300, acquireTimeoutMs: 1_000 });
    const attempt = clientCase.open(unanswered, settings).then(({ query, close }) => query('SELECT 1').finally(close));
    await expect(attempt).rejects.toThrow();
    await blackHole.close();
  });
});

it('is understood by PostgreSQL in the URL of Prisma 6 too', async () => {
  const settings = settingsOf({ statementTimeoutMs: 7_000 });
  // What is not for the server is ignored by `pg`; `options` goes to the server, as Prisma sends it.
  const client = new pg.Client(prismaUrl(settings, connectionString));
  await client.connect();
  const { rows } = await client.query('SHOW statement_timeout');
  await client.end();
  expect(rows).toEqual([{ statement_timeout: '7s' }]);
});

it('shows why: without settings, pg opens ten connections and has no limit', async () => {
  const pool = new pg.Pool({ connectionString, application_name: 'bare' });
  await Promise.all(Array.from({ length: 20 }, () => pool.query('SELECT pg_sleep(0.2)')));
  const { rows } = await pool.query('SHOW statement_timeout');
  expect(pool.totalCount).toBe(10);
  expect(rows).toEqual([{ statement_timeout: '0' }]);
  expect(pgOptions(settingsOf())).not.toMatchObject({ max: 10, connectionTimeoutMillis: 0 });
  await pool.end();
});
