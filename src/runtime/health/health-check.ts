import { classifyDatabaseError } from '../classify-database-error.ts';
import type { Clock } from '../clock.ts';
import type { Guard } from '../guard.ts';
import { usageOf, type PoolCounts } from '../monitor/pool-counts.ts';
import type { PoolMonitor } from '../monitor/pool-monitor.ts';
import type { HealthFacts, ProbeOutcome } from './health-facts.ts';
import type { HealthReport } from './health-report.ts';
import { healthStatus } from './health-status.ts';
import { recommendationsFor } from './recommendations.ts';

/** Usage at one moment, for the line of the page. */
export interface HealthPoint {
  readonly at: number;
  readonly active: number;
  readonly waiting: number;
  /** `null` where the pool has no limit. */
  readonly max: number | null;
}

export interface HealthCheckSettings {
  readonly clock: Clock;
  readonly cacheMs: number;
  readonly probeTimeoutMs: number;
}

const latelyMs = 60_000;
const keptPoints = 120;

/** Looks at pool, circuit and database: once at a time, and not again before the last look is a second old. */
export class HealthCheck {
  readonly #guard: Guard | undefined;
  readonly #monitor: PoolMonitor | undefined;
  readonly #settings: HealthCheckSettings;
  readonly #acquireTimeouts = new Lately();
  readonly #leaks = new Lately();
  readonly #points: HealthPoint[] = [];
  readonly #startedAt: number;
  #report: Promise<HealthReport> | undefined;

  constructor(source: Guard | PoolMonitor, settings: HealthCheckSettings) {
    this.#guard = 'breaker' in source ? source : undefined;
    this.#monitor = 'breaker' in source ? source.monitor : source;
    this.#settings = settings;
    this.#startedAt = settings.clock.now();
    this.#monitor?.on('acquireTimeout', () => {
      this.#acquireTimeouts.add(settings.clock.now());
    });
    this.#monitor?.on('leak', () => {
      this.#leaks.add(settings.clock.now());
    });
  }

  get name(): string {
    return this.#guard?.name ?? this.#monitor?.name ?? '';
  }

  /** The looks before, the oldest first. */
  points(): readonly HealthPoint[] {
    return this.#points;
  }

  report(): Promise<HealthReport> {
    this.#report ??= this.#look().finally(() => {
      const forget = (): void => {
        this.#report = undefined;
      };
      this.#settings.clock.setTimeout(forget, this.#settings.cacheMs).unref();
    });
    return this.#report;
  }

  async #look(): Promise<HealthReport> {
    // The counts are those from before the probe, which takes a connection itself.
    const { counts, snapshot } = this.#pool();
    const circuit = this.#guard?.state().circuit;
    const probe: ProbeOutcome = circuit?.kind === 'isolated' ? { kind: 'none' } : await this.#probe();
    const now = this.#settings.clock.now();
    const since = Date.now() - latelyMs;
    const facts: HealthFacts = {
      counts,
      usage: usageOf(counts),
      snapshot,
      circuit,
      probe,
      silentForMs: snapshot?.sinceLastSuccessMs ?? now - this.#startedAt,
      lately: {
        acquireTimeouts: this.#acquireTimeouts.count(now),
        leaks: this.#leaks.count(now),
        slowQueries: snapshot?.slowQueries.recent.filter(({ endedAt }) => endedAt > since).length ?? 0,
      },
    };
    const max = Number.isFinite(counts.max) ? counts.max : null;
    this.#points.push({ at: Date.now(), active: counts.active, waiting: counts.waiting, max });
    if (this.#points.length > keptPoints) this.#points.shift();
    return {
      status: healthStatus(facts),
      connectionPool: {
        activeConnections: counts.active,
        maxConnections: max,
        idleConnections: counts.idle,
        waitingRequests: counts.waiting,
        usage: facts.usage,
        recentActivity: snapshot?.recentActivity ?? [],
      },
      circuitBreaker: circuit ?? null,
      slowQueries: snapshot?.slowQueries ?? { count: 0, recent: [] },
      latencyMs: probe.kind === 'answered' ? probe.latencyMs : null,
      recommendations: recommendationsFor(facts),
    };
  }

  #pool(): { readonly counts: PoolCounts; readonly snapshot: HealthFacts['snapshot'] } {
    const snapshot = this.#monitor?.snapshot();
    if (snapshot) return { counts: snapshot.counts, snapshot };
    const { active, max, queued } = this.#guard?.state().limiter ?? { active: 0, max: 0, queued: 0 };
    const counts = { total: active, connecting: 0, active, idle: 0, waiting: queued, max };
    return { counts, snapshot };
  }

  async #probe(): Promise<ProbeOutcome> {
    const probe = this.#monitor?.probe;
    if (!probe) return { kind: 'none' };
    const { clock, probeTimeoutMs } = this.#settings;
    const startedAt = clock.now();
    const abort = new AbortController();
    const timer = clock.setTimeout(() => {
      abort.abort(new DOMException('The database did not answer in time.', 'TimeoutError'));
    }, probeTimeoutMs);
    try {
      const result = await probe(abort.signal);
      return result === 'busy' ? { kind: 'busy' } : { kind: 'answered', latencyMs: clock.now() - startedAt };
    } catch (error) {
      return { kind: 'failed', error: classifyDatabaseError(error) };
    } finally {
      timer.cancel();
    }
  }
}

/** Counts what happened in the last minute, to at most as many as anybody would read. */
class Lately {
  readonly #times: number[] = [];

  add(now: number): void {
    this.#times.push(now);
    if (this.#times.length > 1000) this.#times.shift();
  }

  count(now: number): number {
    while ((this.#times[0] ?? now) < now - latelyMs) this.#times.shift();
    return this.#times.length;
  }
}
