import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

import { clientPackage } from './client-package.ts';
import type { MariadbAdministrator } from './mariadb.ts';

/** A server that a test may break: nobody else uses it. */
export interface OwnMariadb {
  readonly port: number;
  /** As root, whom the server lets in when it is full for others. */
  connect(): Promise<MariadbAdministrator>;
  /** Ends the server as a crash does. */
  crash(): Promise<void>;
  /** Starts it again, on the same port and with its data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Undefined where the distribution's programs are not installed, which it says. */
export function findMariadb(): { readonly server: string; readonly install: string } | undefined {
  // Where Debian installs the server is not on everybody's path.
  const directories = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'];
  const find = (name: string): string | undefined =>
    directories.map((directory) => join(directory, name)).find((path) => existsSync(path));
  const [server, install] = [find('mariadbd'), find('mariadb-install-db')];
  if (server !== undefined && install !== undefined) return { server, install };
  console.warn('Tests that break a MariaDB are skipped: there is no mariadbd (apt-get install mariadb-server).');
  return undefined;
}

export async function startOwnMariadb(options: readonly string[]): Promise<OwnMariadb> {
  const programs = findMariadb();
  if (!programs) throw new Error('There is no mariadbd.');
  const directory = await mkdtemp(join(tmpdir(), 'poolwise-mariadb-'));
  const data = [`--datadir=${join(directory, 'data')}`, `--user=${userInfo().username}`];
  await promisify(execFile)(programs.install, [
    '--no-defaults',
    ...data,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
  ]);
  const port = await findFreePort();
  const { createConnection } = clientPackage<{
    readonly createConnection: (options: object) => Promise<MariadbAdministrator>;
  }>('drivers', 'mysql2/promise');
  const connect = (): Promise<MariadbAdministrator> => createConnection({ host: '127.0.0.1', port, user: 'root' });

  async function start(program: string): Promise<ChildProcess> {
    const child = spawn(
      program,
      [
        '--no-defaults',
        ...data,
        `--port=${String(port)}`,
        `--socket=${join(directory, 'socket')}`,
        `--pid-file=${join(directory, 'pid')}`,
        '--bind-address=127.0.0.1',
        '--skip-name-resolve',
        '--innodb-buffer-pool-size=16M',
        ...options,
      ],
      { stdio: 'ignore' },
    );
    for (let attempt = 0; attempt < 300; attempt++) {
      try {
        await (await connect()).end();
        return child;
      } catch {
        if (child.exitCode !== null) break;
        await delay(50);
      }
    }
    child.kill('SIGKILL');
    throw new Error(`MariaDB did not start; it ended with ${String(child.exitCode)}.`);
  }

  async function kill(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  let child = await start(programs.server);
  return {
    port,
    connect,
    crash: kill,
    async restart() {
      child = await start(programs.server);
    },
    async stop() {
      await kill();
      await rm(directory, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
