import { randomUUID } from 'node:crypto';

import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../../scripts/embedded-postgres.ts';
import { definePool, drain, type PoolSettings } from '../../../../src/runtime/index.ts';
import { hasMariadb } from '../mariadb.ts';
import { mariadbClients } from '../pools/mariadb-clients.ts';
import type { OpenedClient } from '../pools/opened-client.ts';
import { postgresClients } from '../pools/postgres-clients.ts';

/** Each under a name of its own, by which the server knows its connections. */
const settingsOf = (): PoolSettings => definePool({ name: `drain ${randomUUID()}`, max: 3 });
const callers = 12;

/**
 * Twelve callers for three connections, each with a second query after its first, as a request of a server that still
 * answers. Drained as an application does it: the requests first, then the pool.
 */
async function drainUnderLoad({ client, query }: OpenedClient, slow: string): Promise<readonly unknown[]> {
  await query('SELECT 1 AS one');
  const requests = Array.from({ length: callers }, async () => {
    await query(slow);
    return query('SELECT 2 AS two');
  });
  const answers = Promise.allSettled(requests);
  const report = await drain([() => answers, client], { deadlineMs: 15_000 });
  expect(report.outcomes).toMatchObject([{ kind: 'ended' }, { kind: 'ended' }]);
  return (await answers).map((answer) => (answer.status === 'fulfilled' ? answer.value : String(answer.reason)));
}

/** The same callers, and nothing but the pool to drain: whoever waits for a connection must still get it. */
async function drainWithWaiting({ client, query }: OpenedClient, slow: string): Promise<readonly unknown[]> {
  await Promise.all([query(slow), query(slow), query(slow)]);
  const answers = Promise.allSettled(Array.from({ length: callers }, () => query(slow)));
  const report = await drain([client], { deadlineMs: 15_000 });
  expect(report.outcomes).toMatchObject([{ kind: 'ended' }]);
  return (await answers).filter(({ status }) => status === 'rejected');
}

/** Their pool is hidden: nothing tells who waits, as docs/runtime/shutdown.md says. */
const hidden = ['Kysely', 'Kysely on mysql2'];
/** Prisma's adapters are tested through Prisma's own client. */
const drained = <Case extends { readonly name: string }>(cases: readonly Case[]): readonly Case[] =>
  cases.filter(({ name }) => name !== 'Prisma 7');

describe('on PostgreSQL', () => {
  let server: EmbeddedPostgres;
  let superuser: pg.Client;
  let connectionString: string;

  beforeAll(async () => {
    server = await startEmbeddedPostgres();
    superuser = new pg.Client(server.superuserConnectionString);
    await superuser.connect();
    connectionString = await server.createDatabase(`drain_${randomUUID()}`);
  }, 60_000);

  afterAll(async () => {
    await superuser.end();
    await server.stop();
  });

  async function untilNoneIsLeft({ name }: PoolSettings): Promise<void> {
    await vi.waitFor(async () => {
      const { rowCount } = await superuser.query('SELECT FROM pg_stat_activity WHERE application_name = $1', [name]);
      expect(rowCount).toBe(0);
    }, 5_000);
  }

  describe.concurrent.each(drained(postgresClients))('$name', ({ name, open }) => {
    it('answers all requests and gives all connections back', async () => {
      const settings = settingsOf();
      const answers = await drainUnderLoad(
        await open(connectionString, settings),
        'SELECT pg_sleep(0.1)::text AS slept',
      );
      expect(answers).toEqual(Array.from({ length: callers }, () => [{ two: 2 }]));
      await untilNoneIsLeft(settings);
    });

    if (hidden.includes(name)) return;

    it('lets whoever waits for a connection have it', async () => {
      const settings = settingsOf();
      expect(
        await drainWithWaiting(await open(connectionString, settings), 'SELECT pg_sleep(0.1)::text AS slept'),
      ).toEqual([]);
      await untilNoneIsLeft(settings);
    });
  });
});

describe.skipIf(!(await hasMariadb()))('on MariaDB', () => {
  const address = { host: '127.0.0.1', port: 3306, user: 'root', database: 'test' };

  describe.concurrent.each(drained(mariadbClients))('$name', ({ name, open }) => {
    it('answers all requests', async () => {
      const answers = await drainUnderLoad(await open(address, settingsOf()), 'SELECT SLEEP(0.1) AS slept');
      expect(answers.map((rows) => Number((rows as { two: unknown }[])[0]?.two))).toEqual(
        Array.from({ length: callers }, () => 2),
      );
    });

    if (hidden.includes(name)) return;

    it('lets whoever waits for a connection have it', async () => {
      expect(await drainWithWaiting(await open(address, settingsOf()), 'SELECT SLEEP(0.1) AS slept')).toEqual([]);
    });
  });
});
