import type { RefusalReason } from '../../../../src/rewrite/refusal.ts';
import { applySuggestions, type Source, type Suggested } from '../apply-suggestions.ts';
import type { InputName } from '../inputs.ts';
import type { Project } from '../project.ts';
import type { Workbench } from '../workbench.ts';

/** What became of a program. */
export type Verdict =
  /** Nothing is reported. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'refused'; readonly refusals: readonly RefusalReason[] }
  /** Rewritten, but not run: nothing waits for its queries, so that what it did cannot be told. */
  | { readonly kind: 'abandoned' }
  | { readonly kind: 'equal'; readonly statementsBefore: number; readonly statementsAfter: number }
  | { readonly kind: 'fault'; readonly faults: readonly string[]; readonly text: string };

const names: readonly InputName[] = ['none', 'one', 'several'];

/** Random programs as sources: one suggestion of each report, another for each program. */
export function asSources(texts: readonly string[]): readonly Source[] {
  return texts.map((text, index) => ({ text, alone: false, choose: (length) => index % length }));
}

/** Applies the suggestions of a program, and runs both versions where there were any. */
export function judgeSource(project: Project, workbench: Workbench, text: string): Promise<Verdict> {
  const [suggested] = applySuggestions(project, asSources([text]));
  if (!suggested) throw new Error('A program got lost.');
  return judge(workbench, text, suggested);
}

/** Runs both versions of a program where there were suggestions. */
export async function judge(
  workbench: Workbench,
  before: string,
  { reports, refusals, all: { text, applied, problems } }: Suggested,
): Promise<Verdict> {
  if (problems.length > 0) return { kind: 'fault', faults: problems, text };
  if (applied.length === 0) return reports.length > 0 ? { kind: 'refused', refusals } : { kind: 'silent' };
  if (/\.forEach\(async\b/.test(before)) return { kind: 'abandoned' };
  const mayWriteNone = applied.some((one) => /Where an iteration fails, none of them is|all or none \(/.test(one));
  return judgeRewritten(workbench, { before, text, queries: reports.length, mayWriteNone });
}

interface RewrittenProgram {
  readonly before: string;
  readonly text: string;
  readonly queries: number;
  /** Whether a suggestion says that nothing is written where the program fails. */
  readonly mayWriteNone: boolean;
}

async function judgeRewritten(
  workbench: Workbench,
  { before, text, queries, mayWriteNone }: RewrittenProgram,
): Promise<Verdict> {
  const comparisons = await workbench.compare(before, text, names);
  const faults = [
    ...comparisons.flatMap(({ input, difference, failed }) =>
      difference === undefined || (failed && mayWriteNone) ? [] : [`${input}: ${difference}`],
    ),
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
