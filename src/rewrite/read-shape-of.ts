import type { QuerySite } from '../analysis/query-site.ts';
import type { ReadShape } from './read-shape.ts';
import { refuse } from './refusal.ts';
import type { RewriteContext } from './rewrite-context.ts';
import { readBuilderQuery } from './shapes/builder-read.ts';
import { readObjectQuery } from './shapes/object-read.ts';
import { readSqlQuery } from './shapes/sql-read.ts';

/** What a query reads by equality, in the language of its client. */
export function readShapeOf(context: RewriteContext, { node, client }: QuerySite): ReadShape {
  const facts = client?.batch;
  if (!facts) return refuse('noBatchForm');
  switch (facts.language) {
    case 'objects':
      return readObjectQuery(context, node, facts);
    case 'builders':
      return readBuilderQuery(context, node, facts);
    case 'sql':
      return readSqlQuery(context, node, facts);
  }
}
