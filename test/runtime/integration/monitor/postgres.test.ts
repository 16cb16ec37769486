import { randomUUID } from 'node:crypto';

import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';

import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../../../scripts/embedded-postgres.ts';
import { describeMonitors, type WatchedServer } from './conformance.ts';
import { postgresClients } from './postgres-clients.ts';

let embedded: EmbeddedPostgres;
let superuser: pg.Client;

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
  async createDatabase() {
    const database = `monitor_${randomUUID()}`;
    return {
      connectionString: await embedded.createDatabase(database),
      async connections() {
        const { rows } = await superuser.query<{ total: number; running: number }>(
          `SELECT count(*)::int AS total, count(*) FILTER (WHERE state = 'active')::int AS running
           FROM pg_stat_activity WHERE datname = $1`,
          [database],
        );
        return rows[0] ?? { total: 0, running: 0 };
      },
    };
  },
  sleep: (seconds) => `SELECT pg_sleep(${String(seconds)}), 'secret'`,
};

describeMonitors(server, postgresClients);
