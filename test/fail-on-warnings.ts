import { setImmediate } from 'node:timers/promises';

import { afterAll, afterEach } from 'vitest';

/** Faults of the engine that were turned into warnings since a test began. */
export const engineWarnings: Error[] = [];

function keep(warning: Error): void {
  if (warning.name === 'PoolwiseWarning') engineWarnings.push(warning);
}

process.on('warning', keep);
afterAll(() => {
  process.off('warning', keep);
});

/** The engine turns its own faults into warnings, so that a lint run goes on; a test must not. */
afterEach(async () => {
  await setImmediate();
  const [first] = engineWarnings.splice(0);
  if (first) throw first;
});
