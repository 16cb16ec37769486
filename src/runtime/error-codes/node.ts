import type { ErrorFacts } from './error-facts.ts';

/** Errors of Node's sockets, name look-ups and TLS, and of its `fetch` for drivers that speak HTTP. */
export const node: ErrorFacts = {
  source: 'Node: sockets, DNS, TLS, fetch',
  codes: {
    ECONNREFUSED: 'unavailable',
    ECONNRESET: 'unavailable',
    ECONNABORTED: 'unavailable',
    EPIPE: 'unavailable',
    ETIMEDOUT: 'unavailable',
    EHOSTUNREACH: 'unavailable',
    EHOSTDOWN: 'unavailable',
    ENETUNREACH: 'unavailable',
    ENETDOWN: 'unavailable',
    ENOTFOUND: 'unavailable',
    EAI_AGAIN: 'unavailable',
    ERR_STREAM_DESTROYED: 'unavailable',
    ERR_SOCKET_CLOSED: 'unavailable',
    // The process has no more files or ports to open.
    EMFILE: 'exhausted',
    EADDRNOTAVAIL: 'exhausted',
    UND_ERR_CONNECT_TIMEOUT: 'unavailable',
    UND_ERR_SOCKET: 'unavailable',
    UND_ERR_HEADERS_TIMEOUT: 'timeout',
    UND_ERR_BODY_TIMEOUT: 'timeout',
    CERT_HAS_EXPIRED: 'configuration',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'configuration',
    SELF_SIGNED_CERT_IN_CHAIN: 'configuration',
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'configuration',
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'configuration',
    ERR_TLS_CERT_ALTNAME_INVALID: 'configuration',
  },
};
