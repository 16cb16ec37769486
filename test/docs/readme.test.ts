import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { format } from 'prettier';
import { describe, expect, it } from 'vitest';

import { lint } from '../rule-tester.ts';
import { repository } from './markdown-files.ts';

const blocks = [
  ...readFileSync(join(repository, 'README.md'), 'utf8').matchAll(/^```(?<language>\w+)\n(?<text>.*?)^```$/gms),
].map(({ groups = {} }) => ({ language: groups['language'], text: groups['text'] ?? '' }));
const [code, printed, repaired] = blocks.map(({ text }) => text);

describe('the first example of the README', () => {
  const messages = lint(code ?? '');

  it('is reported as it says', () => {
    const reports = messages.map(
      ({ line, column, message, ruleId }) => `${String(line)}:${String(column)} ${message} ${ruleId ?? ''}`,
    );
    expect(reports.join(' ')).toBe(printed?.trim().replace(/\s+/g, ' '));
  });

  it('becomes by its suggestion what it says', async () => {
    const [fix] = messages[0]?.suggestions?.map((suggestion) => suggestion.fix) ?? [];
    const [start = 0, end = 0] = fix?.range ?? [];
    const applied = `${(code ?? '').slice(0, start)}${fix?.text ?? ''}${(code ?? '').slice(end)}`;
    const options = { parser: 'typescript', singleQuote: true } as const;
    expect(await format(applied, options)).toContain(await format(repaired ?? '', options));
  });
});
