import type { ErrorFacts } from './error-facts.ts';

/** SQLite's result codes, as better-sqlite3 and libSQL name them. */
export const sqlite: ErrorFacts = {
  source: 'SQLite: result code',
  codes: {
    SQLITE_BUSY: 'transient',
    SQLITE_BUSY_RECOVERY: 'transient',
    SQLITE_BUSY_SNAPSHOT: 'transient',
    SQLITE_BUSY_TIMEOUT: 'transient',
    SQLITE_LOCKED: 'transient',
    SQLITE_LOCKED_SHAREDCACHE: 'transient',
    SQLITE_INTERRUPT: 'unknown',
    SQLITE_CANTOPEN: 'configuration',
    SQLITE_NOTADB: 'configuration',
    SQLITE_AUTH: 'configuration',
    SQLITE_FULL: { kind: 'unavailable', transient: false },
    SQLITE_IOERR: { kind: 'unavailable', transient: false },
    SQLITE_CORRUPT: { kind: 'unavailable', transient: false },
    SQLITE_ERROR: 'query',
    SQLITE_MISMATCH: 'query',
    SQLITE_RANGE: 'query',
    SQLITE_TOOBIG: 'query',
    SQLITE_CONSTRAINT: 'query',
    SQLITE_CONSTRAINT_CHECK: 'query',
    SQLITE_CONSTRAINT_FOREIGNKEY: 'query',
    SQLITE_CONSTRAINT_NOTNULL: 'query',
    SQLITE_CONSTRAINT_PRIMARYKEY: 'query',
    SQLITE_CONSTRAINT_TRIGGER: 'query',
    SQLITE_CONSTRAINT_UNIQUE: 'query',
  },
};
