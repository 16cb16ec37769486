import { hasMethods } from '../../has-methods.ts';
import type { Recognise } from '../drainable.ts';

/** Kysely hides its pool, so that nothing is known of what runs. */
export const recogniseKysely: Recognise = (value) =>
  hasMethods(value, ['selectFrom', 'destroy']) ? { client: 'Kysely', end: () => value.destroy() } : undefined;
