import { reportFault } from './report-fault.ts';

type Write = (...values: never[]) => void;

/** `console`, a pino logger, a winston logger, or anything with these three methods in the shape of one of them. */
export interface Logger {
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
}

export type LogLevel = 'info' | 'warn' | 'error';

/** Begins each line and never changes between versions: what to search for, and what to alert on. */
export type LogEventName = `poolwise.${string}`;

/** Writes one event. `fields` holds numbers and names, never values of queries, addresses or passwords. */
export type WriteEvent = (level: LogLevel, event: LogEventName, message: string, fields: object) => void;

/**
 * A function that writes events to `logger` in the shape it understands: pino gets the fields first, winston the fields
 * as metadata, the console one line that ends in JSON. A fault of the logger becomes a warning of the process. Without a
 * logger nothing is written.
 *
 * @throws TypeError when `logger` has no `info`, `warn` and `error`.
 */
export function eventWriter(logger: Logger | undefined): WriteEvent {
  if (logger === undefined) return () => undefined;
  for (const level of ['info', 'warn', 'error'] as const) {
    if (typeof (logger as Partial<Logger> | null)?.[level] !== 'function') {
      throw new TypeError(
        `logger: this ${typeof logger} has no method "${level}". ` +
          'Accepted are console, pino, winston, or an object with the methods info, warn and error.',
      );
    }
  }
  const argumentsOf = argumentsFor(logger);
  return (level, event, message, fields) => {
    try {
      const write = logger[level] as (...values: unknown[]) => void;
      write.apply(logger, argumentsOf(event, message, fields));
    } catch (fault) {
      reportFault('The logger', fault);
    }
  };
}

type ArgumentsOf = (event: LogEventName, message: string, fields: object) => unknown[];

function argumentsFor(logger: object): ArgumentsOf {
  // pino has `bindings`; bunyan has `fields`; both take the object first.
  if ('bindings' in logger || ('fields' in logger && 'streams' in logger)) {
    return (event, message, fields) => [{ event, ...fields }, `${event}: ${message}`];
  }
  if ('groupEnd' in logger) {
    return (event, message, fields) => [`${event}: ${message} ${JSON.stringify(fields)}`];
  }
  return (event, message, fields) => [`${event}: ${message}`, { event, ...fields }];
}
