/**
 * The process that keeps an embedded PostgreSQL: it starts the server, tells its parent the
 * port, and stops the server and removes its files when the parent disconnects or dies.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { crashServer, restartServer, startServer, stopServer, type Server, type ServerSettings } from './server.ts';

export type KeeperMessage = { readonly port: number } | { readonly failure: string };

/** What the parent may ask for while the server is kept; the answer is as at the start. */
export type KeeperOrder = 'crash' | 'restart';

function tellParent(message: KeeperMessage): void {
  if (process.connected) {
    process.send?.(message);
  }
}

function obey(order: KeeperOrder, server: Server): void {
  (order === 'crash' ? crashServer(server) : restartServer(server)).then(
    () => {
      tellParent({ port: server.port });
    },
    (error: unknown) => {
      tellParent({ failure: error instanceof Error ? error.message : String(error) });
    },
  );
}

const released = new Promise<void>((resolve) => {
  process.once('disconnect', resolve);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      resolve();
    });
  }
});

const settings = JSON.parse(process.argv[2] ?? '{}') as ServerSettings;
const directory = await mkdtemp(join(tmpdir(), 'poolwise-postgres-'));
try {
  const server = await startServer(directory, settings);
  process.on('message', (order: KeeperOrder) => {
    obey(order, server);
  });
  try {
    tellParent({ port: server.port });
    await released;
  } finally {
    await stopServer(server);
  }
} catch (error) {
  tellParent({ failure: error instanceof Error ? error.message : String(error) });
} finally {
  await rm(directory, { recursive: true, force: true, maxRetries: 5 });
}
if (process.connected) {
  process.disconnect();
}
