import { hasMethods, isObject } from '../../has-methods.ts';
import type { Recognise } from '../drainable.ts';
import { recogniseMysql2 } from './mysql2.ts';
import { recognisePg } from './pg.ts';

/** TypeORM's `DataSource`. Its `destroy` ends connections that queries run on. */
export const recogniseTypeorm: Recognise = (value) => {
  if (!hasMethods(value, ['initialize', 'createQueryRunner', 'destroy'])) return undefined;
  return {
    client: 'TypeORM',
    busy() {
      const { driver } = value;
      if (!isObject(driver)) return 0;
      const pool = recognisePg(driver['master']) ?? recogniseMysql2(driver['pool']);
      return pool?.busy?.() ?? 0;
    },
    end: () => (value['isInitialized'] === false ? undefined : value.destroy()),
  };
};
