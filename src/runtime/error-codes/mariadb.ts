import type { ErrorFacts } from './error-facts.ts';

/** The connector's own errors, mariadb 3, from its source. */
export const mariadb: ErrorFacts = {
  source: 'mariadb (connector)',
  codes: {
    // The pool says so also when the server cannot be reached: then that error is inside.
    ER_GET_CONNECTION_TIMEOUT: { kind: 'exhausted', unlessInside: true },
    ER_POOL_NO_CONNECTION: { kind: 'exhausted', unlessInside: true },
    ER_CONNECTION_TIMEOUT: 'unavailable',
    ER_INITIAL_TIMEOUT_ERROR: 'unavailable',
    ER_PING_TIMEOUT: 'unavailable',
    ER_SOCKET: 'unavailable',
    ER_SOCKET_UNEXPECTED_CLOSE: 'unavailable',
    ER_SOCKET_TIMEOUT: 'timeout',
    ER_CMD_CONNECTION_CLOSED: 'unavailable',
    ER_CMD_NOT_EXECUTED_DESTROYED: 'unavailable',
    ER_CONNECTION_ALREADY_CLOSED: 'unavailable',
    ER_POOL_ALREADY_CLOSED: { kind: 'unavailable', transient: false },
    ER_CLOSING_POOL: { kind: 'unavailable', transient: false },
    ER_ADD_CONNECTION_CLOSED_POOL: { kind: 'unavailable', transient: false },
    ER_POOL_NOT_INITIALIZED: { kind: 'unavailable', unlessInside: true },
    ER_AUTHENTICATION_PLUGIN_NOT_SUPPORTED: 'configuration',
    ER_NOT_SUPPORTED_AUTH_PLUGIN: 'configuration',
    ER_SERVER_SSL_DISABLED: 'configuration',
    ER_SELF_SIGNED: 'configuration',
    ER_SELF_SIGNED_NO_PWD: 'configuration',
    ER_TLS_IDENTITY_ERROR: 'configuration',
    ER_CANNOT_RETRIEVE_RSA_KEY: 'configuration',
    ER_MISSING_PARAMETER: 'query',
    ER_PARAMETER_UNDEFINED: 'query',
    ER_PLACEHOLDER_UNDEFINED: 'query',
    ER_MISSING_SQL_PARAMETER: 'query',
    ER_UNDEFINED_SQL: 'query',
    ER_MAX_ALLOWED_PACKET: 'query',
  },
};
