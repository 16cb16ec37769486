import { hasMethods, isObject } from '../../has-methods.ts';
import type { Recognise } from '../drainable.ts';
import { endByCallback } from './end-by-callback.ts';

/** Not public, and stable since its first version: mysql2 has no counts of its own. */
interface Mysql2Pool {
  readonly _allConnections: { readonly length: number };
  readonly _freeConnections: { readonly length: number };
  readonly _connectionQueue: { readonly length: number };
}

/** The pools of `mysql2` and of `mysql2/promise`. Their `end` fails callers that wait for a connection. */
export const recogniseMysql2: Recognise = (value) => {
  if (!hasMethods(value, ['getConnection', 'end'])) return undefined;
  const pool = isObject(value['pool']) ? value['pool'] : value;
  if (!isObject(pool['_allConnections']) || !isObject(pool['_connectionQueue'])) return undefined;
  const counted = pool as unknown as Mysql2Pool;
  return {
    client: 'mysql2',
    busy: () => counted._allConnections.length - counted._freeConnections.length + counted._connectionQueue.length,
    end: () => endByCallback(value),
  };
};
