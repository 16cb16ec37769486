import type { SourceCode } from 'eslint';
import ts from 'typescript';

import type { Analysis } from '../analysis/analysis.ts';
import { packageOfFile } from '../analysis/declared-in.ts';
import type { RepeatedQuery } from '../analysis/finding.ts';
import { repeatedQueriesOf } from '../analysis/repeated-queries.ts';
import { Summaries } from '../analysis/summary.ts';
import { type Catalogue, createCatalogue } from '../clients/catalogue.ts';
import type { Client } from '../clients/define-client.ts';
import { parseSettings, type Settings } from '../settings.ts';
import { createIsolatedProgram } from './isolated-program.ts';
import { packageDependencies } from './package-dependencies.ts';

/** A file as a rule sees it. */
export interface LintedFile {
  readonly fileName: string;
  readonly sourceCode: SourceCode;
  readonly settings: unknown;
}

/** What rules ask: the findings of one file, computed once for all of them. */
export interface Engine {
  repeatedQueries(file: LintedFile): readonly RepeatedQuery[];
}

interface ProgramState {
  readonly analysis: Analysis;
  readonly summaries: Summaries;
  readonly repeatedQueries: WeakMap<ts.SourceFile, readonly RepeatedQuery[]>;
}

/** Builds the engine over the facts of the given clients. Throws a `TypeError` where `settings.poolwise` is wrong. */
export function createEngine(clients: readonly Client[]): Engine {
  const catalogue = createCatalogue(clients);
  // An editor makes a new program after each change, so what is kept by program is never stale.
  const states = new WeakMap<ts.Program, Map<string, ProgramState>>();
  const isolated = new WeakMap<SourceCode, ts.Program>();

  const stateOf = (program: ts.Program, typed: boolean, settings: Settings): ProgramState => {
    const byObject = states.get(program) ?? new Map<string, ProgramState>();
    states.set(program, byObject);
    const key = JSON.stringify(settings);
    const known = byObject.get(key);
    if (known) return known;
    const analysis: Analysis = {
      program,
      checker: program.getTypeChecker(),
      typed,
      catalogue,
      settings,
      dependenciesOf: packageDependencies(),
    };
    const state = { analysis, summaries: new Summaries(analysis), repeatedQueries: new WeakMap() };
    byObject.set(key, state);
    return state;
  };

  return {
    repeatedQueries(linted) {
      const settings = parseSettings(linted.settings);
      const opened = openFile(linted, isolated);
      if (!opened) return [];
      const { program, file, typed } = opened;
      const state = stateOf(program, typed, settings);
      if (!mayUseClient(state.analysis, catalogue, file)) return [];
      const known = state.repeatedQueries.get(file);
      if (known) return known;
      const found = repeatedQueriesOf(state.analysis, state.summaries, file);
      state.repeatedQueries.set(file, found);
      return found;
    },
  };
}

interface OpenedFile {
  readonly program: ts.Program;
  readonly file: ts.SourceFile;
  readonly typed: boolean;
}

/** The TypeScript nodes of a file: those of the parser's program, else of a program of this file alone. */
function openFile({ fileName, sourceCode }: LintedFile, isolated: WeakMap<SourceCode, ts.Program>): OpenedFile | undefined {
  // Without TypeScript, or with a version that has no compiler API, there is nothing to analyse with.
  if (typeof ts?.createProgram !== 'function') return undefined;
  const services = sourceCode.parserServices as Partial<{ program: ts.Program | null; esTreeNodeToTSNodeMap: { get(node: unknown): ts.Node } }>;
  if (services.program && services.esTreeNodeToTSNodeMap) {
    const file = services.esTreeNodeToTSNodeMap.get(sourceCode.ast);
    // Nodes of another copy of TypeScript have other kinds; a file that is a part of another has other positions.
    if (file.kind !== ts.SyntaxKind.SourceFile || (file as ts.SourceFile).text !== sourceCode.text) return undefined;
    return { program: services.program, file: file as ts.SourceFile, typed: true };
  }
  const program = isolated.get(sourceCode) ?? createIsolatedProgram(fileName, sourceCode.text);
  isolated.set(sourceCode, program);
  const file = program.getSourceFile(fileName);
  return file && { program, file, typed: false };
}

const programsWithClients = new WeakMap<ts.Program, boolean>();

/** Whether a query can occur at all, so that nothing is computed for code that has no database. */
function mayUseClient(analysis: Analysis, catalogue: Catalogue, file: ts.SourceFile): boolean {
  if (analysis.settings.clients.length > 0) return true;
  const dependencies = analysis.dependenciesOf(file.fileName);
  if ([...catalogue.byPackage.keys()].some((name) => dependencies.has(name))) return true;
  if (!analysis.typed) return mentionsClient(file, catalogue);
  const known = programsWithClients.get(analysis.program);
  if (known !== undefined) return known;
  const found = analysis.program.getSourceFiles().some(({ fileName }) => {
    const name = packageOfFile(fileName);
    return name === undefined ? catalogue.clients.some(({ generated }) => generated?.test(fileName)) : catalogue.byPackage.has(name);
  });
  programsWithClients.set(analysis.program, found);
  return found;
}

function mentionsClient(file: ts.SourceFile, catalogue: Catalogue): boolean {
  if (catalogue.clients.some(({ generated }) => generated !== undefined && /generated/.test(file.text))) return true;
  return [...catalogue.byPackage.keys()].some((name) => file.text.includes(`'${name}`) || file.text.includes(`"${name}`));
}
