import { defineClient } from './define-client.ts';

export default defineClient({
  name: 'slonik',
  title: 'Slonik',
  packages: ['slonik'],
  connection: 'pool',
  queries: [
    {
      by: 'method',
      owners: [
        'CommonQueryMethods',
        'QueryFunction',
        'QueryAnyFunction',
        'QueryAnyFirstFunction',
        'QueryExistsFunction',
        'QueryManyFunction',
        'QueryManyFirstFunction',
        'QueryMaybeOneFunction',
        'QueryMaybeOneFirstFunction',
        'QueryOneFunction',
        'QueryOneFirstFunction',
        'StreamFunction',
      ],
      operations: {
        any: 'readMany',
        anyFirst: 'readMany',
        many: 'readMany',
        manyFirst: 'readMany',
        one: 'readOne',
        oneFirst: 'readOne',
        maybeOne: 'readOne',
        maybeOneFirst: 'readOne',
        exists: 'readOne',
        query: 'raw',
        stream: 'readMany',
      },
    },
  ],
  transactions: [
    { method: 'transaction', callback: 0 },
    { method: 'connect', callback: 0 },
  ],
  // Pools and connections have the same types.
  held: {},
  handles: [
    'createPool',
    'CommonQueryMethods',
    'DatabasePool',
    'DatabasePoolConnection',
    'DatabaseTransactionConnection',
    'DatabaseConnection',
  ],
  convention: { handles: ['pool', 'slonik', 'connection', 'db', 'tx', 'transaction'], argument: 'sql' },
});
