/**
 * Installs what only the tests use, where it is missing or out of date: the published clients whose types the analysis is
 * checked against, the tools that people use the plugin through, and the frameworks of the applications that are linted.
 * They are kept apart from the root's dependencies, so that the demo does not wait for them.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// The compilers of Next.js come by platform, take 100 MB and are not run.
const folders = { packages: [], tools: [], 'fixtures/applications': ['--omit=optional'] };

for (const [folder, flags] of Object.entries(folders)) {
  const directory = fileURLToPath(new URL(`../test/${folder}/`, import.meta.url));
  const lock = readFileSync(`${directory}package-lock.json`, 'utf8');
  const mark = `${directory}node_modules/.installed-lock.json`;
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) continue;
  console.log(`Installing the packages of test/${folder}`);
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['ci', '--ignore-scripts', '--legacy-peer-deps', ...quiet, ...flags], {
    cwd: directory,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  writeFileSync(mark, lock);
}
