import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { statsOfFile } from './file-stats.ts';

/** What a `package.json` says, as far as modules are looked up by it. */
export interface Manifest {
  readonly directory: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

interface Read {
  readonly modified: number;
  readonly manifest: Manifest | undefined;
}

/** Manifests by path, read again when they change. */
const manifests = new Map<string, Read>();

/** The `package.json` of a directory, if it has one that can be read. */
export function manifestIn(directory: string): Manifest | undefined {
  const path = join(directory, 'package.json');
  const stats = statsOfFile(path);
  if (!stats) return undefined;
  const known = manifests.get(path);
  if (known?.modified === stats.mtimeMs) return known.manifest;
  const fields = parse(readFileSync(path, 'utf8'));
  const manifest = fields && { directory, fields };
  manifests.set(path, { modified: stats.mtimeMs, manifest });
  return manifest;
}

/** The nearest `package.json` at or above a directory. */
export function nearestManifest(directory: string): Manifest | undefined {
  for (let at = directory; ; at = dirname(at)) {
    const manifest = manifestIn(at);
    if (manifest ?? dirname(at) === at) return manifest;
  }
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** All texts in a value of a manifest, such as the targets of `exports` under all conditions. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
