import { hasMethods, isObject } from '../../has-methods.ts';
import type { Recognise } from '../drainable.ts';
import { recogniseKnex } from './knex.ts';
import { recogniseMysql2 } from './mysql2.ts';
import { recognisePg } from './pg.ts';

/** MikroORM, on Knex up to version 6, on pg or mysql2 since 7. */
export const recogniseMikroOrm: Recognise = (value) => {
  if (!hasMethods(value, ['close', 'isConnected']) || !isObject(value['em'])) return undefined;
  const { em } = value;
  return {
    client: 'MikroORM',
    async busy() {
      const connection = hasMethods(em, ['getConnection']) ? em.getConnection() : undefined;
      if (hasMethods(connection, ['getKnex'])) return recogniseKnex(connection.getKnex())?.busy?.() ?? 0;
      if (!hasMethods(connection, ['getNativeClient'])) return 0;
      const pool = await connection.getNativeClient();
      return (recognisePg(pool) ?? recogniseMysql2(pool))?.busy?.() ?? 0;
    },
    end: () => value.close(true),
  };
};
