import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { definePool, type PoolOptions, type PoolSettings } from '../../../../src/runtime/index.ts';
import { connectToMariadb, hasMariadb, type MariadbAdministrator } from '../mariadb.ts';
import { openBlackHole } from './black-hole.ts';
import { errorText } from './error-text.ts';
import { mariadbClients, type MariadbClientCase } from './mariadb-clients.ts';
import type { OpenedClient } from './opened-client.ts';

function settingsOf(options: Partial<PoolOptions> = {}): PoolSettings {
  return definePool({ name: 'settings', max: 3, ...options });
}

const server = { host: '127.0.0.1', port: 3306, user: 'root' } as const;
const there = await hasMariadb();
let administrator: MariadbAdministrator;

beforeAll(async () => {
  if (!there) return;
  administrator = await connectToMariadb();
  // One after the other: packages that load keep everybody waiting, and what follows is timed.
  for (const { open } of mariadbClients) {
    const client = await open({ ...server, database: 'test' }, settingsOf());
    await client.query('SELECT 1 AS one');
    await client.close();
  }
}, 60_000);

afterAll(async () => {
  if (there) await administrator.end();
});

/** A client, and how many connections the server has from it. */
interface ConnectedClient extends OpenedClient {
  readonly connections: () => Promise<number>;
}

// Most of them wait: side by side they wait once.
describe.skipIf(!there).concurrent.each(mariadbClients)('$name', (clientCase: MariadbClientCase) => {
  const { acquireError, statementError, idle } = clientCase;

  async function using(settings: PoolSettings, work: (client: ConnectedClient) => Promise<void>): Promise<void> {
    // Of its own, so that its connections can be told from others.
    const database = `poolwise_${randomUUID().replaceAll('-', '')}`;
    await administrator.query(`CREATE DATABASE ${database}`);
    const connections = async (): Promise<number> => {
      const [rows] = await administrator.query<{ connections: number }>(
        'SELECT COUNT(*) AS connections FROM information_schema.processlist WHERE db = ?',
        [database],
      );
      return Number(rows[0]?.connections);
    };
    const client = await clientCase.open({ ...server, database }, settings);
    try {
      await work({ ...client, connections });
    } finally {
      await client.close();
      await vi.waitFor(async () => {
        expect(await connections()).toBe(0);
      }, 5_000);
      await administrator.query(`DROP DATABASE ${database}`);
    }
  }

  it('opens as many connections as max under load', async () => {
    await using(settingsOf(), async ({ query, connections }) => {
      const load = Promise.all(Array.from({ length: 12 }, () => query('SELECT SLEEP(0.3) AS slept')));
      await vi.waitFor(async () => {
        expect(await connections()).toBe(3);
      }, 5_000);
      expect(await load).toHaveLength(12);
      expect(await connections()).toBeLessThanOrEqual(3);
    });
  });

  it(statementError ? 'has the server limit statements' : 'leaves statements to the server', async () => {
    await using(settingsOf({ statementTimeoutMs: 7_000 }), async ({ query }) => {
      const [row] = await query('SELECT @@max_statement_time AS seconds');
      expect(Number(row?.['seconds'])).toBe(statementError ? 7 : 0);
    });
    if (!statementError) return;
    await using(settingsOf({ statementTimeoutMs: 200 }), async ({ query }) => {
      const failure = await query('SELECT SLEEP(15) FROM information_schema.tables').catch((error: unknown) => error);
      expect(errorText(failure)).toMatch(statementError);
    });
    await using(settingsOf({ statementTimeoutMs: false }), async ({ query }) => {
      const [row] = await query('SELECT @@max_statement_time AS seconds');
      expect(Number(row?.['seconds'])).toBe(0);
    });
  });

  it(`${acquireError ? 'fails' : 'goes on waiting'} when no connection is free in time`, async () => {
    await using(settingsOf({ max: 1, acquireTimeoutMs: 1_000 }), async ({ query }) => {
      await query('SELECT 1 AS one');
      const ended: string[] = [];
      const note = (name: string) => (): void => {
        ended.push(name);
      };
      const holder = query('SELECT SLEEP(3) AS slept').finally(note('holder'));
      const waiting = query('SELECT 1 AS one').finally(note('waiting'));
      if (acquireError) {
        expect(errorText(await waiting.catch((error: unknown) => error))).toMatch(acquireError);
        expect(ended).toEqual(['waiting']);
      } else {
        expect(await waiting).toHaveLength(1);
        expect(ended).toEqual(['holder', 'waiting']);
      }
      await holder;
    });
  });

  it('closes connections that nobody uses', async () => {
    await using(settingsOf({ idleTimeoutMs: 2_000 }), async ({ query, connections }) => {
      await Promise.all(Array.from({ length: 3 }, () => query('SELECT SLEEP(0.1) AS slept')));
      expect(await connections()).toBe(3);
      await vi.waitFor(async () => {
        expect(await connections()).toBe(idle);
      }, 10_000);
    });
  });

  it('keeps connections that were used a moment ago', async () => {
    await using(settingsOf({ idleTimeoutMs: 60_000 }), async ({ query, connections }) => {
      await Promise.all(Array.from({ length: 3 }, () => query('SELECT SLEEP(0.1) AS slept')));
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      expect(await connections()).toBeGreaterThanOrEqual(2);
    });
  });

  it('gives up on a server that does not answer', async () => {
    const blackHole = await openBlackHole();
    const settings = settingsOf({ connectTimeoutMs: 300, acquireTimeoutMs: 1_000 });
    const attempt = clientCase
      .open({ ...server, database: 'test', port: blackHole.port }, settings)
      .then(({ query, close }) => query('SELECT 1 AS one').finally(close));
    await expect(attempt).rejects.toThrow();
    await blackHole.close();
  });
});
