import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { RewrittenCase } from '../rewrite-case.ts';
import type { ClientSuite } from '../suites.ts';
import { describeModels, expectSuggested } from './expect-suggested.ts';
import type { InputName } from './inputs.ts';
import { isMariadbThere } from './mariadb-database.ts';
import { withPrelude } from './prelude.ts';
import { prepare, type Prepared } from './prepared.ts';
import { describePrograms, drawPrograms } from './programs/describe-programs.ts';
import type { Servers } from './servers.ts';
import type { Target } from './target.ts';
import { describeTarget } from './describe-target.ts';
import { type Comparison, openWorkbench, type Workbench } from './workbench.ts';

const defaultInputs: readonly InputName[] = ['none', 'one', 'several'];

/**
 * Runs the cases of a client, and random programs, on each of its targets: applies the suggestions, and compares what
 * both versions do.
 */
export async function describeClient(
  { title, targets, cases, forms, leastRewritten }: ClientSuite,
  servers: Servers,
): Promise<void> {
  const needsMariadb = targets.some(({ server }) => server === 'MariaDB');
  const hasMariadb = needsMariadb && (await isMariadbThere());

  it(`${title}: no case is written twice`, () => {
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });

  const isThere = ({ server }: Target): boolean => server === 'PostgreSQL' || hasMariadb;
  describe.runIf(targets.some(isThere)).each(targets.filter(isThere))('$name', (target) => {
    const here = cases.filter(({ only }) => only?.includes(target.name) ?? true);
    const { prelude } = target;
    const programs = drawPrograms(forms, prelude);
    let prepared: Prepared;
    let workbench: Workbench;
    beforeAll(async () => {
      prepared = prepare(target, cases, programs.first);
      workbench = await openWorkbench(target, await servers.createDatabase(target));
    }, 180_000);
    afterAll(() => workbench.close());

    describeTarget(target, () => workbench);

    describeModels(target, () => prepared.project);

    it.each(here)('$name', { timeout: 60_000 }, async (one) => {
      const source = withPrelude(prelude, one.code);
      const suggested = defined(prepared.cases.get(one.name));
      expectSuggested(prelude, one, suggested);
      if ('refused' in one) return;
      for (const { text, applied } of [suggested.all, ...suggested.each]) {
        const comparisons = await workbench.compare(source, text, inputsOf(one));
        const differences = comparisons.flatMap(({ difference }) => difference ?? []);
        expect({ applied, differences }).toEqual({ applied, differences: [] });
        const [before, after] = [
          statements('statementsBefore', comparisons),
          statements('statementsAfter', comparisons),
        ];
        if (one.sendsEach) expect(after).toBe(before);
        else expect(after).toBeLessThan(before);
      }
    });

    describePrograms(target, forms, programs, () => ({ ...prepared, workbench }), leastRewritten);
  });
}

function inputsOf({ inputs = defaultInputs }: RewrittenCase): readonly InputName[] {
  return inputs;
}

function statements(which: 'statementsBefore' | 'statementsAfter', comparisons: readonly Comparison[]): number {
  return comparisons.reduce((sum, comparison) => sum + comparison[which], 0);
}

function defined<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('A case got lost.');
  return value;
}
