import { readFileSync } from 'node:fs';

import { expect, it } from 'vitest';

import { dedent } from '../../rules/case.ts';
import type { RewriteCase } from '../rewrite-case.ts';
import type { Suggested } from './apply-suggestions.ts';
import { modelsPath } from './folder.ts';
import { withoutPrelude } from './prelude.ts';
import { type Project, typeErrors } from './project.ts';
import type { Compiled } from './target.ts';

/** That the models of a client are those of its package, to its types. */
export function describeModels({ client }: Compiled, projectOf: () => Project): void {
  it('the models have the types of the package', { timeout: 60_000 }, () => {
    const project = projectOf();
    const program = project.program(new Map([['models.ts', readFileSync(modelsPath(client), 'utf8')]]));
    expect(typeErrors(program, project.pathOf(`${client}.ts`))).toEqual([]);
  });
}

/**
 * That a case is reported, and that its suggestions make of it what it says or are refused for its reason: each takes its
 * report away, brings no other and leaves code without errors of types.
 */
export function expectSuggested(prelude: string, one: RewriteCase, suggested: Suggested): void {
  const { reports, refusals, all, each } = suggested;
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
  for (const { applied, problems } of each) expect({ applied, problems }).toEqual({ applied, problems: [] });
}
