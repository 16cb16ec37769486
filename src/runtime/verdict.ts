import type { DatabaseErrorKind } from './database-error.ts';

/** What a call that failed says of the database; `ignored` says nothing. */
export type Verdict = 'failure' | 'success' | 'ignored';

export const verdictOfKind: Readonly<Record<DatabaseErrorKind, Verdict>> = {
  exhausted: 'failure',
  unavailable: 'failure',
  timeout: 'failure',
  configuration: 'failure',
  // The server has answered.
  query: 'success',
  transient: 'success',
  unknown: 'ignored',
};
