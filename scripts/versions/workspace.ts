import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import type { Combination } from './combinations.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const quiet = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'];

/** A copy of the tracked files with packages of its own, so that those of the repository stay as they are. */
export class Workspace {
  private constructor(readonly directory: string) {}

  /** Copies, installs what the locks say, those of the clients and tools that tests use too, and builds. */
  static async create(): Promise<Workspace> {
    const directory = await realpath(await mkdtemp(join(tmpdir(), 'poolwise-versions-')));
    const { stdout } = await run('git', ['ls-files', '-z'], { cwd: root });
    for (const file of stdout.split('\0').filter((name) => name !== '')) {
      await mkdir(dirname(join(directory, file)), { recursive: true });
      await cp(join(root, file), join(directory, file));
    }
    const workspace = new Workspace(directory);
    await workspace.run('npm', ['ci', ...quiet]);
    await workspace.run(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'scripts/install-test-packages.ts']);
    await workspace.run(process.execPath, ['node_modules/tsdown/dist/run.mjs', '--logLevel=warn']);
    return workspace;
  }

  async install({ eslint, typescript, typescriptEslint }: Combination): Promise<void> {
    const ofTypescriptEslint = ['typescript-eslint', '@typescript-eslint/parser', '@typescript-eslint/rule-tester'];
    await this.run('npm', [
      ...['install', '--no-save', '--prefer-offline', ...quiet],
      ...[`eslint@${eslint}`, `typescript@${typescript}`],
      ...ofTypescriptEslint.map((name) => `${name}@${typescriptEslint}`),
    ]);
  }

  /** The version of a package that is installed now. */
  async versionOf(name: string): Promise<string> {
    const manifest = await readFile(join(this.directory, 'node_modules', name, 'package.json'), 'utf8');
    return (JSON.parse(manifest) as { readonly version: string }).version;
  }

  /** Runs a command, hands on each line, and answers with what it printed. Throws where it fails. */
  async run(
    command: string,
    commandArguments: readonly string[],
    onLine: (line: string) => void = () => undefined,
  ): Promise<string> {
    const running = run(command, commandArguments, {
      cwd: this.directory,
      maxBuffer: 2 ** 28,
      shell: process.platform === 'win32',
      env: { ...process.env, NO_COLOR: '1' },
    });
    if (running.child.stdout) createInterface(running.child.stdout).on('line', onLine);
    return (await running).stdout;
  }

  async remove(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }
}
