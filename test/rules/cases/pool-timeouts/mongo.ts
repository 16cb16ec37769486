import type { PoolCase } from '../../pool-case.ts';

export const mongo: readonly PoolCase[] = [
  {
    name: 'a URI that can be seen',
    code: `
      import { MongoClient } from 'mongodb';
      export const client = new MongoClient('mongodb://db/shop?retryWrites=true', { maxPoolSize: 20 });
    `,
    reports: ['2:23 missing'],
    message:
      '`new MongoClient()` sets no `waitQueueTimeoutMS`: when all 20 connections are busy, a query waits for ever. Set it, in milliseconds.',
    suggestions: [
      `
      import { MongoClient } from 'mongodb';
      export const client = new MongoClient('mongodb://db/shop?retryWrites=true', { maxPoolSize: 20, waitQueueTimeoutMS: 5000 });
      `,
      `
      import { MongoClient } from 'mongodb';
      import { definePool, mongodbOptions } from 'poolwise/runtime';
      export const client = new MongoClient('mongodb://db/shop?retryWrites=true', { ...mongodbOptions(definePool({ name: 'database', max: 20 })), maxPoolSize: 20 });
      `,
    ],
  },
  {
    name: 'a URI that cannot be seen may state it',
    code: `
      import { MongoClient } from 'mongodb';
      export const client = new MongoClient(process.env['MONGODB_URI']!, { maxPoolSize: 20 });
    `,
  },
  {
    name: 'a limit as an option or in the URI',
    code: `
      import { MongoClient } from 'mongodb';
      export const one = new MongoClient('mongodb://db/shop', { waitQueueTimeoutMS: 5000 });
      export const two = new MongoClient('mongodb://db/shop?waitQueueTimeoutMS=5000');
    `,
  },
  {
    name: 'a limit of zero',
    code: `
      import { MongoClient } from 'mongodb';
      export const client = await MongoClient.connect(process.env['MONGODB_URI']!, { waitQueueTimeoutMS: 0 });
    `,
    reports: [],
  },
  {
    name: 'mongoose',
    folder: 'mongoose-9',
    code: `
      import mongoose from 'mongoose';
      await mongoose.connect('mongodb://db/shop', { maxPoolSize: 20 });
      await mongoose.connect('mongodb://db/shop', { waitQueueTimeoutMS: 5000 });
      await mongoose.connect(process.env['MONGODB_URI']!);
    `,
    reports: ['2:7 missing'],
    suggestions: [
      `
      import mongoose from 'mongoose';
      await mongoose.connect('mongodb://db/shop', { maxPoolSize: 20, waitQueueTimeoutMS: 5000 });
      await mongoose.connect('mongodb://db/shop', { waitQueueTimeoutMS: 5000 });
      await mongoose.connect(process.env['MONGODB_URI']!);
      `,
      `
      import mongoose from 'mongoose';
      import { definePool, mongodbOptions } from 'poolwise/runtime';
      await mongoose.connect('mongodb://db/shop', { ...mongodbOptions(definePool({ name: 'database', max: 20 })), maxPoolSize: 20 });
      await mongoose.connect('mongodb://db/shop', { waitQueueTimeoutMS: 5000 });
      await mongoose.connect(process.env['MONGODB_URI']!);
      `,
    ],
  },
  {
    name: 'mongoose, a connection of its own',
    folder: 'mongoose-8',
    code: `
      import { createConnection } from 'mongoose';
      export const connection = createConnection('mongodb://db/shop');
    `,
    reports: ['2:27 missing'],
    suggestions: [
      `
      import { createConnection } from 'mongoose';
      export const connection = createConnection('mongodb://db/shop', { waitQueueTimeoutMS: 5000 });
      `,
      `
      import { createConnection } from 'mongoose';
      import { definePool, mongodbOptions } from 'poolwise/runtime';
      export const connection = createConnection('mongodb://db/shop', mongodbOptions(definePool({ name: 'database', max: 100 })));
      `,
    ],
  },
  {
    name: 'statements',
    code: `
      import { MongoClient } from 'mongodb';
      export const one = new MongoClient('mongodb://db/shop', { waitQueueTimeoutMS: 5000 });
      export const two = new MongoClient('mongodb://db/shop', { waitQueueTimeoutMS: 5000, socketTimeoutMS: 30_000 });
    `,
    options: { statements: 'require' },
    reports: ['2:20 missing'],
    message:
      '`new MongoClient()` sets no `socketTimeoutMS`: an operation that hangs keeps its connection for ever. Set it, in milliseconds.',
    // Which the settings of the runtime do not express.
    suggestions: [
      `
      import { MongoClient } from 'mongodb';
      export const one = new MongoClient('mongodb://db/shop', { waitQueueTimeoutMS: 5000, socketTimeoutMS: 30_000 });
      export const two = new MongoClient('mongodb://db/shop', { waitQueueTimeoutMS: 5000, socketTimeoutMS: 30_000 });
      `,
    ],
  },
  {
    name: 'a connection that is opened later',
    code: `
      import { createConnection } from 'mongoose';
      export const connection = createConnection();
    `,
  },
];
