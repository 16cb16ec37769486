import { hasMethods, isObject } from '../../has-methods.ts';
import type { Recognise } from '../drainable.ts';

/** Sequelize 5 to 7. */
export const recogniseSequelize: Recognise = (value) => {
  if (!hasMethods(value, ['authenticate', 'define', 'close'])) return undefined;
  return {
    client: 'Sequelize',
    busy() {
      const pool = poolOf(value);
      return isObject(pool) ? count(pool['using']) + count(pool['waiting']) : 0;
    },
    end: () => value.close(),
  };
};

/** Version 7 throws where its former name is read. */
function poolOf(sequelize: Readonly<Record<string, unknown>>): unknown {
  if (isObject(sequelize['pool'])) return sequelize['pool'];
  const manager = sequelize['connectionManager'];
  return isObject(manager) ? manager['pool'] : undefined;
}

function count(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
