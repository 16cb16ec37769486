import type ts from 'typescript';

import { packageOfFile } from './declared-in.ts';

/** Whether a file is a library's. A package of the same monorepo is none, though it is found through a link in `node_modules`. */
export function isOfLibrary(program: ts.Program, file: ts.SourceFile): boolean {
  if (program.isSourceFileDefaultLibrary(file)) return true;
  return program.isSourceFileFromExternalLibrary(file) && packageOfFile(file.fileName) !== undefined;
}

/** Whether a node is of a program. What another program has followed is not, and of it no type can be asked. */
export function isOfProgram(program: ts.Program, node: ts.Node): boolean {
  const file = node.getSourceFile();
  return program.getSourceFile(file.fileName) === file;
}

/** The user's files of a program, without declaration files. */
export function ownSources(program: ts.Program): readonly ts.SourceFile[] {
  return program.getSourceFiles().filter((file) => !file.isDeclarationFile && !isOfLibrary(program, file));
}
