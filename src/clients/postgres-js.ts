import { defineClient } from './define-client.ts';

export default defineClient({
  name: 'postgres-js',
  title: 'Postgres.js',
  packages: ['postgres'],
  connection: 'pool',
  queries: [
    {
      by: 'returned',
      // What `sql(x)`, `sql.array(x)` and `sql.json(x)` answer with are other types, and no queries.
      types: ['PendingQuery', 'PendingValuesQuery', 'PendingRawQuery', 'PendingDescribeQuery', 'PendingRequest'],
      operations: { unsafe: 'raw', file: 'raw', notify: 'raw' },
      otherwise: 'raw',
    },
    { by: 'tag', owners: ['ISql'], operation: 'raw', lazy: true },
    { by: 'method', owners: ['PendingQueryModifiers'], operations: { cursor: 'raw', forEach: 'raw' } },
  ],
  transactions: [
    { method: 'begin', callback: 0 },
    // After the options.
    { method: 'begin', callback: 1 },
    { method: 'savepoint', callback: 0 },
    { method: 'savepoint', callback: 1 },
  ],
  held: { pools: ['Sql'], types: ['TransactionSql', 'ReservedSql'], acquiredBy: ['reserve'] },
  acquisitions: [
    { method: 'reserve', owners: ['Sql'], gives: 'connection', name: 'reserved', releasedBy: ['release'] },
  ],
  batch: {
    language: 'sql',
    placeholders: 'embedded',
    insertsBy: 'helper',
    changesEachBy: 'joinedValues',
    countForm: 'text',
    insertCaveat: 'One query takes 65,534 values at most.',
    foldsNames: true,
    oneOf: ({ keys, cast, handle }) =>
      cast === undefined ? `IN \${${handle}(${keys})}` : `= ANY(\${${keys}}::${cast}[])`,
  },
  handles: ['postgres', 'default', 'Sql', 'ISql', 'TransactionSql', 'ReservedSql'],
  convention: { handles: ['sql'], argument: 'sql' },
  pools: [
    {
      builtBy: ['default', 'postgres'],
      urlAt: 0,
      optionsAt: [0, 1],
      urlOptions: [],
      limit: { options: ['max'], parameters: ['max'], otherwise: 10 },
      timeouts: [
        {
          waits: ['acquire'],
          indirect: true,
          options: ['connection.statement_timeout'],
          parameters: ['statement_timeout'],
          unit: 'ms',
          otherwise: 'forever',
          suggested: 30_000,
        },
        {
          waits: ['connect'],
          options: ['connect_timeout'],
          parameters: ['connect_timeout'],
          unit: 's',
          otherwise: 30,
          suggested: 5,
        },
        {
          waits: ['statement'],
          options: ['connection.statement_timeout'],
          parameters: ['statement_timeout'],
          unit: 'ms',
          otherwise: 'forever',
          suggested: 30_000,
        },
      ],
      others: ['idle_timeout', 'max_lifetime', 'keep_alive', 'prepare', 'connection', 'fetch_types'],
      units: {
        connect_timeout: 's',
        idle_timeout: 's',
        'connection.statement_timeout': 'ms',
        'connection.idle_in_transaction_session_timeout': 'ms',
        'connection.lock_timeout': 'ms',
      },
      parameterUnits: { connect_timeout: 's', idle_timeout: 's', statement_timeout: 'ms' },
      ignored: {
        statement_timeout: { instead: 'connection.statement_timeout' },
        idle_in_transaction_session_timeout: { instead: 'connection.idle_in_transaction_session_timeout' },
        lock_timeout: { instead: 'connection.lock_timeout' },
        application_name: { instead: 'connection.application_name' },
        connectionTimeoutMillis: { instead: 'connect_timeout', factor: 0.001 },
        connectionTimeout: { instead: 'connect_timeout', factor: 0.001 },
        idleTimeoutMillis: { instead: 'idle_timeout', factor: 0.001 },
        connectionLimit: { instead: 'max' },
        connection_limit: { instead: 'max' },
        poolSize: { instead: 'max' },
      },
      // Sent to the server as parameters of the session, which it refuses.
      ignoredParameters: {
        connection_limit: { insteadParameter: 'max', effect: 'The server refuses the connection (42704)' },
        pool_timeout: { effect: 'The server refuses the connection (42704)' },
        pgbouncer: { effect: 'The server refuses the connection (42704)' },
        schema: { effect: 'The server refuses the connection (42704)' },
      },
      settings: { name: 'postgresJsOptions' },
    },
  ],
});
