import type { ErrorFacts } from './error-facts.ts';

/** pg 8 and pg-pool 3 say these in words only, from their source. */
export const pg: ErrorFacts = {
  source: 'pg, pg-pool: text',
  messages: {
    'timeout exceeded when trying to connect': 'exhausted',
    'Connection terminated due to connection timeout': 'unavailable',
    'Connection terminated unexpectedly': 'unavailable',
    'Connection terminated': 'unavailable',
    'timeout expired': 'unavailable',
    'Query read timeout': 'timeout',
    'Client has encountered a connection error and is not queryable': 'unavailable',
    'Client was closed and is not queryable': 'unavailable',
    'Cannot use a pool after calling end on the pool': { kind: 'unavailable', transient: false },
    'The server does not support SSL connections': 'configuration',
    'There was an error establishing an SSL connection': 'configuration',
    // From pg's library for SCRAM: no password was given, or none of the right type.
    SASL: 'configuration',
  },
};
