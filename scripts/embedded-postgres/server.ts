import { appendFile, chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

import { findBinaries, type Binaries } from './binaries.ts';
import { findServerUser, type ServerUser } from './server-user.ts';
import { run } from './run.ts';

export type ServerSettings = Readonly<Record<string, string | number>>;

export interface Server {
  readonly port: number;
  readonly binaries: Binaries;
  readonly dataDirectory: string;
  readonly user: ServerUser | undefined;
}

/** The data is thrown away, so nothing waits for the disk. */
const throwAwaySettings: ServerSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
};

/** Another process may take a free port between our look and the server's start. */
const attemptsToGetPort = 3;

export async function startServer(directory: string, settings: ServerSettings): Promise<Server> {
  const user = await findServerUser();
  if (user) {
    await chown(directory, user.uid, user.gid);
  }
  const binaries = await findBinaries(directory, user);
  const dataDirectory = await initialise(directory, binaries, user);
  const configuration = join(dataDirectory, 'postgresql.conf');
  await appendFile(configuration, format({ ...throwAwaySettings, ...settings }));

  for (let attempt = 1; ; attempt++) {
    const port = await findFreePort();
    await appendFile(configuration, format({ port }));
    const log = join(directory, `server-${String(attempt)}.log`);
    try {
      await run(binaries.pg_ctl, ['start', '-w', '-t', '60', '-D', dataDirectory, '-l', log], directory, user);
      return { port, binaries, dataDirectory, user };
    } catch {
      const reason = await readFile(log, 'utf8').catch(() => 'no log was written');
      if (attempt === attemptsToGetPort || !reason.includes('could not bind')) {
        throw new Error(onOneLine(reason));
      }
    }
  }
}

export async function stopServer({ binaries, dataDirectory, user }: Server): Promise<void> {
  const stop = (mode: string): Promise<void> =>
    run(binaries.pg_ctl, ['stop', '-w', '-t', '10', '-m', mode, '-D', dataDirectory], dataDirectory, user);
  await stop('fast').catch(() => stop('immediate'));
}

/** Ends the server as a crash does: nothing is said to its clients, nothing is written. */
export async function crashServer({ binaries, dataDirectory, user }: Server): Promise<void> {
  await run(binaries.pg_ctl, ['stop', '-w', '-t', '10', '-m', 'immediate', '-D', dataDirectory], dataDirectory, user);
}

/** Starts the server again, on the same port and with what it has kept. */
export async function restartServer({ binaries, dataDirectory, user }: Server): Promise<void> {
  const log = join(dataDirectory, 'restarted.log');
  await run(binaries.pg_ctl, ['start', '-w', '-t', '60', '-D', dataDirectory, '-l', log], dataDirectory, user);
}

async function initialise(directory: string, binaries: Binaries, user: ServerUser | undefined): Promise<string> {
  const dataDirectory = join(directory, 'data');
  const passwordFile = join(directory, 'password');
  await mkdir(dataDirectory, { mode: 0o700 });
  await writeFile(passwordFile, process.env['PGPASSWORD'] ?? '', { mode: 0o600 });
  if (user) {
    await chown(dataDirectory, user.uid, user.gid);
    await chown(passwordFile, user.uid, user.gid);
  }
  const flags = ['--username=postgres', '--auth=scram-sha-256', '--encoding=UTF8', '--no-locale', '--no-sync'];
  await run(binaries.initdb, [`--pgdata=${dataDirectory}`, `--pwfile=${passwordFile}`, ...flags], directory, user);
  return dataDirectory;
}

function format(settings: ServerSettings): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} = '${String(value).replaceAll("'", "''")}'\n`)
    .join('');
}

async function findFreePort(): Promise<number> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => {
        resolve(port);
      });
    });
  });
}

/** The server's log without times and process ids. */
function onOneLine(log: string): string {
  const messages = log
    .trim()
    .split('\n')
    .map((line) => line.replace(/^.*?\b[A-Z]+: {2}/, ''));
  return messages.join('; ').replace(/\.$/, '');
}
