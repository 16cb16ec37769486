import { clientPackage } from '../client-package.ts';
import { openKnex, openSequelize, openSequelize7, openTypeorm } from './orm-clients.ts';
import { maxConnections, type WatchedClientCase } from './watched-client.ts';

/* What is used of packages that are loaded untyped. */
interface Connection {
  release(): unknown;
}
interface PromisePool {
  readonly pool: object;
  query(statement: string): Promise<unknown>;
  execute(statement: string): Promise<unknown>;
  getConnection(): Promise<Connection>;
  end(): Promise<void>;
}
type Callback<Value> = (error: Error | null, value: Value) => void;
interface CallbackPool {
  query(statement: string, callback: Callback<unknown>): void;
  getConnection(callback: Callback<Connection>): void;
  end(callback: Callback<undefined>): void;
}

function called<Value>(call: (callback: Callback<Value>) => void): Promise<Value> {
  return new Promise((resolve, reject) => {
    call((error, value) => {
      if (error) reject(error);
      else resolve(value);
    });
  });
}

const openMysql2Promises: WatchedClientCase['open'] = (uri) => {
  const mysql = clientPackage<{ createPool(options: object): PromisePool }>('drivers', 'mysql2/promise');
  const pool = mysql.createPool({ uri, connectionLimit: maxConnections });
  return Promise.resolve({
    pool,
    touched: [pool, pool.pool],
    query: (statement) => pool.query(statement),
    async hold() {
      const connection = await pool.getConnection();
      return () => connection.release();
    },
    close: () => pool.end(),
  });
};

const openMysql2Executes: WatchedClientCase['open'] = async (uri, acquireTimeoutMs) => {
  const opened = await openMysql2Promises(uri, acquireTimeoutMs);
  const pool = opened.pool as PromisePool;
  return { ...opened, query: (statement) => pool.execute(statement) };
};

const openMysql2Callbacks: WatchedClientCase['open'] = (uri) => {
  const mysql = clientPackage<{ createPool(options: object): CallbackPool }>('drivers', 'mysql2');
  const pool = mysql.createPool({ uri, connectionLimit: maxConnections });
  return Promise.resolve({
    pool,
    touched: [pool],
    query: (statement) =>
      called((callback) => {
        pool.query(statement, callback);
      }),
    async hold() {
      const connection = await called<Connection>((callback) => {
        pool.getConnection(callback);
      });
      return () => connection.release();
    },
    close: () =>
      called((callback) => {
        pool.end(callback);
      }),
  });
};

const openMariadb: WatchedClientCase['open'] = (url, acquireTimeout) => {
  const mariadb = clientPackage<{ createPool(options: object): PromisePool }>('drivers', 'mariadb');
  const { hostname: host, port, username: user, pathname } = new URL(url);
  const pool = mariadb.createPool({
    host,
    port: Number(port),
    user,
    database: pathname.slice(1),
    connectionLimit: maxConnections,
    minimumIdle: 0,
    acquireTimeout,
  });
  return Promise.resolve({
    pool,
    touched: [pool],
    query: (statement) => pool.query(statement),
    async hold() {
      const connection = await pool.getConnection();
      return () => connection.release();
    },
    close: () => pool.end(),
  });
};

export const mariadbClients: readonly WatchedClientCase[] = [
  { name: 'mysql2 with promises', timesOut: false, stackReachesCaller: true, open: openMysql2Promises },
  { name: 'mysql2, prepared', timesOut: false, stackReachesCaller: true, open: openMysql2Executes },
  { name: 'mysql2 with callbacks', timesOut: false, stackReachesCaller: true, open: openMysql2Callbacks },
  { name: 'mariadb', timesOut: true, stackReachesCaller: true, open: openMariadb },
  { name: 'Knex on mysql2', timesOut: true, stackReachesCaller: false, open: openKnex('mysql2') },
  { name: 'TypeORM on mysql2', timesOut: false, stackReachesCaller: true, open: openTypeorm('typeorm-1', 'mysql') },
  { name: 'Sequelize 6 on mysql2', timesOut: true, stackReachesCaller: true, open: openSequelize('sequelize-6') },
  {
    name: 'Sequelize 7 on mariadb',
    timesOut: true,
    stackReachesCaller: true,
    open: (url, acquireTimeoutMs) =>
      openSequelize7('mariadb', 'MariaDbDialect')(url.replace(/^mysql:/, 'mariadb:'), acquireTimeoutMs),
  },
];
