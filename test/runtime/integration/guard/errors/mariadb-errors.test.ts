import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { classifyDatabaseError } from '../../../../../src/runtime/classify-database-error.ts';
import { connectToMariadb, hasMariadb, type MariadbAdministrator, mariadbUrl } from '../../mariadb.ts';
import { errorOf, until } from './error-of.ts';
import { mariadbClients } from './mariadb-clients.ts';
import type { SqlClient } from './sql-client.ts';

const timeout = 60_000;
const database = `poolwise_errors_${String(process.pid)}`;
const user = `poolwise_${String(process.pid)}`;
const there = await hasMariadb();

describe.runIf(there)('on MariaDB', { timeout }, () => {
  let administrator: MariadbAdministrator;
  const url = mariadbUrl(database).replace('root@', `${user}:secret@`);
  const ask = (client: SqlClient): Promise<unknown> => client.send('SELECT 1 AS one');
  const crampedUrl = url.replace(user, `${user}c`);

  beforeAll(async () => {
    administrator = await connectToMariadb();
    for (const statement of [
      `CREATE DATABASE ${database}`,
      `CREATE TABLE ${database}.item (id int PRIMARY KEY)`,
      `INSERT INTO ${database}.item VALUES (1)`,
      `CREATE USER ${user}@'%' IDENTIFIED BY 'secret'`,
      `CREATE USER ${user}c@'%' IDENTIFIED BY 'secret' WITH MAX_USER_CONNECTIONS 1`,
      `GRANT ALL ON ${database}.* TO ${user}@'%', ${user}c@'%'`,
    ]) {
      await administrator.query(statement);
    }
    // One after the other: packages that load keep everybody waiting, and what follows is timed.
    for (const open of Object.values(mariadbClients)) await errorOf(open, { url, max: 1, acquireMs: 10_000 }, ask);
  }, timeout);

  afterAll(async () => {
    await administrator.query(`DROP DATABASE IF EXISTS ${database}`);
    await administrator.query(`DROP USER IF EXISTS ${user}@'%', ${user}c@'%'`);
    await administrator.end();
  }, timeout);

  let sleeps = 0;

  /** Sends a query that sleeps, and waits until it does. */
  async function sleep(
    client: SqlClient,
    seconds: number,
  ): Promise<{ readonly connection: number; readonly ended: Promise<unknown> }> {
    const duration = (seconds + ++sleeps / 1000).toFixed(3);
    const ended = client.send(`SELECT SLEEP(${duration}) AS slept`);
    ended.catch(() => undefined);
    let connection = 0;
    await until(async () => {
      const [rows] = await administrator.query<{ readonly id: number }>(
        `SELECT id FROM information_schema.processlist WHERE info LIKE 'SELECT SLEEP(${duration}%'`,
      );
      connection = rows[0]?.id ?? 0;
      return connection > 0;
    });
    return { connection, ended };
  }

  // These wait, and disturb nobody: side by side they wait once.
  describe.concurrent.each(Object.entries(mariadbClients))('%s', (_, open) => {
    it('is told that its own pool is full: exhausted', async () => {
      const error = await errorOf(open, { url, max: 1, acquireMs: 2000 }, async (client) => {
        await ask(client);
        const { ended } = await sleep(client, 5);
        // mysql2 has no time limit for the queue, but a length: these are one more than it takes.
        const asked = [ask(client), ask(client)];
        try {
          await Promise.all(asked);
        } finally {
          await Promise.allSettled([...asked, ended]);
        }
      });
      expect(classifyDatabaseError(error).kind).toBe('exhausted');
    });
  });

  describe.each(Object.entries(mariadbClients))('%s', (_, open) => {
    async function classOf(
      provoke: (client: SqlClient) => Promise<unknown>,
      options: { readonly url?: string } = {},
    ): Promise<string> {
      const error = await errorOf(open, { url, max: 1, acquireMs: 2000, ...options }, provoke);
      return error === undefined ? 'no error' : classifyDatabaseError(error).kind;
    }

    it('answers', async () => {
      expect(await errorOf(open, { url, max: 1, acquireMs: 2000 }, ask)).toBeUndefined();
    });

    it('is told that its account has no more connections: exhausted', async () => {
      const taken = mariadbClients['mysql2']?.({ url: crampedUrl, max: 1, acquireMs: 2000 });
      const holder = await taken;
      await holder?.send('SELECT 1');
      try {
        expect(await classOf(ask, { url: crampedUrl })).toBe('exhausted');
      } finally {
        await holder?.close();
      }
    });

    it('finds nobody listening: unavailable', async () => {
      expect(await classOf(ask, { url: 'mysql://a:b@127.0.0.1:1/none' })).toBe('unavailable');
    });

    it('loses its connection while a query runs: unavailable', async () => {
      const provoke = async (client: SqlClient): Promise<void> => {
        await ask(client);
        const { connection, ended } = await sleep(client, 20);
        await administrator.query(`KILL CONNECTION ${String(connection)}`);
        await ended;
      };
      expect(await classOf(provoke)).toBe('unavailable');
    });

    it('runs into the time limit of statements: timeout', async () => {
      const sql = 'SET STATEMENT max_statement_time = 0.2 FOR SELECT SLEEP(20) AS slept';
      expect(await classOf((client) => client.send(sql))).toBe('timeout');
    });

    it.each([
      ['a wrong password', url.replace(':secret@', ':wrong@')],
      ['no such database', url.replace(database, 'poolwise_nothing')],
    ])('has %s: configuration', async (_, wrongUrl) => {
      expect(await classOf(ask, { url: wrongUrl })).toBe('configuration');
    });

    it.each([
      ['a key that exists', 'INSERT INTO item VALUES (1)'],
      ['what is no SQL', 'SELEC 1'],
      ['a table that does not exist', 'SELECT * FROM nothing'],
    ])('sends %s: query', async (_, sql) => {
      expect(await classOf((client) => client.send(sql))).toBe('query');
    });

    it('waits too long for a lock: transient', async () => {
      await administrator.query('BEGIN');
      await administrator.query(`SELECT * FROM ${database}.item FOR UPDATE`);
      try {
        const sql = 'SET STATEMENT innodb_lock_wait_timeout = 1 FOR SELECT * FROM item FOR UPDATE';
        expect(await classOf((client) => client.send(sql))).toBe('transient');
      } finally {
        await administrator.query('ROLLBACK');
      }
    });
  });
});
