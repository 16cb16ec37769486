import { defineClient } from './define-client.ts';

export default defineClient({
  name: 'pg',
  title: 'pg',
  packages: ['pg', 'pg-pool'],
  connection: 'pool',
  queries: [{ by: 'method', owners: ['Pool', 'ClientBase'], operations: { query: 'raw' } }],
  // With a callback, as the client is given to it.
  transactions: [{ method: 'connect', callback: 0 }],
  held: { types: ['ClientBase', 'Client', 'PoolClient'], acquiredBy: ['connect'] },
  acquisitions: [
    { method: 'connect', owners: ['Pool'], gives: 'connection', releasedBy: ['release'], throwsTwice: true },
    {
      method: 'connect',
      owners: ['ClientBase', 'Client'],
      gives: 'connection',
      opensReceiver: true,
      releasedBy: ['end'],
    },
  ],
  handles: ['Pool', 'Client', 'PoolClient', 'ClientBase'],
  convention: {
    handles: ['pool', 'pg', 'pgPool', 'client', 'pgClient', 'db', 'database', 'conn', 'connection'],
    argument: 'sql',
  },
});
