import { defineClient } from './define-client.ts';

const builders = {
  select: 'readMany',
  selectDistinct: 'readMany',
  selectDistinctOn: 'readMany',
  $count: 'count',
  insert: 'writeMany',
  update: 'writeMany',
  delete: 'writeMany',
  refreshMaterializedView: 'writeMany',
} as const;
const relational = { findFirst: 'readOne', findMany: 'readMany' } as const;

export default defineClient({
  name: 'drizzle',
  title: 'Drizzle',
  packages: ['drizzle-orm'],
  connection: 'pool',
  // `all`, `get` and `run` answer at once with the drivers of SQLite inside the process.
  synchronous: 'byValue',
  queries: [
    {
      by: 'thenable',
      // `$count` has a `then` of its own in 0.x; in 1.0 it inherits that of `QueryPromise`.
      owners: ['QueryPromise', 'PgCountBuilder', 'MySqlCountBuilder', 'SQLiteCountBuilder', 'SingleStoreCountBuilder', 'GelCountBuilder'],
      operations: { ...builders, execute: 'raw', run: 'raw', all: 'raw', get: 'raw', values: 'raw' },
    },
    { by: 'thenable', owners: ['QueryPromise'], position: 'member', under: ['query'], operations: relational },
    {
      by: 'method',
      owners: [
        'MySqlDatabase', 'SingleStoreDatabase', 'GelDatabase', 'CockroachDatabase', 'MsSqlDatabase', 'BaseSQLiteDatabase', 'SQLiteAsyncDatabase',
      ],
      operations: { execute: 'raw', run: 'raw', all: 'raw', get: 'raw', values: 'raw' },
    },
    {
      by: 'method',
      // A builder's `execute`, `all`, `get` and `run` are those of the statement that it prepares.
      owners: [
        'PgPreparedQuery', 'PgAsyncPreparedQuery', 'MySqlPreparedQuery', 'MySql2PreparedQuery', 'PlanetScalePreparedQuery', 'TiDBServerlessPreparedQuery',
        'MySqlAsyncPreparedQuery', 'SingleStorePreparedQuery', 'SingleStoreDriverPreparedQuery', 'GelPreparedQuery',
        'CockroachPreparedQuery', 'MsSqlPreparedQuery', 'SQLitePreparedQuery', 'SQLiteAsyncPreparedQuery', 'PreparedQuery',
        'QueryPromise', 'PgSelectBase', 'PgAsyncSelectBase', 'PgRelationalQuery', 'PgAsyncRelationalQuery', 'PgRaw', 'PgAsyncRaw',
        'PgAsyncCountBuilder', 'MySqlRelationalQuery', 'MySqlAsyncRelationalQuery', 'MySqlAsyncRaw', 'MySqlAsyncCountBuilder',
        'SQLiteSelectBase', 'SQLiteInsertBase', 'SQLiteUpdateBase', 'SQLiteDeleteBase', 'SQLiteRelationalQuery',
        'SQLiteSyncRelationalQuery', 'SQLiteAsyncSelectBase', 'SQLiteAsyncInsertBase', 'SQLiteAsyncUpdateBase',
        'SQLiteAsyncDeleteBase', 'SQLiteAsyncRelationalQuery', 'SQLiteAsyncCountBuilder', 'SQLiteSyncCountBuilder',
      ],
      operations: { execute: 'raw', iterator: 'readMany', run: 'raw', all: 'readMany', get: 'readOne', values: 'readMany', sync: 'readMany' },
      refinedBy: { ...builders, ...relational },
    },
  ],
  transactions: [
    { method: 'transaction', callback: 0 },
    { method: 'batch', statements: 0 },
  ],
  held: {
    types: [
      'PgTransaction', 'PgAsyncTransaction', 'MySqlTransaction', 'MySqlAsyncTransaction', 'SQLiteTransaction',
      'SQLiteAsyncTransaction', 'SingleStoreTransaction', 'GelTransaction', 'CockroachTransaction', 'MsSqlTransaction',
    ],
  },
  // Drivers that send each query over HTTP, and those inside the process.
  unpooled: [
    'NeonHttpDatabase', 'XataHttpDatabase', 'PlanetScaleDatabase', 'TiDBServerlessDatabase', 'AwsDataApiPgDatabase', 'DrizzleD1Database',
    'LibSQLDatabase', 'PgliteDatabase', 'BetterSQLite3Database', 'BunSQLiteDatabase', 'SQLiteBunDatabase', 'NodeSQLiteDatabase',
    'SQLJsDatabase', 'ExpoSQLiteDatabase', 'OPSQLiteDatabase', 'DrizzleSqliteDODatabase',
  ],
  handles: [
    'drizzle', 'withReplicas', 'PgDatabase', 'PgAsyncDatabase', 'MySqlDatabase', 'MySqlAsyncDatabase', 'BaseSQLiteDatabase', 'SQLiteAsyncDatabase',
    'NodePgDatabase', 'PostgresJsDatabase', 'NeonDatabase', 'NeonHttpDatabase', 'VercelPgDatabase', 'PgliteDatabase', 'MySql2Database',
    'PlanetScaleDatabase', 'BetterSQLite3Database', 'LibSQLDatabase', 'DrizzleD1Database', 'BunSQLiteDatabase', 'PgTransaction',
    'PgAsyncTransaction', 'MySqlTransaction', 'MySqlAsyncTransaction', 'SQLiteTransaction', 'SQLiteAsyncTransaction',
  ],
  derivedBy: ['with'],
  handleMembers: ['$primary'],
  convention: [
    {
      handles: ['db', 'tx', 'trx', 'drizzle', 'database'],
      methods: [...Object.keys(builders), ...Object.keys(relational)],
      argument: 'any',
    },
    { handles: ['db', 'tx', 'trx', 'drizzle', 'database'], methods: ['execute', 'run', 'all', 'get', 'values'], argument: 'sql' },
  ],
});
