import { createRule } from '../src/create-rule.ts';

interface Options {
  /** Queries that may run at once. Default: the connections of the program's pool, where it has one and shows its size. */
  readonly max?: number;
}

export default createRule<Options>({
  name: 'max-parallel-queries',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'enforce a maximum of queries that one list of promises starts at once',
      recommended: false,
    },
    messages: {
      tooMany:
        'This starts {{count}} queries at once, and {{reason}}. Run some of them after the others, or read more with one query.',
    },
    schema: [
      {
        type: 'object',
        properties: {
          max: { type: 'integer', minimum: 1, description: 'Queries that may run at once.' },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{}],
  },
  create(context) {
    return {
      'Program:exit'() {
        const accepted = context.options.max;
        for (const { node, count, max } of context.parallelQueries()) {
          const limit = accepted ?? max;
          if (limit === undefined || count <= limit) continue;
          const reason =
            accepted === undefined
              ? `the pool has ${String(limit)} connections for all requests: the others wait, and with them whoever comes next`
              : `${String(limit)} may run`;
          context.report({
            loc: context.locationOf(node),
            messageId: 'tooMany',
            data: { count: String(count), reason },
          });
        }
      },
    };
  },
});
