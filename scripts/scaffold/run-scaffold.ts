import { fileURLToPath } from 'node:url';

import { type Scaffold, writeScaffold } from './scaffold.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs a command that makes the files for the name given on the command line. */
export async function runScaffold(command: string, scaffoldOf: (name: string) => Scaffold): Promise<void> {
  const [name, ...others] = process.argv.slice(2);
  try {
    if (name === undefined || others.length > 0) throw new Error(`Give one name: npm run ${command} NAME`);
    const written = await writeScaffold(root, scaffoldOf(name));
    console.log(['Wrote', ...written].join('\n  '));
    console.log('Next: fill them in, then `npm run docs` and `npm test`.');
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
