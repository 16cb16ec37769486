import { createRule } from '../src/create-rule.ts';
import { poolTransactionText } from '../src/report/pool-transaction-text.ts';

interface Options {
  /** Statements that are not reported, in capitals: `COMMIT`. */
  readonly allow: readonly string[];
}

export default createRule<Options>({
  name: 'no-transaction-on-pool',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow transaction statements that are sent through a pool',
      recommended: true,
    },
    hasSuggestions: true,
    messages: {
      begins:
        '{{sender}} sends each statement on whichever connection is free. What follows this `{{statement}}` may run on another one, outside of the transaction, and whoever gets its connection next runs inside of it. {{advice}}',
      ends: '{{sender}} sends each statement on whichever connection is free. This `{{statement}}` may run on another one than the statements before it, and end nothing, or the transaction of someone else. {{advice}}',
      undefinedMethod:
        '{{sender}} is in the types of a pool, but no pool has such a method: the call throws. {{advice}}',
      suggestion: '{{text}}',
    },
    schema: [
      {
        type: 'object',
        properties: {
          allow: {
            type: 'array',
            items: { type: 'string' },
            uniqueItems: true,
            description: 'Statements that are not reported.',
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ allow: [] }],
  },
  create(context) {
    const allowed = new Set(context.options.allow.map((statement) => statement.toUpperCase()));
    return {
      'Program:exit'() {
        for (const found of context.poolTransactions()) {
          if (allowed.has(found.statement.toUpperCase())) continue;
          context.report({
            loc: context.locationOf(found.node),
            messageId: found.kind,
            data: poolTransactionText(found),
            suggest: context.suggestionsFor(found),
          });
        }
      },
    };
  },
});
