import { clientPackage } from '../client-package.ts';
import type { OpenedClient, Row } from './opened-client.ts';
import type { DataSource, MikroOrm, Sequelize, SqlAdapter } from './untyped-clients.ts';

export function openedSequelize(sequelize: Sequelize): OpenedClient {
  return {
    client: sequelize,
    query: (statement) => sequelize.query(statement, { type: 'SELECT' }),
    close: () => sequelize.close(),
  };
}

export async function openedTypeorm(folder: string, options: object): Promise<OpenedClient> {
  const { DataSource } = clientPackage<{ DataSource: new (options: object) => DataSource }>(folder, 'typeorm');
  const dataSource = new DataSource(options);
  await dataSource.initialize();
  return {
    client: dataSource,
    query: (statement) => dataSource.query(statement),
    close: () => dataSource.destroy(),
  };
}

export async function openedMikroOrm(folder: string, driver: string, options: object): Promise<OpenedClient> {
  const { EntitySchema } = clientPackage<{ EntitySchema: new (options: object) => object }>(folder, '@mikro-orm/core');
  const { MikroORM } = clientPackage<{ MikroORM: { init(options: object): Promise<MikroOrm> } }>(
    folder,
    `@mikro-orm/${driver}`,
  );
  const thing = new EntitySchema({ name: 'Thing', properties: { id: { type: 'number', primary: true } } });
  const orm = await MikroORM.init({ entities: [thing], logger: () => undefined, ...options });
  return {
    client: orm,
    query: (statement) => orm.em.getConnection().execute(statement),
    close: () => orm.close(true),
  };
}

/** The adapter alone: what Prisma's client sends goes through it. */
export async function openedAdapter(factory: { connect(): Promise<SqlAdapter> }): Promise<OpenedClient> {
  const adapter = await factory.connect();
  return {
    client: adapter,
    async query(statement) {
      const { columnNames, rows } = await adapter.queryRaw({ sql: statement, args: [], argTypes: [] });
      return rows.map((row) => Object.fromEntries(columnNames.map((name, index) => [name, row[index]])) as Row);
    },
    close: () => adapter.dispose(),
  };
}
