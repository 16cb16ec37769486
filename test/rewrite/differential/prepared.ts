import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { RewriteCase } from '../rewrite-case.ts';
import { applySuggestions, type Suggested } from './apply-suggestions.ts';
import { fixture } from './folder.ts';
import { withPrelude } from './prelude.ts';
import { asSources } from './programs/judge.ts';
import { createProject, type Project } from './project.ts';
import type { Compiled } from './target.ts';

/** The cases and programs of a client after its suggestions were applied. */
export interface Prepared {
  readonly project: Project;
  /** By the name of the case. */
  readonly cases: ReadonlyMap<string, Suggested>;
  /** By the text of the program. */
  readonly suggested: ReadonlyMap<string, Suggested>;
}

const prepared = new Map<string, Prepared>();

/** Applies the suggestions of cases and random programs of a target in one program; for targets of one folder once. */
export function prepare(
  { client, folder, prelude }: Compiled,
  cases: readonly RewriteCase[],
  programs: readonly string[],
): Prepared {
  const known = prepared.get(`${client} ${folder}`);
  if (known) return known;
  const project = createProject(folder, ['input.ts', 'rows.ts', `${client}.ts`, ...helpersOf(client)]);
  const sources = [
    ...cases.map(({ code, maxBatchSize }) => ({ text: withPrelude(prelude, code), maxBatchSize })),
    ...asSources(programs),
  ];
  const applied = applySuggestions(project, sources);
  const names = cases.map(({ name }) => name);
  const own = {
    project,
    cases: byName(names, applied.slice(0, cases.length)),
    suggested: byName(programs, applied.slice(cases.length)),
  };
  prepared.set(`${client} ${folder}`, own);
  return own;
}

function byName(names: readonly string[], applied: readonly Suggested[]): ReadonlyMap<string, Suggested> {
  return new Map(applied.map((own, index) => [names[index] ?? '', own]));
}

/** A file with functions that programs of a client call, where there is one. */
function helpersOf(client: string): readonly string[] {
  const name = `${client}-helpers.ts`;
  return existsSync(join(fixture, 'src', name)) ? [name] : [];
}
