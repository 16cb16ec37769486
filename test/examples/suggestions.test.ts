import { readFile } from 'node:fs/promises';

import { expect, test } from 'vitest';

import { repairExample } from '../../scripts/demo/repair-example.ts';

test('the fixed version of the example is what its suggestions make of it', { timeout: 60_000 }, async () => {
  const files = await repairExample();
  expect(files.map(({ name, applied }) => [name, applied.length])).toEqual([
    ['reports.ts', 3],
    ['reminders.ts', 2],
  ]);
  for (const { name, after } of files) {
    expect(after).toBe(
      await readFile(new URL(`../../examples/reports-api/src/after/${name}`, import.meta.url), 'utf8'),
    );
  }
});
