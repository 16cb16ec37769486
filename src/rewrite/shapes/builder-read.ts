import type ts from 'typescript';

import { chainOf } from '../../analysis/chain.ts';
import type { BuilderBatchFacts } from '../../clients/batch-facts.ts';
import { nounOfChain } from '../chain-noun.ts';
import type { ReadShape } from '../read-shape.ts';
import { refuse } from '../refusal.ts';
import type { RewriteContext } from '../rewrite-context.ts';
import type { TextEdit } from '../text-edit.ts';
import { awaitedRow } from './awaited-row.ts';
import { builderAggregates } from './builder-aggregates.ts';
import { builderChain, type CalledLink, renameLink, replaceLink } from './builder-chain.ts';
import { groupChain } from './builder-group-by.ts';
import { callConditions } from './call-conditions.ts';
import { readCountCall } from './count-call.ts';
import { readRelationalQuery } from './relational-read.ts';
import { valueConditions } from './value-conditions.ts';

/** Reads a query that is a chain of calls: `db.select().from(users).where(eq(users.id, id))`. */
export function readBuilderQuery(context: RewriteContext, query: ts.Expression, facts: BuilderBatchFacts): ReadShape {
  const { relational } = facts;
  const last = chainOf(query).links.at(-1);
  if (relational && last && Object.hasOwn(relational.reads, last.name)) {
    return readRelationalQuery(context, query, { ...facts, relational });
  }
  if (last?.name === facts.countMethod) return readCountCall(context, query, facts);
  const links = builderChain(context, query, facts);
  const ends = links.filter(({ role }) => typeof role === 'object');
  const [end, ...others] = ends;
  if (others.length > 0) return refuse('unknownLink');
  const fact = typeof end?.role === 'object' ? end.role : { answers: end ? ('one' as const) : ('many' as const) };
  const joins = links.some(({ role }) => role === 'joins');
  const ordered = links.some(({ role }) => role === 'order');
  const limit = limitOf(links);
  const aggregates = builderAggregates(context, links, facts);
  // Columns that are computed name no property of the key.
  const read = aggregates ? links.filter(({ role }) => role !== 'columns' && role !== 'joins') : links;
  const conditions =
    facts.conditions === 'calls'
      ? callConditions(context, query, read, facts)
      : valueConditions(context, read, facts, joins && !aggregates);
  const isSingle = fact.answers === 'one';
  const shape: ReadShape = {
    query,
    noun: nounOfChain(context.analysis, query) ?? refuse('noBatchForm'),
    terms: conditions.terms,
    filterSize: conditions.size,
    answers: fact.answers,
    missing: ('missing' in fact ? fact.missing : undefined) ?? 'undefined',
    isUnique: (properties) => (joins || ordered ? undefined : conditions.isUnique(properties)),
    joins,
    row: awaitedRow(context, query, fact.answers),
    limited: limit !== undefined && !isSingle,
    asserted: facts.asserted ?? false,
    comparisonOf: (property) => ({
      nullMatchesNothing: false,
      isIdentifier: property === 'id',
      rounds: facts.asserted ?? false,
    }),
    reads: conditions.reads,
    ...(conditions.addColumn ? { addColumn: conditions.addColumn } : {}),
    batch: (keys) => {
      const batched = conditions.batch(keys);
      const edits = [...batched.edits, ...(limit ? [replaceLink(limit, '')] : []), ...ending(context, end)];
      return { ...batched, edits };
    },
  };
  const { columnText } = conditions;
  return aggregates ? groupChain(context, shape, { links, aggregates, columnText }) : shape;
}

/** The link that stands for `LIMIT 1`. */
function limitOf(links: readonly CalledLink[]): CalledLink | undefined {
  const limit = links.find(({ role }) => role === 'limit');
  return limit && limit.call.arguments.map((argument) => argument.getText()).join() !== '1' ? refuse('limited') : limit;
}

/** What the link becomes that sends the query, or makes it one of a single row. */
function ending(context: RewriteContext, end: CalledLink | undefined): readonly TextEdit[] {
  if (!end || typeof end.role !== 'object') return [];
  const { becomes, filters } = end.role;
  // Its conditions become those of many.
  if (filters !== undefined) return [];
  if (becomes !== undefined) return becomes === end.name ? [] : [renameLink(context, end, becomes)];
  return end.call.arguments.length > 0 ? refuse('unknownLink') : [replaceLink(end, '')];
}
