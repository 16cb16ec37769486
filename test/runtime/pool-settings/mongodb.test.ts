import { describe, expect, it } from 'vitest';

import { definePool, mongodbOptions } from '../../../src/runtime/index.ts';
import { clientPackage } from '../integration/client-package.ts';

interface MongoClient {
  readonly options: Readonly<Record<string, unknown>>;
}

const url = 'mongodb://db.example:27017/app';
const settings = definePool({ name: 'web', max: 7, acquireTimeoutMs: 2_000, connectTimeoutMs: 3_000 });
const parsed = {
  appName: 'web',
  maxPoolSize: 7,
  waitQueueTimeoutMS: 2_000,
  serverSelectionTimeoutMS: 2_000,
  connectTimeoutMS: 3_000,
  maxIdleTimeMS: 30_000,
};

/** No server here: the driver's own parser, which refuses options that it does not know, says what it took over. */
describe.each(['mongodb', 'mongoose-6', 'mongoose-7', 'mongoose-8', 'mongoose-9'])('%s', (folder) => {
  const { MongoClient } = clientPackage<{ MongoClient: new (url: string, options: object) => MongoClient }>(
    folder,
    'mongodb',
  );

  it('takes over each setting', () => {
    expect(new MongoClient(url, mongodbOptions(settings)).options).toMatchObject(parsed);
  });

  it('has other values of its own', () => {
    const { options } = new MongoClient(url, {});
    for (const [name, value] of Object.entries(parsed)) expect(options[name]).not.toBe(value);
  });

  it('refuses a name that it does not know', () => {
    expect(() => new MongoClient(url, { poolSize: 7 })).toThrow(/poolsize is not supported/i);
  });
});
