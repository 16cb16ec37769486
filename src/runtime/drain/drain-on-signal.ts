import { checkOptionNames } from '../option-checks.ts';
import { type Closer, type DrainOptions, type DrainReport, prepareDrain } from './drain.ts';

export interface DrainOnSignalOptions extends DrainOptions {
  /** Default: `SIGTERM`, which platforms send to stop a process, and `SIGINT`, which Ctrl-C sends. */
  readonly signals?: readonly NodeJS.Signals[] | undefined;
  /** Called with what became of the items, before the process exits. */
  readonly onDrained?: ((report: DrainReport) => void | Promise<void>) | undefined;
}

/**
 * Drains at the first signal and then exits: with 0 when all has ended, else with 1. At the second signal it exits at once.
 * It is never installed by itself. Node only.
 *
 * @returns a function that takes the handlers away.
 * @throws what `drain` throws, when it is installed.
 * @example
 * drainOnSignal([server, pool], { deadlineMs: 8_000 });
 */
export function drainOnSignal(items: readonly (object | Closer)[], options: DrainOnSignalOptions = {}): () => void {
  checkOptionNames('drainOnSignal', options, ['deadlineMs', 'clock', 'signals', 'onDrained']);
  const { signals = ['SIGTERM', 'SIGINT'], onDrained, ...drainOptions } = options;
  const drainAll = prepareDrain(items, drainOptions);
  let draining = false;

  async function drainAndExit(): Promise<void> {
    let complete = false;
    try {
      const report = await drainAll();
      ({ complete } = report);
      await onDrained?.(report);
    } catch (error) {
      complete = false;
      console.error(error);
    }
    process.exit(complete ? 0 : 1);
  }

  function handle(): void {
    if (draining) process.exit(1);
    draining = true;
    void drainAndExit();
  }

  for (const signal of signals) process.on(signal, handle);
  return () => {
    for (const signal of signals) process.off(signal, handle);
  };
}
