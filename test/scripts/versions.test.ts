import { readFileSync } from 'node:fs';

import { expect, it } from 'vitest';

import { combinations, nameOf } from '../../scripts/versions/combinations.ts';

it('each combination of versions has a name of its own', () => {
  const names = combinations.map(nameOf);
  expect(names).toHaveLength(36);
  expect(new Set(names).size).toBe(36);
  expect(names).toContain('node 24, eslint 10, typescript 6.0, typescript-eslint newest');
});

it('the guide names the oldest typescript-eslint for each pair', () => {
  const guide = readFileSync(new URL('../../docs/guides/versions.md', import.meta.url), 'utf8');
  for (const eslint of ['9', '10']) {
    const ofEslint = combinations.filter((one) => one.node === '20' && one.eslint === eslint);
    const oldest = ofEslint.map(({ typescriptEslint }) => typescriptEslint).filter((version) => version.includes('.'));
    const row = guide.split('\n').find((line) => line.startsWith(`| ESLint ${eslint} `)) ?? '';
    expect(
      row
        .split('|')
        .slice(2, -1)
        .map((cell) => cell.trim()),
    ).toEqual(oldest);
  }
});
