import type { SourceCode } from 'eslint';
import ts from 'typescript';

import type { View } from '../analysis/view.ts';
import type { Client } from '../clients/define-client.ts';
import { parseSettings } from '../settings.ts';
import { createIsolatedProgram } from './isolated-program.ts';
import { createProgramFindings, type ProgramFile } from './program-findings.ts';

/** A file as a rule sees it. */
export interface LintedFile {
  readonly fileName: string;
  readonly sourceCode: SourceCode;
  readonly settings: unknown;
}

/** What rules ask: the findings of one file, computed once for all of them. */
export interface Engine {
  /** Throws a `TypeError` where `settings.poolwise` is wrong. */
  findings<Finding>(view: View<Finding>, file: LintedFile): readonly Finding[];
  /** Computes more about a finding. A fault is a warning, and answers with `otherwise`. */
  attempt<Value>(file: LintedFile, compute: () => Value, otherwise: Value): Value;
}

/** The engine over the facts of the given clients, for files that ESLint has parsed. */
export function createEngine(clients: readonly Client[]): Engine {
  const findings = createProgramFindings(clients);
  const isGenerated = (path: string): boolean => clients.some(({ generated }) => generated?.test(path));
  const opened = new WeakMap<SourceCode, ProgramFile | 'nothing'>();
  const open = (linted: LintedFile): ProgramFile | 'nothing' => {
    const known = opened.get(linted.sourceCode);
    if (known) return known;
    const file = openFile(linted, isGenerated) ?? 'nothing';
    opened.set(linted.sourceCode, file);
    return file;
  };
  const attempt = <Value>({ fileName }: LintedFile, compute: () => Value, otherwise: Value): Value => {
    try {
      return compute();
    } catch (error) {
      warn(fileName, error);
      return otherwise;
    }
  };
  return {
    findings(view, linted) {
      const settings = parseSettings(linted.settings);
      return attempt(linted, () => {
        const file = open(linted);
        return file === 'nothing' ? [] : findings.of(view, file, settings);
      }, []);
    },
    attempt,
  };
}

let isCompilerMissed = false;

/** Whether there is something to analyse with: TypeScript may be missing, and version 7 has no compiler to call. */
function hasCompiler(): boolean {
  if (typeof (ts as typeof ts | undefined)?.createProgram === 'function') return true;
  if (!isCompilerMissed) {
    isCompilerMissed = true;
    process.emitWarning('Poolwise reports nothing: it needs the package "typescript", version 5.4 to 6.0.', {
      type: 'PoolwiseWarning',
    });
  }
  return false;
}

/** A fault of the engine must not end the lint run of all other rules and files. */
function warn(fileName: string, error: unknown): void {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  process.emitWarning(`Poolwise could not analyse ${fileName} and reports nothing in it: ${message}`, {
    type: 'PoolwiseWarning',
    ...(stack === undefined ? {} : { detail: stack }),
  });
}

/** What typescript-eslint's parser adds to a file: nodes, and a program where there is type information. */
type ParserServices = Partial<{
  program: ts.Program | null;
  esTreeNodeToTSNodeMap: { get(node: unknown): ts.Node };
}>;

/** The TypeScript nodes of a file: those of the parser's program, else of a program of this file alone. */
function openFile(
  { fileName, sourceCode }: LintedFile,
  isGenerated: (path: string) => boolean,
): ProgramFile | undefined {
  if (!hasCompiler()) return undefined;
  const { program, esTreeNodeToTSNodeMap } = sourceCode.parserServices as ParserServices;
  if (program && esTreeNodeToTSNodeMap) {
    const file = esTreeNodeToTSNodeMap.get(sourceCode.ast);
    // Nodes of another copy of TypeScript have other kinds; a file that is a part of another has other positions.
    if (!ts.isSourceFile(file) || file.text !== sourceCode.text) return undefined;
    return { program, file, typed: true };
  }
  const isolated = createIsolatedProgram(fileName, sourceCode.text, isGenerated);
  return isolated && { ...isolated, typed: false };
}
