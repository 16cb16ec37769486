import { ESLint, type Linter } from 'eslint';
import tseslint from 'typescript-eslint';

import poolwise from '../../src/index.ts';

const peerRule = '@typescript-eslint/no-floating-promises';
const own = poolwise.configs.recommended.rules ?? {};

/** What ESLint's own statistics give, in milliseconds, and the memory of the process. */
export interface RuleTimes {
  readonly poolwise: number;
  readonly peer: number;
  /** Parsing and all rules. */
  readonly total: number;
  /** The heap at the end, with all programs still alive, in bytes. */
  readonly heap: number;
  /** Each Poolwise rule's share of `poolwise`. */
  readonly byRule: Readonly<Record<string, number>>;
}

export const ruleOrders = [
  'poolwise alone',
  'peer alone',
  'poolwise first',
  'peer first',
  'usual rules',
  'poolwise after usual rules',
] as const;
export type RuleOrder = (typeof ruleOrders)[number];

/** What a project that lints with types has as a rule: the peer is one of them. */
const usual = Object.assign(
  {},
  ...tseslint.configs.recommendedTypeChecked.map(({ rules }) => rules),
) as Linter.RulesRecord;

/** Lints the folders of a project with the rules in one order. */
export async function ruleTimes(directory: string, folders: readonly string[], order: RuleOrder): Promise<RuleTimes> {
  const peer: Linter.RulesRecord = { [peerRule]: 'error' };
  // ESLint runs the listeners of rules in the order in which they are configured.
  const rules = {
    'poolwise alone': own,
    'peer alone': peer,
    'poolwise first': { ...own, ...peer },
    'peer first': { ...peer, ...own },
    'usual rules': usual,
    'poolwise after usual rules': { ...usual, ...own },
  }[order];
  const eslint = new ESLint({
    cwd: directory,
    stats: true,
    allowInlineConfig: false,
    overrideConfigFile: true,
    overrideConfig: [
      {
        files: ['**/*.{ts,tsx}'],
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
  const byRule: Record<string, number> = {};
  const results = await eslint.lintFiles([...folders]);
  for (const { stats } of results) {
    for (const pass of stats?.times.passes ?? []) {
      times.total += pass.total;
      for (const [rule, { total }] of Object.entries(pass.rules ?? {})) {
        if (rule.startsWith('poolwise/')) {
          times.poolwise += total;
          byRule[rule] = (byRule[rule] ?? 0) + total;
        } else if (rule === peerRule) times.peer += total;
      }
    }
  }
  globalThis.gc?.();
  return { ...times, heap: process.memoryUsage().heapUsed, byRule };
}
