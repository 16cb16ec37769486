import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import pg from 'pg';

import type { KeeperMessage, KeeperOrder } from './embedded-postgres/keeper.ts';
import type { ServerSettings } from './embedded-postgres/server.ts';
import { forkTypeScript } from './fork-typescript.ts';

/** Ordinary: the connections that PostgreSQL reserves for superusers are not open to it. */
const applicationRole = 'application';

export interface EmbeddedPostgres {
  readonly superuserConnectionString: string;
  /** Creates a database, runs `sql` in it as its owner and returns the owner's connection string. */
  createDatabase(name: string, sql?: string): Promise<string>;
  /** Ends the server as a crash does. */
  crash(): Promise<void>;
  /** Starts the server again after a crash, on the same port and with its data. */
  restart(): Promise<void>;
  /** Stops the server and removes its files. */
  stop(): Promise<void>;
}

/**
 * Starts a throw-away PostgreSQL server. It is kept by a process of its own, so that it
 * stops and its files go away however this process ends.
 */
export async function startEmbeddedPostgres(settings: ServerSettings = {}): Promise<EmbeddedPostgres> {
  const password = randomBytes(16).toString('hex');
  const keeper = forkTypeScript(
    new URL('./embedded-postgres/keeper.ts', import.meta.url),
    [JSON.stringify(settings)],
    // Detached: a Ctrl-C in the terminal must not end the keeper before it has cleaned up.
    { detached: true, stdio: 'ignore', env: { ...process.env, PGPASSWORD: password } },
  );
  const exited = once(keeper, 'exit');

  async function stop(): Promise<void> {
    if (keeper.connected) {
      keeper.disconnect();
    }
    await exited;
  }

  const answer = (): Promise<KeeperMessage> =>
    Promise.race([
      once(keeper, 'message').then(([first]) => first as KeeperMessage),
      exited.then((): KeeperMessage => ({ failure: 'its process ended early' })),
    ]);
  const message = await answer();
  if ('failure' in message) {
    await stop();
    throw new Error(`The embedded PostgreSQL did not start: ${message.failure}.`);
  }

  const connectionString = (role: string, database: string): string =>
    `postgresql://${role}:${password}@127.0.0.1:${String(message.port)}/${database}`;
  const superuserConnectionString = connectionString('postgres', 'postgres');

  try {
    await execute(superuserConnectionString, `CREATE ROLE ${applicationRole} LOGIN PASSWORD '${password}'`);
  } catch (error) {
    await stop();
    throw error;
  }
  const release = (): void => {
    keeper.unref();
    keeper.channel?.unref();
  };

  async function order(what: KeeperOrder): Promise<void> {
    keeper.ref();
    keeper.channel?.ref();
    keeper.send(what);
    const obeyed = await answer();
    release();
    if ('failure' in obeyed) throw new Error(`The embedded PostgreSQL did not ${what}: ${obeyed.failure}.`);
  }

  release();
  return {
    superuserConnectionString,
    crash: () => order('crash'),
    restart: () => order('restart'),
    async createDatabase(name, sql) {
      await execute(superuserConnectionString, `CREATE DATABASE ${pg.escapeIdentifier(name)} OWNER ${applicationRole}`);
      const owned = connectionString(applicationRole, encodeURIComponent(name));
      if (sql !== undefined) {
        await execute(owned, sql);
      }
      return owned;
    },
    stop() {
      keeper.ref();
      return stop();
    },
  };
}

async function execute(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
