import ts from 'typescript';

import { chainOf } from '../analysis/chain.ts';
import type { RepeatedQuery } from '../analysis/finding.ts';
import type { QuerySite } from '../analysis/query-site.ts';

import { keyFamilyOf } from './key-family.ts';
import { readShapeOf } from './read-shape-of.ts';
import { refuse } from './refusal.ts';
import type { RewriteContext } from './rewrite-context.ts';
import type { Suggestion } from './suggestion.ts';

/** Whether a query is one of a fan-out, of a method in whose place the client has one whose calls it merges. */
export function hasUniqueForm({ effects, execution, abandoned }: RepeatedQuery): boolean {
  return execution === 'fanOut' && !abandoned && uniqueFormOf(effects[0].query) !== undefined;
}

function uniqueFormOf({ client, node }: QuerySite): string | undefined {
  const last = chainOf(node).links.at(-1);
  const facts = client?.batch;
  return last && facts?.language === 'objects' ? facts.uniqueForms?.[last.name] : undefined;
}

/**
 * Plans the smallest repair of a fan-out: the method that the client merges into one query when several start together,
 * `findUnique` for `findFirst`, where the filter is a unique key.
 */
export function planUniqueRead(context: RewriteContext, { effects }: RepeatedQuery): Suggestion {
  const [{ query }] = effects;
  const { node } = query;
  const unique = uniqueFormOf(query);
  if (unique === undefined || !ts.isCallExpression(node)) return refuse('noBatchForm');
  const shape = readShapeOf(context, query);
  const isKey = ({ property }: { readonly property: string }): boolean => shape.isUnique([property]) === true;
  if (!shape.terms.some(isKey) || shape.filterSize !== shape.terms.length) return refuse('notUnique');
  for (const { value } of shape.terms) {
    const family = keyFamilyOf(context, context.analysis.checker.getTypeAtLocation(value));
    if (family === undefined || family === 'nullable') refuse('nullableKey');
  }
  const { file } = context;
  const method = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : refuse('noBatchForm');
  return {
    text: `Use \`${unique}\`, which the client merges into one query where several start together.`,
    edits: [{ start: method.getStart(file), end: method.end, text: unique }],
  };
}
