import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../../scripts/embedded-postgres.ts';
import { forkTypeScript } from '../../../../scripts/fork-typescript.ts';

let server: EmbeddedPostgres;
let superuser: pg.Client;
let connectionString: string;

beforeAll(async () => {
  server = await startEmbeddedPostgres();
  superuser = new pg.Client(server.superuserConnectionString);
  await superuser.connect();
  connectionString = await server.createDatabase('serving');
}, 60_000);

afterAll(async () => {
  await superuser.end();
  await server.stop();
});

async function connections(): Promise<number> {
  const { rowCount } = await superuser.query("SELECT FROM pg_stat_activity WHERE application_name = 'serving'");
  return rowCount ?? 0;
}

interface Serving {
  readonly process: ChildProcess;
  readonly url: string;
}

async function serve(statement: string, deadlineMs: number): Promise<Serving> {
  const module = new URL('./serving-process.ts', import.meta.url);
  const process = forkTypeScript(module, [connectionString, statement, String(deadlineMs)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [{ port }] = (await once(process, 'message')) as [{ port: number }];
  return { process, url: `http://127.0.0.1:${String(port)}` };
}

/** Sends requests until the server takes no more. */
async function sendLoad(url: string, answers: string[]): Promise<void> {
  for (;;) {
    try {
      const response = await fetch(url);
      answers.push(`${String(response.status)} ${await response.text()}`);
    } catch {
      return;
    }
  }
}

describe('a process that is told to stop under load', { timeout: 60_000 }, () => {
  it('answers what it has, gives all connections back and exits with 0', async () => {
    const { process, url } = await serve('SELECT pg_sleep(0.1)', 20_000);
    const answers: string[] = [];
    const load = Promise.all(Array.from({ length: 25 }, () => sendLoad(url, answers)));
    await expect.poll(() => answers.length, { timeout: 20_000 }).toBeGreaterThan(50);
    expect(await connections()).toBe(5);

    const exited = once(process, 'exit');
    const drained = once(process, 'message') as Promise<[{ outcomes: unknown }]>;
    process.kill('SIGTERM');
    expect((await drained)[0].outcomes).toEqual([
      { client: 'HTTP server', kind: 'ended' },
      { client: 'pg', kind: 'ended' },
    ]);
    // Given back before the process ends, not by its end.
    await expect.poll(connections, { timeout: 5_000 }).toBe(0);
    expect(await exited).toEqual([0, null]);
    await load;
    expect(new Set(answers)).toEqual(new Set(['200 served']));
  });

  it('exits with 1 at the deadline when a statement goes on', async () => {
    const { process, url } = await serve('SELECT pg_sleep(120)', 500);
    const requests = [fetch(url), fetch(url)].map((request) => request.then(String, () => 'cut off'));
    await expect.poll(connections, { timeout: 20_000 }).toBe(2);
    const exited = once(process, 'exit');
    const drained = once(process, 'message') as Promise<[{ outcomes: unknown }]>;
    process.kill('SIGTERM');
    expect((await drained)[0].outcomes).toEqual([
      { client: 'HTTP server', kind: 'late' },
      { client: 'pg', kind: 'late', busy: 2 },
    ]);
    expect(await exited).toEqual([1, null]);
    expect(await Promise.all(requests)).toEqual(['cut off', 'cut off']);
    // The server goes on until it writes to a connection that is gone: only a limit of statements ends it earlier.
    expect(await connections()).toBe(2);
    await superuser.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'serving'");
  });

  it('exits at once at the second signal', async () => {
    const { process, url } = await serve('SELECT pg_sleep(120)', 60_000);
    const request = fetch(url).then(String, () => 'cut off');
    await expect.poll(connections, { timeout: 20_000 }).toBe(1);
    const exited = once(process, 'exit');
    process.kill('SIGTERM');
    await delay(200);
    process.kill('SIGTERM');
    expect(await exited).toEqual([1, null]);
    expect(await request).toBe('cut off');
    await superuser.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'serving'");
  });
});
