import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { applySuggestions, type Suggested } from '../apply-suggestions.ts';
import type { Project } from '../project.ts';
import type { Target } from '../target.ts';
import type { Workbench } from '../workbench.ts';
import { asSources, judge, judgeSource, type Verdict } from './judge.ts';
import { programs } from './program.ts';
import type { QueryForm } from './query-form.ts';
import { render } from './render.ts';

/** Programs per client, and the seed that they are drawn with: `npm run differential` sets others. */
const runs = Number(process.env['POOLWISE_PROGRAMS'] ?? 45);
const seed = Number(process.env['POOLWISE_SEED'] ?? 1);

/** Programs whose types are read and checked together. */
const batchSize = 100;

/** The random programs of a client. Those that are first are judged with the cases, of one program's types. */
export interface DrawnPrograms {
  readonly first: readonly string[];
  readonly others: readonly string[];
}

export function drawPrograms(forms: readonly QueryForm[], prelude: string): DrawnPrograms {
  const drawn = fc.sample(programs(forms), { seed, numRuns: runs }).map((program) => render(program, prelude));
  const distinct = [...new Set(drawn)];
  return { first: distinct.slice(0, batchSize), others: distinct.slice(batchSize) };
}

interface Opened {
  readonly project: Project;
  readonly workbench: Workbench;
  /** What became of the first programs. */
  readonly suggested: ReadonlyMap<string, Suggested>;
}

/** Compares what random programs do before and after suggestions are applied. */
export function describePrograms(
  target: Target,
  forms: readonly QueryForm[],
  { first, others }: DrawnPrograms,
  opened: () => Opened,
  leastRewritten: number,
): void {
  it(`${String(runs)} random programs do the same`, { timeout: 60_000 + runs * 5_000 }, async () => {
    const { project, workbench, suggested } = opened();
    const verdicts = new Map<string, Verdict>();
    for (const text of first) {
      const own = suggested.get(text);
      if (own) verdicts.set(text, await judge(workbench, text, own));
    }
    for (let start = 0; start < others.length; start += batchSize) {
      const batch = others.slice(start, start + batchSize);
      const applied = applySuggestions(project, asSources(batch));
      for (const [index, text] of batch.entries()) {
        const own = applied[index];
        if (own) verdicts.set(text, await judge(workbench, text, own));
      }
    }
    console.log(summaryOf(target, verdicts));
    // The same programs once more, judged already: fast-check makes the smallest of one that went wrong.
    await fc.assert(
      fc.asyncProperty(programs(forms), async (program) => {
        const text = render(program, target.prelude);
        const verdict = verdicts.get(text) ?? (await judgeSource(project, workbench, text));
        if (verdict.kind === 'fault') {
          throw new Error([...verdict.faults, 'Before:', text, 'After:', verdict.text].join('\n'));
        }
      }),
      { seed, numRuns: runs },
    );
    expect(countOf(verdicts, 'equal') / verdicts.size).toBeGreaterThanOrEqual(leastRewritten);
  });
}

function countOf(verdicts: ReadonlyMap<string, Verdict>, kind: Verdict['kind']): number {
  return [...verdicts.values()].filter((one) => one.kind === kind).length;
}

/** How many programs were rewritten, and why the others were not. */
function summaryOf({ name }: Target, verdicts: ReadonlyMap<string, Verdict>): string {
  const count = (kind: Verdict['kind']): string => String(countOf(verdicts, kind));
  const reasons = new Map<string, number>();
  for (const [text, verdict] of verdicts) {
    if (verdict.kind !== 'refused') continue;
    if (process.env['POOLWISE_SHOW_REFUSED'] !== undefined) console.log(verdict.refusals.join(), text);
    const [reason = 'none'] = verdict.refusals;
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const listed = [...reasons]
    .sort(([, one], [, other]) => other - one)
    .map(([reason, times]) => `${reason} ${String(times)}`);
  return [
    `${name}, seed ${String(seed)}: of ${String(verdicts.size)} programs ${count('equal')} were rewritten and equal,`,
    `${count('refused')} refused (${listed.join(', ')}), ${count('abandoned')} rewritten and not run,`,
    `${count('silent')} not reported, ${count('fault')} wrong.`,
  ].join(' ');
}
