/**
 * Says how many of the labelled sites that query directly and must be reported have a suggestion, and what stands against
 * the others: the refusals of `src/rewrite`, counted.
 *
 *     npx tsx bench/suggestion-share.ts [--corpus DIR] --checkouts DIRECTORY [--repos OWNER/NAME,…] [--sites]
 *
 * `--corpus` has the labels; `--checkouts` the repositories that `run.mjs` has prepared, as OWNER__NAME; `--sites` prints
 * each site.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { parseForESLint } from '@typescript-eslint/parser';
import type ts from 'typescript';

import { repeatedQueriesOf } from '../src/analysis/repeated-queries.ts';
import type { View } from '../src/analysis/view.ts';
import clients from '../src/clients/index.ts';
import type { RefusalReason } from '../src/rewrite/refusal.ts';
import { sqlOf } from '../src/rewrite/sql-of.ts';
import { plansFor } from '../src/rewrite/suggestions-for.ts';
import { defaultSettings } from '../src/settings.ts';
import { createProgramFindings } from '../src/source/program-findings.ts';

interface Label {
  readonly repo: string;
  readonly file: string;
  readonly line: number;
  readonly verdict: string;
  readonly confidence: string;
  readonly batchable: string;
  readonly via?: string;
  readonly tags?: readonly string[];
  readonly note?: string;
}

const { values } = parseArgs({
  options: {
    corpus: { type: 'string', default: '../shared/corpus' },
    checkouts: { type: 'string' },
    repos: { type: 'string' },
    sites: { type: 'boolean', default: false },
  },
});
if (values.checkouts === undefined) throw new Error('Needed: --checkouts with the repositories.');
const { checkouts } = values;
const chosen = values.repos?.split(',');

const positive = new Set(['n+1-direct', 'fanout', 'write-loop', 'write-loop-distinct']);
const labels = readFileSync(join(values.corpus, 'labels.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Label)
  .filter(
    ({ repo, verdict, confidence, batchable, via, tags }) =>
      positive.has(verdict) &&
      confidence === 'high' &&
      batchable === 'yes' &&
      via === 'direct' &&
      !tags?.includes('memoised') &&
      (chosen === undefined || chosen.includes(repo)) &&
      existsSync(join(checkouts, repo.replace('/', '__'))),
  );

interface Planned {
  readonly from: number;
  readonly to: number;
  readonly writes: boolean;
  readonly isSuggested: boolean;
  readonly reasons: readonly RefusalReason[];
}

const findings = createProgramFindings(clients);
const planned: View<Planned> = (analysis, summaries, file) => {
  const queries = repeatedQueriesOf(analysis, summaries, file);
  return queries.map((query) => {
    const plans = plansFor({ analysis, summaries, file, maxBatchSize: undefined }, query, queries);
    const lineOf = (position: number): number => file.getLineAndCharacterOfPosition(position).line + 1;
    return {
      from: lineOf(query.node.getStart(file)),
      to: lineOf(query.node.end),
      writes: query.effects.some(({ query: { operation, node } }) => operation.startsWith('write') || changes(node)),
      isSuggested: plans.some((plan) => typeof plan !== 'string'),
      reasons: plans.filter((plan) => typeof plan === 'string'),
    };
  });
};

/** Whether SQL that is written where the query is changes rows. */
function changes(query: ts.Expression): boolean {
  return /^[\s`'"]*(insert|update|delete)\b/i.test(sqlOf(query) ?? '');
}

function plansIn(repo: string, name: string): readonly Planned[] {
  const root = resolve(checkouts, repo.replace('/', '__'));
  const filePath = join(root, name);
  const { services } = parseForESLint(readFileSync(filePath, 'utf8'), {
    filePath,
    jsx: name.endsWith('x'),
    projectService: true,
    tsconfigRootDir: root,
  });
  const file = services.program?.getSourceFile(filePath);
  if (!services.program || !file) return [];
  return findings.of(planned, { program: services.program, file, typed: true }, defaultSettings);
}

const perFile = new Map<string, Label[]>();
for (const label of labels) {
  const name = `${label.repo} ${label.file}`;
  perFile.set(name, [...(perFile.get(name) ?? []), label]);
}
const counts = { reads: { sites: 0, suggested: 0 }, writes: { sites: 0, suggested: 0 } };
const refused = new Map<string, number>();
for (const [first, ...others] of perFile.values()) {
  if (!first) continue;
  let plans: readonly Planned[];
  try {
    plans = plansIn(first.repo, first.file);
  } catch (error) {
    console.log(`${first.repo} ${first.file}: ${String(error)}`);
    plans = [];
  }
  for (const label of [first, ...others]) {
    const near = plans
      .filter(({ from, to }) => label.line >= from - 1 && label.line <= to + 1)
      .toSorted((a, b) => Math.abs(a.from - label.line) - Math.abs(b.from - label.line))[0];
    const isWrite = label.verdict.startsWith('write') || (near?.writes ?? false);
    const count = isWrite ? counts.writes : counts.reads;
    count.sites += 1;
    if (near?.isSuggested) count.suggested += 1;
    const reason = near ? near.reasons.join(' ') || 'none' : 'not reported';
    if (!near?.isSuggested) refused.set(reason, (refused.get(reason) ?? 0) + 1);
    if (values.sites) {
      const state = near?.isSuggested ? 'suggested' : reason;
      console.log(`${isWrite ? 'write' : 'read '} ${label.repo} ${label.file}:${String(label.line)} ${state}`);
    }
  }
}
const share = ({ sites, suggested }: { sites: number; suggested: number }): string =>
  `${String(suggested)} of ${String(sites)} (${String(Math.round((suggested / sites) * 100))} %)`;
console.log(`reads:  ${share(counts.reads)}`);
console.log(`writes: ${share(counts.writes)}`);
console.log(
  `all:    ${share({
    sites: counts.reads.sites + counts.writes.sites,
    suggested: counts.reads.suggested + counts.writes.suggested,
  })}`,
);
for (const [reason, count] of [...refused].toSorted(([, a], [, b]) => b - a)) console.log(`${String(count)} ${reason}`);
