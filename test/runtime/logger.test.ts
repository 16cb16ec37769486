import { describe, expect, it, vi } from 'vitest';

import { eventWriter, type Logger } from '../../src/runtime/logger.ts';
import { engineWarnings } from '../fail-on-warnings.ts';
import { settle } from './fake-clock.ts';

function spies() {
  return { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
}

const fields = { pool: 'main', usage: 0.9 };

describe('an event', () => {
  it('is the name, the sentence and JSON on one line for the console', () => {
    const logger = { ...spies(), groupEnd: vi.fn() };
    eventWriter(logger)('warn', 'poolwise.highUsage', 'Pool "main" is nearly full.', fields);
    expect(logger.warn.mock.calls).toEqual([
      ['poolwise.highUsage: Pool "main" is nearly full. {"pool":"main","usage":0.9}'],
    ]);
  });

  it('is fields and then a sentence for pino', () => {
    const logger = { ...spies(), bindings: () => ({}) };
    eventWriter(logger)('error', 'poolwise.highUsage', 'Pool "main" is nearly full.', fields);
    expect(logger.error.mock.calls).toEqual([
      [{ event: 'poolwise.highUsage', ...fields }, 'poolwise.highUsage: Pool "main" is nearly full.'],
    ]);
  });

  it('is a sentence and then metadata for winston', () => {
    const logger = { ...spies(), transports: [], levels: {} };
    eventWriter(logger)('info', 'poolwise.normalUsage', 'Pool "main" has room again.', fields);
    expect(logger.info.mock.calls).toEqual([
      ['poolwise.normalUsage: Pool "main" has room again.', { event: 'poolwise.normalUsage', ...fields }],
    ]);
  });
});

it('takes the real console', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  eventWriter(console)('warn', 'poolwise.leak', 'A connection is held.', { heldMs: 5 });
  expect(warn.mock.calls).toEqual([['poolwise.leak: A connection is held. {"heldMs":5}']]);
  warn.mockRestore();
});

it('calls the methods as methods', () => {
  const logger = {
    written: 0,
    info() {
      this.written++;
    },
    warn: vi.fn(),
    error: vi.fn(),
  };
  eventWriter(logger)('info', 'poolwise.normalUsage', 'Room.', {});
  expect(logger.written).toBe(1);
});

it('turns the fault of a logger into a warning', async () => {
  const logger = spies();
  logger.warn.mockImplementation(() => {
    throw new Error('The disk is full.');
  });
  expect(() => {
    eventWriter(logger)('warn', 'poolwise.leak', 'A connection is held.', {});
  }).not.toThrow();
  await settle();
  const warnings = engineWarnings.splice(0).map(({ message }) => message);
  expect(warnings).toEqual([expect.stringContaining('The logger failed: Error: The disk is full.')]);
});

it('says what a logger is when it is given something else', () => {
  expect(() => eventWriter({ warn: vi.fn() } as unknown as Logger)).toThrow(
    new TypeError(
      'logger: this object has no method "info". Accepted are console, pino, winston, ' +
        'or an object with the methods info, warn and error.',
    ),
  );
});
