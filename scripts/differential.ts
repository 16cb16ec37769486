/**
 * Compares random programs before and after suggestions are applied, more of them than `npm test` does:
 * `npm run differential -- --runs 5000 --seed 7 --client prisma`. Runs are programs for each client; without a seed it
 * is a new one. What it prints of a difference holds the seed.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

import { suites } from '../test/rewrite/suites.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '1000' }, seed: { type: 'string' }, client: { type: 'string' } },
});

function wholeNumber(name: string, text: string, least: number): string {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least) {
    throw new Error(`--${name} must be a whole number of at least ${String(least)}, not "${text}".`);
  }
  return String(number);
}

const runs = wholeNumber('runs', values.runs, 1);
const seed = wholeNumber('seed', values.seed ?? String(Math.floor(Math.random() * 2 ** 31)), 0);
const known = Object.entries(suites);
const suite = known.find(([client]) => client === values.client)?.[1];
if (values.client !== undefined && !suite) {
  throw new Error(`--client is one of ${known.map(([client]) => client).join(', ')}, not "${values.client}".`);
}
const pattern = `${suite ? `${suite.title}.*` : ''}random programs`;
console.log(`${runs} programs for each client, seed ${seed}`);
const { status } = spawnSync('vitest', ['run', 'test/rewrite/differential', '-t', pattern], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, POOLWISE_PROGRAMS: runs, POOLWISE_SEED: seed },
});
process.exitCode = status ?? 1;
