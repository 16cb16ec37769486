import { once } from 'node:events';
import { existsSync } from 'node:fs';
import pg from 'pg';
import { expect, it, vi } from 'vitest';

import { startEmbeddedPostgres } from '../../scripts/embedded-postgres.ts';
import { forkTypeScript } from '../../scripts/fork-typescript.ts';

const timeout = 60_000;

async function ask(connectionString: string, question: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ answer: string }>(`SELECT ${question} AS answer`);
    return rows[0]?.answer;
  } finally {
    await client.end();
  }
}

const dataDirectory = `current_setting('data_directory')`;

it('applies settings, owns databases as an ordinary role and removes its files', { timeout }, async () => {
  const postgres = await startEmbeddedPostgres({ max_connections: 20 });
  const database = await postgres.createDatabase('it’s "quoted"', 'CREATE TABLE item (id integer)');
  expect(await ask(database, '(SELECT count(*) FROM item)')).toBe('0');
  expect(await ask(database, `current_setting('max_connections')`)).toBe('20');
  expect(await ask(database, `current_setting('is_superuser')`)).toBe('off');
  const directory = await ask(postgres.superuserConnectionString, dataDirectory);
  expect(existsSync(directory ?? '')).toBe(true);

  await postgres.stop();
  expect(existsSync(directory ?? '')).toBe(false);
  await expect(ask(database, '1')).rejects.toThrow();
});

it('crashes and comes back with its data, and is removed all the same', { timeout }, async () => {
  // By default a commit does not wait to be written, and a crash may lose it.
  const postgres = await startEmbeddedPostgres({ synchronous_commit: 'on' });
  const database = await postgres.createDatabase('kept', 'CREATE TABLE item (id integer); INSERT INTO item VALUES (7)');
  const directory = (await ask(postgres.superuserConnectionString, dataDirectory)) ?? '';
  await postgres.crash();
  await expect(ask(database, '1')).rejects.toThrow('ECONNREFUSED');
  await postgres.restart();
  expect(await ask(database, '(SELECT id FROM item)')).toBe(7);
  await postgres.crash();
  await postgres.stop();
  expect(existsSync(directory)).toBe(false);
});

it('says why it cannot start', { timeout }, async () => {
  await expect(startEmbeddedPostgres({ max_connections: -1 })).rejects.toThrow(
    'The embedded PostgreSQL did not start: -1 is outside the valid range for parameter "max_connections"',
  );
});

it.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)(
  'leaves nothing behind when its process gets %s',
  { timeout },
  async (signal) => {
    const owner = forkTypeScript(new URL('./start-embedded-postgres.ts', import.meta.url), []);
    const [superuser] = (await once(owner, 'message')) as [string];
    const directory = (await ask(superuser, dataDirectory)) ?? '';
    expect(existsSync(directory)).toBe(true);

    owner.kill(signal);
    await vi.waitFor(
      () => {
        expect(existsSync(directory)).toBe(false);
      },
      { timeout: 15_000, interval: 50 },
    );
    await expect(ask(superuser, '1')).rejects.toThrow();
  },
);
