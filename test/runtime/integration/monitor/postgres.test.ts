import { randomUUID } from 'node:crypto';

import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';

import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../../../scripts/embedded-postgres.ts';
import { describeMonitor, type WatchedServer } from './conformance.ts';
import { postgresClients } from './postgres-clients.ts';

let embedded: EmbeddedPostgres;
let superuser: pg.Client;
let database: string;

beforeAll(async () => {
  embedded = await startEmbeddedPostgres();
  superuser = new pg.Client(embedded.superuserConnectionString);
  await superuser.connect();
}, 60_000);

afterAll(async () => {
  await superuser.end();
  await embedded.stop();
});

const server: WatchedServer = {
  createDatabase() {
    database = `monitor_${randomUUID()}`;
    return embedded.createDatabase(database);
  },
  sleep: (seconds) => `SELECT pg_sleep(${String(seconds)}), 'secret'`,
  async connections() {
    const { rows } = await superuser.query<{ total: number; running: number }>(
      `SELECT count(*)::int AS total, count(*) FILTER (WHERE state = 'active')::int AS running
       FROM pg_stat_activity WHERE datname = $1`,
      [database],
    );
    return rows[0] ?? { total: 0, running: 0 };
  },
};

for (const client of postgresClients) describeMonitor(server, client);
