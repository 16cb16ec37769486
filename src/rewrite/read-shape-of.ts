import type { QuerySite } from '../analysis/query-site.ts';
import type { ReadShape } from './read-shape.ts';
import { refuse } from './refusal.ts';
import type { RewriteContext } from './rewrite-context.ts';
import { readObjectQuery } from './shapes/object-read.ts';

/** What a query reads by equality, in the language of its client. */
export function readShapeOf(context: RewriteContext, { node, client }: QuerySite): ReadShape {
  const facts = client?.batch;
  if (!facts) return refuse('noBatchForm');
  return readObjectQuery(context, node, facts);
}
