import type { HealthFacts } from './health-facts.ts';
import type { HealthStatus } from './health-report.ts';

/** Usage above this needs attention: the default of the monitor too. */
export const highUsage = 0.8;

/** A full pool that has had no success for longer is taken for one whose database does not answer. */
const silentAfterMs = 10_000;

export function healthStatus(facts: HealthFacts): HealthStatus {
  const { circuit, counts, lately, probe, usage } = facts;
  if (probe.kind === 'failed' || circuit?.kind === 'open' || circuit?.kind === 'isolated') return 'error';
  if (isStuck(facts)) return 'error';
  const needsAttention =
    circuit?.kind === 'halfOpen' ||
    probe.kind === 'busy' ||
    counts.waiting > 0 ||
    usage > highUsage ||
    lately.acquireTimeouts > 0 ||
    lately.leaks > 0;
  return needsAttention ? 'degraded' : 'ok';
}

/** Every connection is in use, callers wait, and nothing has come back for a while. */
export function isStuck({ counts, probe, silentForMs, snapshot }: HealthFacts): boolean {
  if (!snapshot || probe.kind === 'answered' || counts.waiting === 0 || counts.active < counts.max) return false;
  return silentForMs > silentAfterMs;
}
