/** Enough to lead through an ORM to the code that uses it. */
const frames = 40;

interface V8Error {
  stackTraceLimit?: number;
  captureStackTrace?(holder: object, above: () => unknown): void;
}

/** Who acquires a connection, as far as the stack leads back. It costs some microseconds. */
export function acquisitionStack(): string {
  const errors = Error as V8Error;
  const limit = errors.stackTraceLimit;
  const holder: { stack?: string } = {};
  errors.stackTraceLimit = frames;
  try {
    if (errors.captureStackTrace) errors.captureStackTrace(holder, acquisitionStack);
    else holder.stack = new Error().stack ?? '';
  } finally {
    if (limit !== undefined) errors.stackTraceLimit = limit;
  }
  // The first line names the holder.
  return (holder.stack ?? '').replace(/^(?!\s+at )[^\n]*\n/, '');
}
