import type ts from 'typescript';

import { chainOf } from '../../analysis/chain.ts';
import type { BuilderBatchFacts, BuilderWriteFact } from '../../clients/batch-facts.ts';
import { nounOfChain } from '../chain-noun.ts';
import { refuse } from '../refusal.ts';
import { type RewriteContext, textOf } from '../rewrite-context.ts';
import type { WriteShape } from '../write-shape.ts';
import { builderChain, type CalledLink, renameLink } from './builder-chain.ts';
import { builderChangeOfEach } from './builder-change-of-each.ts';
import { callConditions } from './call-conditions.ts';
import { isListOfRows } from './inserted-row.ts';
import { requirePlainValue, requireRepeatable } from './repeatable-changes.ts';
import { valueConditions } from './value-conditions.ts';

/** Reads a write that is a chain of calls: `db.insert(audit).values({ userId })`, `knex('users').where({ id }).del()`. */
export function readBuilderWrite(context: RewriteContext, query: ts.Expression, facts: BuilderBatchFacts): WriteShape {
  const fact = factOf(query, facts);
  const links = builderChain(context, query, fact);
  const [end, ...otherEnds] = links.filter(({ role }) => typeof role === 'object');
  const [values, ...otherValues] = links.filter(({ role }) => role === 'values');
  if (otherEnds.length > 0 || otherValues.length > 0) return refuse('unknownLink');
  if (end && end.call.arguments.length > 0) return refuse('unknownLink');
  const becomes = typeof end?.role === 'object' ? end.role.becomes : undefined;
  const ending = end && becomes !== undefined && becomes !== end.name ? [renameLink(context, end, becomes)] : [];
  const shape = { query, noun: nounOfChain(context.analysis, query) ?? 'row', caveat: fact.caveat };
  if (fact.does === 'insert') {
    const row = rowOf(values);
    return {
      ...shape,
      does: 'insert',
      row: { text: textOf(context, row), parts: [row], isList: isListOfRows(context, row) },
      failsWhenEmpty: true,
      mentionsTwice: false,
      rowType: () => rowTypeOf(context, links),
      insertMany: (list) => [{ start: row.getStart(context.file), end: row.end, text: list }, ...ending],
    };
  }
  const conditions =
    facts.conditions === 'calls'
      ? callConditions(context, query, links, facts)
      : valueConditions(context, links, facts, false);
  return {
    ...shape,
    does: fact.does,
    terms: conditions.terms,
    nullMatchesNothing: false,
    batch: (keys) => {
      if (fact.does === 'update') requireSameChanges(context, values);
      const batched = conditions.batch(keys);
      return { ...batched, edits: [...batched.edits, ...ending] };
    },
    ...(fact.does === 'update' && facts.changesEachBy !== undefined
      ? {
          ofEach: (loop) => builderChangeOfEach(context, { query, links, values, conditions, ending }, facts, loop),
        }
      : {}),
  };
}

function factOf(query: ts.Expression, { writes }: BuilderBatchFacts): BuilderWriteFact {
  for (const { name, call } of chainOf(query).links) {
    const fact = call && Object.hasOwn(writes, name) ? writes[name] : undefined;
    if (fact) return fact;
  }
  return refuse('noBatchForm');
}

/** `typeof users.$inferInsert`, where the table says what its rows are. */
function rowTypeOf({ analysis: { checker }, file }: RewriteContext, links: readonly CalledLink[]): string | undefined {
  const table = links.find(({ name }) => name === 'insert')?.call.arguments[0];
  const says = table && checker.getPropertyOfType(checker.getTypeAtLocation(table), '$inferInsert') !== undefined;
  const text = says && table.getText(file);
  return text && /^[\w$.]+$/.test(text) ? `typeof ${text}.$inferInsert` : undefined;
}

function rowOf(values: CalledLink | undefined): ts.Expression {
  const [row, ...others] = values?.call.arguments ?? [];
  return row && others.length === 0 ? row : refuse('filterNotLiteral');
}

/** Refuses changes that differ from row to row: `set({ … })`, `set('name', name)`. */
function requireSameChanges(context: RewriteContext, values: CalledLink | undefined): void {
  const [first, second, ...others] = values?.call.arguments ?? [];
  if (!first || others.length > 0) return refuse('filterNotLiteral');
  if (second) requirePlainValue(context, second);
  else requireRepeatable(context, first);
}
