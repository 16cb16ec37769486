import ts from 'typescript';

import { importsOf, readScript, scriptKindOf } from './script-cache.ts';
import { resolveUserModule } from './user-modules.ts';

/** So many files of the user are read beside the one that is linted, the nearest first. */
const neighbourLimit = 120;

/** Names that ESLint gives to text without a file. */
const nameless = /^<.*>$/;
const scripts = /\.[cm]?[jt]sx?$/;

export interface IsolatedProgram {
  readonly program: ts.Program;
  readonly file: ts.SourceFile;
  /** Whether there was room for all files that are imported, so that it knows as much of each of them. */
  readonly isWhole: boolean;
}

/**
 * A program of one file and of the user's files that it imports, directly and through one another: no libraries and no
 * packages but those of the same monorepo. Its checker knows their scopes, classes and literals; what comes from packages is `any`. Answers nothing for a file
 * that is no script. Files that are foreign, such as generated clients, are not read.
 */
export function createIsolatedProgram(
  path: string,
  text: string,
  isForeign: (path: string) => boolean = () => false,
): IsolatedProgram | undefined {
  const fileName = (nameless.test(path) ? 'input.tsx' : path).replaceAll('\\', '/');
  if (!scripts.test(fileName)) return undefined;
  const options: ts.CompilerOptions = {
    allowJs: true,
    jsx: ts.JsxEmit.Preserve,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    noLib: true,
    target: ts.ScriptTarget.Latest,
    types: [],
  };
  const file = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true, scriptKindOf(fileName));
  const neighbours = neighboursOf(file, (name) => (isForeign(name) ? undefined : readScript(name)));
  const host: ts.CompilerHost = {
    fileExists: (name) => name === fileName || neighbours.files.has(name),
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => '',
    getDefaultLibFileName: () => 'lib.d.ts',
    getNewLine: () => '\n',
    getSourceFile: (name) => (name === fileName ? file : neighbours.files.get(name)),
    readFile: () => undefined,
    resolveModuleNameLiterals: (literals, from) =>
      literals.map(({ text: specifier }) => ({ resolvedModule: neighbours.resolve(specifier, from) })),
    useCaseSensitiveFileNames: () => true,
    writeFile: () => undefined,
  };
  const program = ts.createProgram({ rootNames: [fileName], options, host });
  return { program, file, isWhole: neighbours.files.size < neighbourLimit };
}

interface Neighbours {
  readonly files: ReadonlyMap<string, ts.SourceFile>;
  readonly resolve: (specifier: string, from: string) => ts.ResolvedModuleFull | undefined;
}

/** The files that a file imports, and those that these import, breadth first. */
function neighboursOf(root: ts.SourceFile, read: (name: string) => ts.SourceFile | undefined): Neighbours {
  const files = new Map<string, ts.SourceFile>();
  const resolved = new Map<string, string | undefined>();
  const exists = (name: string): boolean => name === root.fileName || read(name) !== undefined;
  const fileOf = (specifier: string, from: string): string | undefined => {
    const key = `${from}\0${specifier}`;
    if (!resolved.has(key)) resolved.set(key, resolveUserModule(specifier, from, exists));
    return resolved.get(key);
  };
  const waiting = [root];
  for (let file = waiting.shift(); file; file = waiting.shift()) {
    for (const specifier of importsOf(file)) {
      const name = files.size < neighbourLimit ? fileOf(specifier, file.fileName) : undefined;
      const neighbour = name === undefined || name === root.fileName || files.has(name) ? undefined : read(name);
      if (name === undefined || !neighbour) continue;
      files.set(name, neighbour);
      waiting.push(neighbour);
    }
  }
  return {
    files,
    resolve(specifier, from) {
      const name = fileOf(specifier, from);
      if (name === undefined || (name !== root.fileName && !files.has(name))) return undefined;
      return { resolvedFileName: name, extension: /\.[cm]?[jt]sx?$/.exec(name)?.[0] ?? '.ts' };
    },
  };
}
