import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import type { Project } from '../analysis/project.ts';
import { nearestManifest } from './package-manifest.ts';

/** Answers which project a file belongs to. What is read is kept for as long as the answer is. */
export function projectsOf(): (fileName: string) => Project {
  const byDirectory = new Map<string, Project>();
  const inDirectory = (directory: string): Project => {
    const known = byDirectory.get(directory);
    if (known) return known;
    const parent = dirname(directory);
    const project =
      isFile(join(directory, 'package.json')) || parent === directory ? projectAt(directory) : inDirectory(parent);
    byDirectory.set(directory, project);
    return project;
  };
  return (fileName) => inDirectory(dirname(fileName));
}

function projectAt(directory: string): Project {
  const majors = new Map<string, number | undefined>();
  return {
    directory,
    nestedAs: nearestManifest(dirname(directory)) ? basename(directory) : undefined,
    hasCommand: readManifest(join(directory, 'package.json'))?.['bin'] !== undefined,
    majorOf(packageName) {
      if (!majors.has(packageName)) {
        majors.set(packageName, installedMajor(directory, packageName) ?? statedMajor(directory, packageName));
      }
      return majors.get(packageName);
    },
  };
}

/** The version in the nearest `node_modules`, as Node would find it. */
function installedMajor(directory: string, packageName: string): number | undefined {
  const version = readManifest(join(directory, 'node_modules', packageName, 'package.json'))?.['version'];
  if (typeof version === 'string') return majorIn(version);
  const parent = dirname(directory);
  return parent === directory ? undefined : installedMajor(parent, packageName);
}

/** The version that the manifest asks for: 6 of `^6.19.0`. */
function statedMajor(directory: string, packageName: string): number | undefined {
  const manifest = readManifest(join(directory, 'package.json'));
  for (const field of ['dependencies', 'devDependencies', 'peerDependencies']) {
    const range = (manifest?.[field] as Record<string, unknown> | undefined)?.[packageName];
    if (typeof range === 'string') return majorIn(range);
  }
  return undefined;
}

function majorIn(text: string): number | undefined {
  const major = /^[\^~=v]*(\d+)(\.|$)/.exec(text)?.[1];
  return major === undefined ? undefined : Number(major);
}

function readManifest(path: string): Record<string, unknown> | undefined {
  if (!isFile(path)) return undefined;
  try {
    const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof manifest === 'object' && manifest !== null ? (manifest as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
