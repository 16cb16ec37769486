import { dirname, resolve } from 'node:path';

import ts from 'typescript';

import { readScript } from './script-cache.ts';

/** So many files of the user, imported by relative paths, are read beside the one that is linted. */
const neighbourLimit = 60;

/** Names that ESLint gives to text without a file. */
const nameless = /^<.*>$/;
const scripts = /\.[cm]?[jt]sx?$/;

/**
 * A program of one file and of those that it imports by relative paths: no libraries, no packages, no `tsconfig.json`.
 * Its checker knows their scopes, classes and literals; what comes from packages is `any`. Answers nothing for a file
 * that is no script. Files that are foreign, such as generated clients, are not read.
 */
export function createIsolatedProgram(
  path: string,
  text: string,
  isForeign: (path: string) => boolean = () => false,
): { program: ts.Program; file: ts.SourceFile } | undefined {
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
  const neighbours = new Map<string, ts.SourceFile>();
  const neighbour = (name: string): ts.SourceFile | undefined => {
    const known = neighbours.get(name);
    if (known ?? neighbours.size >= neighbourLimit) return known;
    const read = isForeign(name) ? undefined : readScript(name, scriptKindOf(name));
    if (read) neighbours.set(name, read);
    return read;
  };
  const host: ts.CompilerHost = {
    fileExists: (name) => name === fileName || neighbour(name) !== undefined,
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => '',
    getDefaultLibFileName: () => 'lib.d.ts',
    getNewLine: () => '\n',
    getSourceFile: (name) => (name === fileName ? file : neighbours.get(name)),
    readFile: () => undefined,
    resolveModuleNameLiterals: (literals, from) =>
      literals.map(({ text: specifier }) => ({
        resolvedModule: resolveNeighbour(specifier, from, fileName, neighbour),
      })),
    useCaseSensitiveFileNames: () => true,
    writeFile: () => undefined,
  };
  return { program: ts.createProgram({ rootNames: [fileName], options, host }), file };
}

/** Finds `./users.js` as `users.ts`, and `./models` as `models/index.js`; a path into a package is left alone. */
function resolveNeighbour(
  specifier: string,
  from: string,
  linted: string,
  neighbour: (name: string) => ts.SourceFile | undefined,
): ts.ResolvedModuleFull | undefined {
  if (!/^\.\.?(\/|$)/.test(specifier)) return undefined;
  const path = resolve(dirname(from), specifier).replaceAll('\\', '/');
  const base = path.replace(/\.[cm]?[jt]sx?$/, '');
  const candidates = [
    path,
    ...extensions.flatMap((extension) => [path + extension, base + extension]),
    ...extensions.map((extension) => `${path}/index${extension}`),
  ];
  const resolvedFileName = candidates.find(
    (name) => scripts.test(name) && (name === linted || neighbour(name) !== undefined),
  );
  return resolvedFileName === undefined ? undefined : { resolvedFileName, extension: extensionOf(resolvedFileName) };
}

const extensions = ['.ts', '.tsx', '.js', '.jsx', '.mts', '.cts', '.mjs', '.cjs'];

function extensionOf(fileName: string): string {
  return extensions.find((extension) => fileName.endsWith(extension)) ?? '.ts';
}

function scriptKindOf(fileName: string): ts.ScriptKind {
  if (/\.[cm]?ts$/.test(fileName)) return ts.ScriptKind.TS;
  // JSX is accepted where the extension does not say otherwise.
  return /\.[cm]?jsx?$/.test(fileName) ? ts.ScriptKind.JSX : ts.ScriptKind.TSX;
}
