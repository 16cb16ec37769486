import { hasMethods } from '../../has-methods.ts';
import type { Recognise } from '../drainable.ts';

interface PgPool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
  readonly ending: boolean;
  end(): Promise<void>;
}

/** `pg.Pool` and what extends it. Its `end` leaves callers that wait for a connection waiting, so that it comes last. */
export const recognisePg: Recognise = (value) => {
  if (!hasMethods(value, ['connect', 'query', 'end']) || typeof value['waitingCount'] !== 'number') return undefined;
  const pool = value as unknown as PgPool;
  return {
    client: 'pg',
    busy: () => pool.totalCount - pool.idleCount + pool.waitingCount,
    end: () => (pool.ending ? undefined : pool.end()),
  };
};
