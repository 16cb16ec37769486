import type { ErrorFacts } from './error-facts.ts';

/** Knex 1 to 3: one name for two faults. */
export const knex: ErrorFacts = {
  source: 'Knex: name',
  names: {
    KnexTimeoutError: [{ text: 'acquiring a connection', kind: 'exhausted', unlessInside: true }, 'timeout'],
  },
  // MikroORM 6 keeps the text only.
  messages: {
    'Knex: Timeout acquiring a connection': 'exhausted',
    'Unable to acquire a connection': { kind: 'unavailable', transient: false },
  },
};
