import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../scripts/embedded-postgres.ts';
import { connectToMariadb, hasMariadb, type MariadbAdministrator } from '../runtime/integration/mariadb.ts';

const runbook = readFileSync(new URL('../../docs/guides/runbook.md', import.meta.url), 'utf8');
const fence = /^ *```sql(?: server=(?<server>\S+))? name=(?<name>\S+)\n(?<sql>[^]*?)^ *```$/gm;
const statements = new Map(
  [...runbook.matchAll(fence)].map(({ groups }) => [
    `${groups?.['server'] ?? 'postgres'} ${groups?.['name'] ?? ''}`,
    groups?.['sql'] ?? '',
  ]),
);
const run = new Set<string>();

/** The statement of that name, for a session in the place of the one that it names. */
function statement(name: string, session?: number): string {
  const sql = statements.get(name);
  if (sql === undefined) throw new Error(`The runbook has no statement "${name}".`);
  run.add(name);
  return session === undefined ? sql : sql.replace('4711', String(session));
}

/** What a session answers when it is ended, or the statement that it runs. */
function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'no failure',
    (error: unknown) => (error as { code: unknown }).code,
  );
}

describe('on PostgreSQL', () => {
  let postgres: EmbeddedPostgres;
  let administrator: pg.Client;
  let database: string;

  beforeAll(async () => {
    postgres = await startEmbeddedPostgres();
    administrator = new pg.Client(postgres.superuserConnectionString);
    await administrator.connect();
    database = await postgres.createDatabase(
      'orders',
      'CREATE TABLE stock (id int PRIMARY KEY, left_over int); INSERT INTO stock VALUES (1, 5)',
    );
  }, 60_000);
  afterAll(async () => {
    await administrator.end();
    await postgres.stop();
  });

  async function session(name: string): Promise<{ readonly client: pg.Client; readonly pid: number }> {
    const client = new pg.Client({ connectionString: database, application_name: name });
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    return { client, pid: rows[0]?.pid ?? 0 };
  }

  const ask = async (name: string, pid?: number): Promise<Record<string, unknown>[]> =>
    (await administrator.query<Record<string, unknown>>(statement(`postgres ${name}`, pid))).rows;

  it('finds and ends who holds a transaction and those who wait for it', async () => {
    const holder = await session('reports');
    const blocked = await session('web');
    await holder.client.query('BEGIN');
    await holder.client.query('UPDATE stock SET left_over = 4');
    const waiting = failure(blocked.client.query('UPDATE stock SET left_over = 3'));

    await vi.waitFor(async () => {
      expect(await ask('blocking')).toEqual([
        expect.objectContaining({
          pid: blocked.pid,
          blocked_by: holder.pid,
          blocker_does: 'idle in transaction',
          statement: 'UPDATE stock SET left_over = 3',
        }),
      ]);
    });
    expect(await ask('idle-in-transaction')).toEqual([
      expect.objectContaining({
        pid: holder.pid,
        application: 'reports',
        last_statement: 'UPDATE stock SET left_over = 4',
      }),
    ]);
    expect(await ask('long-running')).toEqual([
      expect.objectContaining({ pid: blocked.pid, application: 'web', wait_event_type: 'Lock' }),
    ]);
    expect(await ask('by-application')).toContainEqual(
      expect.objectContaining({
        application: 'reports',
        role: 'application',
        state: 'idle in transaction',
        connections: '1',
      }),
    );
    expect(await ask('room')).toEqual([{ used: '3', max: 100, reserved: 3 }]);

    // Cancelling the holder does nothing, since nothing runs; ending it does.
    await ask('cancel', holder.pid);
    await delay(50);
    expect(await ask('idle-in-transaction')).toHaveLength(1);
    await ask('terminate', holder.pid);
    expect(await waiting).toBe('no failure');
    expect(await ask('idle-in-transaction')).toEqual([]);
    await blocked.client.end();
  }, 20_000);

  it('cancels a statement and keeps its connection', async () => {
    const { client, pid } = await session('web');
    const running = failure(client.query('SELECT pg_sleep(30)'));
    await vi.waitFor(async () => {
      expect((await ask('long-running')).map((row) => row['pid'])).toEqual([pid]);
    });
    await ask('cancel', pid);
    expect(await running).toBe('57014');
    await client.query('SELECT 1');
    await client.end();
  });

  it('ends what has been idle in transaction for long, and leaves the others', async () => {
    const { client } = await session('reports');
    await client.query('BEGIN');
    expect(await ask('terminate-idle-in-transaction')).toEqual([]);
    const sql = statement('postgres terminate-idle-in-transaction').replace('5 minutes', '0 seconds');
    expect((await administrator.query(sql)).rows).toEqual([expect.objectContaining({ ended: true })]);
    expect(await failure(client.query('SELECT 1'))).not.toBe('no failure');
  });

  it('limits sessions from then on', async () => {
    await administrator.query(statement('postgres limits'));
    const { client } = await session('web');
    const { rows } = await client.query('SHOW statement_timeout');
    expect(rows).toEqual([{ statement_timeout: '30s' }]);
    await client.end();
  });

  it('lists what is no client', async () => {
    const rows = await ask('no-clients');
    expect(rows.map((row) => row['backend_type'])).toContain('checkpointer');
  });
});

