import type { Measurement } from './measure-variant.ts';

/** SQLSTATE of "too many connections". */
const tooManyConnections = '53300';

/** Fails unless the measurements show what the demo is there to show. */
export function judge(before: Measurement, after: Measurement): void {
  if (before.body !== after.body) {
    throw new Error('the two versions do not return the same JSON');
  }
  if (!before.failures.has(tooManyConnections)) {
    throw new Error(`the version before did not run out of connections (SQLSTATE ${tooManyConnections})`);
  }
  if (after.failed + after.unanswered > 0) {
    throw new Error('the version after failed some requests');
  }
}
