import { fileURLToPath } from 'node:url';

import type ts from 'typescript';

import { createCaseProgram } from '../clients/case-program.ts';

const runtime = fileURLToPath(new URL('../../src/runtime/index.ts', import.meta.url));

/** With these, `poolwise/runtime` is this repository's source. */
export const runtimeOptions: ts.CompilerOptions = {
  paths: { 'poolwise/runtime': [runtime] },
  allowImportingTsExtensions: true,
};

/**
 * A program of files that exist only in memory, in a folder of `test/packages`: they import `poolwise/runtime`, which is
 * this repository's source, and the packages of the folder. As strict as an application can be.
 */
export function createRuntimeProgram(folder: string, files: ReadonlyMap<string, string>): ts.Program {
  return createCaseProgram(folder, files, {
    ...runtimeOptions,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noUnusedLocals: false,
  });
}
