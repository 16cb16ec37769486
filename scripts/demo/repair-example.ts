import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { ESLint, type Linter } from 'eslint';
import { format, resolveConfig } from 'prettier';

const example = fileURLToPath(new URL('../../examples/reports-api/', import.meta.url));

/** The files whose queries are repaired. */
const repairedFiles: readonly string[] = ['reports.ts', 'reminders.ts'];

/** More reports than a file of the example has. */
const roundLimit = 10;

/** A file of the example before and after its suggestions were applied, and what they said. */
export interface RepairedFile {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly applied: readonly string[];
}

/** Applies the first suggestion of the first report, and again, until nothing about queries in loops is reported. */
export async function repairExample(): Promise<readonly RepairedFile[]> {
  const eslint = new ESLint({ cwd: example });
  const repaired: RepairedFile[] = [];
  for (const name of repairedFiles) repaired.push(await repair(eslint, name));
  return repaired;
}

async function repair(eslint: ESLint, name: string): Promise<RepairedFile> {
  const filePath = `${example}src/before/${name}`;
  const before = await readFile(filePath, 'utf8');
  const applied: string[] = [];
  let text = before;
  for (let round = 0; round < roundLimit; round += 1) {
    const [result] = await eslint.lintText(text, { filePath });
    const report = result?.messages.find(({ ruleId }) => ruleId?.startsWith('poolwise/no-query-'));
    if (!report) return { name, before, after: await formatted(text, filePath), applied };
    const [suggestion] = report.suggestions ?? [];
    if (!suggestion) throw new Error(`ESLint suggests nothing for ${name}:${String(report.line)}: ${report.message}`);
    applied.push(suggestion.desc);
    text = apply(text, suggestion);
  }
  throw new Error(`ESLint still reports ${name} after ${String(roundLimit)} suggestions`);
}

function apply(text: string, { fix }: Linter.LintSuggestion): string {
  return text.slice(0, fix.range[0]) + fix.text + text.slice(fix.range[1]);
}

/** As a formatter that runs on saving would leave it. */
async function formatted(text: string, filePath: string): Promise<string> {
  return format(text, { ...(await resolveConfig(filePath)), filepath: filePath });
}
