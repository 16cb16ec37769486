import { hasMethods, isObject } from '../../has-methods.ts';
import type { Recognise } from '../drainable.ts';

/** Knex, and what MikroORM 5 and 6 and Objection have of it. Its `destroy` aborts callers that wait for a connection. */
export const recogniseKnex: Recognise = (value) => {
  if (!hasMethods(value, ['raw', 'destroy']) || !isObject(value['client'])) return undefined;
  const { client } = value;
  return {
    client: 'Knex',
    busy() {
      const { pool } = client as { pool?: unknown };
      return hasMethods(pool, ['numUsed', 'numPendingAcquires'])
        ? Number(pool.numUsed()) + Number(pool.numPendingAcquires())
        : 0;
    },
    end: () => value.destroy(),
  };
};
