import type { Clock } from '../clock.ts';
import { eventWriter, type LogEventName, type Logger, type LogLevel } from '../logger.ts';
import type { PoolEvents } from './pool-monitor.ts';

/** In an outage an event may come thousands of times a second: this many lines per event and interval, then a count. */
const linesPerInterval = 10;
const intervalMs = 10_000;

interface Flow {
  startedAt: number;
  written: number;
  leftOut: number;
}

type Line = readonly [level: LogLevel, event: LogEventName, message: string];

/** One line per event of a monitor. The names are stable; docs/guides/runbook.md says what each means. */
export function monitorLog(
  logger: Logger | undefined,
  clock: Clock,
): <Name extends keyof PoolEvents>(name: Name, event: PoolEvents[Name]) => void {
  const write = eventWriter(logger);
  const flows = new Map<string, Flow>();

  return (name, event) => {
    const now = clock.now();
    let flow = flows.get(name);
    if (!flow || now - flow.startedAt >= intervalMs) {
      flow = { startedAt: now, written: 0, leftOut: flow?.leftOut ?? 0 };
      flows.set(name, flow);
    }
    if (flow.written >= linesPerInterval) {
      flow.leftOut++;
      return;
    }
    flow.written++;
    const [level, eventName, message] = lines[name](event);
    const { leftOut } = flow;
    flow.leftOut = 0;
    write(level, eventName, message, leftOut === 0 ? event : { ...event, leftOut });
  };
}

const lines: { readonly [Name in keyof PoolEvents]: (event: PoolEvents[Name]) => Line } = {
  slowQuery: ({ pool, durationMs }) => [
    'warn',
    'poolwise.slowQuery',
    `A query of pool "${pool}" took ${milliseconds(durationMs)}.`,
  ],
  highUsage: ({ pool, counts }) => [
    'warn',
    'poolwise.highUsage',
    `Pool "${pool}" uses ${String(counts.active)} of ${String(counts.max)} connections; ` +
      `${callers(counts.waiting)} for one.`,
  ],
  normalUsage: ({ pool, highForMs }) => [
    'info',
    'poolwise.normalUsage',
    `Pool "${pool}" has connections to spare again; its usage was high for ${milliseconds(highForMs)}.`,
  ],
  leak: ({ pool, heldMs }) => [
    'warn',
    'poolwise.leak',
    `A connection of pool "${pool}" has been held for ${milliseconds(heldMs)} and not been given back.`,
  ],
  acquireTimeout: ({ pool, waitedMs, counts }) => [
    'error',
    'poolwise.acquireTimeout',
    `Pool "${pool}" had no connection for a caller within ${milliseconds(waitedMs)}: ` +
      `${String(counts.active)} of ${String(counts.max)} are in use; ${callers(counts.waiting)} for one.`,
  ],
};

function milliseconds(duration: number): string {
  return `${String(Math.round(duration))} ms`;
}

function callers(waiting: number): string {
  return waiting === 1 ? '1 caller waits' : `${String(waiting)} callers wait`;
}
