import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';

/** Lints the example with its own configuration and returns what ESLint prints to its user. */
export async function lintExample(): Promise<string> {
  const eslint = new ESLint({ cwd: fileURLToPath(new URL('../../examples/reports-api', import.meta.url)) });
  const results = await eslint.lintFiles(['.']);

  const withFindings = results.filter(({ messages }) => messages.some(({ ruleId }) => ruleId?.startsWith('poolwise/')));
  if (withFindings.length === 0) {
    throw new Error('ESLint reports nothing in examples/reports-api');
  }
  const unexpected = withFindings.find(({ filePath }) => filePath.includes(`${sep}after${sep}`));
  if (unexpected) {
    throw new Error(`ESLint reports the fixed version: ${unexpected.messages[0]?.message ?? unexpected.filePath}`);
  }

  const stylish = await eslint.loadFormatter('stylish');
  return stylish.format(results);
}
