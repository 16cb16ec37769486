import { clientPackage } from '../../client-package.ts';
import type { OpenSqlClient, SqlClientOptions } from './sql-client.ts';

interface Pool {
  query(sql: string): Promise<unknown>;
  end(): Promise<unknown>;
}

interface Knex {
  raw(sql: string): PromiseLike<unknown>;
  destroy(): Promise<unknown>;
}

interface Sequelize {
  query(sql: string): Promise<unknown>;
  close(): Promise<unknown>;
}

interface DataSource {
  initialize(): Promise<unknown>;
  query(sql: string): Promise<unknown>;
  destroy(): Promise<unknown>;
}

interface MikroOrm {
  readonly em: { execute(sql: string): Promise<unknown> };
  close(): Promise<unknown>;
}

type Make<Client> = (options: object) => Client;

function placeOf(url: string): object {
  const { hostname: host, port, username: user, password, pathname } = new URL(url);
  return { host, port: Number(port), user, password, database: pathname.slice(1) };
}

const drivers = <Client>(name: string): Make<Client> =>
  clientPackage<{ readonly createPool: Make<Client> }>('drivers', name).createPool;

/** Each client of MariaDB and MySQL that has errors, wrappers or a pool of its own. */
export const mariadbClients: Readonly<Record<string, OpenSqlClient>> = {
  mysql2({ url, max, acquireMs }) {
    const pool = drivers<Pool>('mysql2/promise')({
      uri: url,
      connectionLimit: max,
      connectTimeout: acquireMs,
      queueLimit: 1,
    });
    return { send: (sql) => pool.query(sql), close: () => pool.end() };
  },
  mariadb({ url, max, acquireMs }) {
    const pool = drivers<Pool>('mariadb')({
      ...placeOf(url),
      connectionLimit: max,
      acquireTimeout: acquireMs,
      // Below the time for a connection of the pool, or the pool's error hides that of the server.
      connectTimeout: acquireMs / 2,
      initializationTimeout: acquireMs / 2,
    });
    return { send: (sql) => pool.query(sql), close: () => pool.end() };
  },
  knex({ url, max, acquireMs }) {
    const knex = clientPackage<{ readonly default: Make<Knex> }>('knex', 'knex').default({
      client: 'mysql2',
      connection: placeOf(url),
      pool: { min: 0, max },
      acquireConnectionTimeout: acquireMs,
      log: { warn: () => undefined },
    });
    return { send: async (sql) => await knex.raw(sql), close: () => knex.destroy() };
  },
  'sequelize 6'({ url, max, acquireMs }) {
    const { Sequelize } = clientPackage<{
      readonly Sequelize: new (url: string, options: object) => Sequelize;
    }>('sequelize-6', 'sequelize');
    const sequelize = new Sequelize(url, { logging: false, pool: { max, acquire: acquireMs } });
    return { send: (sql) => sequelize.query(sql), close: () => sequelize.close() };
  },
  async 'typeorm 1'({ url, max, acquireMs }) {
    const { DataSource } = clientPackage<{ readonly DataSource: new (options: object) => DataSource }>(
      'typeorm-1',
      'typeorm',
    );
    const source = new DataSource({
      type: 'mysql',
      url,
      poolSize: max,
      connectTimeout: acquireMs,
      extra: { queueLimit: 1 },
    });
    await source.initialize();
    return { send: (sql) => source.query(sql), close: () => source.destroy() };
  },
  'mikro-orm 6': ({ url, max, acquireMs }) =>
    openMikroOrm('mikro-orm-6', { clientUrl: url, pool: { min: 0, max, acquireTimeoutMillis: acquireMs } }),
  'mikro-orm 7': ({ url, max }: SqlClientOptions) =>
    openMikroOrm('mikro-orm-7', {
      clientUrl: url,
      pool: { min: 0, max },
      driverOptions: { queueLimit: 1 },
      ensureDatabase: false,
    }),
};

async function openMikroOrm(folder: string, options: object): Promise<Awaited<ReturnType<OpenSqlClient>>> {
  const { MikroORM } = clientPackage<{ readonly MikroORM: { init(options: object): Promise<MikroOrm> } }>(
    folder,
    '@mikro-orm/mysql',
  );
  const discovery = { warnWhenNoEntities: false };
  const orm = await MikroORM.init({ entities: [], discovery, connect: false, logger: () => undefined, ...options });
  return { send: (sql) => orm.em.execute(sql), close: () => orm.close() };
}
