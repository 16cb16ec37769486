import { systemClock, type Clock } from '../clock.ts';
import type { Guard } from '../guard.ts';
import type { PoolMonitor } from '../monitor/pool-monitor.ts';
import { checkMilliseconds, checkOptionNames, checkWholeNumber } from '../option-checks.ts';
import { reportFault } from '../report-fault.ts';
import { HealthCheck } from './health-check.ts';
import { healthPage } from './health-page.ts';
import type { HealthReport, HealthSummary } from './health-report.ts';

export interface HealthOptions {
  /**
   * Who may see more than the status. By default nobody: a report shows the shapes of queries. `() => true` where the
   * address is internal already.
   */
  readonly authorize?: ((request: Request) => boolean | PromiseLike<boolean>) | undefined;
  /** How long a report is given again. Milliseconds, by default 1,000; 0 asks anew each time. */
  readonly cacheMs?: number | undefined;
  /** How long the database may take to answer. Milliseconds, by default 1,000. */
  readonly probeTimeoutMs?: number | undefined;
  readonly clock?: Clock | undefined;
}

export type HealthHandler = (request: Request) => Promise<Response>;

/** Long enough not to add to the load of a database in trouble. Seconds. */
const retryAfter = 5;

/**
 * Answers `GET` with the state of the pool, the circuit and the database: JSON, or a page for browsers. 200 for `ok` and
 * `degraded`, 503 for `error`. However many ask, the database is asked once at a time and at most once in `cacheMs`, on a
 * connection that is free or not at all.
 *
 * For readiness checks and people, not for liveness: a restart gives the pool's connections to nobody.
 *
 * @throws {TypeError} The source is neither a guard nor a monitor, or an option has no such type.
 * @throws {RangeError} An option is out of its range.
 */
export function databaseHealth(source: Guard | PoolMonitor, options: HealthOptions = {}): HealthHandler {
  if (typeof source !== 'object' || !('breaker' in source || 'snapshot' in source)) {
    throw new TypeError('databaseHealth: accepted is what guard() or monitorPool() gave.');
  }
  checkOptionNames('databaseHealth', options, ['authorize', 'cacheMs', 'probeTimeoutMs', 'clock']);
  const { authorize, cacheMs = 1000, clock = systemClock, probeTimeoutMs = 1000 } = options;
  const check = new HealthCheck(source, {
    clock,
    cacheMs: checkWholeNumber('databaseHealth', 'cacheMs', cacheMs, { least: 0, most: 60_000 }),
    probeTimeoutMs: checkMilliseconds('databaseHealth', 'probeTimeoutMs', probeTimeoutMs),
  });

  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return new Response(null, { status: 405, headers: { Allow: 'GET, HEAD', 'Cache-Control': 'no-store' } });
    }
    const [report, authorized] = await Promise.all([check.report(), isAuthorized(authorize, request)]);
    const shown: HealthReport | HealthSummary = authorized ? report : { status: report.status };
    const headers = new Headers({ 'Cache-Control': 'no-store', Vary: 'Accept', 'X-Content-Type-Options': 'nosniff' });
    if (report.status === 'error') headers.set('Retry-After', String(secondsToWait(report)));

    let body: string;
    if (wantsPage(request)) {
      const page = healthPage(authorized ? check.name : '', shown, authorized ? check.points() : []);
      body = page.html;
      headers.set('Content-Type', 'text/html; charset=utf-8');
      headers.set('Content-Security-Policy', page.contentSecurityPolicy);
      headers.set('Referrer-Policy', 'no-referrer');
    } else {
      body = JSON.stringify(shown);
      headers.set('Content-Type', 'application/json; charset=utf-8');
    }
    return new Response(request.method === 'HEAD' ? null : body, {
      status: report.status === 'error' ? 503 : 200,
      headers,
    });
  };
}

async function isAuthorized(authorize: HealthOptions['authorize'], request: Request): Promise<boolean> {
  if (!authorize) return false;
  try {
    // Whatever JavaScript hands in: only `true` opens.
    const answer: unknown = await authorize(request);
    return answer === true;
  } catch (fault) {
    reportFault('`authorize` of databaseHealth', fault);
    return false;
  }
}

/** Browsers name HTML first. */
function wantsPage(request: Request): boolean {
  const accepted = (request.headers.get('Accept') ?? '').split(',').map((type) => type.trim().split(';')[0]);
  const html = accepted.indexOf('text/html');
  const json = accepted.indexOf('application/json');
  return html !== -1 && (json === -1 || html < json);
}

function secondsToWait({ circuitBreaker }: HealthReport): number {
  if (circuitBreaker?.kind !== 'open') return retryAfter;
  return Math.max(1, Math.ceil(circuitBreaker.retryAfterMs / 1000));
}
