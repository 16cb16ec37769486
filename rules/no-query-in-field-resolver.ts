import { createRule } from '../src/create-rule.ts';
import { resolvedQueryText } from '../src/report/resolved-query-text.ts';

export default createRule<object>({
  name: 'no-query-in-field-resolver',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow queries in GraphQL field resolvers, which run once for each object of a list',
      recommended: true,
    },
    messages: {
      perParent:
        'GraphQL calls the resolver of `{{field}}` once for each object in its parent list, and each call runs {{queries}}{{through}}. Load through a DataLoader, which collects the keys of one tick into one query.',
    },
    schema: [],
  },
  create(context) {
    return {
      'Program:exit'() {
        for (const query of context.resolvedQueries()) {
          context.report({
            loc: context.locationOf(query.node),
            messageId: 'perParent',
            data: resolvedQueryText(query),
          });
        }
      },
    };
  },
});
