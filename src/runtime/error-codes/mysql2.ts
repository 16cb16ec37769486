import type { ErrorFacts } from './error-facts.ts';

/** mysql2 3, from its source. */
export const mysql2: ErrorFacts = {
  source: 'mysql2',
  codes: {
    PROTOCOL_CONNECTION_LOST: 'unavailable',
    PROTOCOL_SEQUENCE_TIMEOUT: 'timeout',
    POOL_NONEONLINE: 'unavailable',
    POOL_NOEXIST: 'configuration',
    HANDSHAKE_NO_SSL_SUPPORT: 'configuration',
    HANDSHAKE_SSL_ERROR: 'configuration',
    AUTH_SWITCH_PLUGIN_ERROR: 'configuration',
    MYSQL_CLEAR_PASSWORD_NOT_ENABLED: 'configuration',
  },
  messages: {
    'Queue limit reached.': 'exhausted',
    'No connections available.': 'exhausted',
    'Pool is closed.': { kind: 'unavailable', transient: false },
    "Can't add new command when connection is in closed state": 'unavailable',
    "Can't write in closed state": 'unavailable',
  },
};
