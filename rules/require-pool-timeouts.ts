import { createRule } from '../src/create-rule.ts';
import { maxOf, poolTimeoutText, written } from '../src/report/pool-timeout-text.ts';

interface Options {
  /** Whether a statement needs a limit too. Default: `ignore`. */
  readonly statements: 'require' | 'ignore';
}

export default createRule<Options>({
  name: 'require-pool-timeouts',
  meta: {
    type: 'problem',
    docs: {
      description: 'require a time limit on waiting for a connection, on opening one and on statements',
      recommended: true,
      strict: { statements: 'require' },
    },
    hasSuggestions: true,
    messages: {
      missing: '{{pool}} sets no {{option}}{{place}}: {{consequence}}. Set it, in {{unit}}.',
      disabled: '{{option}} sets no limit: {{consequence}}. Set a number of {{unit}}.',
      noOption:
        '{{pool}} has no option that limits how long a query waits for a connection: {{consequence}}. Limit what holds the connections by {{option}}, in {{unit}}.',
      noQueueLimit:
        '{{pool}} has no time-out for waiting and no limit on its queue: {{consequence}}. Limit the queue by {{option}}, so that queries beyond it fail at once.',
      addOption: 'Set `{{option}}: {{value}}` ({{unit}}).',
      addParameter: 'Set `{{parameter}}={{value}}` in the URL ({{unit}}).',
      addSettings: 'Set all limits by `{{name}}` of `poolwise/runtime`.',
    },
    schema: [
      {
        type: 'object',
        properties: {
          statements: {
            type: 'string',
            enum: ['require', 'ignore'],
            description: 'Whether a statement needs a limit too.',
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ statements: 'ignore' }],
  },
  create(context) {
    return {
      'Program:exit'() {
        const needsStatements =
          context.options.statements === 'require' && !context.settings().statementTimeoutOnServer;
        for (const { site, endless } of context.endlessWaits()) {
          const reported = new Set<string>();
          for (const wait of endless) {
            const { timeout, waits, stated } = wait;
            const isStatement = waits.every((kind) => kind === 'statement');
            if (isStatement && !needsStatements) continue;
            const [option] = timeout.options;
            // One option may limit two waits.
            const key = option ?? timeout.parameters?.[0] ?? '';
            if (reported.has(key)) continue;
            reported.add(key);
            if (
              timeout.indirect &&
              !isStatement &&
              context.settings().statementTimeoutOnServer &&
              timeout.unit === 'ms'
            )
              continue;
            const data = poolTimeoutText(site, wait);
            const value = written(timeout.suggested);
            const byOption = option === undefined ? undefined : context.fixByOption(site, option, value);
            const byParameter = option === undefined ? context.fixByParameter(site, key, value) : undefined;
            const bySettings = context.fixBySettings(site, wait, maxOf(site));
            context.report({
              loc: context.locationOf(context.inFile(stated) ?? site.node),
              messageId: stated
                ? 'disabled'
                : !timeout.indirect || isStatement
                  ? 'missing'
                  : timeout.unit === 'queries'
                    ? 'noQueueLimit'
                    : 'noOption',
              data,
              suggest: [
                ...(byOption && option !== undefined
                  ? [{ messageId: 'addOption', data: { option, value, unit: data.unit }, fix: byOption }]
                  : []),
                ...(byParameter
                  ? [{ messageId: 'addParameter', data: { parameter: key, value, unit: data.unit }, fix: byParameter }]
                  : []),
                ...(bySettings
                  ? [{ messageId: 'addSettings', data: { name: site.fact.settings?.name ?? '' }, fix: bySettings }]
                  : []),
              ],
            });
          }
        }
      },
    };
  },
});
