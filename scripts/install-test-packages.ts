/**
 * Installs what only the tests use, where it is missing or out of date: the published clients whose types the analysis is
 * checked against, and the tools that people use the plugin through. Both are kept apart from the root's dependencies, so
 * that the demo does not wait for them.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

for (const folder of ['packages', 'tools']) {
  const directory = fileURLToPath(new URL(`../test/${folder}/`, import.meta.url));
  const lock = readFileSync(`${directory}package-lock.json`, 'utf8');
  const mark = `${directory}node_modules/.installed-lock.json`;
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) continue;
  console.log(`Installing the packages of test/${folder}`);
  execFileSync('npm', ['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: directory,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  writeFileSync(mark, lock);
}
