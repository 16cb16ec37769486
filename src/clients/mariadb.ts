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
  transactions: [{ method: 'getConnection', callback: 0, opens: 'connection' }],
  held: { pools: ['Pool'], types: ['Connection', 'PoolConnection'], acquiredBy: ['getConnection', 'createConnection'] },
  acquisitions: [
    {
      method: 'getConnection',
      owners: ['Pool', 'PoolCluster', 'FilteredPoolCluster'],
      gives: 'connection',
      releasedBy: ['release', 'end', 'destroy'],
      waits: true,
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
      waits: true,
      begins: ['beginTransaction'],
      ends: ['commit', 'rollback'],
      rollsBack: true,
    },
  ],
  batch: {
    language: 'sql',
    // A prepared statement cannot be given lists.
    methods: { query: 'query', execute: 'query' },
    placeholders: 'positional',
    insertsBy: 'batchMethod',
    changesEachBy: 'batchMethod',
    countForm: 'bigint',
    insertCaveat: 'MySQL is sent a statement for each row, without waiting between them.',
    oneOf: ({ placeholder }) => `IN (${placeholder})`,
    failsWhenEmpty: true,
    textCaveat: 'Texts that are equal in the database but for their case are different in the `Map`.',
  },
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
  pools: [
    {
      builtBy: ['createPool'],
      urlAt: 0,
      optionsAt: [0],
      limit: { options: ['connectionLimit'], parameters: ['connectionLimit'], otherwise: 10 },
      timeouts: [
        {
          waits: ['acquire'],
          options: ['acquireTimeout'],
          parameters: ['acquireTimeout'],
          unit: 'ms',
          otherwise: 10_000,
          // A queued request then fails at once.
          zero: 'otherwise',
          suggested: 5000,
        },
        {
          waits: ['statement'],
          options: ['queryTimeout', 'socketTimeout'],
          parameters: ['queryTimeout', 'socketTimeout'],
          unit: 'ms',
          otherwise: 'forever',
          suggested: 30_000,
        },
      ],
      others: ['minimumIdle', 'idleTimeout', 'leakDetectionTimeout', 'initializationTimeout', 'connectTimeout'],
      units: {
        acquireTimeout: 'ms',
        connectTimeout: 'ms',
        queryTimeout: 'ms',
        socketTimeout: 'ms',
        idleTimeout: 's',
      },
      parameterUnits: { acquireTimeout: 'ms', connectTimeout: 'ms', queryTimeout: 'ms', idleTimeout: 's' },
      ignored: {
        connection_limit: { instead: 'connectionLimit' },
        pool_timeout: { instead: 'acquireTimeout', factor: 1000 },
        max: { instead: 'connectionLimit' },
      },
      ignoredParameters: {
        connection_limit: { insteadParameter: 'connectionLimit' },
        pool_timeout: { insteadParameter: 'acquireTimeout', factor: 1000 },
        connect_timeout: { insteadParameter: 'connectTimeout', factor: 1000 },
      },
      settings: { name: 'mariadbOptions' },
    },
    { builtBy: ['createConnection'], pooled: false, urlAt: 0, optionsAt: [0] },
  ],
});
