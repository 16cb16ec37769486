import { defineClient } from './define-client.ts';

const operations = {
  first: 'readOne',
  select: 'readMany',
  columns: 'readMany',
  pluck: 'readMany',
  distinct: 'readMany',
  count: 'count',
  countDistinct: 'count',
  min: 'count',
  max: 'count',
  sum: 'count',
  sumDistinct: 'count',
  avg: 'count',
  avgDistinct: 'count',
  insert: 'writeMany',
  upsert: 'writeMany',
  update: 'writeMany',
  increment: 'writeMany',
  decrement: 'writeMany',
  del: 'writeMany',
  delete: 'writeMany',
  truncate: 'writeMany',
} as const;

export default defineClient({
  name: 'knex',
  title: 'Knex',
  packages: ['knex'],
  connection: 'pool',
  queries: [
    {
      by: 'returned',
      types: ['QueryBuilder'],
      position: 'call',
      operations,
      otherwise: 'readMany',
      // The type of a builder, but no query of their own.
      except: ['commit', 'rollback', 'toSQL', 'toString', 'toQuery'],
    },
    {
      by: 'returned',
      // `SchemaBuilder` is left out: it changes the schema, in migrations.
      types: ['QueryBuilder', 'Raw', 'BatchInsertBuilder'],
      operations: {
        ...operations,
        from: 'readMany',
        table: 'readMany',
        into: 'writeMany',
        raw: 'raw',
        batchInsert: 'writeMany',
      },
      except: ['commit', 'rollback', 'now', 'uuid'],
    },
    { by: 'method', owners: ['ChainableInterface'], position: 'call', operations: { stream: 'readMany' } },
  ],
  transactions: [
    { method: 'transaction', callback: 0 },
    { method: 'savepoint', callback: 0 },
  ],
  held: { types: ['Transaction'], acquiredBy: ['transaction'], links: ['transacting'] },
  acquisitions: [{ method: 'transaction', owners: ['Knex'], gives: 'transaction', releasedBy: ['commit', 'rollback'] }],
  handles: ['default', 'knex', 'Knex', 'Transaction'],
  derivedBy: ['withSchema', 'with', 'withRecursive', 'queryBuilder'],
  convention: { handles: ['knex', 'db', 'trx'], argument: 'text' },
});
