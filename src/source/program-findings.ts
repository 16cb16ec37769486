import ts from 'typescript';

import type { Analysis, OtherFile, Workspace } from '../analysis/analysis.ts';
import { Summaries } from '../analysis/summary.ts';
import type { View } from '../analysis/view.ts';
import { type Catalogue, createCatalogue } from '../clients/catalogue.ts';
import type { Client } from '../clients/define-client.ts';
import type { Settings } from '../settings.ts';
import { clientsInUse } from './clients-in-use.ts';
import { createNameFinder } from './declared-names.ts';
import { createIsolatedProgram } from './isolated-program.ts';
import { packageDependencies } from './package-dependencies.ts';
import { projectsOf } from './projects.ts';
import { sourceReader } from './source-reader.ts';
import { resolveUserModule, sourceOfDeclarations } from './user-modules.ts';
import { createHeirFinder } from './workspace-heirs.ts';

/** A file of a program, and whether the program knows more than single files. */
export interface ProgramFile {
  readonly program: ts.Program;
  readonly file: ts.SourceFile;
  readonly typed: boolean;
  /** The program with types beside which it was opened. */
  readonly beside?: ts.Program;
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

interface OpenedFile extends ProgramFile {
  readonly isWhole: boolean;
}

/** A file of a program that was opened for another one that imports it. */
function knownIn(opened: Iterable<OpenedFile | undefined>, path: string): OpenedFile | undefined {
  for (const one of opened) {
    const file = one?.isWhole ? one.program.getSourceFile(path) : undefined;
    if (one && file) return { ...one, file };
  }
  return undefined;
}

const exists = (path: string): boolean => ts.sys.fileExists(path);

export function createProgramFindings(clients: readonly Client[]): ProgramFindings {
  // An editor makes a new program after each change, so what is kept by program is never stale.
  const states = new WeakMap<ts.Program, Map<string, ProgramState>>();
  const others = new WeakMap<ts.Program, Map<string, OpenedFile | undefined>>();
  const catalogues = new Map<string, Catalogue>();

  const catalogueOf = (inUse: readonly Client[]): Catalogue => {
    const key = inUse.flatMap(({ packages }) => packages).join(' ');
    const known = catalogues.get(key) ?? createCatalogue(inUse, clients);
    catalogues.set(key, known);
    return known;
  };

  /** The sources beside a program with types. */
  const workspaceOf = (program: ts.Program, settings: Settings): Workspace => {
    const reader = sourceReader(program);
    const declarationOf = createNameFinder(reader);
    return {
      declarationOf,
      heirsOf: createHeirFinder(declarationOf, reader),
      open: (fileName) => openOther(fileName, program, settings),
    };
  };

  const stateOf = ({ program, typed, beside }: ProgramFile, settings: Settings): ProgramState => {
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
      workspace: typed ? workspaceOf(program, settings) : beside && states.get(beside)?.get(key)?.analysis.workspace,
      isOwnModule: (specifier, from) => typed && resolveUserModule(specifier, from, exists) !== undefined,
      openModule: (specifier, from) =>
        typed ? openOther(resolveUserModule(specifier, from, exists), program, settings) : undefined,
      openSource: (path) => (typed ? openOther(sourceOfDeclarations(path, exists), program, settings) : undefined),
    };
    const state = { analysis, summaries: new Summaries(analysis), found: new WeakMap() };
    bySettings.set(key, state);
    return state;
  };

  /** A file that a program does not have, in a program of its own that is kept as long as the first. */
  const openOther = (path: string | undefined, beside: ts.Program, settings: Settings): OtherFile | undefined => {
    if (path === undefined) return undefined;
    const own = beside.getSourceFile(path);
    if (own) return { analysis: stateOf({ program: beside, file: own, typed: true }, settings).analysis, file: own };
    const opened = others.get(beside) ?? new Map<string, OpenedFile | undefined>();
    others.set(beside, opened);
    if (!opened.has(path)) opened.set(path, knownIn(opened.values(), path) ?? openAlone(path, beside));
    const other = opened.get(path);
    return other && { analysis: stateOf(other, settings).analysis, file: other.file };
  };

  const openAlone = (path: string, beside: ts.Program): OpenedFile | undefined => {
    const text = ts.sys.readFile(path);
    const isGenerated = (name: string): boolean => clients.some(({ generated }) => generated?.test(name));
    const isolated = text === undefined ? undefined : createIsolatedProgram(path, text, isGenerated);
    return isolated && { ...isolated, typed: false, beside };
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