describe.skipIf(!(await hasMariadb()))('on MariaDB', () => {
  let administrator: MariadbAdministrator;
  const table = `runbook_${String(process.pid)}`;

  beforeAll(async () => {
    administrator = await connectToMariadb();
    await administrator.query(`CREATE TABLE ${table} (id int PRIMARY KEY, left_over int) ENGINE = InnoDB`);
    await administrator.query(`INSERT INTO ${table} VALUES (1, 5)`);
  }, 30_000);
  afterAll(async () => {
    await administrator.query(`DROP TABLE ${table}`);
    await administrator.end();
  });

  const ask = async (name: string, id?: number): Promise<readonly Record<string, unknown>[]> =>
    (await administrator.query<Record<string, unknown>>(statement(`mariadb ${name}`, id)))[0];

  async function session(): Promise<{ readonly connection: MariadbAdministrator; readonly id: number }> {
    const connection = await connectToMariadb();
    const [[row]] = await connection.query<{ id: number }>('SELECT connection_id() AS id');
    return { connection, id: Number(row?.id) };
  }

  it('finds and ends a session with an open transaction', async () => {
    const { connection, id } = await session();
    await connection.query('BEGIN');
    await connection.query(`UPDATE ${table} SET left_over = 4`);
    const mine = async (): Promise<unknown[]> =>
      (await ask('open-transactions')).filter((row) => Number(row['id']) === id).map((row) => row['command']);
    expect(await mine()).toEqual(['Sleep']);
    expect(await ask('by-user')).toContainEqual(
      expect.objectContaining({ user: 'root', db: 'test', command: 'Sleep' }),
    );
    await ask('terminate', id);
    await vi.waitFor(async () => {
      expect(await mine()).toEqual([]);
    });
    expect(await failure(connection.query('SELECT 1'))).not.toBe('no failure');
  });

  it('cancels a statement and keeps its connection', async () => {
    const { connection, id } = await session();
    const running = connection.query<Record<string, unknown>>('SELECT sleep(30) AS slept');
    await delay(100);
    await ask('cancel', id);
    // An interrupted sleep answers 1.
    expect((await running.catch(() => [[{ slept: 1 }]]))[0]).toEqual([{ slept: 1 }]);
    await connection.query('SELECT 1');
    await connection.end();
  });
});

it('has no statement that was not run', async () => {
  const servers = (await hasMariadb()) ? ['postgres', 'mariadb'] : ['postgres'];
  const all = [...statements.keys()].filter((name) => servers.includes(name.split(' ')[0] ?? ''));
  expect(all.filter((name) => !run.has(name))).toEqual([]);
  expect(runbook.match(/```sql/g)).toHaveLength(statements.size);
});
