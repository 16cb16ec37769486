/**
 * Measures what the recommended rules cost, as ratios within one run: against `@typescript-eslint/no-floating-promises`
 * on the same files, alone and in both orders (the first rule to ask the type checker pays for it), against the whole
 * run, in memory against a run without them, and whether the time is linear in the number of files. The last rows have the
 * rules of typescript-eslint's `recommendedTypeChecked`, as most projects have them.
 *
 *     npx tsx bench/lint-time.ts [--rounds 3] [FILES]
 *     npx tsx bench/lint-time.ts [--rounds 3] --project DIRECTORY --folders FOLDER,…
 *
 * The first form measures generated projects of FILES, twice and four times as many files; the second one the folders of
 * a project with its packages installed. Poolwise alone is compared with the other rule alone.
 */
import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { generateProject } from './lint-time/generate-project.ts';
import { type RuleOrder, ruleOrders, type RuleTimes } from './lint-time/rule-times.ts';

type Row = Record<string, string>;

const measure = fileURLToPath(new URL('lint-time/measure.ts', import.meta.url));

/** Runs one order in a process of its own, which has read nothing yet. */
function measureOrder(order: RuleOrder, directory: string, folders: readonly string[]): RuleTimes {
  const options = ['--expose-gc', '--max-old-space-size=8192', '--import', 'tsx'];
  const printed = execFileSync(process.execPath, [...options, measure, directory, order, ...folders], {
    encoding: 'utf8',
  });
  const line = printed.split('\n').findLast((text) => text.startsWith('{')) ?? '{}';
  return JSON.parse(line) as RuleTimes;
}

/** A row for each order of the rules. Of several rounds the quickest run counts, which other work disturbed least. */
function measureProject(title: string, directory: string, folders: readonly string[]): Record<string, Row> {
  const quickest = new Map<RuleOrder, RuleTimes>();
  for (let round = 0; round < rounds; round += 1) {
    for (const order of ruleOrders) {
      const times = measureOrder(order, directory, folders);
      if (times.total < (quickest.get(order)?.total ?? Infinity)) quickest.set(order, times);
    }
  }
  const alone = quickest.get('peer alone');
  const without = (order: RuleOrder): RuleTimes | undefined =>
    order.endsWith('usual rules') ? quickest.get('usual rules') : alone;
  return Object.fromEntries(
    [...quickest].map(([order, { poolwise, peer, total, heap }]) => [
      `${title}, ${order}`,
      {
        'poolwise ms': poolwise.toFixed(0),
        'no-floating-promises ms': peer.toFixed(0),
        ratio: poolwise > 0 ? (poolwise / (peer > 0 ? peer : (alone?.peer ?? 0))).toFixed(2) : '-',
        'share of the run': `${((100 * poolwise) / total).toFixed(1)} %`,
        'heap against the run without': `${((100 * heap) / (without(order)?.heap ?? 0) - 100).toFixed(1)} %`,
      },
    ]),
  );
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    project: { type: 'string' },
    folders: { type: 'string', default: 'src' },
    rounds: { type: 'string', default: '3' },
  },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  throw new Error(`The number of rounds is "${values.rounds}". Accepted: a whole number above 0.`);
}
if (values.project !== undefined) {
  console.table(measureProject(values.folders, resolve(values.project), values.folders.split(',')));
} else {
  const files = Number(positionals[0] ?? 100);
  if (!Number.isInteger(files) || files < 1) {
    throw new Error(`The number of files is "${positionals[0] ?? ''}". Accepted: a whole number above 0.`);
  }
  let rows: Record<string, Row> = {};
  for (const factor of [1, 2, 4]) {
    const directory = await generateProject(files * factor);
    try {
      rows = { ...rows, ...measureProject(`${String(files * factor)} files`, directory, ['src']) };
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }
  console.table(rows);
}
