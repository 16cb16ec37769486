import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { lint } from '../rule-tester.ts';
import { dedent } from './case.ts';
import { shop } from './shop-program.ts';

const loop = [
  `import { prisma } from './src/prisma.js';`,
  'export async function run(ids: number[]) {',
  '  for (const id of ids) await prisma.user.findFirst({ where: { id } });',
  '}',
  '',
];
const reported = { messageId: 'sequential', line: 3, column: 31, endLine: 3, endColumn: 71 };

/** Seconds of work, which a busy machine does not add to. */
function secondsSince(start: NodeJS.CpuUsage): number {
  const { user } = process.cpuUsage(start);
  return user / 1_000_000;
}

/** Milliseconds, on a machine that does much else. */
const sizeTimeout = 60_000;

const parsers = ['typed', 'untyped'] as const;

describe.each(parsers)('%s', (parser) => {
  it('reports in a file with line feeds', () => {
    expect(lint(loop.join('\n'), { parser })).toMatchObject([reported]);
  });

  it('reports in a file with carriage returns', () => {
    expect(lint(loop.join('\r\n'), { parser })).toMatchObject([reported]);
  });

  it('suggests lines that end as those of the file', () => {
    const [{ suggestions = [] } = {}] = lint(loop.join('\r\n'), { parser });
    const texts = suggestions.map(({ fix: { text } }) => text);
    expect(texts.filter((text) => /(?<!\r)\n/.test(text))).toEqual([]);
    expect(texts.some((text) => text.includes('\r\n'))).toBe(parser === 'typed');
  });

  it('reports in a file with a byte order mark', () => {
    expect(lint(`\uFEFF${loop.join('\n')}`, { parser })).toMatchObject([reported]);
  });

  it('reports in a file with a byte order mark and carriage returns', () => {
    expect(lint(`\uFEFF${loop.join('\r\n')}`, { parser })).toMatchObject([reported]);
  });

  it('reports after characters outside the basic plane', () => {
    const code = loop.join('\n').replace('for (', '/* 👩‍🚀 𝒳 */ for (');
    expect(lint(code, { parser })).toMatchObject([
      { ...reported, column: reported.column + 15, endColumn: reported.endColumn + 15 },
    ]);
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \n\t\r\n'],
    ['a byte order mark', '\uFEFF'],
    ['a comment', '// nothing'],
    ['a shebang', '#!/usr/bin/env node'],
    ['a semicolon', ';'],
    ['a directive', `'use strict'`],
  ])('is silent about %s', (_name, code) => {
    expect(lint(code, { parser })).toEqual([]);
  });

  it('leaves syntax errors to the parser', () => {
    for (const code of [
      'for (',
      'for (const id of ids) await prisma.user.findFirst({',
      'const = 1;',
      '<div>',
      'a b c',
      '`${',
    ]) {
      expect(lint(code, { parser })).toMatchObject([{ fatal: true, ruleId: null }]);
    }
  });

  it('reports beside mistakes that the parser lets pass', () => {
    const code = `
      import { prisma } from './src/prisma.js';
      import { prisma as twice } from './src/prisma.js';
      import missing from './missing.js';
      interface Row { id: number; id: string }
      function run(ids: Missing[], ids2?: Row): void;
      async function run(ids: Missing[]): Promise<Unknown<Row>> {
        const undeclared: number = 'text';
        for (const id of ids) await prisma.user.findFirst({ where: { id, missing, undeclared } });
        return notDeclared.at.all(twice);
      }
      class Loader extends Missing { constructor() { this.load(); } }
      new Loader().none.of.these();
      run(1, 2, 3);
    `;
    expect(lint(dedent(code), { parser })).toMatchObject([{ messageId: 'sequential', line: 8, column: 31 }]);
  });

  it('is silent where nothing is known', () => {
    const code = `
      import anything, { work as task } from 'missing';
      import * as everything from './missing.js';
      export async function run(any: any, ids: any, [first, ...rest]: any, { a: { b } }: any) {
        for (const id of ids) await any.user.findFirst.call(any, id);
        for (const id of everything.ids) await task(id)[id]?.(id)!.then();
        for await (const id of anything) await rest[id].query\`select \${id}\`;
        for (any.key in ids) await (await first)(any.key);
        for ([b] of ids) await new b.Client().query(b);
        await Promise.all(ids.map(any.load).filter(anything[any]).map(b));
        await Promise.all(...ids.map(() => any));
        Promise.all();
        Promise.all(ids.map);
        ids.map();
        ids.forEach(...any);
        ids.reduce(any, ids.map(ids));
        Array.from();
        Array.from({}, any);
        [].map.call(ids, any.load);
        Reflect.apply(any, ids, [async () => any.query('select')]);
      }
    `;
    expect(lint(dedent(code), { parser })).toEqual([]);
  });

  it('takes a quoted name of an export, which old parsers cannot read', () => {
    const code = `
      import data from './data.json' with { type: 'json' };
      export { data as 'quoted name' };
    `;
    expect(lint(dedent(code), { parser }).filter(({ fatal }) => fatal !== true)).toEqual([]);
  });

  it('takes every kind of syntax', () => {
    const code = `
      'use strict';
      import type { A } from './missing.js';
      import data from './data.json' with { type: 'json' };
      export * from './missing.js';
      export * as missing from './missing.js';
      declare module 'missing' { export const value: number; }
      declare global { interface Window { value: number } }
      declare const sealed: unique symbol;
      abstract class Base<in out T> {
        static #count = 0;
        static { for (const x of [1]) Base.#count += x; }
        accessor value = 1;
        declare field: T;
        [sealed]?: string;
        get size() { return #secret in this ? 1 : 0; }
        set size(value) { this.value = value; }
        #secret = () => this.#secret;
        abstract run(): Promise<void>;
        async *[Symbol.asyncIterator]() { yield* []; }
        override: string = 'x';
      }
      enum Level { Low = 1 << 0, High = Low | 2 }
      const enum Flag { On }
      namespace Outer.Inner { export const value = 1; }
      type Mapped = { readonly [K in keyof A]-?: A[K] extends infer U extends string ? U : never };
      function guard(this: Base<A>, value: unknown): asserts value is string { if (!value) throw value; }
      let a = (1, 2) satisfies number as const, b = <number>a, c = a!;
      a ||= b ??= c **= 2;
      outer: do { inner: for (;;) { break outer; } } while (void 0, typeof a);
      switch (a) { case 1: { break; } default: for (const x in {}) continue; }
      try { debugger; } catch { delete data?.[0]; } finally { ; }
      async function* generate() { const x = yield await import.meta; await using y = x; }
      const tagged = String.raw\`a\${\`b\${c}\`}\`, big = 10n, expression = /a+/dgimsuy, { x = 1, ...others } = data;
      new (class { constructor(private readonly x = new.target) {} })();
      const f = <T,>(x: T, ...y: T[]) => async ({ z } = { z: x }, [w] = y) => (await z)?.[0]?.(w);
      export default function () {}
      export const enum_ = [, 1, ...[2], , ].at(-1), object = { __proto__: null, async *m() {}, get g() { return 1; }, ['c' + 1]: 2, 3: 4, 'd'() {} };
    `;
    expect(lint(dedent(code), { parser })).toEqual([]);
  });

  it('follows callbacks 200 levels deep', () => {
    const deep =
      'Promise.all(ids.map((id) => '.repeat(200) + 'prisma.user.findFirst({ where: { id } })' + '))'.repeat(200);
    const code = `import { prisma } from './src/prisma.js';\nexport const run = (ids: any) => ${deep};\n`;
    expect(lint(code, { parser })).toMatchObject([{ line: 2 }]);
  });

  it('follows blocks, loops and functions 50 levels deep', () => {
    const open = 'for (const id of ids) { await (async () => { if (id) { ';
    const query = 'await prisma.user.findFirst({ where: { id } });';
    const code = `import { prisma } from './src/prisma.js';\nexport async function run(ids: any) { ${open.repeat(50)}${query}${' } })(); }'.repeat(50)} }\n`;
    expect(lint(code, { parser })).toMatchObject([{ line: 2 }]);
  });

  it('follows a chain of 300 calls', () => {
    const code = `import { prisma } from './src/prisma.js';\nexport const run = (ids: number[]) => ids${'.map((id) => id)'.repeat(300)}.map((id) => prisma.user.findFirst({ where: { id } }));\n`;
    expect(lint(code, { parser })).toEqual([]);
  });

  it(
    'follows 100 functions that call one another',
    () => {
      const functions = Array.from({ length: 100 }, (_, n) => {
        const calls = Array.from(
          { length: 10 },
          (_unused, other) => `await f${String((n * 7 + other * 13) % 100)}(id - 1);`,
        );
        return `async function f${String(n)}(id: number): Promise<void> { ${calls.join(' ')} ${n === 99 ? 'await prisma.user.findFirst({ where: { id } });' : ''} }`;
      });
      const code = [
        `import { prisma } from './src/prisma.js';`,
        'export async function run(ids: number[]) {',
        '  for (const id of ids) await f0(id);',
        '}',
        ...functions,
      ].join('\n');
      const start = process.cpuUsage();
      expect(lint(code, { parser })).toMatchObject([{ messageId: 'sequential', line: 3, column: 31 }]);
      expect(secondsSince(start)).toBeLessThan(10);
    },
    sizeTimeout,
  );

  it('follows a ring of 300 functions', () => {
    const functions = Array.from(
      { length: 300 },
      (_, n) =>
        `async function f${String(n)}(id: number): Promise<void> { if (id > 0) await f${String((n + 1) % 300)}(id - 1); }`,
    );
    const code = [
      `import { prisma } from './src/prisma.js';`,
      'export async function run(ids: number[]) {',
      '  for (const id of ids) await f0(id);',
      '  return prisma.user.count();',
      '}',
      ...functions,
    ].join('\n');
    expect(lint(code, { parser })).toEqual([]);
  });

  it('takes cycles of every other kind', () => {
    const code = `
      import { prisma } from './src/prisma.js';
      const a: any = () => b(), b: any = () => a(), self: any = self;
      let x: any = y, y: any = x;
      const list: any = [...list, ...other], other: any = list.map((one: any) => list);
      class Base extends Derived { run(): any { return this.run(); } }
      class Derived extends Base { override run(): any { return super.run(); } }
      interface One extends Two { f(): void }
      interface Two extends One { f(): void }
      const object: any = { f: () => object.f(), get g(): any { return this.g; } };
      function each(work: any): any { return each((one: any) => work(one)); }
      function swap(f: any, g: any): any { return swap(g, f); }
      type Loop = Loop[];
      export async function run(one: One, loop: Loop) {
        for (const id of list) { await a(); await self(); await object.f(); await one.f(); await x.y(id); }
        await each(async (id: any) => prisma.user.findFirst({ where: { id } }));
        await swap(() => prisma.user.count(), b);
        return Promise.all(loop.map(new Derived().run));
      }
    `;
    expect(lint(dedent(code), { parser })).toEqual([]);
  });

  it(
    'reads 10,000 lines in a few seconds',
    () => {
      const parts = Array.from({ length: 1000 }, (_, n) => [
        `export async function load${String(n)}(id: number) {`,
        `  return prisma.user.findFirst({ where: { id } });`,
        `}`,
        `export async function run${String(n)}(ids: number[]) {`,
        `  for (const id of ids) {`,
        `    await load${String(n)}(id);`,
        `  }`,
        `  const rows = ids.map((id) => ({ id, name: String(id).trim() }));`,
        `  return rows.filter(({ name }) => name !== '').map(({ id }) => id);`,
        `}`,
      ]);
      const code = [`import { prisma } from './src/prisma.js';`, ...parts.flat()].join('\n');
      const start = process.cpuUsage();
      const messages = lint(code, { parser });
      expect(secondsSince(start)).toBeLessThan(20);
      expect(messages).toHaveLength(1000);
      expect(messages.at(-1)).toMatchObject({ messageId: 'sequential', line: 9997, column: 11 });
    },
    sizeTimeout,
  );

  it(
    'reads a long function in a few seconds',
    () => {
      const lines = Array.from(
        { length: 2000 },
        (_, n) => `  if (id > ${String(n)}) { list.push(id); total += list.length; }`,
      );
      const code = [
        `import { prisma } from './src/prisma.js';`,
        'export async function run(ids: number[]) {',
        '  const list: number[] = []; let total = 0; const id = ids.length;',
        ...lines,
        '  for (const one of ids) await prisma.user.findFirst({ where: { id: one + total } });',
        '}',
      ].join('\n');
      const start = process.cpuUsage();
      expect(lint(code, { parser })).toMatchObject([{ line: 2004 }]);
      expect(secondsSince(start)).toBeLessThan(10);
    },
    sizeTimeout,
  );
});

