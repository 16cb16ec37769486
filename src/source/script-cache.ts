import { readFileSync, statSync } from 'node:fs';

import ts from 'typescript';

/** Larger files are generated or bundled, and are not read. */
const sizeLimit = 500_000;

interface Read {
  readonly modified: number;
  readonly file: ts.SourceFile;
}

const cache = new Map<string, Read>();

/** Parses a file of the user, once for as long as it is not changed. Answers nothing for one that cannot be read. */
export function readScript(path: string, kind: ts.ScriptKind): ts.SourceFile | undefined {
  if (path.includes('/node_modules/')) return undefined;
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats?.isFile() || stats.size > sizeLimit) return undefined;
  const known = cache.get(path);
  if (known?.modified === stats.mtimeMs) return known.file;
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true, kind);
  cache.set(path, { modified: stats.mtimeMs, file });
  return file;
}
