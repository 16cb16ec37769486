import { classifyDatabaseError } from './classify-database-error.ts';
import type { Guard } from './guard.ts';
import { verdictOfKind } from './verdict.ts';

/** What Prisma's query extensions are called with; the same in versions 6 and 7. */
interface PrismaQuery {
  readonly model?: string | undefined;
  readonly operation: string;
  readonly args: unknown;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each model and operation has its own type of arguments
  readonly query: (args: any) => Promise<unknown>;
}

/** For `prisma.$extends()`. */
export interface PrismaGuardExtension {
  readonly name: string;
  readonly query: { readonly $allOperations: (query: PrismaQuery) => Promise<unknown> };
}

/** They read: running them twice does no harm. Raw queries may write. */
const reads: ReadonlySet<string> = new Set([
  'findUnique',
  'findUniqueOrThrow',
  'findFirst',
  'findFirstOrThrow',
  'findMany',
  'count',
  'aggregate',
  'groupBy',
]);

/** Prisma makes one query of those that are called in one tick. */
const batchedByPrisma: ReadonlySet<string> = new Set(['findUnique', 'findUniqueOrThrow']);

/**
 * An extension that sends each operation of a Prisma client through a guard: `prisma.$extends(prismaGuard(db))`. Reads are
 * retried after transient errors. What runs inside a transaction holds its connection already and goes through as it is;
 * run the transaction itself with `db.run(() => prisma.$transaction(…))`.
 */
export function prismaGuard(guard: Guard): PrismaGuardExtension {
  const batches = new BatchedReads(guard);
  return {
    name: 'poolwise',
    query: {
      $allOperations(call) {
        const { model, operation, args, query } = call;
        if (isInTransaction(call)) return query(args);
        const run = (): Promise<unknown> => query(args);
        if (model !== undefined && batchedByPrisma.has(operation)) return batches.run(model, run);
        return guard.run(run, { idempotent: reads.has(operation) });
      },
    },
  };
}

/** Prisma says so to extensions, as its own extension for read replicas relies on, but not in its types. */
function isInTransaction(call: PrismaQuery): boolean {
  const { __internalParams } = call as { readonly __internalParams?: { readonly transaction?: unknown } };
  return __internalParams?.transaction !== undefined;
}

interface Read {
  readonly run: () => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** Gives reads that Prisma makes one query of one place in the limiter: with a place for each it could not collect them. */
class BatchedReads {
  readonly #guard: Guard;
  readonly #batches = new Map<string, Read[]>();

  constructor(guard: Guard) {
    this.#guard = guard;
  }

  run(model: string, run: () => Promise<unknown>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const read: Read = { run, resolve, reject };
      const batch = this.#batches.get(model);
      if (batch) {
        batch.push(read);
        return;
      }
      this.#batches.set(model, [read]);
      queueMicrotask(() => {
        this.#send(model);
      });
    });
  }

  #send(model: string): void {
    const batch = this.#batches.get(model) ?? [];
    this.#batches.delete(model);
    this.#guard
      .run(() => settleAll(batch), { idempotent: true })
      .then(
        (results) => {
          results.forEach((result, index) => {
            if (result.status === 'fulfilled') batch[index]?.resolve(result.value);
            else batch[index]?.reject(result.reason);
          });
        },
        (error: unknown) => {
          for (const { reject } of batch) reject(error);
        },
      );
  }
}

/** What each came to, unless one failed by the database: then all did, because they were one query. */
async function settleAll(batch: readonly Read[]): Promise<readonly PromiseSettledResult<unknown>[]> {
  const results = await Promise.allSettled(batch.map(({ run }) => run()));
  for (const result of results) {
    if (result.status === 'rejected') {
      const { kind, transient } = classifyDatabaseError(result.reason);
      if (transient || verdictOfKind[kind] === 'failure') throw result.reason;
    }
  }
  return results;
}
