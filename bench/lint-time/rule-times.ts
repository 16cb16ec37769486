import { ESLint, type Linter } from 'eslint';
import tseslint from 'typescript-eslint';

import poolwise from '../../src/index.ts';

const peerRule = '@typescript-eslint/no-floating-promises';
const own = poolwise.configs.recommended.rules ?? {};

/** Milliseconds that ESLint's own statistics give. */
export interface RuleTimes {
  readonly poolwise: number;
  readonly peer: number;
  /** Parsing and all rules. */
  readonly total: number;
}

export const ruleOrders = ['poolwise alone', 'peer alone', 'poolwise first', 'peer first'] as const;
export type RuleOrder = (typeof ruleOrders)[number];

export async function ruleTimes(directory: string, order: RuleOrder): Promise<RuleTimes> {
  const peer: Linter.RulesRecord = { [peerRule]: 'error' };
  // ESLint runs the listeners of rules in the order in which they are configured.
  const rules = {
    'poolwise alone': own,
    'peer alone': peer,
    'poolwise first': { ...own, ...peer },
    'peer first': { ...peer, ...own },
  }[order];
  const eslint = new ESLint({
    cwd: directory,
    stats: true,
    overrideConfigFile: true,
    overrideConfig: [
      {
        files: ['**/*.ts'],
        languageOptions: {
          parser: tseslint.parser,
          parserOptions: { projectService: true, tsconfigRootDir: directory },
        },
        plugins: { poolwise, '@typescript-eslint': tseslint.plugin },
        rules,
      },
    ],
  });
  const times = { poolwise: 0, peer: 0, total: 0 };
  for (const { stats } of await eslint.lintFiles(['src'])) {
    for (const pass of stats?.times.passes ?? []) {
      times.total += pass.total;
      for (const [rule, { total }] of Object.entries(pass.rules ?? {})) {
        if (rule.startsWith('poolwise/')) times.poolwise += total;
        else if (rule === peerRule) times.peer += total;
      }
    }
  }
  return times;
}
