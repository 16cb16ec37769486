import { dirname } from 'node:path';

import { type Manifest, nearestManifest } from './package-manifest.ts';
import { workspacePackage } from './workspace-packages.ts';

const none: ReadonlySet<string> = new Set();

/**
 * Answers which packages the nearest `package.json` of a file depends on, those of the monorepo with what they depend on in
 * turn; none where it cannot be read.
 */
export function packageDependencies(): (fileName: string) => ReadonlySet<string> {
  const byDirectory = new Map<string, ReadonlySet<string>>();
  return (fileName) => {
    const directory = dirname(fileName);
    const known = byDirectory.get(directory);
    if (known) return known;
    const manifest = nearestManifest(directory);
    const found = manifest ? withWorkspaces(manifest) : none;
    byDirectory.set(directory, found);
    return found;
  };
}

function withWorkspaces(manifest: Manifest): ReadonlySet<string> {
  const own = dependenciesIn(manifest);
  const inner = own.flatMap((name) => {
    const workspace = workspacePackage(name, manifest.directory);
    return workspace ? dependenciesIn(workspace) : [];
  });
  return new Set([...own, ...inner]);
}

/** The packages that a manifest names. */
export function dependenciesIn({ fields }: Manifest): readonly string[] {
  return ['dependencies', 'devDependencies', 'peerDependencies'].flatMap((field) => {
    const group = fields[field];
    return typeof group === 'object' && group !== null ? Object.keys(group) : [];
  });
}
