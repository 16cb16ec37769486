import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

export interface BlackHole {
  readonly port: number;
  close(): Promise<void>;
}

/** A server that takes connections and never answers, as behind a broken network. */
export async function openBlackHole(): Promise<BlackHole> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
