import { readFileSync } from 'node:fs';

import { compareOutcomes } from './compare-outcomes.ts';
import { modelsPath } from './folder.ts';
import { type InputName, inputs } from './inputs.ts';
import { loadModule, type Module } from './load-module.ts';
import { type Outcome, runProgram } from './run-program.ts';
import type { SeededDatabase } from './seeded-database.ts';
import type { Connection, Target } from './target.ts';

/** Both versions of a program on one input. */
export interface Comparison {
  readonly input: InputName;
  /** What they did differently, if anything. */
  readonly difference: string | undefined;
  /** Whether both failed. */
  readonly failed: boolean;
  readonly statementsBefore: number;
  readonly statementsAfter: number;
}

/** A client that is connected to a seeded database. */
export interface Workbench {
  readonly target: Target;
  run(source: string, input: InputName): Promise<Outcome>;
  compare(before: string, after: string, names: readonly InputName[]): Promise<readonly Comparison[]>;
  close(): Promise<void>;
}

export async function openWorkbench(target: Target, database: SeededDatabase): Promise<Workbench> {
  const { folder, client } = target;
  target.prepare?.();
  const models = await loadModule(folder, `${client}.ts`, readFileSync(modelsPath(client), 'utf8'));
  const connection: Connection = await target.connect({ connectionString: database.connectionString, models });
  const files = new Map([[`./${client}.js`, models]]);
  const load = (source: string): Promise<Module> => loadModule(folder, 'program.ts', source, files);
  const runtime = { connection, database };
  return {
    target,
    run: async (source, input) => runProgram(await load(source), inputs[input], runtime),
    async compare(before, after, names) {
      const [one, other] = [await load(before), await load(after)];
      const comparisons: Comparison[] = [];
      for (const input of names) {
        const outcomeBefore = await runProgram(one, inputs[input], runtime);
        const outcomeAfter = await runProgram(other, inputs[input], runtime);
        comparisons.push({
          input,
          difference: await compareOutcomes(outcomeBefore, outcomeAfter, database),
          failed: 'failure' in outcomeBefore && 'failure' in outcomeAfter,
          statementsBefore: outcomeBefore.statements.length,
          statementsAfter: outcomeAfter.statements.length,
        });
      }
      return comparisons;
    },
    async close() {
      await connection.close();
      await database.close();
    },
  };
}
