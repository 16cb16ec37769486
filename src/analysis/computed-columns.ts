import ts from 'typescript';

import type { AggregateFact } from '../clients/define-client.ts';
import { type Chain, chainOf } from './chain.ts';
import { isCallLike, nameOf, calleeOf, unwrap } from './syntax.ts';

const aggregateOfSql = /^\s*(?:cast\s*\(\s*|coalesce\s*\(\s*)*(?:count|sum|avg|min|max)\s*\(/i;

/** Whether a chain reads nothing but values that are computed from all rows: `select({ posts: count() })`. */
export function computesOnly({ link, functions, groupedBy }: AggregateFact, links: Chain['links']): boolean {
  const call = links.find(({ name }) => name === link)?.call;
  const list = call && ts.isCallExpression(call) && call.arguments[0] && unwrap(call.arguments[0]);
  if (!list || !ts.isObjectLiteralExpression(list) || list.properties.length === 0) return false;
  if (links.some(({ name }) => name === groupedBy)) return false;
  return list.properties.every((property) => {
    if (!ts.isPropertyAssignment(property)) return false;
    const { root } = chainOf(property.initializer);
    if (!isCallLike(root)) return false;
    // sql<number>`count(*)`
    return ts.isTaggedTemplateExpression(root)
      ? aggregateOfSql.test(root.template.getText().slice(1)) && !/\bover\b/i.test(root.template.getText())
      : functions.includes(nameOf(calleeOf(root)) ?? '');
  });
}
