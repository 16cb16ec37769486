import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import ts from 'typescript';

const packages = fileURLToPath(new URL('../packages/', import.meta.url));
const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url));

/** A folder of `test/packages`, or a fixture for the versions that the repository itself depends on. */
export function caseDirectory(folder: string): string {
  return join(existsSync(join(packages, folder)) ? packages : fixtures, folder);
}

/** Files of packages, which are parsed and bound once for all programs. */
const installed = new Map<string, ts.SourceFile>();

/** What the files of packages import, by folder and options. It is the same for all programs. */
const resolutions = new Map<string, ts.ModuleResolutionCache>();

/** A program of files that exist only in memory, in a folder whose installed packages they import. */
export function createCaseProgram(
  folder: string,
  files: ReadonlyMap<string, string>,
  existingOptions: ts.CompilerOptions = {},
): ts.Program {
  const directory = caseDirectory(folder);
  const read = ts.readConfigFile(join(packages, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(
    read.config,
    ts.sys,
    directory,
    existingOptions,
    join(packages, 'tsconfig.json'),
  );
  const texts = new Map([...files].map(([name, text]) => [join(directory, name), text]));
  const host = ts.createCompilerHost(options, true);
  const onDisk = { ...host };
  host.fileExists = (path) => texts.has(path) || onDisk.fileExists(path);
  host.readFile = (path) => texts.get(path) ?? onDisk.readFile(path);
  // Names may be paths: nothing is looked for in folders that are not there.
  const folders = new Set([...texts.keys()].map((path) => dirname(path)));
  host.directoryExists = (path) => folders.has(path) || (onDisk.directoryExists?.(path) ?? true);
  host.getSourceFile = (path, version, ...rest) => {
    const text = texts.get(path);
    if (text !== undefined) return ts.createSourceFile(path, text, version, true);
    const known = installed.get(path);
    if (known) return known;
    const file = onDisk.getSourceFile(path, version, ...rest);
    if (file && path.includes('/node_modules/')) installed.set(path, file);
    return file;
  };
  host.getCurrentDirectory = () => dirname(directory);
  // A package that is installed once for all folders takes its peers from the folder, as if it were installed there.
  const own = join(directory, 'node_modules/');
  const hoisted = join(packages, 'node_modules/');
  const key = `${directory} ${JSON.stringify(existingOptions)}`;
  const shared = resolutions.get(key) ?? ts.createModuleResolutionCache(directory, (path) => path, options);
  resolutions.set(key, shared);
  host.getModuleResolutionCache = () => shared;
  const ofCases = ts.createModuleResolutionCache(directory, (path) => path, options, shared.getPackageJsonInfoCache());
  host.resolveModuleNameLiterals = (literals, containingFile, redirected, _options, sourceFile) =>
    literals.map((literal) => {
      const mode = ts.getModeForUsageLocation(sourceFile, literal, options);
      const cache = containingFile.includes('/node_modules/') ? shared : ofCases;
      const resolve = (from: string) =>
        ts.resolveModuleName(literal.text, from, options, host, cache, redirected, mode);
      const peer = containingFile.startsWith(hoisted) ? resolve(join(directory, 'peer.ts')) : undefined;
      return peer?.resolvedModule?.resolvedFileName.startsWith(own) ? peer : resolve(containingFile);
    });
  return ts.createProgram({ rootNames: [...texts.keys()], options, host });
}

export function caseFile(program: ts.Program, folder: string, name: string): ts.SourceFile {
  const file = program.getSourceFile(join(caseDirectory(folder), name));
  if (!file) throw new Error(`The case "${name}" is not in the program of ${folder}.`);
  return file;
}

/** The errors of a case's types, so that no case passes because its code is wrong. */
export function typeErrors(program: ts.Program, file: ts.SourceFile): readonly string[] {
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
    ({ messageText, start }) =>
      `line ${String(file.getLineAndCharacterOfPosition(start ?? 0).line + 1)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
  );
}
