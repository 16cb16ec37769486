import type { PoolSettings } from './define-pool.ts';

/** What a client of PostgreSQL sends when it opens a connection. No interface: Postgres.js asks for an index signature. */
export type StartupParameters = Readonly<{
  application_name: string;
  /** Milliseconds. */
  statement_timeout?: number;
}>;

/**
 * A pooler shares its connections among clients, so that it refuses a client that brings settings of its own, such as
 * `statement_timeout`; it knows `application_name`.
 */
export function startupParameters({ name, statementTimeoutMs, pooler }: PoolSettings): StartupParameters {
  return {
    application_name: name,
    ...(statementTimeoutMs !== false && pooler === undefined && { statement_timeout: statementTimeoutMs }),
  };
}
