import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import { EventSource } from '../event-source.ts';
import { DurationHistogram } from './duration-histogram.ts';
import { HeldConnections } from './held-connections.ts';
import { poolMetrics, type Meter, type PoolMetrics } from './metrics.ts';
import { monitorLog } from './monitor-log.ts';
import { usageOf } from './pool-counts.ts';
import type { PoolEvents, PoolSnapshot } from './pool-monitor.ts';
import type { PoolObserver, PoolSource } from './pool-source.ts';
import { probeStatement } from './probe-statement.ts';
import { QueryShapes } from './query-shape.ts';
import { RecentQueries } from './recent-queries.ts';
import { UsageAlarm } from './usage-alarm.ts';

export interface RecorderSettings {
  readonly name: string;
  readonly clock: Clock;
  readonly logger: Logger | undefined;
  readonly meter: Meter | undefined;
  readonly slowQueryMs: number;
  readonly highUsage: number;
  readonly normalUsage: number;
  readonly leakAfterMs: number | undefined;
  readonly recentQueries: number;
  isQueryTimeout(error: unknown): boolean;
}

/** Usage must stay normal this long before the alarm is over. */
const calmMs = 1000;
/** Slow queries are kept apart, so that fast ones do not push them out. */
const recentSlowQueries = 20;

/** What the clients' files tell about a pool, and what is made of it: sums, events, lines, metrics. */
export class PoolRecorder implements PoolObserver {
  readonly events = new EventSource<PoolEvents>(['slowQuery', 'highUsage', 'normalUsage', 'leak', 'acquireTimeout']);
  readonly wantsStacks: boolean;
  readonly #settings: RecorderSettings;
  readonly #source: PoolSource;
  readonly #shapes: QueryShapes;
  readonly #log: ReturnType<typeof monitorLog>;
  readonly #metrics: PoolMetrics | undefined;
  readonly #held: HeldConnections | undefined;
  readonly #alarm: UsageAlarm;
  readonly #acquireDurations = new DurationHistogram();
  readonly #queryDurations = new DurationHistogram();
  readonly #recent: RecentQueries;
  readonly #recentSlow = new RecentQueries(recentSlowQueries);
  #peakActive = 0;
  #peakWaiting = 0;
  #acquireTimeouts = 0;
  #queryTimeouts = 0;
  #failedQueries = 0;
  #slowQueries = 0;
  #leaks = 0;
  #lastSuccess: number | undefined;

  constructor(source: PoolSource, settings: RecorderSettings) {
    const { clock, logger, meter, name, leakAfterMs } = settings;
    this.#settings = settings;
    this.#source = source;
    this.#shapes = new QueryShapes(source.doubleQuotes);
    this.#log = monitorLog(logger, clock);
    this.#recent = new RecentQueries(settings.recentQueries);
    this.#metrics = meter && poolMetrics(meter, name, source.system, () => source.counts());
    this.wantsStacks = leakAfterMs !== undefined;
    if (meter !== undefined || leakAfterMs !== undefined) {
      this.#held = new HeldConnections({
        clock,
        leakAfterMs,
        onLeak: (heldMs, stack) => {
          this.#leaks++;
          this.#tell('leak', { pool: name, heldMs, stack });
        },
      });
    }
    this.#alarm = new UsageAlarm({
      clock,
      high: settings.highUsage,
      normal: settings.normalUsage,
      calmMs,
      onHigh: () => {
        const counts = source.counts();
        this.#tell('highUsage', { pool: name, usage: usageOf(counts), counts });
      },
      onNormal: (highForMs) => {
        this.#tell('normalUsage', { pool: name, usage: usageOf(source.counts()), highForMs });
      },
    });
  }

  now(): number {
    return this.#settings.clock.now();
  }

  requested(): void {
    const waiting = this.#source.waiting();
    if (waiting > this.#peakWaiting) this.#peakWaiting = waiting;
  }

  acquired(waitedMs: number | undefined, connection?: object, stack?: string): void {
    if (waitedMs !== undefined) {
      this.#acquireDurations.add(waitedMs);
      this.#metrics?.acquired(waitedMs);
    }
    if (connection) this.#held?.take(connection, stack);
    this.usageChanged();
  }

  acquireFailed(waitedMs: number, timedOut: boolean): void {
    if (!timedOut) return;
    this.#acquireTimeouts++;
    this.#metrics?.acquireTimedOut();
    this.#tell('acquireTimeout', { pool: this.#settings.name, waitedMs, counts: this.#source.counts() });
  }

  released(connection: object): void {
    const heldMs = this.#held?.giveBack(connection);
    if (heldMs !== undefined) this.#metrics?.released(heldMs);
    this.usageChanged();
  }

  usageChanged(): void {
    const active = this.#source.active();
    if (active > this.#peakActive) this.#peakActive = active;
    const max = this.#source.max();
    this.#alarm.update(max > 0 && Number.isFinite(max) ? active / max : 0);
  }

  queryEnded(startedAt: number, statement: unknown, failed: boolean, error?: unknown): void {
    if (statement === probeStatement) return;
    this.operationEnded(startedAt, this.#shapes.of(statement), failed, error);
  }

  operationEnded(startedAt: number, shape: string, failed: boolean, error?: unknown): void {
    const { name, slowQueryMs } = this.#settings;
    const now = this.now();
    const durationMs = now - startedAt;
    this.#queryDurations.add(durationMs);
    this.#recent.add(shape, durationMs, now, failed);
    this.#metrics?.queryEnded(durationMs, failed);
    if (failed) {
      this.#failedQueries++;
      if (this.#settings.isQueryTimeout(error)) this.#queryTimeouts++;
    } else {
      this.#lastSuccess = now;
    }
    if (durationMs < slowQueryMs) return;
    this.#slowQueries++;
    this.#recentSlow.add(shape, durationMs, now, failed);
    this.#tell('slowQuery', { pool: name, shape, durationMs });
  }

  snapshot(): PoolSnapshot {
    const counts = this.#source.counts();
    const now = this.now();
    const epoch = Date.now() - now;
    return {
      name: this.#settings.name,
      client: this.#source.client,
      counts,
      countedFrom: this.#source.countedFrom,
      usage: usageOf(counts),
      peak: {
        active: Math.max(this.#peakActive, counts.active),
        waiting: Math.max(this.#peakWaiting, counts.waiting),
      },
      acquire: this.#acquireDurations.summary(),
      query: this.#queryDurations.summary(),
      timeouts: { acquire: this.#acquireTimeouts, query: this.#queryTimeouts },
      failedQueries: this.#failedQueries,
      leaks: this.#leaks,
      slowQueries: { count: this.#slowQueries, recent: this.#recentSlow.list(epoch) },
      recentActivity: this.#recent.list(epoch),
      sinceLastSuccessMs: this.#lastSuccess === undefined ? undefined : now - this.#lastSuccess,
    };
  }

  close(): void {
    this.#alarm.close();
    this.#held?.close();
    this.#metrics?.close();
  }

  #tell<Name extends keyof PoolEvents>(name: Name, event: PoolEvents[Name]): void {
    this.events.emit(name, event);
    this.#log(name, event);
  }
}
