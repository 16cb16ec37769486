import { fork, type ChildProcess, type ForkOptions } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** Runs a TypeScript module in a process of its own, connected by messages. */
export function forkTypeScript(
  module: URL,
  moduleArguments: readonly string[],
  options: Omit<ForkOptions, 'execArgv'> = {},
): ChildProcess {
  return fork(fileURLToPath(module), moduleArguments, { ...options, execArgv: ['--import', tsx] });
}
