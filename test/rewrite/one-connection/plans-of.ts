import { poolTransactionsOf } from '../../../src/analysis/pool-transaction.ts';
import type { View } from '../../../src/analysis/view.ts';
import clients from '../../../src/clients/index.ts';
import { planOneConnection } from '../../../src/rewrite/one-connection.ts';
import { planOrRefusal } from '../../../src/rewrite/plan-or-refusal.ts';
import { RefusedStretch, type StretchRefusal } from '../../../src/rewrite/stretch-refusal.ts';
import type { Suggestion } from '../../../src/rewrite/suggestion.ts';
import { defaultSettings } from '../../../src/settings.ts';
import { createProgramFindings } from '../../../src/source/program-findings.ts';
import { caseFile, createCaseProgram, typeErrors } from '../../clients/case-program.ts';

export type Plan = Suggestion | StretchRefusal;

const findings = createProgramFindings(clients);

const plans: View<Plan> = (analysis, summaries, file) => {
  const statements = poolTransactionsOf(analysis, summaries, file);
  const context = { analysis, summaries, file, maxBatchSize: undefined };
  return statements
    .filter(({ kind }) => kind === 'begins')
    .map((found) => planOrRefusal(RefusedStretch, () => planOneConnection(context, found, statements)));
};

/** What is planned for each transaction that the files of a folder begin on a pool, with the errors of their types. */
export function plansOf(
  folder: string,
  files: ReadonlyMap<string, string>,
): ReadonlyMap<string, { readonly plans: readonly Plan[]; readonly errors: readonly string[] }> {
  const program = createCaseProgram(folder, files);
  return new Map(
    [...files.keys()].map((name) => {
      const file = caseFile(program, folder, name);
      const of = findings.of(plans, { program, file, typed: true }, defaultSettings);
      return [name, { plans: of, errors: typeErrors(program, file) }];
    }),
  );
}
