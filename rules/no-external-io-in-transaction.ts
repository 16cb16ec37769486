import { createRule } from '../src/create-rule.ts';
import { heldMessage, heldTransactionText } from '../src/report/held-transaction-text.ts';

interface Options {
  /** What a transaction may wait for. */
  readonly allow: readonly ('request' | 'mail' | 'queue' | 'file' | 'process' | 'sleep')[];
}

export default createRule<Options>({
  name: 'no-external-io-in-transaction',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow waiting for requests, mails, queues, files and pauses inside of a transaction',
      recommended: true,
    },
    messages: {
      held: 'This waits for {{call}} ({{what}}){{through}}, inside of the transaction of `{{transaction}}`, which holds a connection and the locks on its rows for as long as that takes: when it is slow, the pool runs dry. {{advice}}',
      repeated:
        'This waits for {{call}} ({{what}}){{through}}, inside of the transaction of `{{transaction}}`, which keeps its documents locked for as long as that takes, and runs its callback again after a conflict. {{advice}}',
      locked:
        'This waits for {{call}} ({{what}}){{through}}, inside of the transaction of `{{transaction}}`, which keeps its documents locked for as long as that takes. {{advice}}',
    },
    schema: [
      {
        type: 'object',
        properties: {
          allow: {
            type: 'array',
            items: { enum: ['request', 'mail', 'queue', 'file', 'process', 'sleep'] },
            uniqueItems: true,
            description: 'What a transaction may wait for.',
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
        for (const held of context.heldTransactions()) {
          if (context.options.allow.includes(held.external.kind)) continue;
          context.report({
            loc: context.locationOf(held.node),
            messageId: heldMessage(held),
            data: heldTransactionText(held),
          });
        }
      },
    };
  },
});
