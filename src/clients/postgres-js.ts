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
  held: { types: ['TransactionSql', 'ReservedSql'], acquiredBy: ['reserve'] },
  acquisitions: [{ method: 'reserve', owners: ['Sql'], gives: 'connection', releasedBy: ['release'] }],
  handles: ['postgres', 'default', 'Sql', 'ISql', 'TransactionSql', 'ReservedSql'],
  convention: { handles: ['sql'], argument: 'sql' },
});
