import { defineClient } from './define-client.ts';

export default defineClient({
  name: 'prisma',
  title: 'Prisma',
  packages: ['@prisma/client', '.prisma/client'],
  generated: /(^|\/)generated\/(prisma|client)(\/|$)|(^|\/)prisma\/generated(\/|$)/,
  connection: 'pool',
  queries: [
    {
      by: 'toStringTag',
      tag: 'PrismaPromise',
      position: 'member',
      operations: {
        findUnique: 'readOne',
        findUniqueOrThrow: 'readOne',
        findFirst: 'readOne',
        findFirstOrThrow: 'readOne',
        findMany: 'readMany',
        findRaw: 'readMany',
        count: 'count',
        aggregate: 'count',
        groupBy: 'count',
        aggregateRaw: 'count',
        create: 'writeOne',
        update: 'writeOne',
        upsert: 'writeOne',
        delete: 'writeOne',
        createMany: 'writeMany',
        createManyAndReturn: 'writeMany',
        updateMany: 'writeMany',
        updateManyAndReturn: 'writeMany',
        deleteMany: 'writeMany',
      },
    },
    {
      by: 'toStringTag',
      tag: 'PrismaPromise',
      position: 'handle',
      operations: {
        $queryRaw: 'raw',
        $queryRawUnsafe: 'raw',
        $queryRawTyped: 'raw',
        $executeRaw: 'raw',
        $executeRawUnsafe: 'raw',
        $runCommandRaw: 'raw',
      },
    },
  ],
  transactions: [{ method: '$transaction', callback: 0, statements: 0 }],
  held: { lacks: '$connect', types: ['TransactionClient'] },
  // Merged by a data loader that is dispatched on process.nextTick: facts, section 3.1.
  mergedReads: {
    methods: ['findUnique', 'findUniqueOrThrow'],
    filter: 'where',
    operators: [
      'AND', 'OR', 'NOT', 'not', 'in', 'notIn', 'lt', 'lte', 'gt', 'gte', 'contains', 'startsWith', 'endsWith', 'search',
      'has', 'hasEvery', 'hasSome', 'isEmpty', 'some', 'every', 'none', 'is', 'isNot', 'path', 'mode',
    ],
  },
  handles: ['PrismaClient', 'TransactionClient'],
  derivedBy: ['$extends'],
  convention: { handles: ['prisma', 'db', 'tx', 'prismaClient', 'trx'], argument: 'object' },
});
