import { createRule } from '../src/create-rule.ts';
import { outerQueryMessage, outerQueryText } from '../src/report/outer-query-text.ts';

interface Options {
  /** Whether a transaction of its own inside of another one is reported: it takes a second connection. Default: `report`. */
  readonly nested: 'report' | 'ignore';
  /** Whether queries that only read are reported: they take a second connection as well. Default: `report`. */
  readonly reads: 'report' | 'ignore';
}

export default createRule<Options>({
  name: 'no-outer-client-in-transaction',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow queries inside of a transaction that run outside of it, on another connection',
      recommended: true,
    },
    hasSuggestions: true,
    messages: {
      suggestion: '{{text}}',
      outside:
        'This runs {{queries}}{{through}}, outside of the transaction of `{{transaction}}`: on a second connection, where it does not see what the transaction has written{{andNot}}. While the transaction holds the last free connection, each waits for the other. {{advice}}',
      nested:
        'This opens a transaction of its own by {{queries}}{{through}}, inside of the transaction of `{{transaction}}`: on a second connection, where it does not see what the outer one has written and is not rolled back with it. While the outer one holds the last free connection, each waits for the other. {{advice}}',
      withoutSession:
        'This runs {{queries}}{{through}}, outside of the transaction of `{{transaction}}`: it does not see what the transaction has written, is not rolled back with it, and a write to the same document waits for its end. {{advice}}',
    },
    schema: [
      {
        type: 'object',
        properties: {
          nested: {
            enum: ['report', 'ignore'],
            description: 'Whether a transaction of its own inside of another one is reported.',
          },
          reads: { enum: ['report', 'ignore'], description: 'Whether queries that only read are reported.' },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ nested: 'report', reads: 'report' }],
  },
  create(context) {
    return {
      'Program:exit'() {
        for (const query of context.outerQueries()) {
          if (context.options.reads === 'ignore' && query.isRead) continue;
          if (context.options.nested === 'ignore' && query.opens) continue;
          context.report({
            loc: context.locationOf(query.node),
            messageId: outerQueryMessage(query),
            data: outerQueryText(query),
            suggest: context.suggestionsFor(query),
          });
        }
      },
    };
  },
});
