import { createRule } from '../src/create-rule.ts';
import { isWrite, repeatedQueryText } from '../src/report/repeated-query-text.ts';
import { type WritesOption, writesOptionSchema } from '../src/report/writes-option.ts';

export default createRule<WritesOption>({
  name: 'no-query-fanout',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow starting a query for each element of a collection at once',
      recommended: true,
    },
    messages: {
      fanOut:
        'This starts {{queries}} {{times}}{{through}}, all at once and each on a connection of its own. {{advice}}',
      limitedFanOut:
        'This runs {{queries}} {{times}}{{through}}, several at a time. A limit spares connections, not round trips. {{advice}}',
      abandoned: 'This starts {{queries}} {{times}}{{through}}, all at once, and nothing waits for them. {{advice}}',
      invariant:
        'This starts {{queries}} {{times}}{{through}}, although nothing in it varies. Run it once before.',
    },
    schema: [writesOptionSchema],
    defaultOptions: [{ writes: 'report' }],
  },
  create: ({ options, repeatedQueries, report }) => ({
    'Program:exit'() {
      for (const query of repeatedQueries()) {
        if (query.execution !== 'fanOut' && query.execution !== 'limitedFanOut') continue;
        if (options.writes === 'ignore' && isWrite(query)) continue;
        const messageId = query.invariant ? 'invariant' : query.abandoned ? 'abandoned' : query.execution;
        report(query.node, messageId, repeatedQueryText(query));
      }
    },
  }),
});
