import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type ts from 'typescript';
import { describe, expect, it } from 'vitest';

import { caseFile, typeErrors } from '../clients/case-program.ts';
import { createRuntimeProgram } from '../runtime/runtime-program.ts';
import { type RuntimeBlock, runtimeBlocksOf } from './runtime-blocks.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const folders = ['docs/runtime', 'docs/guides'];
const docs = folders.flatMap((folder) => readdirSync(repository + folder).map((name) => `${folder}/${name}`));

const documents = ['README.md', ...docs].map((doc) => ({
  doc,
  blocks: runtimeBlocksOf(readFileSync(repository + doc, 'utf8')).filter(
    // The README's other examples are of code that the rules report.
    ({ code }) => doc !== 'README.md' || code.includes('poolwise/runtime'),
  ),
}));

describe.each(documents.filter(({ blocks }) => blocks.length > 0))('$doc', { timeout: 60_000 }, ({ blocks }) => {
  const programs = new Map<string, ts.Program>();

  function programWith(folder: string): ts.Program {
    const files = blocks.filter(({ packages, file }) => packages === folder || file !== undefined);
    return createRuntimeProgram(folder, new Map(files.map((block) => [nameOf(block), block.code])));
  }

  it.each(blocks)('has code at line $line that type-checks', (block) => {
    const program = programs.get(block.packages) ?? programWith(block.packages);
    programs.set(block.packages, program);
    expect(typeErrors(program, caseFile(program, block.packages, nameOf(block)))).toEqual([]);
  });
});

function nameOf({ file, line }: RuntimeBlock): string {
  return file ?? `line-${String(line)}.ts`;
}
