import { EventEmitter } from 'node:events';

import pg from 'pg';

type Callback = (error: Error | null, result?: unknown) => void;
type Answer = (statement: string) => Promise<unknown>;

/** A real pool of pg whose connections have no server, for what a server cannot be made to do at a given moment. */
export function fakePgPool(
  max: number,
  { answer = () => Promise.resolve({ rows: [] }), ...options }: pg.PoolConfig & { readonly answer?: Answer } = {},
): pg.Pool {
  class Client extends EventEmitter {
    readonly _queryable = true;

    connect(callback: Callback): void {
      setImmediate(callback, null);
    }

    query(statement: string, values?: unknown, last?: Callback): Promise<unknown> | undefined {
      const callback = typeof values === 'function' ? (values as Callback) : last;
      const answered = answer(statement);
      if (!callback) return answered;
      answered.then(
        (result) => {
          callback(null, result);
        },
        (error: unknown) => {
          callback(error as Error);
        },
      );
      return undefined;
    }

    end(callback: () => void): void {
      setImmediate(callback);
    }
  }
  return new pg.Pool({ ...options, max, Client: Client as unknown as new () => pg.ClientBase });
}
