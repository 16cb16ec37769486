import ts from 'typescript';

import { readScript } from './script-cache.ts';

/** How the user's files are read beside a program. */
export interface SourceReader {
  readonly exists: (path: string) => boolean;
  /** Answers nothing for a file that cannot be read, or is not the user's. */
  readonly read: (path: string) => ts.SourceFile | undefined;
}

/** Reads what the program has from the program, where it is parsed already. */
export function sourceReader(program: ts.Program): SourceReader {
  return {
    exists: (path) => program.getSourceFile(path) !== undefined || ts.sys.fileExists(path),
    read: (path) => (path.includes('/node_modules/') ? undefined : (program.getSourceFile(path) ?? readScript(path))),
  };
}
