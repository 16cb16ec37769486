import type ts from 'typescript';

import { repeatedQueriesOf } from '../../../src/analysis/repeated-queries.ts';
import type { View } from '../../../src/analysis/view.ts';
import clients from '../../../src/clients/index.ts';
import type { RefusalReason } from '../../../src/rewrite/refusal.ts';
import { plansFor } from '../../../src/rewrite/suggestions-for.ts';
import { defaultSettings } from '../../../src/settings.ts';
import { createProgramFindings } from '../../../src/source/program-findings.ts';

const findings = createProgramFindings(clients);

const refusalsWith =
  (maxBatchSize: number | undefined): View<RefusalReason> =>
  (analysis, summaries, file) => {
    const queries = repeatedQueriesOf(analysis, summaries, file);
    return queries.flatMap((query) =>
      plansFor({ analysis, summaries, file, maxBatchSize }, query, queries).filter((plan) => typeof plan === 'string'),
    );
  };

/** Why the queries of a file are not rewritten, in each way that there is. */
export function refusalsOf(program: ts.Program, path: string, maxBatchSize?: number): readonly RefusalReason[] {
  const file = program.getSourceFile(path);
  if (!file) throw new Error(`The program has no file "${path}".`);
  return findings.of(refusalsWith(maxBatchSize), { program, file, typed: true }, defaultSettings);
}
