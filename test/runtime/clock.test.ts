import { describe, expect, it } from 'vitest';

import { systemClock } from '../../src/runtime/clock.ts';

describe('the system clock', () => {
  it('calls back once the time has passed, and the time never goes back', async () => {
    const started = systemClock.now();
    await new Promise<void>((resolve) => {
      systemClock.setTimeout(resolve, 5);
    });
    expect(systemClock.now()).toBeGreaterThan(started);
  });

  it('does not call back a timer that was cancelled', async () => {
    const called: string[] = [];
    systemClock.setTimeout(() => called.push('cancelled'), 1).cancel();
    await new Promise<void>((resolve) => {
      systemClock.setTimeout(() => {
        called.push('kept');
        resolve();
      }, 10);
    });
    expect(called).toEqual(['kept']);
  });

  it('lets go of the process on request', () => {
    const timer = systemClock.setTimeout(() => undefined, 60_000);
    const waiting = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    timer.unref();
    expect(process.getActiveResourcesInfo().filter((name) => name === 'Timeout')).toHaveLength(waiting - 1);
    timer.cancel();
  });
});
