import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

import type { ServerUser } from './server-user.ts';

/** Runs a program to its end as the server's user; fails with what it wrote to stderr. */
export async function run(
  program: string,
  programArguments: readonly string[],
  workingDirectory: string,
  user: ServerUser | undefined,
): Promise<void> {
  const child = spawn(program, programArguments, {
    cwd: workingDirectory,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, LC_ALL: 'C' },
    ...user,
  });
  const errors = text(child.stderr);
  // Not "close": the server that pg_ctl leaves behind may hold the pipe open.
  const exitCode = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (exitCode !== 0) {
    throw new Error((await errors).trim());
  }
}
