import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { dedent } from '../../rules/case.ts';
import type { RewrittenCase } from '../rewrite-case.ts';
import type { ClientSuite } from '../suites.ts';
import { modelsPath } from './folder.ts';
import type { InputName } from './inputs.ts';
import { isMariadbThere } from './mariadb-database.ts';
import { withoutPrelude, withPrelude } from './prelude.ts';
import { prepare, type Prepared } from './prepared.ts';
import { describePrograms, drawPrograms } from './programs/describe-programs.ts';
import { typeErrors } from './project.ts';
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
    const { client, prelude } = target;
    const programs = drawPrograms(forms, prelude);
    let prepared: Prepared;
    let workbench: Workbench;
    beforeAll(async () => {
      prepared = prepare(target, cases, programs.first);
      workbench = await openWorkbench(target, await servers.createDatabase(target));
    }, 180_000);
    afterAll(() => workbench.close());

    describeTarget(target, () => workbench);

    it('the models have the types of the package', { timeout: 60_000 }, () => {
      const { project } = prepared;
      const program = project.program(new Map([['models.ts', readFileSync(modelsPath(client), 'utf8')]]));
      expect(typeErrors(program, project.pathOf(`${client}.ts`))).toEqual([]);
    });

    it.each(here)('$name', { timeout: 60_000 }, async (one) => {
      const source = withPrelude(prelude, one.code);
      const { reports, refusals, all, each } = defined(prepared.cases.get(one.name));
      expect(all.problems).toEqual([]);
      expect(reports.length).toBeGreaterThan(0);
      if ('refused' in one) {
        expect(all.applied).toEqual([]);
        expect(refusals).toContain(one.refused);
        return;
      }
      expect(all.applied.length).toBeGreaterThan(0);
      expect(withoutPrelude(prelude, all.text)).toEqual({ code: dedent(one.after), imports: one.imports ?? [] });
      expect(all.applied.join('\n')).toMatch(one.caveat ?? '');
      for (const { text, applied, problems } of [all, ...each]) {
        expect({ applied, problems }).toEqual({ applied, problems: [] });
        const comparisons = await workbench.compare(source, text, inputsOf(one));
        const differences = comparisons.flatMap(({ difference }) => difference ?? []);
        expect({ applied, differences }).toEqual({ applied, differences: [] });
        expect(statements('statementsAfter', comparisons)).toBeLessThan(statements('statementsBefore', comparisons));
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
