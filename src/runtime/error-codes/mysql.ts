import type { ErrorFacts } from './error-facts.ts';

/** Numbers of MySQL and MariaDB servers: their names differ between clients, and some clients know no name. */
export const mysql: ErrorFacts = {
  source: 'MySQL, MariaDB: error number',
  numbers: {
    has: ({ sqlState, number = 0 }) => sqlState !== undefined && number >= 1000 && number < 45_000,
    meanings: {
      // Disk full; out of memory; out of resources; too many connections.
      1021: { kind: 'unavailable', transient: false },
      1037: 'exhausted',
      1040: 'exhausted',
      1041: 'exhausted',
      // Access denied, to a database and to the server; unknown database.
      1044: 'configuration',
      1045: 'configuration',
      1049: 'configuration',
      // Shutdown: in progress, normal, aborted connections.
      1053: 'unavailable',
      1077: 'unavailable',
      1079: 'unavailable',
      1129: 'unavailable',
      1130: 'configuration',
      1135: 'exhausted',
      1152: 'unavailable',
      1158: 'unavailable',
      1159: 'unavailable',
      1160: 'unavailable',
      1161: 'unavailable',
      1184: 'unavailable',
      1203: 'exhausted',
      // Lock wait timeout; deadlock.
      1205: 'transient',
      1213: 'transient',
      1226: 'exhausted',
      1251: 'configuration',
      // `--read-only`: a server that was the primary until a failover.
      1290: [{ text: 'read-only', kind: 'unavailable' }, 'query'],
      1836: 'unavailable',
      // The query was interrupted, by KILL QUERY or by the time limit of some statements.
      1317: { kind: 'timeout', transient: false },
      1614: 'transient',
      1689: 'transient',
      1698: 'configuration',
      1862: 'configuration',
      // MariaDB: the connection was killed; `max_statement_time`.
      1927: 'unavailable',
      1969: 'timeout',
      3024: 'timeout',
      3032: 'unavailable',
      3118: 'configuration',
      3159: 'configuration',
      3572: 'transient',
      4031: 'unavailable',
    },
    // The server has answered that it does not accept the statement.
    otherwise: 'query',
  },
};
