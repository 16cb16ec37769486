import { createRule } from '../src/create-rule.ts';
import { isBackground, unhandledEntryText } from '../src/report/unhandled-entry-text.ts';

type Entry = 'route' | 'api' | 'action' | 'express' | 'http' | 'timer' | 'event' | 'queue';

interface Options {
  /** Entry points that need no handler of their own. */
  readonly allow: readonly Entry[];
}

export default createRule<Options>({
  name: 'require-query-error-handling',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'require that an entry point answers when the database does not',
      recommended: false,
    },
    hasSuggestions: true,
    messages: {
      suggestion: '{{text}}',
      request:
        'Nothing in {{entry}} handles an error of {{queries}}{{through}}. When the database cannot be reached, or no connection is free in time, {{consequence}}. {{advice}}',
      background:
        'Nothing in {{entry}} handles an error of {{queries}}{{through}}. When the database cannot be reached, or no connection is free in time, nothing waits for the promise, and its rejection ends the process. {{advice}}',
    },
    schema: [
      {
        type: 'object',
        properties: {
          allow: {
            type: 'array',
            items: { enum: ['route', 'api', 'action', 'express', 'http', 'timer', 'event', 'queue'] },
            uniqueItems: true,
            description: 'Entry points that need no handler of their own.',
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ allow: [] }],
  },
  create(context) {
    return {
      'Program:exit'() {
        for (const found of context.unhandledEntries()) {
          if (context.options.allow.includes(found.entry.kind)) continue;
          context.report({
            loc: context.locationOf(found.node),
            messageId: isBackground(found) ? 'background' : 'request',
            data: unhandledEntryText(found),
            suggest: context.suggestionsFor(found),
          });
        }
      },
    };
  },
});
