import type { HealthFacts } from './health-facts.ts';
import { highUsage, isStuck } from './health-status.ts';

const docs = 'https://github.com/poolwise/poolwise/blob/main/docs';
const runbook = `${docs}/guides/runbook.md`;
const poolSettings = `${docs}/runtime/pool-settings.md`;
const circuitBreaker = `${docs}/runtime/circuit-breaker.md`;
const limiter = `${docs}/runtime/limiter.md`;
const errors = `${docs}/runtime/errors.md`;

/** What to do about what was found, the most urgent first. Each says which lint rule or document explains it. */
export function recommendationsFor(facts: HealthFacts): string[] {
  return advisers.flatMap((advise) => advise(facts) ?? []);
}

type Adviser = (facts: HealthFacts) => string | undefined;

const advisers: readonly Adviser[] = [
  ({ probe }) => {
    if (probe.kind !== 'failed') return undefined;
    if (probe.error.kind === 'exhausted') {
      return (
        'The database has no connection left to give. Lower `max` of every pool, so that all instances together stay ' +
        `below the limit of the server: ${poolSettings}. The lint rules poolwise/require-pool-limit and ` +
        'poolwise/no-client-per-request find pools without such a limit, and those that are built again and again.'
      );
    }
    if (probe.error.kind === 'configuration') {
      return (
        'The database refuses this application: check its user, password, database name and TLS settings. What each code ' +
        `means: ${errors}.`
      );
    }
    return (
      'The database did not answer. Check that it runs, that it can be reached, and that nothing blocks it: ' +
      `${runbook}.`
    );
  },
  ({ circuit }) => {
    if (circuit?.kind === 'open') {
      return (
        'The circuit is open: calls are turned away so that the database can recover, and the next attempt comes by ' +
        `itself in ${seconds(circuit.retryAfterMs)}. Look for the cause among the errors before it opened: ${runbook}.`
      );
    }
    if (circuit?.kind === 'halfOpen') {
      return (
        'The circuit is half-open: a few calls go through as probes, and the others are turned away until those have ' +
        `succeeded. Wait, and look for the cause among the errors before it opened: ${circuitBreaker}.`
      );
    }
    if (circuit?.kind === 'isolated') {
      return (
        'Somebody has isolated the circuit, so no call reaches the database. Call `reset()` on it when the work is done: ' +
        `${circuitBreaker}.`
      );
    }
    return undefined;
  },
  (facts) =>
    isStuck(facts)
      ? 'Every connection is in use and none has come back for more than 10 s. Find what holds them in the server and ' +
        `end it: ${runbook}. The lint rule poolwise/require-connection-release finds code that never gives one back.`
      : undefined,
  (facts) => {
    const { max, waiting } = facts.counts;
    if (waiting === 0 || isStuck(facts)) return undefined;
    return (
      `All ${String(max)} connections are in use, and ${callers(waiting)}. Look for queries ` +
      'that are started once per element of a list: the lint rules poolwise/no-query-fanout and ' +
      'poolwise/no-query-in-loop find them.'
    );
  },
  ({ counts, usage }) =>
    usage > highUsage && counts.waiting === 0
      ? `${String(counts.active)} of ${String(counts.max)} connections are in use. Look for requests that use many at ` +
        'once, or one for long: the lint rules poolwise/no-query-fanout and poolwise/no-query-in-loop find queries that ' +
        'are sent once per element of a list.'
      : undefined,
  ({ lately }) =>
    lately.acquireTimeouts > 0
      ? `${callersWithout(lately.acquireTimeouts)} no connection in time in the last minute. Turn callers away early ` +
        `with a limiter instead of letting them wait: ${limiter}. What the log lines mean: ${runbook}.`
      : undefined,
  ({ lately }) =>
    lately.leaks > 0
      ? `${connectionsHeld(lately.leaks)} held for too long in the last minute. The log line \`poolwise.leak\` has the ` +
        'stack of who acquired it; give it back in a `finally`. The lint rule poolwise/require-connection-release finds ' +
        'where that is missing.'
      : undefined,
  ({ lately, snapshot }) => {
    const [latest] = snapshot?.slowQueries.recent ?? [];
    if (lately.slowQueries === 0 || !latest) return undefined;
    const found =
      lately.slowQueries === 1
        ? `One query was slow in the last minute and took ${seconds(latest.durationMs)}.`
        : `${String(lately.slowQueries)} queries were slow in the last minute; the last one took ${seconds(latest.durationMs)}.`;
    return (
      `${found} Let the server explain it (\`EXPLAIN\`); the lint rule poolwise/require-pool-timeouts finds pools whose ` +
      'statements may run for ever.'
    );
  },
];

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function callers(waiting: number): string {
  return waiting === 1 ? '1 caller waits' : `${String(waiting)} callers wait`;
}

function callersWithout(count: number): string {
  return count === 1 ? 'One caller got' : `${String(count)} callers got`;
}

function connectionsHeld(count: number): string {
  return count === 1 ? 'One connection was' : `${String(count)} connections were`;
}
