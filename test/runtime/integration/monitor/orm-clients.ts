import { clientPackage } from '../client-package.ts';
import { maxConnections, type WatchedClient, type WatchedClientCase } from './watched-client.ts';

/* What is used of packages that are loaded untyped. */
export interface Knex {
  readonly client: { readonly pool: object };
  raw(statement: string): Promise<unknown>;
  transaction(): Promise<{ rollback(): Promise<unknown> }>;
  destroy(): Promise<void>;
}
type MakeKnex = (options: object) => Knex;
interface Sequelize {
  readonly connectionManager?: { readonly pool: object };
  readonly pool?: { readonly write: object; drain(): Promise<void> };
  query(statement: string): Promise<unknown>;
  transaction?(): Promise<{ rollback(): Promise<unknown> }>;
  startUnmanagedTransaction?(): Promise<{ rollback(): Promise<unknown> }>;
  close(): Promise<void>;
}
interface TypeormModule {
  readonly DataSource: new (options: object) => {
    readonly driver: { readonly master?: object; readonly pool?: object };
    initialize(): Promise<unknown>;
    query(statement: string): Promise<unknown>;
    createQueryRunner(): { connect(): Promise<unknown>; release(): Promise<void> };
    destroy(): Promise<void>;
  };
}

export function openKnex(client: string): WatchedClientCase['open'] {
  return (connection, acquireConnectionTimeout) => {
    const knex = clientPackage<MakeKnex>(
      'knex',
      'knex',
    )({
      client,
      connection,
      acquireConnectionTimeout,
      pool: { min: 0, max: maxConnections },
      log: { warn: () => undefined },
    });
    return Promise.resolve({
      pool: knex,
      touched: [knex, knex.client, knex.client.pool],
      query: async (statement) => knex.raw(statement),
      async hold() {
        const transaction = await knex.transaction();
        return () => transaction.rollback();
      },
      close: () => knex.destroy(),
    });
  };
}

export function openTypeorm(folder: string, type: string): WatchedClientCase['open'] {
  return async (url, connectTimeoutMS) => {
    const { DataSource } = clientPackage<TypeormModule>(folder, 'typeorm');
    const dataSource = new DataSource({ type, url, connectTimeoutMS, poolSize: maxConnections });
    await dataSource.initialize();
    return {
      pool: dataSource,
      touched: [dataSource.driver.master ?? dataSource.driver.pool ?? dataSource],
      query: async (statement) => dataSource.query(statement),
      async hold() {
        const runner = dataSource.createQueryRunner();
        await runner.connect();
        return () => runner.release();
      },
      close: () => dataSource.destroy(),
    };
  };
}

export function openSequelize(folder: string): WatchedClientCase['open'] {
  return (connectionString, acquire) => {
    const { Sequelize } = clientPackage<{ Sequelize: new (...options: unknown[]) => Sequelize }>(folder, 'sequelize');
    return Promise.resolve(
      watchedSequelize(new Sequelize(connectionString, { logging: false, pool: { max: maxConnections, acquire } })),
    );
  };
}

/** `name` is the dialect's package, which has one export of that class. */
export function openSequelize7(name: string, dialectClass: string): WatchedClientCase['open'] {
  return (url, acquire) => {
    const { Sequelize } = clientPackage<{ Sequelize: new (options: object) => Sequelize }>(
      'sequelize-7',
      '@sequelize/core',
    );
    const dialect = clientPackage<Record<string, object>>('sequelize-7', `@sequelize/${name}`)[dialectClass];
    return Promise.resolve(watchedSequelize(new Sequelize({ dialect, url, pool: { max: maxConnections, acquire } })));
  };
}

function watchedSequelize(sequelize: Sequelize): WatchedClient {
  return {
    pool: sequelize,
    touched: [sequelize, sequelize.pool?.write ?? sequelize.connectionManager?.pool ?? sequelize],
    query: async (statement) => sequelize.query(statement),
    async hold() {
      const transaction = await (sequelize.startUnmanagedTransaction?.() ?? sequelize.transaction?.());
      return () => transaction?.rollback();
    },
    async close() {
      // 7 forgets connections that it is still opening.
      await sequelize.pool?.drain();
      await sequelize.close();
    },
  };
}
