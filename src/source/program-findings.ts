import type ts from 'typescript';

import type { Analysis } from '../analysis/analysis.ts';
import { packageOfFile } from '../analysis/declared-in.ts';
import type { RepeatedQuery } from '../analysis/finding.ts';
import { repeatedQueriesOf } from '../analysis/repeated-queries.ts';
import { Summaries } from '../analysis/summary.ts';
import { type Catalogue, createCatalogue } from '../clients/catalogue.ts';
import type { Client } from '../clients/define-client.ts';
import type { Settings } from '../settings.ts';
import { packageDependencies } from './package-dependencies.ts';

/** A file of a program, and whether the program knows more than single files. */
export interface ProgramFile {
  readonly program: ts.Program;
  readonly file: ts.SourceFile;
  readonly typed: boolean;
}

/** The findings of a program's files, computed on demand and kept for as long as the program lives. */
export interface ProgramFindings {
  repeatedQueries(opened: ProgramFile, settings: Settings): readonly RepeatedQuery[];
}

interface ProgramState {
  readonly analysis: Analysis;
  readonly summaries: Summaries;
  readonly repeatedQueries: WeakMap<ts.SourceFile, readonly RepeatedQuery[]>;
  readonly hasClients: boolean;
}

export function createProgramFindings(clients: readonly Client[]): ProgramFindings {
  const catalogue = createCatalogue(clients);
  // An editor makes a new program after each change, so what is kept by program is never stale.
  const states = new WeakMap<ts.Program, Map<string, ProgramState>>();

  const stateOf = ({ program, typed }: ProgramFile, settings: Settings): ProgramState => {
    const bySettings = states.get(program) ?? new Map<string, ProgramState>();
    states.set(program, bySettings);
    const key = JSON.stringify(settings);
    const known = bySettings.get(key);
    if (known) return known;
    const analysis: Analysis = {
      program,
      checker: program.getTypeChecker(),
      typed,
      catalogue,
      settings,
      dependenciesOf: packageDependencies(),
    };
    const state = {
      analysis,
      summaries: new Summaries(analysis),
      repeatedQueries: new WeakMap(),
      hasClients: settings.clients.length > 0 || hasClients(program, typed, catalogue),
    };
    bySettings.set(key, state);
    return state;
  };

  return {
    repeatedQueries(opened, settings) {
      const { file } = opened;
      const { analysis, summaries, repeatedQueries, hasClients } = stateOf(opened, settings);
      if (!hasClients && !dependsOnClient(analysis, file)) return [];
      const known = repeatedQueries.get(file);
      if (known) return known;
      const found = repeatedQueriesOf(analysis, summaries, file);
      repeatedQueries.set(file, found);
      return found;
    },
  };
}

/** Whether a query can occur in a program at all, so that nothing is computed for code that has no database. */
function hasClients(program: ts.Program, typed: boolean, { byPackage, clients }: Catalogue): boolean {
  return program.getSourceFiles().some(({ fileName, text }) => {
    if (!typed) return [...byPackage.keys()].some((name) => text.includes(`'${name}`) || text.includes(`"${name}`));
    const name = packageOfFile(fileName);
    return name === undefined ? clients.some(({ generated }) => generated?.test(fileName)) : byPackage.has(name);
  });
}

function dependsOnClient({ catalogue, dependenciesOf }: Analysis, { fileName }: ts.SourceFile): boolean {
  const dependencies = dependenciesOf(fileName);
  return [...catalogue.byPackage.keys()].some((name) => dependencies.has(name));
}
