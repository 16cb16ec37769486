import type { PoolCounts } from './pool-counts.ts';

type Attributes = Readonly<Record<string, string | number | boolean>>;

interface Observer {
  observe(instrument: Instrument, value: number, attributes?: Attributes): void;
}

/** Instruments are only passed back to the meter that made them. */
type Instrument = unknown;

interface InstrumentOptions {
  readonly description?: string;
  readonly unit?: string;
  readonly advice?: { readonly explicitBucketBoundaries?: number[] };
}

/** What is used of a meter of `@opentelemetry/api`. */
export interface Meter {
  createHistogram(name: string, options?: InstrumentOptions): { record(value: number, attributes?: Attributes): void };
  createCounter(name: string, options?: InstrumentOptions): { add(value: number, attributes?: Attributes): void };
  createObservableUpDownCounter(name: string, options?: InstrumentOptions): Instrument;
  addBatchObservableCallback(callback: (observer: Observer) => void, instruments: Instrument[]): void;
  removeBatchObservableCallback(callback: (observer: Observer) => void, instruments: Instrument[]): void;
}

export interface PoolMetrics {
  queryEnded(durationMs: number, failed: boolean): void;
  acquired(waitedMs: number): void;
  acquireTimedOut(): void;
  released(heldMs: number): void;
  close(): void;
}

/** The buckets that the conventions ask for, in seconds. */
const boundaries = { explicitBucketBoundaries: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] };

/**
 * Metrics by OpenTelemetry's semantic conventions for database clients. The counts are read from the pool when they are
 * collected, each pool's own under its name, so several pools never share a counter.
 */
export function poolMetrics(
  meter: Meter,
  poolName: string,
  system: string | undefined,
  counts: () => PoolCounts,
): PoolMetrics {
  const pool: Attributes = { 'db.client.connection.pool.name': poolName };
  const used: Attributes = { ...pool, 'db.client.connection.state': 'used' };
  const idle: Attributes = { ...pool, 'db.client.connection.state': 'idle' };
  const succeeded: Attributes = { ...pool, ...(system === undefined ? {} : { 'db.system.name': system }) };
  const failed: Attributes = { ...succeeded, 'error.type': '_OTHER' };

  const operations = meter.createHistogram('db.client.operation.duration', {
    description: 'Duration of database client operations.',
    unit: 's',
    advice: boundaries,
  });
  const waits = meter.createHistogram('db.client.connection.wait_time', {
    description: 'The time it took to obtain an open connection from the pool.',
    unit: 's',
    advice: boundaries,
  });
  const uses = meter.createHistogram('db.client.connection.use_time', {
    description: 'The time between borrowing a connection and returning it to the pool.',
    unit: 's',
    advice: boundaries,
  });
  const timeouts = meter.createCounter('db.client.connection.timeouts', {
    description: 'The number of connection timeouts that have occurred trying to obtain a connection from the pool.',
    unit: '{timeout}',
  });

  const connections = meter.createObservableUpDownCounter('db.client.connection.count', {
    description: 'The number of connections that are currently in state described by the state attribute.',
    unit: '{connection}',
  });
  const limit = meter.createObservableUpDownCounter('db.client.connection.max', {
    description: 'The maximum number of open connections allowed.',
    unit: '{connection}',
  });
  const pending = meter.createObservableUpDownCounter('db.client.connection.pending_requests', {
    description: 'The number of current pending requests for an open connection.',
    unit: '{request}',
  });
  const observed: Instrument[] = [connections, limit, pending];
  const observe = (observer: Observer): void => {
    const now = counts();
    observer.observe(connections, now.active, used);
    observer.observe(connections, now.idle, idle);
    if (Number.isFinite(now.max)) observer.observe(limit, now.max, pool);
    observer.observe(pending, now.waiting, pool);
  };
  meter.addBatchObservableCallback(observe, observed);

  return {
    queryEnded(durationMs, hasFailed) {
      operations.record(durationMs / 1000, hasFailed ? failed : succeeded);
    },
    acquired(waitedMs) {
      waits.record(waitedMs / 1000, pool);
    },
    acquireTimedOut() {
      timeouts.add(1, pool);
    },
    released(heldMs) {
      uses.record(heldMs / 1000, pool);
    },
    close() {
      meter.removeBatchObservableCallback(observe, observed);
    },
  };
}
