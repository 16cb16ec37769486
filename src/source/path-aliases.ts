import { dirname, join, resolve } from 'node:path';

import ts from 'typescript';

interface Aliases {
  readonly base: string;
  readonly paths: Readonly<Record<string, readonly string[]>>;
  /** Whether bare specifiers are looked up below `base`. */
  readonly isBaseUrl: boolean;
}

/** `baseUrl` is deprecated but in use; `pathsBasePath` is where a configuration that others extend lies. */
interface PathOptions {
  readonly baseUrl?: string;
  readonly paths?: Aliases['paths'];
  readonly pathsBasePath?: string;
}

const byDirectory = new Map<string, Aliases | undefined>();

/** The paths that a specifier such as `@/users` may stand for, by `paths` and `baseUrl` of the nearest `tsconfig.json`. */
export function aliasedPaths(specifier: string, directory: string): readonly string[] {
  const aliases = aliasesOf(directory);
  if (!aliases) return [];
  const { base, paths, isBaseUrl } = aliases;
  const matched = Object.entries(paths).flatMap(([pattern, targets]) => {
    const [before = '', after] = pattern.split('*');
    if (after === undefined) return pattern === specifier ? targets : [];
    const isMatch = specifier.startsWith(before) && specifier.endsWith(after);
    const star = specifier.slice(before.length, specifier.length - after.length);
    return isMatch ? targets.map((target) => target.replace('*', star)) : [];
  });
  return [...matched, ...(isBaseUrl ? [specifier] : [])].map((path) => resolve(base, path));
}

function aliasesOf(directory: string): Aliases | undefined {
  if (byDirectory.has(directory)) return byDirectory.get(directory);
  const above = dirname(directory);
  const own = ['tsconfig.json', 'jsconfig.json']
    .map((name) => join(directory, name))
    .find((path) => ts.sys.fileExists(path));
  const found =
    (own === undefined ? undefined : readAliases(own)) ?? (above === directory ? undefined : aliasesOf(above));
  byDirectory.set(directory, found);
  return found;
}

function readAliases(path: string, depth = 0): Aliases | undefined {
  const { config } = ts.readConfigFile(path, (name) => ts.sys.readFile(name)) as { config: unknown };
  // Which files it covers does not matter here, and looking for them is slow.
  const { options, projectReferences = [] } = ts.parseJsonConfigFileContent(
    config,
    { ...ts.sys, readDirectory: () => [] },
    dirname(path),
  );
  const { baseUrl, paths, pathsBasePath = dirname(path) } = options as PathOptions;
  if (paths ?? baseUrl) return { base: baseUrl ?? pathsBasePath, paths: paths ?? {}, isBaseUrl: baseUrl !== undefined };
  if (depth > 0) return undefined;
  for (const reference of projectReferences) {
    const file = ts.resolveProjectReferencePath(reference);
    const found = ts.sys.fileExists(file) ? readAliases(file, depth + 1) : undefined;
    if (found) return found;
  }
  return undefined;
}
