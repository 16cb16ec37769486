import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import ts from 'typescript';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';

import { repeatedQueriesOf } from '../../src/analysis/repeated-queries.ts';
import clients from '../../src/clients/index.ts';
import plugin from '../../src/index.ts';
import { defaultSettings } from '../../src/settings.ts';
import { createProgramFindings } from '../../src/source/program-findings.ts';
import { lint } from '../rule-tester.ts';
import { dedent } from '../rules/case.ts';
import { readProject, shop } from '../rules/shop-program.ts';

const caller = join(shop, 'caller.ts');
const helper = join(shop, 'helper.ts');
const deeper = join(shop, 'deeper.ts');

const queries = `
  import { prisma } from './src/prisma.js';
  export async function load(id: number): Promise<unknown> { return prisma.user.findFirst({ where: { id } }); }
`;
const answers = `
  export async function load(id: number): Promise<unknown> { return id; }
`;
const passesOn = `
  export { load } from './deeper.js';
`;
const calls = `
  import { load } from './helper.js';
  export async function run(ids: number[]) {
    for (const id of ids) await load(id);
  }
`;

/** A language service over the shop and a few files that only exist in the editor. */
class Editor {
  readonly #files = new Map<string, { text: string; version: number }>();
  readonly #service: ts.LanguageService;
  readonly #linter = new Linter({ cwd: shop });

