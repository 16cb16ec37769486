import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import type { Project } from '../project.ts';
import type { Target } from '../target.ts';
import type { Workbench } from '../workbench.ts';
import { judge, type Verdict } from './judge.ts';
import { type Program, programs } from './program.ts';
import type { QueryForm } from './query-form.ts';
import { render } from './render.ts';

/** Programs per client, and the seed that they are drawn with: `npm run differential` sets others. */
const runs = Number(process.env['POOLWISE_PROGRAMS'] ?? 60);
const seed = Number(process.env['POOLWISE_SEED'] ?? 1);

/** Programs whose types are read and checked together. */
const batchSize = 100;

/** Draws programs of a target's queries and compares what they do before and after suggestions are applied. */
export function describePrograms(
  target: Target,
  forms: readonly QueryForm[],
  opened: () => { readonly project: Project; readonly workbench: Workbench },
  leastRewritten: number,
): void {
  it(`${String(runs)} random programs do the same`, { timeout: 60_000 + runs * 5_000 }, async () => {
    const { project, workbench } = opened();
    const sourceOf = (program: Program): string => render(program, target.prelude);
    const parameters = { seed, numRuns: runs };
    const drawn = [...new Set(fc.sample(programs(forms), parameters).map(sourceOf))];
    const verdicts = new Map<string, Verdict>();
    for (let start = 0; start < drawn.length; start += batchSize) {
      const batch = drawn.slice(start, start + batchSize);
      const judged = await judge(project, workbench, batch);
      for (const [index, source] of batch.entries()) {
        const verdict = judged[index];
        if (verdict) verdicts.set(source, verdict);
      }
    }
    const count = (kind: Verdict['kind']): number => [...verdicts.values()].filter((one) => one.kind === kind).length;
    console.log(
      `${target.name}, seed ${String(seed)}: of ${String(drawn.length)} programs ${String(count('equal'))} were rewritten and equal, ${String(count('refused'))} refused, ${String(count('abandoned'))} rewritten and not run, ${String(count('silent'))} not reported, ${String(count('fault'))} wrong.`,
    );
    // The same programs once more, judged already: fast-check makes the smallest of one that went wrong.
    await fc.assert(
      fc.asyncProperty(programs(forms), async (program) => {
        const source = sourceOf(program);
        const verdict = verdicts.get(source) ?? (await judge(project, workbench, [source]))[0];
        if (verdict?.kind === 'fault') {
          throw new Error([...verdict.faults, 'Before:', source, 'After:', verdict.text].join('\n'));
        }
      }),
      parameters,
    );
    expect(count('equal') / drawn.length).toBeGreaterThanOrEqual(leastRewritten);
  });
}
