import { defineClient } from './define-client.ts';

export default defineClient({
  name: 'mariadb',
  title: 'MariaDB Connector/Node.js',
  packages: ['mariadb'],
  connection: 'pool',
  queries: [
    {
      by: 'method',
      owners: ['Pool', 'Connection', 'FilteredPoolCluster'],
      operations: { query: 'raw', execute: 'raw', queryStream: 'raw', importFile: 'raw', batch: 'writeMany' },
    },
    { by: 'method', owners: ['Prepare'], operations: { execute: 'raw', executeStream: 'raw' } },
  ],
  // With a callback, as the connection is given to it.
  transactions: [{ method: 'getConnection', callback: 0 }],
  held: { types: ['Connection', 'PoolConnection'], acquiredBy: ['getConnection', 'createConnection'] },
  acquisitions: [
    {
      method: 'getConnection',
      owners: ['Pool', 'PoolCluster', 'FilteredPoolCluster'],
      gives: 'connection',
      releasedBy: ['release', 'end', 'destroy'],
      begins: ['beginTransaction'],
      ends: ['commit', 'rollback'],
      // Unless `noControlAfterUse` is set.
      rollsBack: true,
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
  derivedBy: ['of', 'prepare'],
  convention: {
    handles: ['pool', 'mariadb', 'mariadbPool', 'db', 'database', 'conn', 'connection'],
    argument: 'sql',
  },
});
