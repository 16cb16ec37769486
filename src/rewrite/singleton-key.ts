import type ts from 'typescript';

import type { Analysis } from '../analysis/analysis.ts';
import { quoted } from './file-style.ts';

/** A key of `singleton` that no other file uses, as a literal: the path of the file and the name. */
export function singletonKey({ projectOf }: Analysis, file: ts.SourceFile, name: string): string | undefined {
  const path = file.fileName.replaceAll('\\', '/');
  const folder = projectOf(file.fileName).directory.replaceAll('\\', '/');
  const own = (path.startsWith(folder) ? path.slice(folder.length) : path).replace(/^\/|\.\w+$/g, '');
  return /['"]/.test(own) ? undefined : quoted(file, `${own}:${name}`);
}
