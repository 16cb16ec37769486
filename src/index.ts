import type { ESLint, Linter, Rule } from 'eslint';

import manifest from '../package.json' with { type: 'json' };
import ruleFactories from '../rules/index.ts';
import clients from './clients/index.ts';
import { createEngine } from './source/engine.ts';

const engine = createEngine(clients);

const rules = Object.fromEntries(
  Object.entries(ruleFactories).map(([name, factory]) => [name, factory(engine)]),
) as Record<keyof typeof ruleFactories, Rule.RuleModule>;

/**
 * The ESLint plugin. `configs.recommended` has the rules whose reports are worth acting on in every code base,
 * `configs.strict` all of them. Both work with type information and, finding less, without.
 */
const plugin = {
  meta: { name: manifest.name, version: manifest.version, namespace: 'poolwise' },
  rules,
  configs: {} as Record<'recommended' | 'strict', Linter.Config>,
} satisfies ESLint.Plugin;

function configOf(name: 'recommended' | 'strict', included: (rule: Rule.RuleModule) => boolean): Linter.Config {
  const entryOf = (rule: Rule.RuleModule): Linter.RuleEntry => {
    const options = (rule.meta?.docs as { readonly strict?: object } | undefined)?.strict;
    return name === 'strict' && options ? ['error', options] : 'error';
  };
  return {
    name: `poolwise/${name}`,
    plugins: { poolwise: plugin },
    rules: Object.fromEntries(
      Object.entries(rules)
        .filter(([, rule]) => included(rule))
        .map(([rule, module]) => [`poolwise/${rule}`, entryOf(module)]),
    ),
  };
}

plugin.configs.recommended = configOf('recommended', (rule) => rule.meta?.docs?.recommended === true);
plugin.configs.strict = configOf('strict', () => true);

export default plugin;
// What `require('poolwise')` answers in a CommonJS configuration.
export { plugin as 'module.exports' };
