import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import ts from 'typescript';

import { type Case, dedent } from './case.ts';

/** The project that cases are files of. */
export const shop = fileURLToPath(new URL('../fixtures/shop', import.meta.url));

export function fileNameOf({ language = 'ts' }: Case, index: number): string {
  return join(shop, `case-${String(index + 1)}.${language}`);
}

/** A program in which each case is a file of the shop, so that the shop's packages are read and checked once. */
export function createShopProgram(cases: readonly Case[]): ts.Program {
  const texts = new Map(cases.map((one, index) => [fileNameOf(one, index), dedent(one.code)]));
  const { options, fileNames } = readProject();
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (fileName, languageVersion, ...rest) => {
    const text = texts.get(fileName);
    return text === undefined
      ? read(fileName, languageVersion, ...rest)
      : ts.createSourceFile(fileName, text, languageVersion);
  };
  return ts.createProgram({ rootNames: [...fileNames, ...texts.keys()], options, host });
}

export function readProject(): ts.ParsedCommandLine {
  const path = join(shop, 'tsconfig.json');
  const { config } = ts.parseConfigFileTextToJson(path, readFileSync(path, 'utf8')) as { config: unknown };
  return ts.parseJsonConfigFileContent(config, ts.sys, shop);
}
