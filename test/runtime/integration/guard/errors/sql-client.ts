/** A client that sends text, however it is called in the client's own words. */
export interface SqlClient {
  send(sql: string): Promise<unknown>;
  close(): Promise<unknown>;
}

export interface SqlClientOptions {
  readonly url: string;
  readonly max: number;
  /** How long to wait for a connection of the pool, and for the server to accept one. */
  readonly acquireMs: number;
}

export type OpenSqlClient = (options: SqlClientOptions) => SqlClient | Promise<SqlClient>;
