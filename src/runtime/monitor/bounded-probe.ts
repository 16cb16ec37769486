import type { PoolCounts } from './pool-counts.ts';
import type { ProbeResult } from './pool-monitor.ts';
import type { Probe } from './pool-source.ts';

/**
 * Sends a probe where a connection is free. At most one is under way: what gave up on an earlier one that its client
 * could not end waits for that one again, so that probes of a database that hangs never use up its pool.
 */
export function boundedProbe(
  send: () => Probe,
  counts: () => PoolCounts,
): (signal: AbortSignal) => Promise<ProbeResult> {
  let underWay: Probe | undefined;

  const begin = (): Probe => {
    const probe = send();
    const ended = (): void => {
      if (underWay === probe) underWay = undefined;
    };
    probe.answered.then(ended, ended);
    return probe;
  };

  return async (signal) => {
    signal.throwIfAborted();
    if (!underWay && !hasRoom(counts())) return 'busy';
    underWay ??= begin();
    const probe = underWay;
    await untilAborted(probe.answered, signal, () => {
      if (probe.abort() && underWay === probe) underWay = undefined;
    });
    return 'answered';
  };
}

function hasRoom({ idle, total, max, waiting }: PoolCounts): boolean {
  return idle + Math.max(0, max - total) > waiting;
}

async function untilAborted(answered: Promise<unknown>, signal: AbortSignal, abort: () => void): Promise<void> {
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => {
      abort();
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    await Promise.race([answered, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
