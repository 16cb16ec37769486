import { hasMethods } from '../../has-methods.ts';
import type { Recognise } from '../drainable.ts';

/** Postgres.js tells no counts. Its `end` lets all queries through that were sent before. */
export const recognisePostgresJs: Recognise = (value) => {
  if (typeof value !== 'function' || !hasMethods(value, ['begin', 'unsafe', 'reserve', 'end'])) return undefined;
  return { client: 'Postgres.js', end: (remainingMs) => value.end({ timeout: remainingMs / 1000 }) };
};
