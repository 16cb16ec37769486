import { classifyDatabaseError } from '../classify-database-error.ts';
import { systemClock, type Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import {
  checkMilliseconds,
  checkOptionNames,
  checkShare,
  checkText,
  checkWholeNumber,
  place,
} from '../option-checks.ts';
import type { Meter } from './metrics.ts';
import type { PoolMonitor } from './pool-monitor.ts';
import { PoolRecorder } from './pool-recorder.ts';
import type { PoolSource } from './pool-source.ts';
import { boundedProbe } from './bounded-probe.ts';
import { recognisePool } from './recognise-pool.ts';

export interface MonitorOptions {
  /** In events, lines, metrics and the health report. By default the client's name, such as `pg`. Needed with `meter`. */
  readonly name?: string | undefined;
  /** Where events are written: console, pino, winston. By default nowhere. */
  readonly logger?: Logger | undefined;
  /** A meter of `@opentelemetry/api`. By default none. */
  readonly meter?: Meter | undefined;
  /** A query that takes at least this long is slow. Milliseconds, by default 3,000. */
  readonly slowQueryMs?: number | undefined;
  /** Usage (active / max) above this is high. By default 0.8. */
  readonly highUsage?: number | undefined;
  /** Usage at or below this for a second is normal again. By default 0.6, or `highUsage` where that is less. */
  readonly normalUsage?: number | undefined;
  /** A connection that is held longer is reported with the stack of its acquisition, which costs some microseconds each. Milliseconds, by default off. */
  readonly leakAfterMs?: number | undefined;
  /** How many of the last queries are kept. By default 50; 0 keeps none. */
  readonly recentQueries?: number | undefined;
  /** For tests. */
  readonly clock?: Clock | undefined;
}

/**
 * Watches a pool: counts, durations, slow queries, high usage, leaks. Nothing changes for who uses the pool: results,
 * errors, callbacks and `this` stay, and only this pool is touched, not its class.
 *
 * Accepted: a pool of pg (Neon, Vercel), mysql2 or mariadb; a Knex instance; an initialised Sequelize, TypeORM
 * `DataSource` or MikroORM 5 and 6; a Drizzle database; a `MongoClient`, mongoose or one of its connections; a `sql` of
 * Postgres.js. What hides its pool is watched through the pool that was given to it.
 *
 * @throws {TypeError} The value is none of these, or an option has no such type.
 * @throws {RangeError} An option is out of its range.
 */
export function monitorPool(pool: object, options: MonitorOptions = {}): PoolMonitor {
  return monitorSource('monitorPool', recognisePool(pool), options);
}

/** The same for a source that is known already. */
export function monitorSource(caller: string, source: PoolSource, options: MonitorOptions): PoolMonitor {
  const settings = checkedSettings(caller, source.client, options);
  const recorder = new PoolRecorder(source, settings);
  const restore = source.observe(recorder);
  const { probe } = source;
  let closed = false;

  return {
    name: settings.name,
    counts: () => source.counts(),
    snapshot: () => recorder.snapshot(),
    on: (event, listener) => recorder.events.on(event, listener),
    probe: probe && boundedProbe(probe, () => source.counts()),
    close() {
      if (closed) return;
      closed = true;
      restore();
      recorder.close();
    },
  };
}

const optionNames: readonly (keyof MonitorOptions)[] = [
  'name',
  'logger',
  'meter',
  'slowQueryMs',
  'highUsage',
  'normalUsage',
  'leakAfterMs',
  'recentQueries',
  'clock',
];

function checkedSettings(caller: string, client: string, options: MonitorOptions) {
  checkOptionNames(caller, options, optionNames);
  const { clock = systemClock, highUsage = 0.8, leakAfterMs, logger, meter, name, recentQueries = 50 } = options;
  const { slowQueryMs = 3000, normalUsage = Math.min(0.6, highUsage) } = options;
  checkShare(caller, 'highUsage', highUsage);
  checkShare(caller, 'normalUsage', normalUsage);
  if (normalUsage > highUsage) {
    throw new RangeError(
      `${place(caller, 'normalUsage', normalUsage)}: accepted is at most highUsage, which is ${String(highUsage)}.`,
    );
  }
  if (meter && name === undefined) {
    throw new TypeError(
      `${caller}({ meter }): a pool that is measured needs a \`name\`, which keeps its numbers apart from those of others.`,
    );
  }
  return {
    name: name === undefined ? client : checkText(caller, 'name', name),
    clock,
    logger,
    meter,
    slowQueryMs: checkMilliseconds(caller, 'slowQueryMs', slowQueryMs),
    isQueryTimeout: (error: unknown) => classifyDatabaseError(error).kind === 'timeout',
    highUsage,
    normalUsage,
    leakAfterMs: leakAfterMs === undefined ? undefined : checkMilliseconds(caller, 'leakAfterMs', leakAfterMs),
    recentQueries: checkWholeNumber(caller, 'recentQueries', recentQueries, { least: 0, most: 10_000 }),
  };
}
