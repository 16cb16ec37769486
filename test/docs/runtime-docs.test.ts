import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type ts from 'typescript';
import { describe, expect, it } from 'vitest';

import { caseFile, typeErrors } from '../clients/case-program.ts';
import { createRuntimeProgram } from '../runtime/runtime-program.ts';
import { type RuntimeBlock, runtimeBlocksOf } from './runtime-blocks.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const folders = ['docs/runtime', 'docs/guides'];
const docs = folders.flatMap((folder) => readdirSync(repository + folder).map((name) => `${folder}/${name}`));

const documents = ['README.md', ...docs]
  .map((doc) => ({
    doc,
    blocks: runtimeBlocksOf(readFileSync(repository + doc, 'utf8')).filter(
      // The README's other examples are of code that the rules report.
      ({ code }) => doc !== 'README.md' || code.includes('poolwise/runtime'),
    ),
  }))
  .filter(({ blocks }) => blocks.length > 0);

/** By the folder of packages: one program for the blocks of all docs, since a program costs seconds. */
const programs = new Map<string, ts.Program>();

function programWith(folder: string): ts.Program {
  const known = programs.get(folder);
  if (known) return known;
  const files = documents
    .filter(({ blocks }) => blocks.some(({ packages }) => packages === folder))
    .flatMap(({ doc, blocks }) =>
      blocks
        .filter(({ packages, file }) => packages === folder || file !== undefined)
        .map((block) => [nameOf(doc, block), block.code] as const),
    );
  const program = createRuntimeProgram(folder, new Map(files));
  programs.set(folder, program);
  return program;
}

describe.each(documents)('$doc', { timeout: 60_000 }, ({ doc, blocks }) => {
  it.each(blocks)('has code at line $line that type-checks', (block) => {
    const program = programWith(block.packages);
    expect(typeErrors(program, caseFile(program, block.packages, nameOf(doc, block)))).toEqual([]);
  });
});

/** Each doc in a folder of its own, in which its blocks import one another. */
function nameOf(doc: string, { file, line }: RuntimeBlock): string {
  return join(doc, file ?? `line-${String(line)}.ts`);
}
