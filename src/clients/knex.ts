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

/** `select('name')` reads many rows, and one with a `first()`. */
const refinedBy = { first: 'readOne' } as const;

const limit = { options: ['pool.max'], otherwise: 10 } as const;

const acquire = {
  waits: ['acquire'],
  options: ['acquireConnectionTimeout', 'pool.acquireTimeoutMillis'],
  unit: 'ms',
  otherwise: 60_000,
  // Refused by the pool with an error.
  zero: 'otherwise',
  suggested: 5000,
} as const;

const units = {
  acquireConnectionTimeout: 'ms',
  'pool.acquireTimeoutMillis': 'ms',
  'pool.createTimeoutMillis': 'ms',
  'pool.idleTimeoutMillis': 'ms',
} as const;

const refused = 'The pool refuses it with an error';

const ignored = {
  max: { instead: 'pool.max' },
  min: { instead: 'pool.min' },
  idleTimeoutMillis: { instead: 'pool.idleTimeoutMillis' },
  acquireTimeoutMillis: { instead: 'pool.acquireTimeoutMillis' },
  'pool.idle': { instead: 'pool.idleTimeoutMillis', effect: refused },
  'pool.acquire': { instead: 'pool.acquireTimeoutMillis', effect: refused },
  'pool.connectionTimeoutMillis': { instead: 'pool.acquireTimeoutMillis', effect: refused },
  'pool.acquireConnectionTimeout': { instead: 'acquireConnectionTimeout', effect: refused },
} as const;

const tableLinks = { from: 'kept', into: 'kept', table: 'kept', withSchema: 'kept', transacting: 'kept' } as const;

const conditionLinks = {
  where: 'conditions',
  andWhere: 'conditions',
  whereNull: 'kept',
  whereNotNull: 'kept',
  whereIn: 'kept',
  whereNot: 'kept',
  whereNotIn: 'kept',
} as const;

const deletion = {
  does: 'delete',
  links: { ...tableLinks, ...conditionLinks, del: { answers: 'many' }, delete: { answers: 'many' } },
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
      refinedBy,
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
      refinedBy,
      except: ['commit', 'rollback', 'now', 'uuid'],
    },
    { by: 'method', owners: ['ChainableInterface'], position: 'call', operations: { stream: 'readMany' } },
  ],
  transactions: [
    { method: 'transaction', callback: 0 },
    { method: 'savepoint', callback: 0 },
  ],
  held: { types: ['Transaction'], acquiredBy: ['transaction'], links: ['transacting'] },
  acquisitions: [
    { method: 'transaction', owners: ['Knex'], gives: 'transaction', releasedBy: ['commit', 'rollback'], waits: true },
  ],
  batch: {
    language: 'builders',
    links: {
      select: 'columns',
      columns: 'columns',
      ...tableLinks,
      ...conditionLinks,
      join: 'joins',
      innerJoin: 'joins',
      leftJoin: 'joins',
      orderBy: 'order',
      limit: 'limit',
      count: 'aggregate',
      countDistinct: 'aggregate',
      sum: 'aggregate',
      sumDistinct: 'aggregate',
      avg: 'aggregate',
      avgDistinct: 'aggregate',
      min: 'aggregate',
      max: 'aggregate',
      first: { answers: 'one' },
    },
    writes: {
      insert: { does: 'insert', links: { ...tableLinks, insert: 'values', onConflict: 'kept', ignore: 'kept' } },
      del: deletion,
      delete: deletion,
      update: { does: 'update', links: { ...tableLinks, ...conditionLinks, update: 'values' } },
    },
    conditions: 'values',
    changesEachBy: 'bindings',
    asserted: true,
  },
  handles: ['default', 'knex', 'Knex', 'Transaction'],
  derivedBy: ['withSchema', 'with', 'withRecursive', 'queryBuilder'],
  statementLists: ['toSQL'],
  convention: { handles: ['knex', 'db', 'trx'], argument: 'text' },
  pools: [
    {
      builtBy: ['default', 'knex', 'Knex'],
      optionsAt: [0],
      when: { option: 'client', is: ['pg', 'postgres', 'postgresql', 'cockroachdb', 'pgnative'] },
      urlOptions: ['connection', 'connection.connectionString'],
      urlAs: 'connection.connectionString',
      limit,
      timeouts: [
        acquire,
        {
          waits: ['statement'],
          options: ['connection.statement_timeout', 'connection.query_timeout'],
          parameters: ['statement_timeout', 'query_timeout'],
          serverSetting: 'statement_timeout',
          unit: 'ms',
          otherwise: 'forever',
          suggested: 30_000,
        },
      ],
      units: {
        ...units,
        'connection.statement_timeout': 'ms',
        'connection.query_timeout': 'ms',
        'connection.idle_in_transaction_session_timeout': 'ms',
      },
      parameterUnits: { statement_timeout: 'ms', query_timeout: 'ms' },
      ignored: { ...ignored, statement_timeout: { instead: 'connection.statement_timeout' } },
      ignoredParameters: {
        max: { instead: 'pool.max' },
        connection_limit: { instead: 'pool.max' },
        pool_timeout: { instead: 'acquireConnectionTimeout', factor: 1000 },
        connect_timeout: { instead: 'pool.createTimeoutMillis', factor: 1000 },
      },
      settings: {
        name: 'knexOptions',
        argument: "'pg'",
        takes: { option: 'connection', textAs: 'connectionString' },
      },
    },
    {
      builtBy: ['default', 'knex', 'Knex'],
      optionsAt: [0],
      when: { option: 'client', is: ['mysql2', 'mysql', 'mssql', 'oracledb'] },
      limit,
      timeouts: [acquire],
      units,
      ignored,
    },
    // SQLite in the process opens no connection.
    { builtBy: ['default', 'knex', 'Knex'], optionsAt: [0], opens: false },
  ],
});
