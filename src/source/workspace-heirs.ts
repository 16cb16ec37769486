import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import ts from 'typescript';

import type { Contract } from '../analysis/analysis.ts';
import { pathOf } from '../analysis/syntax.ts';
import { statsOfFile } from './file-stats.ts';
import { dependenciesIn } from './package-dependencies.ts';
import { type Manifest, manifestIn, nearestManifest } from './package-manifest.ts';
import type { SourceReader } from './source-reader.ts';
import { workspacePackages } from './workspace-packages.ts';

/** So many files of a package are looked through. */
const fileLimit = 5000;

const skipped = /^(node_modules|dist|build|out|coverage|__tests__|__mocks__|__fixtures__|\..*)$/;
const script = /(?<!\.d)\.[cm]?[jt]sx?$/;
const testFile = /[.-](test|spec|stories)\.[cm]?[jt]sx?$/;

/** The names that the classes and interfaces of a file extend or implement, read again when the file changes. */
const namesByFile = new Map<string, { readonly modified: number; readonly names: ReadonlySet<string> }>();

/** Finds the classes and interfaces of a monorepo that extend or implement another one, in all packages that can import it. */
export function createHeirFinder(
  declarationOf: (path: readonly string[], file: ts.SourceFile) => ts.Declaration | undefined,
  { read }: SourceReader,
): (contract: Contract) => readonly Contract[] {
  const found = new Map<string, readonly Contract[]>();
  const packages = new Map<string, ReadonlyMap<string, readonly string[]>>();
  const importing = new Map<string, readonly string[]>();
  const packagesThatMayImport = (fileName: string): readonly string[] => {
    const own = nearestManifest(dirname(fileName));
    if (!own) return [];
    const directories = importing.get(own.directory) ?? dependentsOf(own);
    importing.set(own.directory, directories);
    return directories;
  };
  const filesNaming = (name: string, directory: string): readonly string[] => {
    const files = packages.get(directory) ?? filesByName(directory);
    packages.set(directory, files);
    return files.get(name) ?? [];
  };
  return (contract) => {
    const { fileName } = contract.getSourceFile();
    const name = contract.name?.text;
    if (name === undefined) return [];
    const key = `${fileName}\0${name}`;
    const known = found.get(key);
    if (known) return known;
    const isContract = (path: readonly string[], file: ts.SourceFile): boolean => {
      const declaration = declarationOf(path, file);
      return declaration?.getSourceFile().fileName === fileName && nameOfDeclaration(declaration) === name;
    };
    const heirs = packagesThatMayImport(fileName)
      .flatMap((directory) => filesNaming(name, directory))
      .flatMap((path) => {
        const file = read(path);
        return file ? heirsIn(file, (heritage) => heritage.at(-1) === name && isContract(heritage, file)) : [];
      });
    found.set(key, heirs);
    return heirs;
  };
}

function nameOfDeclaration(declaration: ts.Declaration): string | undefined {
  return ts.getNameOfDeclaration(declaration)?.getText();
}

/** The directories of a package of a monorepo and of those that depend on it, directly or through one another. */
function dependentsOf(own: Manifest): readonly string[] {
  const packages = workspacePackages(own.directory);
  const { name } = own.fields;
  if (typeof name !== 'string' || !packages.has(name)) return [];
  const reached = new Set([name]);
  for (const importable of reached) {
    for (const [other, directory] of packages) {
      const manifest = reached.has(other) ? undefined : manifestIn(directory);
      if (manifest && dependenciesIn(manifest).includes(importable)) reached.add(other);
    }
  }
  return [...reached].map((one) => packages.get(one) ?? own.directory);
}

/** The files of a package by the names that their classes and interfaces extend or implement. */
function filesByName(directory: string): ReadonlyMap<string, readonly string[]> {
  const files = new Map<string, string[]>();
  for (const path of scriptsIn(directory, { left: fileLimit })) {
    for (const name of inheritedNames(path)) {
      const paths = files.get(name) ?? [];
      files.set(name, paths);
      paths.push(path);
    }
  }
  return files;
}

function* scriptsIn(directory: string, budget: { left: number }): Generator<string> {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) {
      // A package inside of another one is looked through itself.
      if (!skipped.test(entry.name) && !manifestIn(path)) yield* scriptsIn(path, budget);
    } else if (entry.isFile() && script.test(entry.name) && !testFile.test(entry.name)) {
      budget.left -= 1;
      if (budget.left < 0) return;
      yield path.replaceAll('\\', '/');
    }
  }
}

/** The names in the heads of classes and interfaces, after `implements` and `extends`. */
function inheritedNames(path: string): ReadonlySet<string> {
  const modified = statsOfFile(path)?.mtimeMs ?? 0;
  const known = namesByFile.get(path);
  if (known?.modified === modified) return known.names;
  const names = new Set<string>();
  for (const [, clause = ''] of readFileSync(path, 'utf8').matchAll(/\b(?:implements|extends)\s([^{;]*)/g)) {
    for (const [name] of clause.matchAll(/[A-Za-z_$][\w$]*/g)) names.add(name);
  }
  namesByFile.set(path, { modified, names });
  return names;
}

function heirsIn(file: ts.SourceFile, isHeritage: (path: readonly string[]) => boolean): readonly Contract[] {
  const heirs: Contract[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isClassLike(node) || ts.isInterfaceDeclaration(node)) {
      const types = (node.heritageClauses ?? []).flatMap((clause) => clause.types);
      if (types.some(({ expression }) => isHeritage(pathOf(expression) ?? []))) heirs.push(node);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return heirs;
}
