import { hasMethods } from '../../has-methods.ts';
import type { Recognise } from '../drainable.ts';

const sweepMs = 20;

/**
 * A server of `node:http` or `node:https`: it takes no more connections and answers the requests that it has. `close` alone
 * goes on serving clients that keep their connections alive, for as long as they send: their next answer tells them to
 * connect anew.
 */
export const recogniseHttpServer: Recognise = (value) => {
  if (!hasMethods(value, ['listen', 'close', 'closeIdleConnections', 'prependListener', 'off'])) return undefined;
  const server = value;
  return {
    client: 'HTTP server',
    end: () =>
      new Promise<void>((resolve) => {
        server.prependListener('request', endKeepAlive);
        const sweep = setInterval(() => {
          server.closeIdleConnections();
        }, sweepMs);
        // An error says that it did not listen.
        server.close(() => {
          clearInterval(sweep);
          server.off('request', endKeepAlive);
          resolve();
        });
      }),
    force() {
      if (hasMethods(server, ['closeAllConnections'])) server.closeAllConnections();
    },
  };
};

function endKeepAlive(_request: unknown, response: unknown): void {
  if (hasMethods(response, ['setHeader'])) response.setHeader('Connection', 'close');
}
