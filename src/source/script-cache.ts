import { readFileSync } from 'node:fs';

import ts from 'typescript';

import { statsOfFile } from './file-stats.ts';

/** Larger files are generated or bundled, and are not read. */
const sizeLimit = 500_000;

interface Read {
  readonly modified: number;
  readonly file: ts.SourceFile;
  imports?: readonly string[];
}

const cache = new Map<string, Read>();

/** Parses a file of the user, once for as long as it is not changed. Answers nothing for one that cannot be read. */
export function readScript(path: string): ts.SourceFile | undefined {
  if (path.includes('/node_modules/')) return undefined;
  const stats = statsOfFile(path);
  if (!stats || stats.size > sizeLimit) return undefined;
  const known = cache.get(path);
  if (known?.modified === stats.mtimeMs) return known.file;
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true, scriptKindOf(path));
  cache.set(path, { modified: stats.mtimeMs, file });
  return file;
}

/** The specifiers that a file of the user imports or requires. */
export function importsOf(file: ts.SourceFile): readonly string[] {
  const known = cache.get(file.fileName);
  if (known?.file !== file) return specifiersIn(file);
  return (known.imports ??= specifiersIn(file));
}

function specifiersIn({ text }: ts.SourceFile): readonly string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}

export function scriptKindOf(fileName: string): ts.ScriptKind {
  if (/\.[cm]?ts$/.test(fileName)) return ts.ScriptKind.TS;
  // JSX is accepted where the extension does not say otherwise.
  return /\.[cm]?jsx?$/.test(fileName) ? ts.ScriptKind.JSX : ts.ScriptKind.TSX;
}
