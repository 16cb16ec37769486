import { createRule } from '../src/create-rule.ts';
import { connectionsOf } from '../src/report/pool-timeout-text.ts';

export default createRule({
  name: 'no-client-per-request',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow building a client or a pool for each request or call',
      recommended: true,
    },
    hasSuggestions: true,
    messages: {
      request:
        '`{{pool}}` is built for each request, and each opens {{connections}} of its own. Build it once, outside of what answers requests.',
      iteration:
        '`{{pool}}` is built once per iteration, and each opens {{connections}} of its own. Build it once, before.',
      call: '`{{pool}}` is built at each call of `{{name}}`, and each opens {{connections}} of its own. Build it once, outside of the function.',
      reload:
        'The development server of {{framework}} loads this file again after a change, and `{{pool}}` then opens {{connections}} beside the old ones. Keep it on `globalThis`.',
      suggestion: '{{text}}',
    },
    schema: [],
  },
  create(context) {
    return {
      'Program:exit'() {
        for (const placement of context.misplacedClients()) {
          const { site, built } = placement;
          context.report({
            loc: context.locationOf(site.node),
            messageId: built.per,
            data: {
              pool: site.name,
              connections: connectionsOf(site),
              name: built.per === 'call' ? built.name : '',
              framework: built.per === 'reload' ? built.framework : '',
            },
            suggest: context.suggestionsFor(placement),
          });
        }
      },
    };
  },
});
