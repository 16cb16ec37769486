import type { ErrorFacts } from './error-facts.ts';

/** Prisma 6 and 7: the error reference of its docs, and the kinds of its driver adapters, from their source. */
export const prisma: ErrorFacts = {
  source: 'Prisma: codes, kinds of driver adapters',
  codes: {
    P1000: 'configuration',
    P1001: 'unavailable',
    P1002: 'unavailable',
    P1003: 'configuration',
    P1008: 'timeout',
    P1010: 'configuration',
    P1011: 'configuration',
    P1012: 'configuration',
    P1013: 'configuration',
    P1017: 'unavailable',
    P1018: 'query',
    // A raw query failed: only the error inside says why.
    P2010: { kind: 'query', unlessInside: true },
    P2024: 'exhausted',
    P2028: [{ text: 'Unable to start a transaction', kind: 'exhausted' }, 'timeout'],
    P2034: 'transient',
    P2036: { kind: 'unknown', unlessInside: true },
    P2037: 'exhausted',
    P2039: { kind: 'unknown', unlessInside: true },
    AuthenticationFailed: 'configuration',
    ConnectionClosed: 'unavailable',
    DatabaseAccessDenied: 'configuration',
    DatabaseDoesNotExist: 'configuration',
    DatabaseNotReachable: 'unavailable',
    SocketTimeout: 'timeout',
    TlsConnectionError: 'configuration',
    TooManyConnections: 'exhausted',
    TransactionAlreadyClosed: 'query',
    TransactionWriteConflict: 'transient',
  },
  codeClasses: { pattern: /^P2\d{3}$/, length: 2, meanings: { P2: 'query' } },
  names: { PrismaClientValidationError: 'query' },
};
