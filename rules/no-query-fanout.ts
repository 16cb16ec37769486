import { createRule } from '../src/create-rule.ts';
import { isWrite, repeatedQueryText } from '../src/report/repeated-query-text.ts';

import { type RepeatedQueryOptions, repeatedQueryOptionsSchema } from '../src/report/repeated-query-options.ts';

export default createRule<RepeatedQueryOptions>({
  name: 'no-query-fanout',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow starting a query for each element of a collection at once',
      recommended: true,
    },
    hasSuggestions: true,
    messages: {
      suggestion: '{{text}}',
      fanOut: 'This starts {{queries}} {{times}}{{through}}, all at once {{place}}. {{advice}}',
      limitedFanOut:
        'This runs {{queries}} {{times}}{{through}}, several at a time. A limit spares connections, not round trips. {{advice}}',
      abandoned: 'This starts {{queries}} {{times}}{{through}}, all at once, and nothing waits for them. {{advice}}',
      invariant:
        'This starts {{queries}} {{times}}{{through}}, although nothing in it varies. Run {{hoisted}} once before{{reuse}}.',
    },
    schema: [repeatedQueryOptionsSchema],
    defaultOptions: [{ writes: 'report' }],
  },
  create(context) {
    return {
      'Program:exit'() {
        for (const query of context.repeatedQueries()) {
          if (query.execution !== 'fanOut' && query.execution !== 'limitedFanOut') continue;
          if (context.options.writes === 'ignore' && isWrite(query)) continue;
          context.report({
            loc: context.locationOf(query.node),
            messageId: query.invariant ? 'invariant' : query.abandoned ? 'abandoned' : query.execution,
            data: repeatedQueryText(query),
            suggest: context.suggestionsFor(query),
          });
        }
      },
    };
  },
});
