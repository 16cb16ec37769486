import pg from 'pg';

import { startEmbeddedPostgres } from '../../../../../scripts/embedded-postgres.ts';
import { clientPackage } from '../../client-package.ts';
import { connectToMariadb, mariadbUrl } from '../../mariadb.ts';
import type { LoadedDatabase } from './guarded-load.ts';

export interface FaultyDatabase extends LoadedDatabase {
  /** All ids that were written, by a connection of its own. */
  written(): Promise<readonly number[]>;
  close(): Promise<void>;
}

export interface FaultyServer {
  readonly port: number;
  /** A pool whose connections go to that port: the server's, or that of a proxy in front of it. */
  connect(port: number, connections: number): Promise<FaultyDatabase>;
  stop(): Promise<void>;
}

export async function startFaultyPostgres(): Promise<FaultyServer> {
  const server = await startEmbeddedPostgres();
  const url = await server.createDatabase('faults');
  return {
    port: Number(new URL(url).port),
    connect: (port, connections) => connectPostgres(url, port, connections),
    stop: () => server.stop(),
  };
}

export async function connectPostgres(url: string, port: number, connections: number): Promise<FaultyDatabase> {
  const administrator = new pg.Client({ connectionString: url });
  await administrator.connect();
  await administrator.query('CREATE TABLE IF NOT EXISTS written (id integer)');
  await administrator.query('TRUNCATE written');
  await administrator.end();

  const through = new URL(url);
  through.port = String(port);
  const pool = new pg.Pool({
    connectionString: through.href,
    max: connections,
    connectionTimeoutMillis: 1000,
    query_timeout: 3000,
  });
  pool.on('error', () => undefined);
  return {
    read: () => pool.query('SELECT count(*) FROM written WHERE id < 10'),
    write: (id) => pool.query('INSERT INTO written VALUES ($1)', [id]),
    async written() {
      const reader = new pg.Client({ connectionString: url });
      await reader.connect();
      const { rows } = await reader.query<{ id: number }>('SELECT id FROM written');
      await reader.end();
      return rows.map(({ id }) => id);
    },
    close: () => pool.end(),
  };
}

interface Mysql2Pool {
  query(statement: object | string, values?: readonly unknown[]): Promise<unknown>;
  end(): Promise<void>;
}

export async function startFaultyMariadb(): Promise<FaultyServer> {
  const database = `poolwise_faults_${String(process.pid)}`;
  const administrator = await connectToMariadb();
  await administrator.query(`CREATE DATABASE ${database}`);
  await administrator.query(`CREATE TABLE ${database}.written (id int)`);
  const { createPool } = clientPackage<{ readonly createPool: (options: object) => Mysql2Pool }>(
    'drivers',
    'mysql2/promise',
  );
  return {
    port: 3306,
    async connect(port, connections) {
      await administrator.query(`TRUNCATE ${database}.written`);
      const url = new URL(mariadbUrl(database));
      url.port = String(port);
      const pool = createPool({ uri: url.href, connectionLimit: connections, connectTimeout: 1000 });
      const timeout = 3000;
      return {
        read: () => pool.query({ sql: 'SELECT count(*) FROM written WHERE id < 10', timeout }),
        write: (id) => pool.query({ sql: 'INSERT INTO written VALUES (?)', timeout }, [id]),
        async written() {
          const [rows] = await administrator.query<{ id: number }>(`SELECT id FROM ${database}.written`);
          return rows.map(({ id }) => id);
        },
        close: () => pool.end(),
      };
    },
    async stop() {
      await administrator.query(`DROP DATABASE ${database}`);
      await administrator.end();
    },
  };
}
