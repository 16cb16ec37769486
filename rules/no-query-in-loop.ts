import { createRule } from '../src/create-rule.ts';
import { isWrite, repeatedQueryText } from '../src/report/repeated-query-text.ts';

import { type RepeatedQueryOptions, repeatedQueryOptionsSchema } from '../src/report/repeated-query-options.ts';

export default createRule<RepeatedQueryOptions>({
  name: 'no-query-in-loop',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow queries that run once per element of a collection, one after another',
      recommended: true,
    },
    hasSuggestions: true,
    messages: {
      suggestion: '{{text}}',
      sequential: 'This runs {{queries}} {{times}}{{through}}, one {{unit}} after another. {{advice}}',
      held: 'This runs {{queries}} {{times}}{{through}}, while one transaction or connection is held for all of them. {{advice}}',
      collected:
        'This adds {{queries}} to one transaction {{times}}{{through}}. It sends one statement after another and holds a connection for all of them. {{advice}}',
      invariant:
        'This runs {{queries}} {{times}}{{through}}, although nothing in it varies. Run {{hoisted}} once before the loop{{reuse}}.',
    },
    schema: [repeatedQueryOptionsSchema],
    defaultOptions: [{ writes: 'report' }],
  },
  create(context) {
    return {
      'Program:exit'() {
        for (const query of context.repeatedQueries()) {
          if (query.execution === 'fanOut' || query.execution === 'limitedFanOut') continue;
          if (context.options.writes === 'ignore' && isWrite(query)) continue;
          context.report({
            loc: context.locationOf(query.node),
            messageId: query.invariant ? 'invariant' : query.execution,
            data: repeatedQueryText(query),
            // A statement of a list is no call that a plan could replace.
            suggest: query.execution === 'collected' ? [] : context.suggestionsFor(query),
          });
        }
      },
    };
  },
});
