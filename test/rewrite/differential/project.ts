import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import ts from 'typescript';

import { directoryOf, fixture } from './folder.ts';

const packages = fileURLToPath(new URL('../../packages/', import.meta.url));

/** Files that are read once for all programs: the packages' types. */
const onDisk = new Map<string, ts.SourceFile | undefined>();

/** Programs of files that exist only in memory, in a folder whose installed packages they import. */
export interface Project {
  /** A program of the fixture's files and of the given ones, by name; what did not change is taken from the last. */
  program(files: ReadonlyMap<string, string>): ts.Program;
  pathOf(name: string): string;
}

export function createProject(folder: string, shared: readonly string[]): Project {
  const directory = directoryOf(folder);
  const pathOf = (name: string): string => join(directory, name);
  const options = readOptions(directory);
  const sharedTexts = shared.map((name) => [name, readFileSync(join(fixture, 'src', name), 'utf8')] as const);
  let memory = new Map<string, ts.SourceFile>();
  let last: ts.Program | undefined;

  const host = ts.createCompilerHost(options, true);
  const disk = { ...host };
  host.fileExists = (path) => memory.has(path) || disk.fileExists(path);
  host.readFile = (path) => memory.get(path)?.text ?? disk.readFile(path);
  host.directoryExists = (path) => path === directory || (disk.directoryExists?.(path) ?? true);
  host.getCurrentDirectory = () => directory;
  host.getSourceFile = (path, version, ...rest) => {
    const known = memory.get(path);
    if (known) return known;
    if (!onDisk.has(path)) onDisk.set(path, disk.getSourceFile(path, version, ...rest));
    return onDisk.get(path);
  };
  host.resolveModuleNameLiterals = resolverOf(folder, options, host);

  return {
    pathOf,
    program(files) {
      const next = new Map<string, ts.SourceFile>();
      for (const [name, text] of [...sharedTexts, ...files]) {
        const path = pathOf(name);
        const known = memory.get(path);
        next.set(path, known?.text === text ? known : parse(path, text, options, host));
      }
      memory = next;
      last = ts.createProgram({
        rootNames: [...next.keys()],
        options,
        host,
        ...(last ? { oldProgram: last } : {}),
      });
      return last;
    },
  };
}

function parse(path: string, text: string, options: ts.CompilerOptions, host: ts.CompilerHost): ts.SourceFile {
  const impliedNodeFormat = ts.getImpliedNodeFormatForFile(path, undefined, host, options);
  return ts.createSourceFile(
    path,
    text,
    { languageVersion: ts.ScriptTarget.ES2023, ...(impliedNodeFormat ? { impliedNodeFormat } : {}) },
    true,
  );
}

function readOptions(directory: string): ts.CompilerOptions {
  const path = join(packages, 'tsconfig.json');
  const { config } = ts.readConfigFile(path, (name) => ts.sys.readFile(name)) as { config: unknown };
  return ts.parseJsonConfigFileContent(config, ts.sys, directory, undefined, path).options;
}

/** A package that is installed once for all folders takes its peers from the folder, as if it were installed there. */
function resolverOf(
  folder: string,
  options: ts.CompilerOptions,
  host: ts.CompilerHost,
): NonNullable<ts.CompilerHost['resolveModuleNameLiterals']> {
  const directory = directoryOf(folder);
  const own = join(packages, folder, 'node_modules/');
  const hoisted = join(packages, 'node_modules/');
  const cache = ts.createModuleResolutionCache(directory, (path) => path, options);
  return (literals, containingFile, redirected, _options, sourceFile) =>
    literals.map((literal) => {
      const mode = ts.getModeForUsageLocation(sourceFile, literal, options);
      const resolve = (from: string) =>
        ts.resolveModuleName(literal.text, from, options, host, cache, redirected, mode);
      const peer = containingFile.startsWith(hoisted) ? resolve(join(directory, 'peer.ts')) : undefined;
      return peer?.resolvedModule?.resolvedFileName.startsWith(own) ? peer : resolve(containingFile);
    });
}

/** The errors of a file, as `line 3: …`. */
export function typeErrors(program: ts.Program, path: string): readonly string[] {
  const file = program.getSourceFile(path);
  if (!file) throw new Error(`The program has no file "${path}".`);
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
    ({ messageText, start }) =>
      `line ${String(file.getLineAndCharacterOfPosition(start ?? 0).line + 1)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
  );
}
