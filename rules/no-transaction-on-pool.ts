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
        '`{{sentBy}}` sends each statement on whichever connection is free. This `{{statement}}` opens a transaction on one of them, which goes back to the pool with it: the statements that follow run outside of it, and whoever gets that connection next runs inside. {{advice}}',
      ends: '`{{sentBy}}` sends each statement on whichever connection is free. This `{{statement}}` reaches another connection than the statements before it, and ends nothing, or the transaction of another request. {{advice}}',
      undefinedMethod:
        '`{{sentBy}}` is in the types but not in the code: a pool has no transaction, and the call throws. {{advice}}',
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
