import type { Row } from './opened-client.ts';

/* What is used of packages that are loaded untyped. */

export interface SqlAdapter {
  queryRaw(query: { sql: string; args: []; argTypes: [] }): Promise<{ columnNames: string[]; rows: unknown[][] }>;
  dispose(): Promise<void>;
}

export interface Knex {
  raw(statement: string): Promise<unknown>;
  destroy(): Promise<void>;
}

export interface Sequelize {
  query(statement: string, options: { type: string }): Promise<Row[]>;
  close(): Promise<void>;
}

export interface DataSource {
  initialize(): Promise<unknown>;
  query(statement: string): Promise<Row[]>;
  destroy(): Promise<void>;
}

export interface MikroOrm {
  readonly em: { getConnection(): { execute(statement: string): Promise<Row[]> } };
  close(force: boolean): Promise<void>;
}

export interface Kysely {
  executeQuery(query: object): Promise<{ rows: Row[] }>;
  destroy(): Promise<void>;
}

export interface KyselyModule {
  readonly Kysely: new (options: object) => Kysely;
  readonly PostgresDialect: new (options: object) => object;
  readonly MysqlDialect: new (options: object) => object;
  readonly CompiledQuery: { raw(statement: string): object };
}

export interface PostgresJs {
  unsafe(statement: string): Promise<Row[]>;
  end(options?: { timeout: number }): Promise<void>;
}
