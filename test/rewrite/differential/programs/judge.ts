import { applySuggestions } from '../apply-suggestions.ts';
import type { InputName } from '../inputs.ts';
import type { Project } from '../project.ts';
import type { Workbench } from '../workbench.ts';

/** What became of a program. */
export type Verdict =
  /** Nothing is reported. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'refused' }
  /** Rewritten, but not run: nothing waits for its queries, so that what it did cannot be told. */
  | { readonly kind: 'abandoned' }
  | { readonly kind: 'equal'; readonly statementsBefore: number; readonly statementsAfter: number }
  | { readonly kind: 'fault'; readonly faults: readonly string[]; readonly text: string };

const names: readonly InputName[] = ['none', 'one', 'several'];

/** Applies the suggestions of programs, and runs both versions where there were any. */
export async function judge(
  project: Project,
  workbench: Workbench,
  sources: readonly string[],
): Promise<readonly Verdict[]> {
  let turn = 0;
  const suggested = applySuggestions(project, sources, { alone: false, choose: (length) => turn++ % length });
  const verdicts: Verdict[] = [];
  for (const [index, { reports, all }] of suggested.entries()) {
    const { text, applied, problems } = all;
    const before = sources[index] ?? '';
    if (problems.length > 0) verdicts.push({ kind: 'fault', faults: problems, text });
    else if (applied.length === 0) verdicts.push({ kind: reports.length > 0 ? 'refused' : 'silent' });
    else if (/\.forEach\(async\b/.test(before)) verdicts.push({ kind: 'abandoned' });
    else verdicts.push(await judgeRewritten(workbench, before, text, reports.length));
  }
  return verdicts;
}

async function judgeRewritten(workbench: Workbench, before: string, text: string, queries: number): Promise<Verdict> {
  const comparisons = await workbench.compare(before, text, names);
  const faults = [
    ...comparisons.flatMap(({ input, difference }) => (difference === undefined ? [] : [`${input}: ${difference}`])),
    ...comparisons.flatMap(({ input, statementsBefore, statementsAfter }) =>
      statementsAfter > Math.max(statementsBefore, queries)
        ? [`${input}: ${String(statementsBefore)} statements before, ${String(statementsAfter)} after.`]
        : [],
    ),
    ...lostComments(before, text),
    ...(/;$/m.test(text) && !/;$/m.test(before) ? ['There are semicolons in a file without.'] : []),
  ];
  if (faults.length > 0) return { kind: 'fault', faults, text };
  const [, , several] = comparisons;
  return {
    kind: 'equal',
    statementsBefore: several?.statementsBefore ?? 0,
    statementsAfter: several?.statementsAfter ?? 0,
  };
}

function lostComments(before: string, after: string): readonly string[] {
  const left = commentsOf(after);
  return commentsOf(before).flatMap((comment) => {
    const index = left.indexOf(comment);
    if (index === -1) return [`The comment "${comment}" is lost.`];
    left.splice(index, 1);
    return [];
  });
}

function commentsOf(text: string): string[] {
  return [...text.matchAll(/\/\/.*|\/\*.*?\*\//g)].map(([comment]) => comment);
}
