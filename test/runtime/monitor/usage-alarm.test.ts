import { expect, it } from 'vitest';

import { UsageAlarm } from '../../../src/runtime/monitor/usage-alarm.ts';
import { FakeClock } from '../fake-clock.ts';

function alarm() {
  const clock = new FakeClock();
  const told: (string | number)[] = [];
  const subject = new UsageAlarm({
    clock,
    high: 0.8,
    normal: 0.6,
    calmMs: 1000,
    onHigh: () => told.push('high'),
    onNormal: (highForMs) => told.push('normal', highForMs),
  });
  return { clock, told, subject };
}

it('is on above the limit, not at it, and once', () => {
  const { told, subject } = alarm();
  subject.update(0.8);
  expect(told).toEqual([]);
  for (const usage of [0.9, 1, 0.9]) subject.update(usage);
  expect(told).toEqual(['high']);
});

it('is off once usage has stayed low for a while, and says how long it was high', async () => {
  const { clock, told, subject } = alarm();
  subject.update(0.9);
  await clock.advance(5000);
  subject.update(0.6);
  await clock.advance(999);
  expect(told).toEqual(['high']);
  await clock.advance(1);
  expect(told).toEqual(['high', 'normal', 5000]);
  subject.update(1);
  expect(told).toEqual(['high', 'normal', 5000, 'high']);
});

it('stays on between the limits', async () => {
  const { clock, told, subject } = alarm();
  subject.update(0.9);
  subject.update(0.7);
  await clock.advance(60_000);
  expect(told).toEqual(['high']);
});

it('is one event for a pool that goes up and down, with one timer', async () => {
  const { clock, told, subject } = alarm();
  for (let index = 0; index < 1000; index++) {
    subject.update(1);
    subject.update(0.1);
    expect(clock.timers).toBeLessThanOrEqual(1);
    await clock.advance(10);
  }
  expect(told).toEqual(['high']);
  await clock.advance(1000);
  expect(told.slice(0, 2)).toEqual(['high', 'normal']);
});

it('leaves no timer behind', () => {
  const { clock, subject } = alarm();
  subject.update(1);
  subject.update(0);
  expect(clock.timers).toBe(1);
  subject.close();
  expect(clock.timers).toBe(0);
});
