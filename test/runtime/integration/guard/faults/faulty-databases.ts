import pg from 'pg';

import { startEmbeddedPostgres } from '../../../../../scripts/embedded-postgres.ts';
import { clientPackage } from '../../client-package.ts';
import { connectToMariadb, type MariadbAdministrator } from '../../mariadb.ts';
import { startOwnMariadb } from '../../own-mariadb.ts';
import type { LoadedDatabase } from './guarded-load.ts';

/** The server ends statements after it. */
const statementMs = 500;

/** For ordinary users. */
export const breakableConnections = 10;

export interface FaultyDatabase extends LoadedDatabase {
  /** All ids that were written, by a connection of its own. */
  written(): Promise<readonly number[]>;
  close(): Promise<void>;
}

export interface FaultyServer {
  readonly port: number;
  /** A pool whose connections go to that port: the server's, or that of a proxy in front of it. */
  connect(port: number, connections: number): Promise<FaultyDatabase>;
  /** Makes each statement take so much longer. */
  slowDown(seconds: number): Promise<unknown>;
  stop(): Promise<void>;
}

export interface BreakableServer extends FaultyServer {
  crash(): Promise<void>;
  restart(): Promise<void>;
  /** Takes all connections that it has for ordinary users and that nobody has. */
  takeConnections(): Promise<{ readonly taken: number; giveBack(): Promise<unknown> }>;
}

const tables = ['CREATE TABLE written (id integer)', 'CREATE TABLE slowness AS SELECT 0 AS seconds'];

export async function startFaultyPostgres(): Promise<BreakableServer> {
  // 3 of them are for superusers. What was confirmed must outlive a crash.
  const settings = { max_connections: breakableConnections + 3, synchronous_commit: 'on' };
  const server = await startEmbeddedPostgres(settings);
  const url = await server.createDatabase('faults', tables.join(';'));
  const superuserUrl = new URL(server.superuserConnectionString);
  superuserUrl.pathname = '/faults';

  async function administer<Row extends pg.QueryResultRow>(statement: string): Promise<Row[]> {
    const client = new pg.Client({ connectionString: superuserUrl.href });
    await client.connect();
    try {
      return (await client.query<Row>(statement)).rows;
    } finally {
      await client.end();
    }
  }

  return {
    port: Number(new URL(url).port),
    async connect(port, connections) {
      await administer('TRUNCATE written');
      const through = new URL(url);
      through.port = String(port);
      const pool = new pg.Pool({
        connectionString: through.href,
        max: connections,
        connectionTimeoutMillis: 1000,
        query_timeout: 3000,
        statement_timeout: statementMs,
      });
      pool.on('error', () => undefined);
      return {
        read: () => pool.query('SELECT pg_sleep(seconds) FROM slowness'),
        write: (id) => pool.query('INSERT INTO written SELECT $1 FROM slowness, pg_sleep(seconds)', [id]),
        written: async () => (await administer<{ id: number }>('SELECT id FROM written')).map(({ id }) => id),
        close: () => pool.end(),
      };
    },
    slowDown: (seconds) => administer(`UPDATE slowness SET seconds = ${String(seconds)}`),
    crash: () => server.crash(),
    restart: () => server.restart(),
    takeConnections: () =>
      takeAll(async () => {
        const client = new pg.Client({ connectionString: url });
        await client.connect();
        return client;
      }),
    stop: () => server.stop(),
  };
}

interface Mysql2Pool {
  query(statement: object, values?: readonly unknown[]): Promise<unknown>;
  end(): Promise<void>;
}

interface Mysql2 {
  readonly createPool: (options: object) => Mysql2Pool;
  readonly createConnection: (options: object) => Promise<MariadbAdministrator>;
}

/** On the server of the machine, which others use too. */
export async function startFaultyMariadb(): Promise<FaultyServer> {
  const database = `poolwise_faults_${String(process.pid)}`;
  const { drop, ...server } = await prepareMariadb(connectToMariadb, database, 3306);
  return { ...server, stop: drop };
}

/** On a server of its own. */
export async function startBreakableMariadb(): Promise<BreakableServer> {
  const server = await startOwnMariadb([`--max-connections=${String(breakableConnections)}`]);
  const prepared = await prepareMariadb(() => server.connect(), 'faults', server.port);
  const { createConnection } = clientPackage<Mysql2>('drivers', 'mysql2/promise');
  return {
    ...prepared,
    crash: () => server.crash(),
    restart: () => server.restart(),
    takeConnections: () =>
      takeAll(() => createConnection({ host: '127.0.0.1', port: server.port, user: prepared.user })),
    stop: () => server.stop(),
  };
}

async function prepareMariadb(
  open: () => Promise<MariadbAdministrator>,
  database: string,
  port: number,
): Promise<
  Pick<FaultyServer, 'port' | 'connect' | 'slowDown'> & { readonly user: string; readonly drop: () => Promise<void> }
> {
  // Not root: there is one connection more for root.
  const user = database;
  const { createPool } = clientPackage<Mysql2>('drivers', 'mysql2/promise');

  async function administer<Row>(...statements: readonly string[]): Promise<readonly Row[]> {
    const administrator = await open();
    try {
      let rows: readonly Row[] = [];
      for (const statement of statements) [rows] = await administrator.query<Row>(statement);
      return rows;
    } finally {
      await administrator.end();
    }
  }
  await administer(
    `CREATE DATABASE ${database}`,
    `USE ${database}`,
    ...tables,
    `CREATE USER ${user}@'%'`,
    `GRANT ALL ON ${database}.* TO ${user}@'%'`,
  );

  return {
    port,
    user,
    async connect(through, connections) {
      await administer(`TRUNCATE ${database}.written`);
      const pool = createPool({
        ...{ host: '127.0.0.1', port: through, user, database },
        connectionLimit: connections,
        connectTimeout: 1000,
      });
      const limited = (sql: string) => ({
        sql: `SET STATEMENT max_statement_time = ${String(statementMs / 1000)} FOR ${sql}`,
        timeout: 3000,
      });
      return {
        read: () => pool.query(limited('SELECT SLEEP(seconds) FROM slowness')),
        write: (id) => pool.query(limited('INSERT INTO written SELECT ? FROM slowness WHERE SLEEP(seconds) = 0'), [id]),
        written: async () =>
          (await administer<{ id: number }>(`SELECT id FROM ${database}.written`)).map(({ id }) => id),
        close: () => pool.end(),
      };
    },
    slowDown: (seconds) => administer(`UPDATE ${database}.slowness SET seconds = ${String(seconds)}`),
    async drop() {
      await administer(`DROP DATABASE ${database}`, `DROP USER ${user}@'%'`);
    },
  };
}

async function takeAll(
  connect: () => Promise<{ end(): Promise<unknown> }>,
): Promise<{ readonly taken: number; giveBack(): Promise<unknown> }> {
  const taken: { end(): Promise<unknown> }[] = [];
  for (;;) {
    try {
      taken.push(await connect());
    } catch {
      return { taken: taken.length, giveBack: () => Promise.all(taken.map((one) => one.end())) };
    }
  }
}
