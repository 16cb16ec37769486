import { defineClient } from './define-client.ts';

const writes = ['insertInto', 'replaceInto', 'updateTable', 'deleteFrom', 'mergeInto'];

const sent = {
  execute: { answers: 'many', becomes: 'execute' },
  executeTakeFirst: { answers: 'many', becomes: 'execute' },
  executeTakeFirstOrThrow: { answers: 'many', becomes: 'execute' },
} as const;

export default defineClient({
  name: 'kysely',
  title: 'Kysely',
  packages: ['kysely'],
  connection: 'pool',
  // A builder sends nothing until it is executed: `await db.selectFrom('user')` answers with the builder.
  queries: [
    {
      by: 'method',
      owners: ['SelectQueryBuilder'],
      position: 'member',
      under: ['selectFrom', 'selectNoFrom'],
      leftBy: ['$call'],
      operations: {
        execute: 'readMany',
        executeTakeFirst: 'readOne',
        executeTakeFirstOrThrow: 'readOne',
        stream: 'readMany',
        explain: 'raw',
      },
    },
    {
      by: 'method',
      owners: [
        'InsertQueryBuilder',
        'UpdateQueryBuilder',
        'DeleteQueryBuilder',
        'MergeQueryBuilder',
        'WheneableMergeQueryBuilder',
      ],
      position: 'member',
      under: writes,
      leftBy: ['$call'],
      operations: {
        execute: 'writeMany',
        executeTakeFirst: 'writeMany',
        executeTakeFirstOrThrow: 'writeMany',
        stream: 'writeMany',
        explain: 'raw',
      },
    },
    { by: 'method', owners: ['RawBuilder'], position: 'call', operations: { execute: 'raw' } },
    { by: 'method', owners: ['Kysely'], operations: { executeQuery: 'raw' } },
  ],
  transactions: [
    { method: 'execute', callback: 0, after: ['transaction'] },
    { method: 'execute', callback: 0, after: ['connection'], opens: 'connection' },
  ],
  held: { types: ['Transaction', 'ControlledTransaction'], acquiredBy: ['startTransaction'] },
  acquisitions: [
    {
      method: 'execute',
      owners: ['ControlledTransactionBuilder'],
      after: 'startTransaction',
      gives: 'transaction',
      releasedBy: ['commit', 'rollback'],
      waits: true,
    },
  ],
  handleArguments: { execute: 0 },
  batch: {
    language: 'builders',
    links: {
      selectFrom: 'kept',
      selectAll: 'columns',
      select: 'columns',
      where: 'conditions',
      innerJoin: 'joins',
      leftJoin: 'joins',
      orderBy: 'order',
      limit: 'limit',
      execute: { answers: 'many', becomes: 'execute' },
      executeTakeFirst: { answers: 'one', becomes: 'execute' },
      executeTakeFirstOrThrow: { answers: 'one', missing: 'error', becomes: 'execute' },
    },
    writes: {
      insertInto: { does: 'insert', links: { insertInto: 'kept', values: 'values', ...sent } },
      deleteFrom: { does: 'delete', links: { deleteFrom: 'kept', where: 'conditions', ...sent } },
      updateTable: { does: 'update', links: { updateTable: 'kept', set: 'values', where: 'conditions', ...sent } },
    },
    conditions: 'comparisons',
    changesEachBy: 'names',
    module: 'kysely',
  },
  tables: ['TableMetadata', 'ColumnMetadata'],
  handles: ['Kysely', 'Transaction', 'ControlledTransaction', 'sql'],
  derivedBy: ['withSchema', 'withPlugin', 'withoutPlugins', 'withTables', 'with', 'withRecursive', 'execute'],
  convention: { handles: ['db', 'trx', 'tx', 'kysely', 'database'], argument: 'any' },
});
