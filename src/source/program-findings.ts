import type ts from 'typescript';

import type { Analysis } from '../analysis/analysis.ts';
import { Summaries } from '../analysis/summary.ts';
import type { View } from '../analysis/view.ts';
import { type Catalogue, createCatalogue } from '../clients/catalogue.ts';
import type { Client } from '../clients/define-client.ts';
import type { Settings } from '../settings.ts';
import { clientsInUse } from './clients-in-use.ts';
import { packageDependencies } from './package-dependencies.ts';
import { projectsOf } from './projects.ts';

/** A file of a program, and whether the program knows more than single files. */
export interface ProgramFile {
  readonly program: ts.Program;
  readonly file: ts.SourceFile;
  readonly typed: boolean;
}

/** The findings of a program's files, computed on demand and kept for as long as the program lives. */
export interface ProgramFindings {
  of<Finding>(view: View<Finding>, opened: ProgramFile, settings: Settings): readonly Finding[];
}

interface ProgramState {
  readonly analysis: Analysis;
  readonly summaries: Summaries;
  /** What each view found, by file. */
  readonly found: WeakMap<View<unknown>, WeakMap<ts.SourceFile, readonly unknown[]>>;
}

export function createProgramFindings(clients: readonly Client[]): ProgramFindings {
  // An editor makes a new program after each change, so what is kept by program is never stale.
  const states = new WeakMap<ts.Program, Map<string, ProgramState>>();
  const catalogues = new Map<string, Catalogue>();

  const catalogueOf = (inUse: readonly Client[]): Catalogue => {
    const key = inUse.flatMap(({ packages }) => packages).join(' ');
    const known = catalogues.get(key) ?? createCatalogue(inUse, clients);
    catalogues.set(key, known);
    return known;
  };

  const stateOf = ({ program, typed }: ProgramFile, settings: Settings): ProgramState => {
    const bySettings = states.get(program) ?? new Map<string, ProgramState>();
    states.set(program, bySettings);
    const key = JSON.stringify(settings);
    const known = bySettings.get(key);
    if (known) return known;
    const dependenciesOf = packageDependencies();
    const inUse = clientsInUse(clients, program, typed, dependenciesOf);
    const analysis: Analysis = {
      program,
      checker: program.getTypeChecker(),
      typed,
      hasSynchronousClient: inUse.some(({ synchronous }) => synchronous),
      catalogue: catalogueOf(inUse),
      settings,
      dependenciesOf,
      projectOf: projectsOf(),
    };
    const state = { analysis, summaries: new Summaries(analysis), found: new WeakMap() };
    bySettings.set(key, state);
    return state;
  };

  return {
    of<Finding>(view: View<Finding>, opened: ProgramFile, settings: Settings): readonly Finding[] {
      const { file } = opened;
      const { analysis, summaries, found } = stateOf(opened, settings);
      // Without a client nothing is computed.
      if (analysis.catalogue.clients.length === 0 && settings.clients.length === 0) return [];
      const byFile = found.get(view) ?? new WeakMap<ts.SourceFile, readonly unknown[]>();
      found.set(view, byFile);
      const known = byFile.get(file) ?? view(analysis, summaries, file);
      byFile.set(file, known);
      return known as readonly Finding[];
    },
  };
}
