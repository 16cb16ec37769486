import type { QuerySite } from '../analysis/query-site.ts';
import { refuse } from './refusal.ts';
import type { RewriteContext } from './rewrite-context.ts';
import { readBuilderWrite } from './shapes/builder-write.ts';
import { readObjectWrite } from './shapes/object-write.ts';
import { readSqlWrite } from './shapes/sql-write.ts';
import type { WriteShape } from './write-shape.ts';

/** What a query writes, in the language of its client. */
export function writeShapeOf(context: RewriteContext, { node, client }: QuerySite): WriteShape {
  const facts = client?.batch;
  if (!facts) return refuse('noBatchForm');
  switch (facts.language) {
    case 'objects':
      return readObjectWrite(context, node, facts);
    case 'builders':
      return readBuilderWrite(context, node, facts);
    case 'sql':
      return readSqlWrite(context, node, facts);
  }
}
