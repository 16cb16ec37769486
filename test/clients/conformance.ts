import { join } from 'node:path';

import type ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';

import { repeatedQueriesOf } from '../../src/analysis/repeated-queries.ts';
import type { RepeatedQuery } from '../../src/analysis/finding.ts';
import type { Client } from '../../src/clients/define-client.ts';
import clients from '../../src/clients/index.ts';
import { defaultSettings, type Settings } from '../../src/settings.ts';
import { createIsolatedProgram } from '../../src/source/isolated-program.ts';
import { createProgramFindings, type ProgramFile } from '../../src/source/program-findings.ts';
import { caseDirectory, caseFile, createCaseProgram, typeErrors } from './case-program.ts';
import { describeFacts } from './facts-exist.ts';

interface Case {
  /** What the case shows, in a few words. */
  readonly name: string;
  readonly code: string;
  /** Whether the code is JavaScript. Default: TypeScript. */
  readonly javascript?: boolean;
  /** Folders of `test/packages` in which the case holds. Default: all of the suite. */
  readonly only?: readonly string[];
}

export interface Positive extends Case {
  /** Each finding as `execution operation connection name`: `sequential readOne pool users.findOne`. */
  readonly finds: readonly string[];
  /** What is found without types. Default: the same; connections may fall back to `pool`, executions with them. */
  readonly untyped?: readonly string[];
}

export interface Suite {
  readonly client: Client;
  /** Folders of `test/packages` or `test/fixtures`, one for each major version that is supported. */
  readonly folders: readonly string[];
  /** Code that stands before each case: imports, declarations; where versions differ, by folder. */
  readonly prelude: string | ((folder: string) => string);
  /** The same for cases in JavaScript. Default: `prelude`. */
  readonly javascriptPrelude?: string | ((folder: string) => string);
  readonly positives: readonly Positive[];
  readonly negatives: readonly Case[];
  readonly settings?: Partial<Settings>;
}

const findings = createProgramFindings(clients);
const isGenerated = (path: string): boolean => clients.some(({ generated }) => generated?.test(path));

/** Runs every case with the types of each version, and again without types. */
export function describeClient(suite: Suite): void {
  const settings = { ...defaultSettings, ...suite.settings };
  const cases: readonly Case[] = [...suite.positives, ...suite.negatives];
  test('at least 12 positives and 12 negatives', () => {
    expect(suite.positives.length).toBeGreaterThanOrEqual(12);
    expect(suite.negatives.length).toBeGreaterThanOrEqual(12);
  });
  describeFacts(suite.client, suite.folders, (folder) => cases.map((entry) => textOf(suite, entry, folder)));
  describe.each(suite.folders)('with the types of %s', (folder) => {
    let program: ts.Program;
    beforeAll(() => {
      program = createCaseProgram(
        folder,
        new Map(cases.map((entry, index) => [fileName(index, entry), textOf(suite, entry, folder)])),
      );
    }, 60_000);
    for (const [index, entry] of cases.entries()) {
      if (entry.only && !entry.only.includes(folder)) continue;
      test(entry.name, { timeout: 60_000 }, () => {
        const file = caseFile(program, folder, fileName(index, entry));
        expect(typeErrors(program, file)).toEqual([]);
        expect(shown({ program, file, typed: true }, settings)).toEqual((entry as Partial<Positive>).finds ?? []);
      });
    }
  });
  describe('without types', () => {
    for (const [index, entry] of cases.entries()) {
      test(entry.name, () => {
        const folder = entry.only?.[0] ?? suite.folders[0] ?? '';
        const name = fileName(index, entry);
        // In the folder, so that the nearest package.json is the one of a project that uses the client.
        const path = join(caseDirectory(folder), name);
        const isolated = createIsolatedProgram(path, textOf(suite, entry, folder), isGenerated);
        if (!isolated) throw new Error(`The case "${entry.name}" could not be parsed.`);
        const { finds = [], untyped } = entry as Partial<Positive>;
        const found = shown({ ...isolated, typed: false }, settings);
        if (untyped) expect(found).toEqual(untyped);
        else expect(found.map(withoutConnection)).toEqual(finds.map(withoutConnection));
      });
    }
  });
}

function fileName(index: number, { javascript }: Case): string {
  return `case-${String(index)}.${javascript ? 'js' : 'ts'}`;
}

function textOf({ prelude, javascriptPrelude }: Suite, { javascript, code }: Case, folder: string): string {
  const before = javascript ? (javascriptPrelude ?? prelude) : prelude;
  return `${typeof before === 'string' ? before : before(folder)}\n${code}`;
}

function shown(opened: ProgramFile, settings: Settings): string[] {
  return findings.of(repeatedQueriesOf, opened, settings).map((finding) => describeFinding(finding));
}

function describeFinding({ execution, effects: [first] }: RepeatedQuery): string {
  return `${execution} ${first.query.operation} ${first.connection} ${first.query.name}`;
}

function withoutConnection(finding: string): string {
  const [, operation = '', , ...name] = finding.split(' ');
  return `${operation} ${name.join(' ')}`;
}
