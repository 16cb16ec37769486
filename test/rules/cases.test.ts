import ts from 'typescript';
import { expect, it } from 'vitest';

import { typedCases } from './cases/all.ts';
import { createShopProgram, fileNameOf } from './shop-program.ts';

/** Of packages that need not be installed: no module, no types, and parameters that get none from them. */
const ofMissingPackages = [2307, 7006, 7016, 7031];

it('no case is written twice', () => {
  const seen = typedCases.map(({ name, code }) => `${name}: ${code}`);
  expect(new Set(seen).size).toBe(seen.length);
});

it('typed cases have the types that they seem to have', () => {
  const program = createShopProgram(typedCases);
  const problems = typedCases.flatMap((one, index) => {
    const file = program.getSourceFile(fileNameOf(one, index));
    return program
      .getSemanticDiagnostics(file)
      .filter(({ code }) => !ofMissingPackages.includes(code))
      .map(({ messageText }) => `${one.name}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
  });
  expect(problems).toEqual([]);
}, 60_000);
