import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const folder = fileURLToPath(new URL('.', import.meta.url));
/** Inside the repository, so that packages are found from there. */
const output = fileURLToPath(new URL('../../node_modules/.cache/poolwise/bench/', import.meta.url));

/**
 * Runs a module of this folder in a process of its own, built as users get it. tsx would give each function its name at run
 * time, which costs as much as what is measured here.
 */
export async function runBuilt(name: string, nodeOptions: readonly string[] = []): Promise<void> {
  const outfile = `${output}${name}.mjs`;
  await build({
    entryPoints: [`${folder}${name}.ts`],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    logLevel: 'warning',
  });
  try {
    const child = spawn(process.execPath, [...nodeOptions, outfile], { stdio: 'inherit' });
    const [exitCode] = (await once(child, 'exit')) as [number | null];
    if (exitCode !== 0) throw new Error(`The measurement "${name}" ended with ${String(exitCode)}.`);
  } finally {
    await rm(outfile);
  }
}
