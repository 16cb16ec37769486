/**
 * Installs the published packages whose types the client tests are checked against, where they are missing or out of
 * date. They are kept apart from the root's dependencies, so that the demo does not wait for them.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const directory = fileURLToPath(new URL('../test/packages/', import.meta.url));
const lock = readFileSync(`${directory}package-lock.json`, 'utf8');
const mark = `${directory}node_modules/.installed-lock.json`;

if (!existsSync(mark) || readFileSync(mark, 'utf8') !== lock) {
  console.log('Installing the packages whose types the client tests use');
  execFileSync('npm', ['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: directory,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  writeFileSync(mark, lock);
}
