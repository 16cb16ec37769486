import ts from 'typescript';
import { expect, it } from 'vitest';

import { neededImports } from '../../src/rewrite/needed-imports.ts';
import { refusalOf } from '../../src/rewrite/refusal.ts';
import type { RewriteContext } from '../../src/rewrite/rewrite-context.ts';
import { edited } from '../../src/rewrite/text-edit.ts';

const needed = [{ module: 'drizzle-orm', name: 'inArray' }];

function fileOf(text: string): Pick<RewriteContext, 'file'> {
  return { file: ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true) };
}

function imported(text: string): string {
  const context = fileOf(text) as RewriteContext;
  return edited(text, neededImports(context, context.file, needed));
}

it('adds a name to an import on one line, and an import where there is none', () => {
  expect(imported(`import { eq } from 'drizzle-orm';\n`)).toBe(`import { eq, inArray } from 'drizzle-orm';\n`);
  expect(imported(`import { inArray } from 'drizzle-orm';\n`)).toBe(`import { inArray } from 'drizzle-orm';\n`);
  expect(imported(`import a from "a"\nimport b from "b"\n`)).toBe(
    `import a from "a"\nimport b from "b"\nimport { inArray } from "drizzle-orm"\n`,
  );
});

it('adds a name to an import over several lines on a line of its own', () => {
  expect(imported(`import {\n\tand,\n\teq,\n} from "drizzle-orm"\n`)).toBe(
    `import {\n\tand,\n\teq,\n\tinArray,\n} from "drizzle-orm"\n`,
  );
});

it('requires a name where the file requires its modules', () => {
  expect(imported(`const { eq } = require('drizzle-orm');\n`)).toBe(
    `const { eq, inArray } = require('drizzle-orm');\n`,
  );
  expect(imported(`const { inArray } = require('drizzle-orm');\n`)).toBe(
    `const { inArray } = require('drizzle-orm');\n`,
  );
  expect(imported(`'use strict';\nconst db = require('./db');\nrun(db);\n`)).toBe(
    `'use strict';\nconst db = require('./db');\nconst { inArray } = require('drizzle-orm');\nrun(db);\n`,
  );
});

it('refuses a name that the file gives to something else', () => {
  const refusal = (text: string) => {
    const context = fileOf(text) as RewriteContext;
    return refusalOf(() => neededImports(context, context.file, needed));
  };
  expect(refusal(`const inArray = 1;\n`)).toBe('nameTaken');
  expect(refusal(`import { inArray } from './own';\n`)).toBe('nameTaken');
  expect(refusal(`import { eq } from 'drizzle-orm';\n`)).toBeUndefined();
});
