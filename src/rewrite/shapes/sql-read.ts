import ts from 'typescript';

import type { SqlBatchFacts } from '../../clients/batch-facts.ts';
import { nounOf } from '../names.ts';
import type { ReadShape } from '../read-shape.ts';
import { refuse } from '../refusal.ts';
import type { RewriteContext } from '../rewrite-context.ts';
import type { TextEdit } from '../text-edit.ts';
import { rowOfList } from './awaited-row.ts';
import { aggregateBySql } from './sql-group-by.ts';
import { type SqlEquality, type SqlItem, type SqlSelect, sqlSelect } from './sql-select.ts';
import { acceptKeysInSql, boundValue, type SqlTerm, statementOf } from './sql-statement.ts';
import { type SqlToken, sqlTokens } from './sql-tokens.ts';

/** The column of an equality, as rows have it. */
interface ReadTerm extends SqlTerm {
  readonly isRead: boolean;
}

/** Names of columns that hold numbers or texts, whatever their type: no dates and nothing that is compared by reference. */
const identifier =
  /^(id|uuid|slug|email|code|sku)$|_(id|uuid|slug|email|code|sku)$|[a-z](Id|Uuid|Slug|Email|Code|Sku)$/;

/** Reads a query in SQL: `pool.query('SELECT * FROM users WHERE id = $1', [id])`. */
export function readSqlQuery(context: RewriteContext, query: ts.Expression, facts: SqlBatchFacts): ReadShape {
  const statement = statementOf(query, facts);
  const tokens = sqlTokens(context.file, statement.sql, facts.placeholders);
  const select = sqlSelect(tokens);
  const row = rowOfList(context, query, facts.rowsIn);
  const terms = termsOf(select, tokens, statement.values, facts);
  const properties = new Map(terms.map((term) => [term.property, term]));
  const shape: ReadShape = {
    query,
    noun: nounOf(select.table.text) ?? refuse('sqlForm'),
    terms,
    filterSize: select.conditions,
    answers: 'many',
    missing: 'undefined',
    isUnique: (columns) => (columns.includes('id') && !select.joins && !select.ordered ? true : undefined),
    joins: select.joins,
    row,
    ...(facts.rowsIn === undefined ? {} : { rowsIn: facts.rowsIn }),
    limited: select.limit !== undefined,
    asserted: true,
    comparisonOf: (property) => ({
      nullMatchesNothing: true,
      isIdentifier: identifier.test(property),
      rounds: facts.rounds ?? false,
    }),
    reads: (property) => properties.get(property)?.isRead ?? false,
    batch: (keys) => acceptKeysInSql(context, statement, { select, terms, keys }, facts),
    addColumn: (property) => addColumn(properties.get(property) ?? refuse('rawKey'), select, row, context),
  };
  return select.aggregates.length > 0 ? aggregateBySql(context, shape, { select, terms, row }, facts) : shape;
}

function termsOf(
  select: SqlSelect,
  tokens: readonly SqlToken[],
  values: ts.ArrayLiteralExpression | undefined,
  facts: SqlBatchFacts,
): readonly ReadTerm[] {
  const placeholders = tokens.filter(({ kind }) => kind === 'placeholder');
  return select.equalities.flatMap((equality): readonly ReadTerm[] => {
    const { placeholder, column } = equality;
    // What is bound twice cannot be a list in one place and a value in the other.
    if (placeholders.filter(({ text }) => text.startsWith('$') && text === placeholder.text).length > 1) return [];
    const value = boundValue(placeholder, placeholders, values, facts);
    const place = propertyInRows(select, column, facts);
    return value && place ? [{ equality, value, ...place }] : [];
  });
}

/** The property of a row that holds a column, and whether it is read; nothing where that is not certain. */
function propertyInRows(
  { items, joins }: SqlSelect,
  { token, table }: SqlEquality['column'],
  facts: SqlBatchFacts,
): { readonly property: string; readonly isRead: boolean } | undefined {
  const own = folded(token, facts);
  const item = items.find(
    ({ column }) =>
      column !== undefined &&
      column !== '*' &&
      folded(column.token, facts) === own &&
      (column.table === table || !joins),
  );
  const property = item?.name ? folded(item.name, facts) : own;
  const isOwnTable = (one: SqlItem): boolean => !joins || (one.table !== undefined && one.table === table);
  // Columns of one name overwrite each other.
  const isOverwritten = items.some((one) =>
    one.column === '*'
      ? !isOwnTable(one)
      : one !== item && one.name !== undefined && folded(one.name, facts) === property,
  );
  const isRead = item !== undefined || items.some((one) => one.column === '*' && isOwnTable(one));
  return isOverwritten ? undefined : { property, isRead };
}

function folded({ kind, text }: SqlToken, { foldsNames }: SqlBatchFacts): string {
  return foldsNames && kind === 'word' ? text.toLowerCase() : text;
}

/** Adds the column of a key to the list after `SELECT`, where the type of the rows has it already. */
function addColumn(
  { equality, property }: SqlTerm,
  { listStart }: SqlSelect,
  row: ts.Type,
  { file, analysis: { checker } }: RewriteContext,
): TextEdit {
  const isTyped = (row.flags & ts.TypeFlags.Any) === 0 && !checker.getIndexTypeOfType(row, ts.IndexKind.String);
  if (isTyped && !checker.getPropertyOfType(row, property)) return refuse('rawKey');
  const text = file.text.slice(equality.column.token.start, equality.column.token.end);
  const table = equality.column.table === undefined ? '' : `${equality.column.table}.`;
  return { start: listStart, end: listStart, text: `${table}${text}, ` };
}
