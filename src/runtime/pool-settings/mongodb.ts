import type { PoolSettings } from './define-pool.ts';

export interface MongodbOptions {
  readonly appName: string;
  readonly maxPoolSize: number;
  readonly waitQueueTimeoutMS: number;
  readonly serverSelectionTimeoutMS: number;
  readonly connectTimeoutMS: number;
  readonly maxIdleTimeMS: number;
}

/**
 * Options of the MongoDB driver and of Mongoose: `new MongoClient(url, mongodbOptions(pool))`,
 * `mongoose.connect(url, mongodbOptions(pool))`. An operation waits for a server first and for a connection to it then,
 * each for at most `acquireTimeoutMs`.
 *
 * Not expressed: `maxLifetimeMs`, and `statementTimeoutMs`, which is `maxTimeMS` of each operation. Mongoose keeps what is
 * called before there is a connection for as long as `mongoose.set('bufferTimeoutMS', pool.acquireTimeoutMs)` says.
 */
export function mongodbOptions(pool: PoolSettings): MongodbOptions {
  return {
    appName: pool.name,
    maxPoolSize: pool.max,
    waitQueueTimeoutMS: pool.acquireTimeoutMs,
    serverSelectionTimeoutMS: pool.acquireTimeoutMs,
    connectTimeoutMS: pool.connectTimeoutMs,
    maxIdleTimeMS: pool.idleTimeoutMs,
  };
}
