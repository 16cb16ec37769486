import { checkWholeNumber } from '../option-checks.ts';
import { monitorSource, type MonitorOptions } from './monitor-pool.ts';
import type { PoolMonitor } from './pool-monitor.ts';
import type { PoolObserver, PoolSource } from './pool-source.ts';

export interface PrismaMonitorOptions extends MonitorOptions {
  /** The connections of the pool: `connection_limit` of Prisma 6, `connectionLimit` of the adapter for MariaDB. */
  readonly max: number;
}

interface PrismaOperation {
  readonly model?: string;
  readonly operation: string;
  readonly args: unknown;
  readonly query: (args: unknown) => Promise<unknown>;
}

export interface PrismaMonitor extends PoolMonitor {
  /** For `prisma.$extends(monitor.extension)`: what goes through the extended client is watched. */
  readonly extension: {
    readonly name: string;
    readonly query: { $allOperations(operation: PrismaOperation): Promise<unknown> };
  };
}

/**
 * Watches a Prisma client that hides its pool: Prisma 6 with its own engine, and adapters that make their pool
 * themselves. Counts are those of operations: as many as there are connections run, the others wait. An interactive
 * transaction counts while one of its operations runs.
 *
 * Prisma with `@prisma/adapter-pg` has a better way: make the `pg.Pool`, give it to the adapter, and watch it with
 * `monitorPool`.
 *
 * @throws {TypeError} An option has no such type.
 * @throws {RangeError} An option is out of its range.
 */
export function monitorPrisma({ max, ...options }: PrismaMonitorOptions): PrismaMonitor {
  checkWholeNumber('monitorPrisma', 'max', max);
  let inFlight = 0;
  let observed: PoolObserver | undefined;
  const active = (): number => Math.min(inFlight, max);
  const waiting = (): number => Math.max(0, inFlight - max);

  const source: PoolSource = {
    client: 'prisma',
    system: undefined,
    doubleQuotes: 'name',
    countedFrom: 'queries',
    counts: () => ({ total: active(), connecting: 0, active: active(), idle: 0, waiting: waiting(), max }),
    active,
    waiting,
    max: () => max,
    probe: undefined,
    observe(observer) {
      observed = observer;
      return () => {
        observed = undefined;
      };
    },
  };
  const monitor = monitorSource('monitorPrisma', source, options);

  return {
    ...monitor,
    extension: {
      name: 'poolwise-monitor',
      query: {
        async $allOperations({ model, operation, args, query }) {
          const observer = observed;
          if (!observer) return query(args);
          const shape = model === undefined ? operation : `${model}.${operation}`;
          const startedAt = observer.now();
          inFlight++;
          observer.requested();
          observer.usageChanged();
          let failure: unknown;
          let failed = false;
          try {
            return await query(args);
          } catch (error) {
            failed = true;
            failure = error;
            throw error;
          } finally {
            inFlight--;
            observer.operationEnded(startedAt, shape, failed, failure);
            observer.usageChanged();
          }
        },
      },
    },
  };
}
