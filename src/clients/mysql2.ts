import { defineClient } from './define-client.ts';
import { endlessWait } from './endless-wait-fact.ts';

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
  transactions: [{ method: 'getConnection', callback: 0, opens: 'connection' }],
  // The type of a promise pool extends that of a connection.
  held: {
    types: ['Connection', 'PoolConnection'],
    pools: ['Pool', 'PoolNamespace', 'PoolCluster'],
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
    rowsIn: '0',
    insertsBy: 'nestedLists',
    changesEachBy: 'cases',
    countForm: 'number',
    oneOf: ({ placeholder }) => `IN (${placeholder})`,
    failsWhenEmpty: true,
    // Unless `supportBigNumbers` is set.
    rounds: true,
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
  derivedBy: ['promise', 'of', 'prepare'],
  convention: {
    handles: ['pool', 'mysql', 'mysqlPool', 'db', 'database', 'conn', 'connection', 'promisePool'],
    argument: 'sql',
  },
  pools: [
    {
      builtBy: ['createPool'],
      urlAt: 0,
      optionsAt: [0],
      urlAs: 'uri',
      urlOptions: ['uri'],
      limit: { options: ['connectionLimit'], parameters: ['connectionLimit'], otherwise: 10 },
      timeouts: [
        {
          waits: ['acquire'],
          indirect: true,
          options: ['queueLimit'],
          parameters: ['queueLimit'],
          unit: 'queries',
          otherwise: 'forever',
          orFalse: 'waitForConnections',
          suggested: 100,
        },
        {
          waits: ['connect'],
          options: ['connectTimeout'],
          parameters: ['connectTimeout'],
          unit: 'ms',
          otherwise: 10_000,
          suggested: 5000,
        },
      ],
      others: ['maxIdle', 'enableKeepAlive', 'waitForConnections', 'idleTimeout'],
      units: { connectTimeout: 'ms', idleTimeout: 'ms' },
      parameterUnits: { connectTimeout: 'ms', idleTimeout: 'ms' },
      ignored: {
        acquireTimeout: { instead: 'queueLimit', factor: 0, effect: endlessWait },
        timeout: {},
        idleTimeout: {
          instead: 'maxIdle',
          factor: 0,
          effect:
            'Idle connections are closed only where `maxIdle` is below `connectionLimit`, and unset it is the same',
          without: 'maxIdle',
        },
        connection_limit: { instead: 'connectionLimit' },
        pool_timeout: { instead: 'queueLimit', factor: 0, effect: endlessWait },
        max: { instead: 'connectionLimit' },
        idleTimeoutMillis: { instead: 'idleTimeout' },
        connectionTimeoutMillis: { instead: 'connectTimeout' },
      },
      ignoredParameters: {
        connection_limit: { insteadParameter: 'connectionLimit' },
        pool_timeout: {},
        connect_timeout: { insteadParameter: 'connectTimeout', factor: 1000 },
        acquireTimeout: {},
      },
      settings: { name: 'mysql2Options', lacks: ['acquire'] },
    },
    { builtBy: ['createConnection'], pooled: false, urlAt: 0, optionsAt: [0], urlOptions: ['uri'] },
  ],
});
