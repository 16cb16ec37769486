import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import manifest from '../../package.json' with { type: 'json' };

const root = fileURLToPath(new URL('../..', import.meta.url));
/** What the corpus's programs load beside the plugin, in the versions that this repository uses. */
const beside = ['eslint', 'typescript-eslint', 'typescript', 'prisma'] as const;

/** Builds and packs the plugin, and installs it as a user would. Answers the directory that has it in its `node_modules`. */
export function preparePlugin(cache: string): string {
  const directory = join(cache, 'plugin');
  mkdirSync(directory, { recursive: true });
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  const packed = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', cache], {
    cwd: root,
    encoding: 'utf8',
  });
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  const packages = beside.map((name) => `${name}@${manifest.devDependencies[name]}`);
  writeFileSync(join(directory, 'package.json'), JSON.stringify({ name: 'plugin', private: true }));
  execFileSync(
    'npm',
    ['install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', join(cache, filename), ...packages],
    { cwd: directory, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  return directory;
}
