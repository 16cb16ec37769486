/**
 * Measures what the recommended rules cost, as ratios within one run: against `@typescript-eslint/no-floating-promises`
 * on the same files, alone and in both orders (the first rule to ask the type checker pays for it), and whether the time
 * is linear in the number of files.
 *
 *     npx tsx bench/lint-time.ts [FILES]
 */
import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { generateProject } from './lint-time/generate-project.ts';
import { ruleOrders, type RuleTimes } from './lint-time/rule-times.ts';

const files = Number(process.argv[2] ?? 100);
if (!Number.isInteger(files) || files < 1) {
  throw new Error(`The number of files is "${process.argv[2] ?? ''}". Accepted: a whole number above 0.`);
}

const measure = fileURLToPath(new URL('lint-time/measure.ts', import.meta.url));
const rows: Record<string, Record<string, string>> = {};
for (const factor of [1, 2, 4]) {
  const directory = await generateProject(files * factor);
  try {
    for (const order of ruleOrders) {
      const printed = execFileSync(process.execPath, ['--import', 'tsx', measure, directory, order], {
        encoding: 'utf8',
      });
      const { poolwise, peer, total } = JSON.parse(printed) as RuleTimes;
      rows[`${String(files * factor)} files, ${order}`] = {
        'poolwise ms': poolwise.toFixed(0),
        'no-floating-promises ms': peer.toFixed(0),
        ratio: peer > 0 && poolwise > 0 ? (poolwise / peer).toFixed(2) : '-',
        'share of the run': `${((100 * poolwise) / total).toFixed(1)} %`,
      };
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
console.table(rows);
