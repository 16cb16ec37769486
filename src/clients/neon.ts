import { defineClient } from './define-client.ts';

export default defineClient({
  name: 'neon',
  title: 'Neon serverless driver',
  packages: ['@neondatabase/serverless'],
  connection: 'pool',
  queries: [
    { by: 'thenable', owners: ['NeonQueryPromise'], operations: { query: 'raw' }, otherwise: 'raw' },
    { by: 'tag', owners: ['NeonQueryFunction'], operation: 'raw', lazy: true },
    // Over a WebSocket, with the interface of pg.
    { by: 'method', owners: ['Pool', 'ClientBase_2'], operations: { query: 'raw' } },
  ],
  transactions: [{ method: 'transaction', callback: 0, statements: 0, collects: true }],
  unpooled: ['NeonQueryFunction'],
  held: {
    pools: ['Pool'],
    types: ['ClientBase', 'ClientBase_2', 'Client', 'Client_2', 'PoolClient'],
    acquiredBy: ['connect'],
  },
  acquisitions: [
    {
      method: 'connect',
      owners: ['Pool'],
      gives: 'connection',
      name: 'client',
      releasedBy: ['release'],
      throwsTwice: true,
    },
    {
      method: 'connect',
      owners: ['Client', 'Client_2', 'ClientBase_2'],
      gives: 'connection',
      opensReceiver: true,
      releasedBy: ['end'],
      waits: true,
    },
  ],
  handles: ['neon', 'Pool', 'Client', 'PoolClient', 'NeonQueryFunction'],
  convention: { handles: ['sql', 'pool', 'neonSql'], argument: 'sql' },
  pools: [
    {
      builtBy: ['Pool'],
      // In a serverless function, a WebSocket does not outlive the request: the package's README.
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
      needsErrorListener: true,
      untypedListener: true,
      settings: { name: 'pgOptions' },
    },
  ],
});
