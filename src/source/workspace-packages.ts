import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { statsOfFile } from './file-stats.ts';
import { type Manifest, manifestIn, textsIn } from './package-manifest.ts';

/** Directories of packages by their names, for the root of a monorepo. They are looked for once. */
const packagesByRoot = new Map<string, ReadonlyMap<string, string>>();
const rootByDirectory = new Map<string, string | undefined>();

/** The directory of the user's own to which a package is linked, by the directory that imports it and its name. */
const linked = new Map<string, string | undefined>();

/** The package of a monorepo by its name, as the code in a directory of that monorepo can import it. */
export function workspacePackage(name: string, directory: string): Manifest | undefined {
  const found = workspacePackages(directory).get(name) ?? linkedPackage(name, directory);
  return found === undefined ? undefined : manifestIn(found);
}

/** A package that is linked into `node_modules` at or above a directory, whatever has linked it. */
function linkedPackage(name: string, directory: string): string | undefined {
  const key = `${directory}\0${name}`;
  if (!linked.has(key)) linked.set(key, findLinked(name, directory));
  return linked.get(key);
}

function findLinked(name: string, directory: string): string | undefined {
  if (!/^(@[\w.~-]+\/)?[\w.~-]+$/.test(name)) return undefined;
  const path = join(directory, 'node_modules', name);
  // Asked first, since a path that leads nowhere makes an error.
  const target = existsSync(path) ? realPathOf(path) : undefined;
  if (target !== undefined) return /[\\/]node_modules[\\/]/.test(target) ? undefined : target;
  const above = dirname(directory);
  return above === directory ? undefined : linkedPackage(name, above);
}

function realPathOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

/** The directories of the packages of a monorepo, by their names, for the code in a directory of it. */
export function workspacePackages(directory: string): ReadonlyMap<string, string> {
  const root = rootOf(directory);
  if (root === undefined) return new Map();
  const known = packagesByRoot.get(root) ?? packagesIn(root);
  packagesByRoot.set(root, known);
  return known;
}

/** The directory at or above another whose manifest names workspaces. */
function rootOf(directory: string): string | undefined {
  if (rootByDirectory.has(directory)) return rootByDirectory.get(directory);
  const above = dirname(directory);
  const root = patternsIn(directory).length > 0 ? directory : above === directory ? undefined : rootOf(above);
  rootByDirectory.set(directory, root);
  return root;
}

/** `packages/*` from `pnpm-workspace.yaml` and from `workspaces` of `package.json`, which a project may have beside it for its tools. */
function patternsIn(root: string): readonly string[] {
  return [...listedByPnpm(root), ...textsIn(manifestIn(root)?.fields['workspaces'])];
}

function listedByPnpm(root: string): readonly string[] {
  const path = join(root, 'pnpm-workspace.yaml');
  if (!statsOfFile(path)) return [];
  const [, list = ''] =
    /^packages:[^\n]*\n((?:[ \t]*(?:-|#)[^\n]*\n?|[ \t]*\n)*)/m.exec(readFileSync(path, 'utf8')) ?? [];
  return [...list.matchAll(/^[ \t]*-[ \t]*['"]?([^'"\n#]+?)['"]?[ \t]*(?:#.*)?$/gm)].map(([, pattern = '']) => pattern);
}

function packagesIn(root: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const pattern of patternsIn(root)) {
    if (pattern.startsWith('!')) continue;
    for (const directory of directoriesLike(root, pattern.replace(/^\.\//, '').replace(/\/+$/, '').split('/'))) {
      const name = manifestIn(directory)?.fields['name'];
      if (typeof name === 'string' && !found.has(name)) found.set(name, directory);
    }
  }
  return found;
}

/** `**` stands for so many directories at most. */
const deepest = 4;

function* directoriesLike(directory: string, [part, ...rest]: readonly string[], depth = 0): Generator<string> {
  if (part === undefined) yield directory;
  else if (part === '**') {
    yield* directoriesLike(directory, rest);
    if (depth < deepest) {
      for (const inner of directoriesIn(directory)) yield* directoriesLike(inner, ['**', ...rest], depth + 1);
    }
  } else if (part.includes('*')) {
    const name = new RegExp(`^${part.replaceAll(/[.+?^$()[\]{}|\\]/g, '\\$&').replaceAll('*', '.*')}$`);
    for (const inner of directoriesIn(directory, name)) yield* directoriesLike(inner, rest);
  } else yield* directoriesLike(join(directory, part), rest);
}

function directoriesIn(directory: string, name = /^/): readonly string[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && name.test(entry.name) && !/^(node_modules|dist|\..*)$/.test(entry.name))
      .map((entry) => join(directory, entry.name));
  } catch {
    return [];
  }
}
