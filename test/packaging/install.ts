import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** Packs the built package as it is published. Answers the path of the tarball. */
export async function packInto(directory: string, root: string): Promise<string> {
  if (!existsSync(join(root, 'dist/index.js')))
    throw new Error('There is no build to pack: run `npm run build` first.');
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', directory], {
    cwd: root,
  });
  const [packed] = JSON.parse(stdout) as [{ filename: string }];
  return join(directory, packed.filename);
}

/** Makes a project of the given files and installs packages into it, from npm's cache where it has them. */
export async function createProject(
  directory: string,
  files: Readonly<Record<string, string>>,
  packages: readonly string[],
  flags: readonly string[] = [],
): Promise<void> {
  await mkdir(directory);
  await writeFile(join(directory, 'package.json'), JSON.stringify({ name: 'project', private: true, type: 'module' }));
  for (const [path, text] of Object.entries(files)) await writeFile(join(directory, path), text);
  const quiet = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'];
  await run('npm', ['install', ...quiet, ...flags, ...packages], { cwd: directory });
}

/** The version of a package that this repository has installed. */
export function versionOf(installedAs: string): string {
  return (require(`${installedAs}/package.json`) as { version: string }).version;
}

export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs Node in a project, without throwing where it fails. */
export async function runNode(directory: string, ...nodeArguments: readonly string[]): Promise<Outcome> {
  try {
    return { exitCode: 0, ...(await run(process.execPath, nodeArguments, { cwd: directory })) };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { exitCode: code, stdout, stderr };
  }
}
