import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import ts from 'typescript';

import type { Contract } from '../analysis/analysis.ts';
import { dependenciesIn } from './package-dependencies.ts';
import { manifestIn, nearestManifest } from './package-manifest.ts';
import { readScript } from './script-cache.ts';
import { workspacePackages } from './workspace-packages.ts';

/** So many files of a package are looked through. */
const fileLimit = 5000;

const skipped = /^(node_modules|dist|build|out|coverage|__tests__|__mocks__|__fixtures__|\..*)$/;
const script = /(?<!\.d)\.[cm]?[jt]sx?$/;
const testFile = /[.-](test|spec|stories)\.[cm]?[jt]sx?$/;

/** The files of a package by the names that their classes and interfaces extend or implement. They are looked for once. */
const filesByPackage = new Map<string, ReadonlyMap<string, readonly string[]>>();

/** Finds the classes and interfaces of a monorepo that extend or implement another one, in all packages that can import it. */
export function createHeirFinder(
  declarationOf: (path: readonly string[], file: ts.SourceFile) => ts.Declaration | undefined,
): (contract: Contract) => readonly Contract[] {
  const found = new Map<string, readonly Contract[]>();
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
      .flatMap((directory) => filesNaming(directory).get(name) ?? [])
      .flatMap((path) => {
        const file = readScript(path);
        return file ? heirsIn(file, (heritage) => heritage.at(-1) === name && isContract(heritage, file)) : [];
      });
    found.set(key, heirs);
    return heirs;
  };
}

function nameOfDeclaration(declaration: ts.Declaration): string | undefined {
  return ts.getNameOfDeclaration(declaration)?.getText();
}

/** The directories of the packages that depend on the package of a file, directly or through one another, and its own. */
function packagesThatMayImport(fileName: string): readonly string[] {
  const own = nearestManifest(dirname(fileName));
  const packages = own ? workspacePackages(own.directory) : new Map<string, string>();
  const name = own?.fields['name'];
  if (!own || typeof name !== 'string' || !packages.has(name)) return [];
  const reached = new Set([name]);
  for (const importable of reached) {
    for (const [other, directory] of packages) {
      const manifest = reached.has(other) ? undefined : manifestIn(directory);
      if (manifest && dependenciesIn(manifest).includes(importable)) reached.add(other);
    }
  }
  return [...reached].map((one) => packages.get(one) ?? own.directory);
}

function filesNaming(directory: string): ReadonlyMap<string, readonly string[]> {
  const known = filesByPackage.get(directory);
  if (known) return known;
  const naming = new Map<string, string[]>();
  for (const path of scriptsIn(directory, { left: fileLimit })) {
    for (const name of inheritedNames(readFileSync(path, 'utf8'))) {
      const paths = naming.get(name) ?? [];
      naming.set(name, paths);
      paths.push(path);
    }
  }
  filesByPackage.set(directory, naming);
  return naming;
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
function inheritedNames(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, clause = ''] of text.matchAll(/\b(?:implements|extends)\s([^{;]*)/g)) {
    for (const [name] of clause.matchAll(/[A-Za-z_$][\w$]*/g)) names.add(name);
  }
  return names;
}

function heirsIn(file: ts.SourceFile, isHeritage: (path: readonly string[]) => boolean): readonly Contract[] {
  const heirs: Contract[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isClassLike(node) || ts.isInterfaceDeclaration(node)) {
      const types = (node.heritageClauses ?? []).flatMap((clause) => clause.types);
      if (types.some(({ expression }) => isHeritage(pathOf(expression)))) heirs.push(node);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return heirs;
}

/** `Types.UserService` as its names. */
function pathOf(expression: ts.Expression): readonly string[] {
  if (ts.isIdentifier(expression)) return [expression.text];
  return ts.isPropertyAccessExpression(expression) ? [...pathOf(expression.expression), expression.name.text] : [];
}
