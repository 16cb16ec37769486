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
        '`{{pool}}`{{place}} is built for each request, and each one opens {{connections}} of its own. Build {{one}} for all requests, outside of the function.',
      iteration:
        '`{{pool}}`{{place}} is built in each iteration, and each one opens {{connections}} of its own. Build {{one}} for all iterations, before the first.',
      call: '`{{pool}}`{{place}} is built at each call of `{{name}}`, and each one opens {{connections}} of its own. Build {{one}} for all calls, outside of the function.',
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
          const { site, built, inside } = placement;
          context.report({
            loc: context.locationOf(site.node),
            messageId: built.per,
            data: {
              pool: site.name,
              place: inside === undefined ? '' : ` in \`${inside}\``,
              connections: connectionsOf(site),
              // One connection for all would make them wait for one another.
              one: connectionsOf(site) === 'a connection' ? 'one pool of several connections' : 'one',
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
