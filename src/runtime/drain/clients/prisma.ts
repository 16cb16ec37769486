import { hasMethods } from '../../has-methods.ts';
import type { Recognise } from '../drainable.ts';

/** Prisma hides its pool, so that nothing is known of what runs. */
export const recognisePrisma: Recognise = (value) =>
  hasMethods(value, ['$connect', '$disconnect']) ? { client: 'Prisma', end: () => value.$disconnect() } : undefined;
