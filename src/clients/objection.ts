import { defineClient } from './define-client.ts';

const operations = {
  findById: 'readOne',
  findOne: 'readOne',
  first: 'readOne',
  findByIds: 'readMany',
  count: 'count',
  insert: 'writeMany',
  insertAndFetch: 'writeMany',
  insertGraph: 'writeMany',
  insertGraphAndFetch: 'writeMany',
  upsertGraph: 'writeMany',
  upsertGraphAndFetch: 'writeMany',
  patch: 'writeMany',
  patchAndFetch: 'writeOne',
  patchAndFetchById: 'writeOne',
  update: 'writeMany',
  updateAndFetch: 'writeOne',
  updateAndFetchById: 'writeOne',
  increment: 'writeMany',
  decrement: 'writeMany',
  delete: 'writeMany',
  deleteById: 'writeOne',
  relate: 'writeMany',
  unrelate: 'writeMany',
} as const;

export default defineClient({
  name: 'objection',
  title: 'Objection',
  packages: ['objection'],
  builtOn: ['knex'],
  connection: 'pool',
  queries: [
    { by: 'thenable', owners: ['QueryBuilder'], position: 'member', under: ['query', 'relatedQuery'], operations, otherwise: 'readMany' },
    { by: 'thenable', owners: ['QueryBuilder'], position: 'row', under: ['$query', '$relatedQuery'], operations, otherwise: 'readMany' },
    { by: 'thenable', owners: ['QueryBuilder'], operations: { fetchGraph: 'readMany' } },
    { by: 'thenable', owners: ['QueryBuilder'], position: 'row', operations: { $fetchGraph: 'readMany' } },
    {
      by: 'method',
      owners: ['QueryBuilder'],
      position: 'member',
      under: ['query', 'relatedQuery'],
      operations: { resultSize: 'count', execute: 'readMany' },
      refinedBy: operations,
    },
  ],
  transactions: [
    { method: 'transaction', callback: 0 },
    // After the Knex instance.
    { method: 'transaction', callback: 1 },
  ],
  held: { types: ['Transaction'], acquiredBy: ['startTransaction', 'transaction'], links: ['transacting'], options: ['transaction'] },
  handleArguments: { query: 0, relatedQuery: 1, $query: 0, $relatedQuery: 1 },
  handles: ['Model'],
  derivedBy: ['bindKnex', 'bindTransaction'],
  convention: { handles: [/^[A-Z]\w*$/], methods: ['query', 'relatedQuery'], argument: ['nothing', 'text'] },
});
