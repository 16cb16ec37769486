import { defineClient } from './define-client.ts';

export default defineClient({
  name: 'vercel-postgres',
  title: 'Vercel Postgres',
  packages: ['@vercel/postgres'],
  connection: 'pool',
  queries: [
    { by: 'tag', owners: ['sql', 'db'], operation: 'raw' },
    { by: 'method', owners: ['VercelPool', 'VercelClient', 'VercelClientBase'], operations: { sql: 'raw' } },
    // Declared by the types of pg, which know it with types.
    { by: 'method', owners: ['VercelPool', 'VercelClient'], operations: { query: 'raw' } },
  ],
  transactions: [],
  // A pool's tag sends an HTTP request, a client's uses the connection that it holds.
  unpooled: ['VercelPool'],
  held: {
    pools: ['VercelPool'],
    types: ['VercelClient', 'VercelClientBase', 'VercelPoolClient'],
    acquiredBy: ['connect'],
  },
  acquisitions: [
    {
      method: 'connect',
      owners: ['VercelPool', 'Pool'],
      gives: 'connection',
      name: 'client',
      releasedBy: ['release'],
      throwsTwice: true,
    },
    {
      method: 'connect',
      owners: ['VercelClient', 'ClientBase', 'Client'],
      gives: 'connection',
      opensReceiver: true,
      releasedBy: ['end'],
      waits: true,
    },
  ],
  handles: ['sql', 'db', 'createPool', 'createClient', 'VercelPool', 'VercelClient', 'VercelPoolClient'],
  convention: { handles: ['sql', 'db', 'pool', 'client'], argument: 'sql' },
  pools: [
    {
      builtBy: ['createPool'],
      perRequest: true,
      optionsAt: [0],
      urlOptions: ['connectionString'],
      limit: { options: ['max'], otherwise: 10, zeroIsDefault: true },
      timeouts: [
        {
          waits: ['acquire', 'connect'],
          options: ['connectionTimeoutMillis'],
          unit: 'ms',
          otherwise: 'forever',
          suggested: 5000,
        },
      ],
      units: { connectionTimeoutMillis: 'ms', idleTimeoutMillis: 'ms' },
      settings: { name: 'pgOptions' },
    },
  ],
});
