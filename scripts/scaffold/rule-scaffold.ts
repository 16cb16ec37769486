import type { Scaffold } from './scaffold.ts';

const verbs: Readonly<Record<string, string>> = { no: 'disallow', require: 'require', prefer: 'enforce' };

/** The three files of a rule. Throws where the name is not one that a rule may have. */
export function ruleScaffold(name: string): Scaffold {
  const [prefix = '', ...words] = name.split('-');
  const verb = verbs[prefix];
  if (verb === undefined || words.length === 0 || !words.every((word) => /^[a-z][a-z0-9]*$/.test(word))) {
    const accepted = 'kebab-case that starts with "no-", "require-" or "prefer-", such as "no-query-in-loop"';
    throw new Error(`"${name}" is not the name of a rule. Accepted: ${accepted}.`);
  }
  return {
    kind: 'rule',
    files: {
      'rule.ts': `rules/${name}.ts`,
      'doc.md': `docs/rules/${name}.md`,
      'test.ts': `test/rules/${name}.test.ts`,
    },
    words: { NAME: name, DESCRIPTION: `${verb} ${words.join(' ')}` },
  };
}
