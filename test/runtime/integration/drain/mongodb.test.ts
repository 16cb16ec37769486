import { describe, expect, it } from 'vitest';

import { definePool, drain, mongodbOptions } from '../../../../src/runtime/index.ts';
import { clientPackage } from '../client-package.ts';

interface Mongoose {
  createConnection(url: string, options: object): { asPromise(): Promise<unknown>; readonly readyState: number };
  readonly Mongoose: new () => Mongoose;
}

const url = 'mongodb://127.0.0.1:9/app';
const options = mongodbOptions(definePool({ name: 'drain', max: 3, acquireTimeoutMs: 300 }));

/** No server here: what counts is that the real classes are known and end. */
describe.each(['mongodb', 'mongoose-6', 'mongoose-7', 'mongoose-8', 'mongoose-9'])('%s', (folder) => {
  it('ends a client', async () => {
    const { MongoClient } = clientPackage<{ MongoClient: new (url: string, options: object) => object }>(
      folder,
      'mongodb',
    );
    const report = await drain([new MongoClient(url, options)]);
    expect(report.outcomes).toEqual([{ client: 'MongoDB', kind: 'ended' }]);
  });

  if (folder === 'mongodb') return;

  it('ends Mongoose and its connections', async () => {
    const mongoose = new (clientPackage<Mongoose>(folder, 'mongoose').Mongoose)();
    const connection = mongoose.createConnection(url, options);
    // Version 6 cannot close a connection while it opens.
    expect(await connection.asPromise().catch(() => 'no server')).toBe('no server');
    const report = await drain([connection, mongoose]);
    expect(report.outcomes).toEqual([
      { client: 'Mongoose', kind: 'ended' },
      { client: 'Mongoose', kind: 'ended' },
    ]);
    expect(connection.readyState).toBe(0);
  });
});
