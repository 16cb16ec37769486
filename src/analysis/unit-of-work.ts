import ts from 'typescript';

import type { ObjectBatchFacts } from '../clients/batch-facts.ts';
import type { Effect } from './effect.ts';
import type { QuerySite } from './query-site.ts';
import { accessOf, nameOf, someDescendant, unwrap } from './syntax.ts';

/** The unit of work that a query writes, `em.flush()`; nothing if it is another query. */
export function unitOfWorkBehind({ client, node }: QuerySite): ObjectBatchFacts['unitOfWork'] {
  const facts = client?.batch && 'unitOfWork' in client.batch ? client.batch.unitOfWork : undefined;
  const name = ts.isCallExpression(node) ? accessOf(unwrap(node.expression))?.name : undefined;
  return facts && name !== undefined && (name === facts.flush || Object.hasOwn(facts.schedules, name))
    ? facts
    : undefined;
}

/** Whether all runs of a slot write the same unit of work, which does so one after another, and none has made one of its own. */
export function sharesUnitOfWork({ query, trace }: Effect, slot: ts.Node): boolean {
  const forking = query.client?.joins?.except ?? [];
  const isFork = (node: ts.Node): boolean =>
    ts.isCallExpression(node) && forking.includes(nameOf(node.expression) ?? '');
  return (
    unitOfWorkBehind(query) !== undefined &&
    [slot, ...trace.map(({ entered }) => entered.body)].every(
      (part) => !isFork(part) && !someDescendant(part, isFork, { intoFunctions: true }),
    )
  );
}
