import { defineClient } from './define-client.ts';

export default defineClient({
  name: 'mysql2',
  title: 'mysql2',
  packages: ['mysql2'],
  connection: 'pool',
  queries: [
    // The types of both APIs are made by the same two mixins.
    { by: 'method', owners: ['QueryableBase', 'ExecutableBase'], operations: { query: 'raw', execute: 'raw' } },
    { by: 'method', owners: ['PreparedStatementInfo', 'PrepareStatementInfo'], operations: { execute: 'raw' } },
  ],
  // With a callback, as the connection is given to it.
  transactions: [{ method: 'getConnection', callback: 0 }],
  // The type of a promise pool extends that of a connection.
  held: {
    types: ['Connection', 'PoolConnection'],
    lacks: 'getConnection',
    acquiredBy: ['getConnection', 'createConnection'],
  },
  acquisitions: [
    {
      method: 'getConnection',
      owners: ['Pool', 'PoolNamespace', 'PoolCluster'],
      gives: 'connection',
      releasedBy: ['release', 'destroy'],
      releasedTo: ['releaseConnection'],
      begins: ['beginTransaction'],
      ends: ['commit', 'rollback'],
    },
    {
      method: 'createConnection',
      owners: ['createConnection'],
      gives: 'connection',
      releasedBy: ['end', 'destroy'],
      begins: ['beginTransaction'],
      ends: ['commit', 'rollback'],
      rollsBack: true,
    },
  ],
  handles: [
    'createPool',
    'createConnection',
    'createPoolCluster',
    'Pool',
    'Connection',
    'PoolConnection',
    'PoolCluster',
  ],
  derivedBy: ['promise', 'of', 'prepare'],
  convention: {
    handles: ['pool', 'mysql', 'mysqlPool', 'db', 'database', 'conn', 'connection', 'promisePool'],
    argument: 'sql',
  },
});
