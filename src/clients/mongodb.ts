import { defineClient } from './define-client.ts';

export default defineClient({
  name: 'mongodb',
  title: 'MongoDB',
  packages: ['mongodb'],
  connection: 'pool',
  queries: [
    {
      by: 'method',
      owners: ['Collection'],
      operations: {
        findOne: 'readOne',
        findOneAndUpdate: 'writeOne',
        findOneAndReplace: 'writeOne',
        findOneAndDelete: 'writeOne',
        insertOne: 'writeOne',
        updateOne: 'writeOne',
        replaceOne: 'writeOne',
        deleteOne: 'writeOne',
        insertMany: 'writeMany',
        updateMany: 'writeMany',
        deleteMany: 'writeMany',
        bulkWrite: 'writeMany',
        countDocuments: 'count',
        estimatedDocumentCount: 'count',
        count: 'count',
        distinct: 'readMany',
      },
    },
    { by: 'method', owners: ['MongoClient'], operations: { bulkWrite: 'writeMany' } },
    { by: 'method', owners: ['BulkOperationBase'], operations: { execute: 'writeMany' } },
    { by: 'method', owners: ['Db'], operations: { command: 'raw' } },
    {
      by: 'method',
      owners: ['AbstractCursor', 'FindCursor'],
      operations: { toArray: 'readMany', forEach: 'readMany', count: 'count' },
    },
    // These move within a batch of rows that one query has read.
    { by: 'method', owners: ['AbstractCursor'], advances: true, operations: { next: 'readOne', tryNext: 'readOne', hasNext: 'readOne' } },
    {
      by: 'returned',
      types: ['FindCursor', 'AggregationCursor'],
      startedBy: 'iteration',
      operations: { find: 'readMany', aggregate: 'readMany' },
    },
  ],
  transactions: [
    { method: 'withTransaction', callback: 0 },
    { method: 'withSession', callback: 0 },
    { method: 'withSession', callback: 1 },
  ],
  held: { options: ['session'], optionTypes: ['ClientSession'] },
  handles: ['MongoClient', 'Db', 'Collection', 'FindCursor', 'AggregationCursor'],
  derivedBy: [
    'connect', 'db', 'collection', 'find', 'aggregate', 'sort', 'limit',
    'skip', 'project', 'map', 'filter', 'hint', 'batchSize', 'collation', 'maxTimeMS', 'match', 'group', 'lookup', 'unwind',
  ],
  convention: [
    {
      handles: ['collection()'],
      argument: 'value',
    },
    {
      handles: ['collection', /Collection$/],
      methods: [
        'findOne', 'findOneAndUpdate', 'findOneAndReplace', 'findOneAndDelete', 'insertOne', 'updateOne', 'replaceOne', 'deleteOne',
        'insertMany', 'updateMany', 'deleteMany', 'bulkWrite', 'countDocuments', 'estimatedDocumentCount', 'toArray',
      ],
      argument: 'value',
    },
  ],
});
