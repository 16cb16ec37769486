import type { ErrorFacts } from './error-facts.ts';

/** Postgres.js 3, from its source. */
export const postgresJs: ErrorFacts = {
  source: 'Postgres.js',
  codes: {
    CONNECT_TIMEOUT: 'unavailable',
    CONNECTION_CLOSED: 'unavailable',
    CONNECTION_DESTROYED: 'unavailable',
    // Somebody called `sql.end()`.
    CONNECTION_ENDED: { kind: 'unavailable', transient: false },
    MAX_PARAMETERS_EXCEEDED: 'query',
    NOT_TAGGED_CALL: 'query',
    UNDEFINED_VALUE: 'query',
    UNSAFE_TRANSACTION: 'query',
    AUTH_TYPE_NOT_IMPLEMENTED: 'configuration',
    SASL_SIGNATURE_MISMATCH: 'configuration',
  },
};