  constructor() {
    const { options, fileNames } = readProject();
    const textOf = (name: string): string | undefined => this.#files.get(name)?.text ?? ts.sys.readFile(name);
    this.#service = ts.createLanguageService({
      getCurrentDirectory: () => shop,
      getDefaultLibFileName: (given) => ts.getDefaultLibFilePath(given),
      getCompilationSettings: () => options,
      getScriptFileNames: () => [...fileNames, ...this.#files.keys()],
      getScriptVersion: (name) => String(this.#files.get(name)?.version ?? 0),
      getScriptSnapshot: (name) => {
        const text = textOf(name);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      fileExists: (name) => this.#files.has(name) || ts.sys.fileExists(name),
      readFile: textOf,
      directoryExists: (name) => ts.sys.directoryExists(name),
    });
  }

  write(fileName: string, code: string): void {
    const version = (this.#files.get(fileName)?.version ?? 0) + 1;
    this.#files.set(fileName, { text: dedent(code), version });
  }

  get program(): ts.Program {
    const program = this.#service.getProgram();
    if (!program) throw new Error('The language service has no program.');
    return program;
  }

  sourceOf(fileName: string): ts.SourceFile {
    const file = this.program.getSourceFile(fileName);
    if (!file) throw new Error(`The program has no ${fileName}.`);
    return file;
  }

  lint(fileName: string, settings: object = {}): (string | undefined)[] {
    const { text } = this.sourceOf(fileName);
    const messages = this.#linter.verify(
      text,
      [
        {
          files: ['**/*.ts'],
          settings: { poolwise: settings },
          languageOptions: {
            parser: {
              meta: { name: 'editor', version: '1.0.0' },
              parseForESLint: (code: string, given: parser.ParserOptions) =>
                parser.parseForESLint(code, { ...given, programs: [this.program] }),
            },
          },
        },
        plugin.configs.strict,
      ],
      { filename: fileName },
    );
    return messages.map(({ messageId, message }) => messageId ?? message);
  }
}

describe('in a language service', () => {
  const editor = new Editor();

  beforeEach(() => {
    editor.write(caller, calls);
    editor.write(helper, answers);
    editor.write(deeper, answers);
  });

  it('a caller is reported when its helper starts to query', () => {
    expect(editor.lint(caller)).toEqual([]);
    const before = editor.sourceOf(caller);
    editor.write(helper, queries);
    expect(editor.sourceOf(caller)).toBe(before);
    expect(editor.lint(caller)).toEqual(['sequential']);
  });

  it('a caller is not reported when its helper ceases to query', () => {
    editor.write(helper, queries);
    expect(editor.lint(caller)).toEqual(['sequential']);
    const before = editor.sourceOf(caller);
    editor.write(helper, answers);
    expect(editor.sourceOf(caller)).toBe(before);
    expect(editor.lint(caller)).toEqual([]);
  });

  it('a change counts through a file that does not change', () => {
    editor.write(helper, passesOn);
    expect(editor.lint(caller)).toEqual([]);
    editor.write(deeper, queries);
    expect(editor.lint(caller)).toEqual(['sequential']);
    editor.write(deeper, answers);
    expect(editor.lint(caller)).toEqual([]);
  });

  it('a change back and forth counts each time', () => {
    for (const [code, expected] of [
      [queries, ['sequential']],
      [answers, []],
      [queries, ['sequential']],
      [answers, []],
    ] as const) {
      editor.write(helper, code);
      expect(editor.lint(caller)).toEqual(expected);
    }
  });

  it('a second implementation of an interface counts', () => {
    editor.write(
      helper,
      `
        import { prisma } from './src/prisma.js';
        export interface Finder { load(id: number): Promise<unknown> }
        export class PrismaFinder implements Finder {
          async load(id: number) { return prisma.user.findFirst({ where: { id } }); }
        }
      `,
    );
    editor.write(
      caller,
      `
        import type { Finder } from './helper.js';
        export async function run(finder: Finder, ids: number[]) {
          for (const id of ids) await finder.load(id);
        }
      `,
    );
    expect(editor.lint(caller)).toEqual(['sequential']);
    editor.write(
      deeper,
      `
        import type { Finder } from './helper.js';
        export class Fake implements Finder { async load(id: number) { return id; } }
      `,
    );
    expect(editor.lint(caller)).toEqual([]);
  });

  it('a list that starts to grow counts', () => {
    editor.write(helper, `export const ids = [1, 2, 3];`);
    editor.write(
      caller,
      `
        import { ids } from './helper.js';
        import { loadUser } from './src/users.js';
        export async function run() { for (const id of ids) await loadUser(id); }
      `,
    );
    expect(editor.lint(caller)).toEqual([]);
    editor.write(helper, `export const ids: number[] = JSON.parse('[]');`);
    expect(editor.lint(caller)).toEqual(['sequential']);
  });

  it('changed settings count although nothing else has changed', () => {
    editor.write(helper, queries);
    const { program } = editor;
    expect(editor.lint(caller)).toEqual(['sequential']);
    expect(editor.lint(caller, { barriers: [{ module: 'helper', name: 'load' }] })).toEqual([]);
    expect(editor.lint(caller)).toEqual(['sequential']);
    expect(editor.program).toBe(program);
  });

  it('an unchanged program gives the very results that it gave', () => {
    editor.write(helper, queries);
    const findings = createProgramFindings(clients);
    const find = () => {
      const opened = { program: editor.program, file: editor.sourceOf(caller), typed: true };
      return findings.of(repeatedQueriesOf, opened, defaultSettings);
    };
    const first = find();
    expect(first).toHaveLength(1);
    expect(find()).toBe(first);
    editor.write(helper, answers);
    expect(find()).toEqual([]);
  });
});

describe('in the project service of typescript-eslint', () => {
  const users = join(shop, 'src', 'users.ts');
  const text = readFileSync(users, 'utf8');
  const code = `import { loadUser } from './src/users.js';\nexport async function run(ids: number[]) { for (const id of ids) await loadUser(id); }\n`;
  const changed = text.replace(
    'return prisma.user.findFirst({ where: { id } });',
    'return { id, name: String(prisma) };',
  );
  const idsOf = (messages: Linter.LintMessage[]): (string | undefined)[] => messages.map(({ messageId }) => messageId);

  afterAll(() => {
    parser.clearCaches();
  });

  it('a caller follows what was last linted of its helper', () => {
    expect(changed).not.toBe(text);
    expect(idsOf(lint(code))).toEqual(['sequential']);
    lint(changed, { fileName: users });
    expect(idsOf(lint(code))).toEqual([]);
    lint(text, { fileName: users });
    expect(idsOf(lint(code))).toEqual(['sequential']);
  });
});

describe('without types', () => {
  const folder = mkdtempSync(join(tmpdir(), 'poolwise-stale-'));
  const code = `import { load } from './helper.js';\nexport async function run(ids) { for (const id of ids) await load(id); }\n`;
  const lintCaller = () =>
    lint(code, { fileName: join(folder, 'caller.js'), parser: 'none' }).map(({ messageId }) => messageId);

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('a caller follows its helper on the disk', async () => {
    const path = join(folder, 'helper.js');
    const pool = `import { Pool } from 'pg';\nconst pool = new Pool();\n`;
    expect(lintCaller()).toEqual([]);
    writeFileSync(path, `${pool}export const load = (id) => pool.query('select $1', [id]);\n`);
    expect(lintCaller()).toEqual(['sequential']);
    await setTimeout(10);
    writeFileSync(path, `${pool}export const load = (id) => pool.of('select $1', [id]);\n`);
    expect(lintCaller()).toEqual([]);
    rmSync(path);
    expect(lintCaller()).toEqual([]);
  });
});
