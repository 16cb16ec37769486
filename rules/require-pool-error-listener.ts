import { createRule } from '../src/create-rule.ts';

export default createRule({
  name: 'require-pool-error-listener',
  meta: {
    type: 'problem',
    docs: {
      description: 'require a listener to the errors of a pool whose broken idle connections end the process',
      recommended: true,
    },
    hasSuggestions: true,
    messages: {
      unheard:
        'Nothing listens to `error` of `{{pool}}`: when the server closes an idle connection, as each restart of it does, the process ends. Listen, and log it.',
      listen: 'Log the errors of idle connections.',
    },
    schema: [],
  },
  create(context) {
    return {
      'Program:exit'() {
        for (const pool of context.unheardPools()) {
          const fix = context.fixByListener(pool);
          context.report({
            loc: context.locationOf(pool.site.node),
            messageId: 'unheard',
            data: { pool: pool.site.name },
            suggest: fix ? [{ messageId: 'listen', fix }] : [],
          });
        }
      },
    };
  },
});