describe('files', () => {
  it('outside the project are left to the parser', () => {
    expect(lint(loop.join('\n'), { fileName: join(shop, 'other.ts') })).toMatchObject([{ fatal: true, ruleId: null }]);
  });

  it('of the default project are read', () => {
    expect(lint(loop.join('\n'), { fileName: join(shop, 'loose.ts') })).toMatchObject([reported]);
  });

  it('without a name are read', () => {
    const code = [
      `import { PrismaClient } from '@prisma/client';`,
      `const prisma = new PrismaClient();`,
      ...loop.slice(1),
    ].join('\n');
    expect(lint(code.replace(': number[]', ''), { fileName: '', parser: 'none' })).toMatchObject([
      { messageId: 'sequential', line: 4 },
    ]);
  });

  it('that do not exist are read', () => {
    const fileName = join(shop, 'no', 'such', 'folder', 'file.ts');
    const code = loop.join('\n').replace('./src/', '../../../src/');
    expect(lint(code, { fileName, parser: 'untyped' })).toMatchObject([reported]);
  });

  it('in JSX are read without TypeScript’s parser', () => {
    const code = `
      import { prisma } from './src/prisma.js';
      async function Row({ id }) { return <li>{(await prisma.user.findFirst({ where: { id } })).name}</li>; }
      export const Page = ({ ids }) => <ul><>{ids.map((id) => <Row.Name {...id} />)}</><Row id="1" /></ul>;
      export const List = ({ ids }) => <ul>{ids.map((id) => <Row key={id} {...id} />)}</ul>;
    `;
    expect(lint(dedent(code), { fileName: join(shop, 'view.jsx'), parser: 'none' })).toMatchObject([
      { messageId: 'fanOut', line: 4, column: 55 },
    ]);
  });

  it('in scripts are read without TypeScript’s parser', () => {
    const code = `
      var Pool = require('pg').Pool, pool = new Pool();
      module.exports = function (ids) {
        with (ids) { for (var i = 0; i < ids.length; i++) void pool.query('select 1 where 1 = $1', [ids[i]]); }
      };
    `;
    const parserOptions = { sourceType: 'script' };
    expect(
      lint(dedent(code).replace('with (ids)', ''), {
        fileName: join(shop, 'script.cjs'),
        parser: 'none',
        parserOptions,
      }),
    ).toMatchObject([{ messageId: 'fanOut', line: 3 }]);
  });
});
