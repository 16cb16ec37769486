import { defineClient } from './define-client.ts';

export default defineClient({
  name: 'drizzle',
  title: 'Drizzle',
  packages: ['drizzle-orm'],
  connection: 'pool',
  queries: [
    {
      by: 'thenable',
      owners: ['QueryPromise', 'PgCountBuilder', 'MySqlCountBuilder', 'SQLiteCountBuilder'],
      operations: {
        select: 'readMany',
        selectDistinct: 'readMany',
        selectDistinctOn: 'readMany',
        $count: 'count',
        insert: 'writeMany',
        update: 'writeMany',
        delete: 'writeMany',
        refreshMaterializedView: 'writeMany',
        execute: 'raw',
      },
    },
    {
      by: 'thenable',
      owners: ['QueryPromise'],
      position: 'member',
      operations: { findFirst: 'readOne', findMany: 'readMany' },
    },
    {
      by: 'method',
      owners: [
        'PgPreparedQuery', 'PgBasePreparedQuery', 'PgAsyncPreparedQuery', 'MySqlPreparedQuery', 'SQLitePreparedQuery',
        'PgDatabase', 'PgAsyncDatabase', 'MySqlDatabase', 'BaseSQLiteDatabase', 'QueryPromise',
        'PgSelectBase', 'MySqlSelectBase', 'SQLiteSelectBase', 'SQLiteInsertBase', 'SQLiteUpdateBase', 'SQLiteDeleteBase',
        'PgRelationalQuery', 'SQLiteRelationalQuery', 'SQLiteSyncRelationalQuery',
      ],
      operations: { execute: 'raw', run: 'raw', all: 'raw', get: 'raw', values: 'raw' },
    },
  ],
  transactions: [
    { method: 'transaction', callback: 0 },
    { method: 'batch', statements: 0 },
  ],
  held: {
    types: ['PgTransaction', 'PgAsyncTransaction', 'MySqlTransaction', 'SQLiteTransaction', 'SingleStoreTransaction'],
  },
  handles: ['drizzle', 'NodePgDatabase', 'PostgresJsDatabase', 'PgDatabase', 'MySql2Database', 'BetterSQLite3Database', 'LibSQLDatabase', 'NeonHttpDatabase', 'NeonDatabase', 'DrizzleD1Database', 'PgTransaction', 'PgliteDatabase'],
  derivedBy: ['with', '$with'],
  convention: { handles: ['db', 'tx', 'drizzle', 'database', 'trx'], argument: 'any' },
});
