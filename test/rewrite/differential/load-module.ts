import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compileFunction } from 'node:vm';

import ts from 'typescript';

import { directoryOf } from './folder.ts';

export type Module = Readonly<Record<string, unknown>>;

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.CommonJS,
  target: ts.ScriptTarget.ES2023,
  esModuleInterop: true,
  experimentalDecorators: true,
  useDefineForClassFields: false,
};

/** A package as programs in a folder find it. */
export function loadPackage(folder: string, specifier: string): unknown {
  return createRequire(join(directoryOf(folder), 'program.js'))(specifier);
}

/** Compiles and runs a file of a folder. It finds the folder's packages, and other files of the folder in `files`. */
export async function loadModule(
  folder: string,
  name: string,
  text: string,
  files: ReadonlyMap<string, Module> = new Map(),
): Promise<Module> {
  const { outputText } = ts.transpileModule(text, { compilerOptions: options, fileName: name });
  const imported = new Map<string, unknown>();
  for (const { fileName: specifier } of ts.preProcessFile(outputText, true, true).importedFiles) {
    imported.set(specifier, files.get(specifier) ?? (await load(folder, specifier)));
  }
  const exported: Record<string, unknown> = {};
  const run = compileFunction(outputText, ['require', 'exports'], { filename: name }) as (
    ...values: readonly unknown[]
  ) => void;
  run((specifier: string) => imported.get(specifier), exported);
  return exported;
}

function load(folder: string, specifier: string): unknown {
  return specifier.startsWith('.') ? loadFile(folder, specifier) : loadPackage(folder, specifier);
}

/** A file on disk, such as a generated client. */
export async function loadFile(folder: string, specifier: string): Promise<Module> {
  const url = pathToFileURL(join(directoryOf(folder), specifier.replace(/\.js$/, '.ts')));
  const module = (await import(/* @vite-ignore */ url.href)) as Module;
  return { __esModule: true, ...module };
}
