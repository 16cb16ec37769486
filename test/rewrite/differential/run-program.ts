import type { Module } from './load-module.ts';
import type { SeededDatabase } from './seeded-database.ts';
import { type Contents, tablesWrittenBy } from './seeded-database.ts';
import { snapshot } from './snapshot.ts';
import { recordStatements } from './statements.ts';
import type { Connection } from './target.ts';

/** What a program did. */
export interface Outcome {
  readonly value: unknown;
  /** The error that `run` failed with. */
  readonly failure?: unknown;
  readonly statements: readonly string[];
  /** The final rows of the tables that it may have written to. */
  readonly tables: Contents;
}

/** Where programs run. */
export interface Runtime {
  readonly connection: Connection;
  readonly database: SeededDatabase;
}

/** Runs a program's `run` on tables as they were seeded, and leaves them so. */
export async function runProgram(program: Module, input: readonly object[], runtime: Runtime): Promise<Outcome> {
  const { run } = program as { run?: (db: unknown, input: readonly object[]) => unknown };
  if (!run) throw new Error('A program exports the function "run".');
  const { connection, database } = runtime;
  let value: unknown;
  let failure: unknown;
  const statements = await recordStatements(
    async () => {
      try {
        value = await run(connection.handle(), structuredClone(input));
        return 'succeeded';
      } catch (error) {
        failure = error;
        return 'failed';
      }
    },
    () => database.isIdle(),
  );
  const written = [...new Set(statements.flatMap(tablesWrittenBy))].sort();
  const tables = await database.contents(written);
  await database.reset(written);
  return {
    value: failure === undefined ? snapshot(value, connection.plain) : undefined,
    ...(failure === undefined ? {} : { failure }),
    statements,
    tables,
  };
}
