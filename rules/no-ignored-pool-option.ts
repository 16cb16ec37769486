import { createRule } from '../src/create-rule.ts';
import { ignoredOptionText } from '../src/report/ignored-option-text.ts';

export default createRule({
  name: 'no-ignored-pool-option',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow options of pools and parameters of URLs that the client ignores or misreads',
      recommended: true,
    },
    hasSuggestions: true,
    messages: {
      ignored: '`{{pool}}` ignores `{{name}}`. {{advice}}',
      ignoredParameter: '`{{pool}}` ignores `{{name}}` in the URL. {{advice}}',
      effect: '`{{name}}` does not work in {{place}}`{{pool}}`. {{effect}}.{{advice}}',
      zero: '`{{name}}` of 0 stands for the default, {{otherwise}}. Set the number that is meant.',
      milliseconds: '`{{name}}` is in milliseconds: {{value}} is no time to wait. Set seconds times 1000.',
      seconds: '`{{name}}` is in seconds: {{value}} are {{hours}} hours. Set milliseconds divided by 1000.',
      repair: 'Set `{{text}}`.',
    },
    schema: [],
  },
  create(context) {
    return {
      'Program:exit'() {
        for (const found of context.ignoredOptions()) {
          const { messageId, data } = ignoredOptionText(found);
          const repair = context.repairOf(found);
          context.report({
            loc: context.locationOf(context.inFile(found.node) ?? found.site.node),
            messageId,
            data,
            suggest: repair ? [{ messageId: 'repair', data: { text: repair.text }, fix: repair.fix }] : [],
          });
        }
      },
    };
  },
});
