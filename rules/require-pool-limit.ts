import { createRule } from '../src/create-rule.ts';
import { limitOptionOf } from '../src/report/pool-limit-text.ts';

export default createRule({
  name: 'require-pool-limit',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'require an explicit maximum of connections that fits into what the server accepts',
      recommended: false,
    },
    hasSuggestions: true,
    messages: {
      missing:
        '`{{pool}}` sets no `{{option}}`{{place}}, so that each process opens up to {{otherwise}} connections. Set it to the share of one process in what the server accepts.',
      tooMany:
        '{{max}} connections in each of {{instances}} processes are {{total}}, more than the {{available}} that the server has for them. Set `{{option}}` to {{share}} at most.',
      tooManyProcesses:
        '{{instances}} processes cannot share the {{available}} connections that the server has for them. Put a pooler in front of the server, or run fewer.',
      setLimit: 'Set `{{option}}: {{value}}`.',
      setParameter: 'Set `{{option}}={{value}}` in the URL.',
    },
    schema: [],
  },
  create(context) {
    return {
      'Program:exit'() {
        const { instances, serverLimit, reserved } = context.settings();
        const available = serverLimit === undefined ? undefined : serverLimit - reserved;
        const share =
          instances === undefined || available === undefined ? undefined : Math.floor(available / instances);
        for (const { site, limit } of context.poolSizes()) {
          const { option, path } = limitOptionOf(site);
          const tooMany = share !== undefined && limit.max !== undefined && limit.max > share;
          if (!tooMany && limit.stated && !limit.isDefault) continue;
          const value = share ?? limit.max ?? 0;
          // What depends on the machine has no number to state.
          const isKnown = value >= 1;
          const fix = isKnown && path !== undefined ? context.fixByOption(site, path, String(value)) : undefined;
          const fixInUrl =
            isKnown && path === undefined ? context.fixByParameter(site, option, String(value)) : undefined;
          const data = {
            pool: site.name,
            option,
            place: path === undefined ? ' in its URL' : '',
            otherwise: String(site.fact.limit?.otherwise ?? ''),
            max: String(limit.max ?? ''),
            instances: String(instances ?? ''),
            total: String((limit.max ?? 0) * (instances ?? 0)),
            available: String(Math.max(0, available ?? 0)),
            share: String(share ?? ''),
          };
          context.report({
            loc: context.locationOf(context.inFile(limit.stated?.node) ?? site.node),
            messageId: !tooMany ? 'missing' : share < 1 ? 'tooManyProcesses' : 'tooMany',
            data,
            suggest: [
              ...(fix ? [{ messageId: 'setLimit', data: { option, value: String(value) }, fix }] : []),
              ...(fixInUrl
                ? [{ messageId: 'setParameter', data: { option, value: String(value) }, fix: fixInUrl }]
                : []),
            ],
          });
        }
      },
    };
  },
});
