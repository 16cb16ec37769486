import { createRule } from '../src/create-rule.ts';
import { lifetimeText } from '../src/report/lifetime-text.ts';

interface Options {
  /** Whether paths that an error takes count, or only those that the code itself takes. Default: `report`. */
  readonly errorPaths: 'report' | 'ignore';
}

export default createRule<Options>({
  name: 'require-connection-release',
  meta: {
    type: 'problem',
    docs: {
      description: 'require that an acquired connection, session or transaction is given back on every path',
      recommended: true,
    },
    hasSuggestions: true,
    messages: {
      never: 'Nothing {{ending}} that `{{acquiredBy}}` {{begun}}. {{loss}}. {{remedy}}.',
      dropped: 'Nothing keeps what `{{acquiredBy}}` answers with, so nothing {{ending}}. {{loss}}.',
      throws: '`{{holder}}` is {{unended}} {{moment}}. {{loss}}. {{remedyAfterError}}.',
      returns: '`{{holder}}` is {{unended}} {{moment}}. {{loss}}. {{remedyOnPath}}.',
      ends: '`{{holder}}` is {{unended}} on a path to the end of the function. {{loss}}. {{remedyOnPath}}.',
      reacquired:
        '`{{acquiredBy}}` runs again while `{{holder}}` still holds what it answered before, which is lost then. {{loss}}. {{remedy}}, in each iteration.',
      openTransaction:
        '`{{holder}}` is given back while its transaction is open{{after}}. The next to get this connection goes on in that transaction, with its locks and its error. Roll back first.',
      releasedTwice:
        '`{{holder}}` has been given back on a path to here, and giving it back again throws. Give it back once, in a `finally`.',
      suggestion: '{{text}}',
    },
    schema: [
      {
        type: 'object',
        properties: {
          errorPaths: {
            type: 'string',
            enum: ['report', 'ignore'],
            description: 'Whether paths that an error takes count, or only those that the code itself takes.',
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ errorPaths: 'report' }],
  },
  create(context) {
    return {
      'Program:exit'() {
        for (const fault of context.lifetimeFaults()) {
          const isByError =
            fault.kind === 'throws' || (fault.kind === 'openTransaction' && fault.cause?.by === 'error');
          if (isByError && context.options.errorPaths === 'ignore') continue;
          const text = lifetimeText(fault);
          context.report({
            loc: context.locationOf(fault.node),
            messageId: fault.kind,
            data: { ...text, after: text.moment === '' ? '' : `, ${text.moment}` },
            suggest: context.suggestionsFor(fault),
          });
        }
      },
    };
  },
});
