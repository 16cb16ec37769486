import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { findServerUser } from '../../../../scripts/embedded-postgres/server-user.ts';

export interface PgBouncer {
  readonly port: number;
  stop(): Promise<void>;
}

/** The distribution's program. Undefined where there is none, which it says, unless CI must have one. */
export function findPgBouncer(): string | undefined {
  // Where Debian installs it is not on everybody's path.
  const directories = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'];
  const program = directories.map((directory) => join(directory, 'pgbouncer')).find((path) => existsSync(path));
  if (program !== undefined) return program;
  if (process.env['CI'] === 'true') throw new Error('There is no pgbouncer: .ci/run installs it.');
  console.warn('Tests behind PgBouncer are skipped: there is no pgbouncer (apt-get install pgbouncer).');
  return undefined;
}

/** Starts PgBouncer with a configuration in which some values are replaced, such as the port. */
export async function startPgBouncer(
  program: string,
  configuration: string,
  values: Readonly<Record<string, string>>,
  users: string,
): Promise<PgBouncer> {
  const directory = await mkdtemp(join(tmpdir(), 'poolwise-pgbouncer-'));
  const file = join(directory, 'pgbouncer.ini');
  const userList = join(directory, 'userlist.txt');
  const port = Number(values['listen_port']);
  await writeFile(userList, users);
  await writeFile(file, withValues(configuration, { ...values, auth_file: userList }));
  // It refuses to run as root.
  const user = await findServerUser();
  if (user) for (const path of [directory, file, userList]) await chown(path, user.uid, user.gid);

  let log = '';
  const child = spawn(program, ['-q', file], { stdio: ['ignore', 'ignore', 'pipe'], ...user });
  child.stderr.on('data', (text: Buffer) => {
    log += text.toString();
  });
  try {
    await untilListening(child, port);
  } catch (error) {
    child.kill('SIGKILL');
    throw new Error(`PgBouncer did not start: ${log}`, { cause: error });
  }
  return {
    port,
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Replaces `name = value` lines; each name must be there. */
function withValues(configuration: string, values: Readonly<Record<string, string>>): string {
  let text = configuration;
  for (const [name, value] of Object.entries(values)) {
    const line = new RegExp(`^${name} = .*$`, 'm');
    if (!line.test(text)) throw new Error(`The configuration has no ${name}.`);
    text = text.replace(line, () => `${name} = ${value}`);
  }
  return text;
}

async function untilListening(child: ChildProcess, port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`It ended with ${String(child.exitCode)}.`);
    if (await accepts(port)) return;
    await delay(50);
  }
  throw new Error('It did not listen.');
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}
