import { dirname, join, resolve } from 'node:path';

import { type Manifest, nearestManifest, textsIn } from './package-manifest.ts';
import { aliasedPaths } from './path-aliases.ts';
import { workspacePackage } from './workspace-packages.ts';

const extensions = ['.ts', '.tsx', '.js', '.jsx', '.mts', '.cts', '.mjs', '.cjs'];
const scripts = /\.[cm]?[jt]sx?$/;

/** Where a build puts what it makes of the sources, and the folder in it for one kind of modules or for declarations. */
const built = /(^|\/)(dist|lib|build|out|esm|cjs|es|types)\//;
const builtByKind = /(^|\/)(dist|lib|build|out|esm|cjs|es|types)(\/(esm|cjs|es|types))?\//;

/**
 * The file of the user's that a specifier means: a relative path, an alias of `tsconfig.json`, `#…` of the package itself,
 * or a package of the same monorepo, whose sources are found even where it is not built.
 */
export function resolveUserModule(
  specifier: string,
  from: string,
  exists: (path: string) => boolean,
): string | undefined {
  const directory = dirname(from);
  if (/^\.\.?(\/|$)/.test(specifier)) return scriptAt(resolve(directory, specifier), exists);
  for (const path of aliasedPaths(specifier, directory)) {
    const script = scriptAt(path, exists);
    if (script !== undefined) return script;
  }
  if (specifier.startsWith('#')) {
    const manifest = nearestManifest(directory);
    return manifest && firstSource(manifest, targetsOf(manifest.fields['imports'], specifier), exists);
  }
  const parts = specifier.split('/');
  const name = parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
  const manifest = workspacePackage(name, directory);
  return manifest && entryOf(manifest, specifier.slice(name.length + 1), exists);
}

/** `./users` as `users.ts`, `./users.js` as `users.ts`, `./models` as `models/index.ts`. */
function scriptAt(path: string, exists: (path: string) => boolean): string | undefined {
  const whole = path.replaceAll('\\', '/');
  const base = whole.replace(/(\.d)?\.[cm]?[jt]sx?$/, '');
  const isScript = scripts.test(whole) && !/\.d\.[cm]?ts$/.test(whole);
  const candidates = [
    ...(isScript ? [whole] : []),
    ...extensions.map((extension) => base + extension),
    ...(base === whole ? [] : extensions.map((extension) => whole + extension)),
    ...(isScript ? [] : extensions.map((extension) => `${whole}/index${extension}`)),
  ];
  return candidates.find(exists);
}

function entryOf(manifest: Manifest, path: string, exists: (path: string) => boolean): string | undefined {
  const { fields } = manifest;
  const own = path === '' ? ['source', 'module', 'main', 'types'].flatMap((field) => textsIn(fields[field])) : [];
  const usual = path === '' ? ['src/index', 'index', 'src/main'] : [path, `src/${path}`];
  return firstSource(
    manifest,
    [...targetsOf(fields['exports'], path === '' ? '.' : `./${path}`), ...own, ...usual],
    exists,
    path !== '',
  );
}

function firstSource(
  { directory }: Manifest,
  targets: readonly string[],
  exists: (path: string) => boolean,
  // `types` of `@acme/core/types`, built as `dist/types/index.js`, is a folder of the sources.
  isPath = false,
): string | undefined {
  for (const target of targets) {
    const folders = isPath ? [built, builtByKind] : [builtByKind, built];
    const candidates = folders.flatMap((folder) => [target.replace(folder, '$1src/'), target.replace(folder, '$1')]);
    for (const candidate of [...candidates, target]) {
      const script = scriptAt(join(directory, candidate), exists);
      if (script !== undefined) return script;
    }
  }
  return undefined;
}

/** The targets of an entry of `exports` or `imports`, under all conditions. */
function targetsOf(entries: unknown, key: string): readonly string[] {
  if (typeof entries !== 'object' || entries === null) return key === '.' ? textsIn(entries) : [];
  const named = Object.entries(entries);
  if (key === '.' && named.every(([name]) => !name.startsWith('.'))) return textsIn(entries);
  return named.flatMap(([pattern, value]) => {
    if (pattern === key) return textsIn(value);
    const [before = '', after] = pattern.split('*');
    if (after === undefined || !key.startsWith(before) || !key.endsWith(after)) return [];
    const star = key.slice(before.length, key.length - after.length);
    return textsIn(value).map((target) => target.replaceAll('*', star));
  });
}

/** The file from which a declaration file was made: `src/users.ts` for `dist/users.d.ts`. */
export function sourceOfDeclarations(path: string, exists: (path: string) => boolean): string | undefined {
  const manifest = path.includes('/node_modules/') ? undefined : nearestManifest(dirname(path));
  return manifest && firstSource(manifest, [path.slice(manifest.directory.length + 1)], exists);
}
