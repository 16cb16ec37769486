import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const none: ReadonlySet<string> = new Set();

interface Manifest {
  readonly modified: number;
  readonly dependencies: ReadonlySet<string>;
}

/** Manifests by path, read again when they change. */
const manifests = new Map<string, Manifest>();

/** Answers which packages the nearest `package.json` of a file depends on; none where it cannot be read. */
export function packageDependencies(): (fileName: string) => ReadonlySet<string> {
  const byDirectory = new Map<string, ReadonlySet<string>>();
  const inDirectory = (directory: string): ReadonlySet<string> => {
    const known = byDirectory.get(directory);
    if (known) return known;
    const parent = dirname(directory);
    const found = read(join(directory, 'package.json')) ?? (parent === directory ? none : inDirectory(parent));
    byDirectory.set(directory, found);
    return found;
  };
  return (fileName) => inDirectory(dirname(fileName));
}

function read(path: string): ReadonlySet<string> | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats?.isFile()) return undefined;
  const known = manifests.get(path);
  if (known?.modified === stats.mtimeMs) return known.dependencies;
  const dependencies = parse(readFileSync(path, 'utf8'));
  manifests.set(path, { modified: stats.mtimeMs, dependencies });
  return dependencies;
}

function parse(text: string): ReadonlySet<string> {
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch {
    return none;
  }
  if (typeof manifest !== 'object' || manifest === null) return none;
  const names = ['dependencies', 'devDependencies', 'peerDependencies'].flatMap((field) => {
    const group = (manifest as Record<string, unknown>)[field];
    return typeof group === 'object' && group !== null ? Object.keys(group) : [];
  });
  return new Set(names);
}
