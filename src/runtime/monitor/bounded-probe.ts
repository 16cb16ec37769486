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

  return async (signal) => {
    signal.throwIfAborted();
    if (!underWay) {
      if (!hasRoom(counts())) return 'busy';
      const probe = send();
      underWay = probe;
      const ended = (): void => {
        if (underWay === probe) underWay = undefined;
      };
      probe.answered.then(ended, ended);
    }
    const probe = underWay;
    await withSignal(probe, signal);
    return 'answered';
  };
}

function hasRoom({ idle, total, max, waiting }: PoolCounts): boolean {
  return idle + Math.max(0, max - total) > waiting;
}

async function withSignal(probe: Probe, signal: AbortSignal): Promise<void> {
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => {
      probe.abort();
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    await Promise.race([probe.answered, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
