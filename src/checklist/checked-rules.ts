import { parseArgs } from 'node:util';

import { ESLint } from 'eslint';

/** What the plugin calls itself in its `meta`. */
const pluginName = 'poolwise';

/** What the configuration of a lint run says of the plugin. */
export interface CheckedRules {
  /** The rules that are on for at least one of the files, without the plugin's prefix. */
  readonly rules: ReadonlySet<string>;
  /** The names under which configurations register the plugin: `poolwise`, as a rule. */
  readonly prefixes: ReadonlySet<string>;
  /** How many of the files have such a rule. */
  readonly files: number;
  /** Why the configuration could not be read, if it could not. */
  readonly fault?: string;
}

interface FileConfiguration {
  readonly plugins?: Readonly<Record<string, { readonly meta?: { readonly name?: string } }>>;
  readonly rules?: Readonly<Record<string, readonly [severity: number]>>;
}

/**
 * Asks ESLint which rules it ran: a formatter is only told of those that reported. An option `--config` of the command is
 * heeded, `--rule` is not.
 */
export async function checkedRulesOf(cwd: string, filePaths: readonly string[]): Promise<CheckedRules> {
  const rules = new Set<string>();
  const prefixes = new Set<string>();
  let files = 0;
  try {
    const eslint = new ESLint({ cwd, overrideConfigFile: configOption() ?? null });
    for (const filePath of filePaths) {
      const configuration = (await eslint.calculateConfigForFile(filePath)) as FileConfiguration | undefined;
      for (const [prefix, plugin] of Object.entries(configuration?.plugins ?? {})) {
        if (plugin.meta?.name === pluginName) prefixes.add(prefix);
      }
      const on = Object.entries(configuration?.rules ?? {}).flatMap(([id, [severity]]) =>
        severity > 0 ? (ruleIn(id, prefixes) ?? []) : [],
      );
      for (const rule of on) rules.add(rule);
      files += Number(on.length > 0);
    }
    return { rules, prefixes, files };
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    return { rules, prefixes: prefixes.add(pluginName), files, fault };
  }
}

/** The name of a rule of the plugin, from the identifier that a configuration gives it. */
export function ruleIn(id: string, prefixes: ReadonlySet<string>): string | undefined {
  const slash = id.lastIndexOf('/');
  return prefixes.has(id.slice(0, Math.max(slash, 0))) ? id.slice(slash + 1) : undefined;
}

function configOption(): string | undefined {
  const { values } = parseArgs({ strict: false, options: { config: { type: 'string', short: 'c' } } });
  return typeof values.config === 'string' ? values.config : undefined;
}
