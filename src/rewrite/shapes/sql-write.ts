import type ts from 'typescript';

import type { SqlBatchFacts } from '../../clients/batch-facts.ts';
import { nounOf } from '../names.ts';
import { refuse } from '../refusal.ts';
import type { RewriteContext } from '../rewrite-context.ts';
import type { WriteShape } from '../write-shape.ts';
import { requirePlainValue } from './repeatable-changes.ts';
import { changeOfEach } from './sql-change-of-each.ts';
import { sqlChange } from './sql-change.ts';
import { readSqlInsert } from './sql-insert-forms.ts';
import { isWord } from './sql-parts.ts';
import { acceptKeysInSql, boundValue, statementOf } from './sql-statement.ts';
import { sqlTokens } from './sql-tokens.ts';

/** Reads a write in SQL: `pool.query('DELETE FROM users WHERE id = $1', [id])`. */
export function readSqlWrite(context: RewriteContext, query: ts.Expression, facts: SqlBatchFacts): WriteShape {
  const statement = statementOf(query, facts);
  const tokens = sqlTokens(context.file, statement.sql, facts.placeholders);
  if (isWord(tokens[0], 'insert')) return readSqlInsert(context, { query, statement, tokens }, facts);
  const change = sqlChange(tokens);
  const placeholders = tokens.filter(({ kind }) => kind === 'placeholder');
  for (const { placeholder } of change.assigned) {
    const value = boundValue(placeholder, placeholders, statement.values, facts) ?? refuse('sqlForm');
    requirePlainValue(context, value);
  }
  const terms = change.equalities.flatMap((equality) => {
    const { placeholder, column } = equality;
    // What is bound twice cannot be a list in one place and a value in the other.
    if (placeholders.filter(({ text }) => text.startsWith('$') && text === placeholder.text).length > 1) return [];
    const value = boundValue(placeholder, placeholders, statement.values, facts);
    return value ? [{ equality, value, property: column.text }] : [];
  });
  return {
    query,
    noun: nounOf(change.table.text) ?? 'row',
    caveat: undefined,
    does: change.does,
    terms,
    nullMatchesNothing: true,
    batch: (keys) =>
      // Lists for two columns would match other combinations as well.
      keys.kind === 'list'
        ? acceptKeysInSql(context, statement, { select: change, terms, keys }, { ...facts, textCaveat: undefined })
        : refuse('tooManyKeys'),
    ...(facts.changesEachBy === undefined || change.does === 'delete'
      ? {}
      : {
          ofEach: () => changeOfEach(context, { statement, tokens, change }, facts),
        }),
  };
}
