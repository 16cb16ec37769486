import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe } from 'vitest';

import { connectToMariadb, hasMariadb, mariadbUrl, type MariadbAdministrator } from '../mariadb.ts';
import { describeMonitors, type WatchedServer } from './conformance.ts';
import { mariadbClients } from './mariadb-clients.ts';

let administrator: MariadbAdministrator;
const databases: string[] = [];

const server: WatchedServer = {
  async createDatabase() {
    const database = `monitor_${randomUUID().replaceAll('-', '')}`;
    databases.push(database);
    await administrator.query(`CREATE DATABASE ${database}`);
    return {
      connectionString: mariadbUrl(database),
      async connections() {
        const [[counts]] = await administrator.query<{ total: number; running: number }>(
          `SELECT count(*) AS total, count(CASE WHEN command <> 'Sleep' THEN 1 END) AS running
           FROM information_schema.processlist WHERE db = ?`,
          [database],
        );
        return { total: Number(counts?.total), running: Number(counts?.running) };
      },
    };
  },
  sleep: (seconds) => `SELECT sleep(${String(seconds)}), 'secret'`,
};

describe.skipIf(!(await hasMariadb()))('on MariaDB', () => {
  beforeAll(async () => {
    administrator = await connectToMariadb();
  }, 30_000);
  afterAll(async () => {
    for (const name of databases) await administrator.query(`DROP DATABASE ${name}`);
    await administrator.end();
  });

  describeMonitors(server, mariadbClients);
});
