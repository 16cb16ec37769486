import { hasMethods, isObject } from '../../has-methods.ts';

/**
 * What holds the pool of a library that stands on another: Drizzle's `$client`, the driver of a TypeORM `DataSource`,
 * the Knex of MikroORM up to 6, the client of mongoose, the core of mysql2's promises. Else the value itself.
 */
export function innerPool(value: unknown): unknown {
  let pool = value;
  // No library stands on more than three others; objects that hold themselves must not keep us.
  for (let depth = 0; depth < 3; depth++) {
    const inner = holders.map((holder) => holder(pool)).find((found) => found !== undefined);
    if (inner === undefined) break;
    pool = inner;
  }
  return pool;
}

function drizzle(value: unknown): unknown {
  return isObject(value) && isObject(value['$client']) ? value['$client'] : undefined;
}

function typeorm(value: unknown): unknown {
  if (!hasMethods(value, ['initialize', 'createQueryRunner']) || !isObject(value['driver'])) return undefined;
  return value['driver']['master'] ?? value['driver']['pool'];
}

function mikroOrm(value: unknown): unknown {
  const entityManager = isObject(value) && isObject(value['em']) ? value['em'] : value;
  if (!hasMethods(entityManager, ['getConnection', 'getUnitOfWork'])) return undefined;
  const connection = (entityManager as unknown as { getConnection(): unknown }).getConnection();
  return hasMethods(connection, ['getKnex']) ? (connection as unknown as { getKnex(): unknown }).getKnex() : undefined;
}

function mongoose(value: unknown): unknown {
  const connection = isObject(value) && isObject(value['connection']) ? value['connection'] : value;
  // Mongoose gives it only once it is connected.
  return hasMethods(connection, ['getClient', 'collection']) || hasMethods(connection, ['getClient', 'asPromise'])
    ? (connection as unknown as { getClient(): unknown }).getClient()
    : undefined;
}

function mysql2Promises(value: unknown): unknown {
  const isPool = hasMethods(value, ['getConnection', 'execute']) && hasMethods(value['pool'], ['releaseConnection']);
  return isPool ? value['pool'] : undefined;
}

const holders = [drizzle, typeorm, mikroOrm, mongoose, mysql2Promises];
