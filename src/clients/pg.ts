import { defineClient } from './define-client.ts';

/** Options of both `Pool` and `Client`, and of what builds either. */
const statement = {
  waits: ['statement'],
  options: ['statement_timeout', 'query_timeout'],
  parameters: ['statement_timeout', 'query_timeout'],
  serverSetting: 'statement_timeout',
  unit: 'ms',
  otherwise: 'forever',
  suggested: 30_000,
} as const;

const units = {
  connectionTimeoutMillis: 'ms',
  idleTimeoutMillis: 'ms',
  statement_timeout: 'ms',
  query_timeout: 'ms',
  lock_timeout: 'ms',
  idle_in_transaction_session_timeout: 'ms',
} as const;

const parameterUnits = {
  statement_timeout: 'ms',
  query_timeout: 'ms',
  lock_timeout: 'ms',
  idle_in_transaction_session_timeout: 'ms',
} as const;

const ignored = {
  connectionTimeout: { instead: 'connectionTimeoutMillis' },
  connectTimeout: { instead: 'connectionTimeoutMillis' },
  connectTimeoutMS: { instead: 'connectionTimeoutMillis' },
  connect_timeout: { instead: 'connectionTimeoutMillis', factor: 1000 },
} as const;

const ignoredOfPool = {
  ...ignored,
  acquireTimeout: { instead: 'connectionTimeoutMillis' },
  acquireTimeoutMillis: { instead: 'connectionTimeoutMillis' },
  acquireConnectionTimeout: { instead: 'connectionTimeoutMillis' },
  waitQueueTimeoutMS: { instead: 'connectionTimeoutMillis' },
  pool_timeout: { instead: 'connectionTimeoutMillis', factor: 1000 },
  connectionLimit: { instead: 'max' },
  connection_limit: { instead: 'max' },
  poolSize: { instead: 'max' },
  maxPoolSize: { instead: 'max' },
  maximumPoolSize: { instead: 'max' },
  idleTimeout: { instead: 'idleTimeoutMillis' },
  idle_timeout: { instead: 'idleTimeoutMillis', factor: 1000 },
  max_lifetime: { instead: 'maxLifetimeSeconds' },
} as const;

// Facts, sections 5.2 and 5.4: these are read from the object only.
const ignoredParameters = {
  connectionTimeoutMillis: { instead: 'connectionTimeoutMillis' },
  connect_timeout: { instead: 'connectionTimeoutMillis', factor: 1000 },
  connection_timeout: { instead: 'connectionTimeoutMillis', factor: 1000 },
  pgbouncer: {},
} as const;

const ignoredParametersOfPool = {
  ...ignoredParameters,
  max: { instead: 'max' },
  connection_limit: { instead: 'max' },
  pool_timeout: { instead: 'connectionTimeoutMillis', factor: 1000 },
  idleTimeoutMillis: { instead: 'idleTimeoutMillis' },
  socket_timeout: { instead: 'query_timeout', factor: 1000 },
  statement_cache_size: {},
} as const;

export default defineClient({
  name: 'pg',
  title: 'pg',
  packages: ['pg', 'pg-pool'],
  connection: 'pool',
  queries: [{ by: 'method', owners: ['Pool', 'ClientBase'], operations: { query: 'raw' } }],
  // With a callback, as the client is given to it.
  transactions: [{ method: 'connect', callback: 0, opens: 'connection' }],
  held: { pools: ['Pool'], types: ['ClientBase', 'Client', 'PoolClient'], acquiredBy: ['connect'] },
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
      owners: ['ClientBase', 'Client'],
      gives: 'connection',
      opensReceiver: true,
      releasedBy: ['end'],
      waits: true,
    },
  ],
  batch: {
    language: 'sql',
    methods: { query: 'query' },
    placeholders: 'numbered',
    rowsIn: 'rows',
    insertsBy: 'placeholders',
    changesEachBy: 'joinedValues',
    countForm: 'text',
    insertCaveat: 'One query takes 65,535 values at most.',
    foldsNames: true,
    oneOf: ({ placeholder, cast }) => `= ANY(${placeholder}${cast === undefined ? '' : `::${cast}[]`})`,
  },
  handles: ['Pool', 'Client', 'PoolClient', 'ClientBase'],
  convention: {
    handles: ['pool', 'pg', 'pgPool', 'client', 'pgClient', 'db', 'database', 'conn', 'connection'],
    argument: 'sql',
  },
  pools: [
    {
      builtBy: ['Pool', 'default'],
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
        statement,
      ],
      others: ['min', 'maxLifetimeSeconds', 'maxUses', 'allowExitOnIdle', 'keepAlive', 'application_name'],
      units,
      parameterUnits,
      ignored: ignoredOfPool,
      ignoredParameters: ignoredParametersOfPool,
      needsErrorListener: true,
      settings: { name: 'pgOptions' },
    },
    {
      builtBy: ['Client'],
      pooled: false,
      urlAs: 'connectionString',
      urlAt: 0,
      optionsAt: [0],
      urlOptions: ['connectionString'],
      timeouts: [
        { waits: ['connect'], options: ['connectionTimeoutMillis'], unit: 'ms', otherwise: 'forever', suggested: 5000 },
        statement,
      ],
      others: ['keepAlive', 'application_name'],
      units,
      parameterUnits,
      ignored,
      ignoredParameters,
    },
  ],
});
