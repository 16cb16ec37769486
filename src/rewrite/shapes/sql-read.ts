import ts from 'typescript';

import { accessOf, unwrap } from '../../analysis/syntax.ts';
import type { SqlBatchFacts } from '../../clients/batch-facts.ts';
import { keyFamilyOf } from '../key-family.ts';
import { nounOf } from '../names.ts';
import type { BatchedRead, Keys, ReadShape, Term } from '../read-shape.ts';
import { refuse } from '../refusal.ts';
import { type RewriteContext, textOf } from '../rewrite-context.ts';
import { memberText } from '../row-map.ts';
import type { TextEdit } from '../text-edit.ts';
import { propertyOf, valueOf } from './object-literal.ts';
import { rowOfList } from './awaited-row.ts';
import { type SqlEquality, type SqlItem, type SqlSelect, sqlSelect } from './sql-select.ts';
import { type SqlToken, sqlTokens } from './sql-tokens.ts';

/** An equality of SQL, and the value that is bound in it. */
interface SqlTerm extends Term {
  readonly equality: SqlEquality;
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
  return {
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
    batch: (keys) => batch(context, statement, select, terms, keys, facts),
    addColumn: (property) => addColumn(properties.get(property) ?? refuse('rawKey'), select, row, context),
  };
}

/** SQL and what is bound in it. */
interface Statement {
  readonly sql: ts.Expression;
  /** The array of values; none where they stand in the template. */
  readonly values: ts.ArrayLiteralExpression | undefined;
  /** The name of the method, to be changed where the method for lists is another. */
  readonly method: ts.Node | undefined;
  readonly handle: ts.Expression;
}

function statementOf(query: ts.Expression, { methods }: SqlBatchFacts): Statement {
  if (!methods) {
    if (!ts.isTaggedTemplateExpression(query)) return refuse('noBatchForm');
    return { sql: query.template, values: undefined, method: undefined, handle: query.tag };
  }
  if (!ts.isCallExpression(query)) return refuse('noBatchForm');
  const access = accessOf(unwrap(query.expression));
  const [first, second, ...others] = query.arguments;
  if (!access || !Object.hasOwn(methods, access.name) || !first || others.length > 0) return refuse('noBatchForm');
  const options = unwrap(first);
  const [sql, bound] = ts.isObjectLiteralExpression(options) && !second ? textAndValues(options) : [first, second];
  const values = bound && unwrap(bound);
  if (!values || !ts.isArrayLiteralExpression(values) || values.elements.some(ts.isSpreadElement)) {
    return refuse('filterNotLiteral');
  }
  return { sql, values, method: access.nameNode, handle: access.object };
}

/** `{ text: 'SELECT …', values: [id] }`; with a name the statement would be taken for one that is prepared already. */
function textAndValues(options: ts.ObjectLiteralExpression): readonly [ts.Expression, ts.Expression] {
  const [text, values] = ['text', 'values'].map((name) => {
    const property = propertyOf(options, name);
    return property && valueOf(property);
  });
  return text && values && options.properties.length === 2 ? [text, values] : refuse('filterNotLiteral');
}

function termsOf(
  select: SqlSelect,
  tokens: readonly SqlToken[],
  values: ts.ArrayLiteralExpression | undefined,
  facts: SqlBatchFacts,
): readonly SqlTerm[] {
  const placeholders = tokens.filter(({ kind }) => kind === 'placeholder');
  return select.equalities.flatMap((equality): readonly SqlTerm[] => {
    const { placeholder, column } = equality;
    // What is bound twice cannot be a list in one place and a value in the other.
    if (placeholders.filter(({ text }) => text.startsWith('$') && text === placeholder.text).length > 1) return [];
    const index =
      facts.placeholders === 'numbered' ? Number(placeholder.text.slice(1)) - 1 : placeholders.indexOf(placeholder);
    const value = placeholder.embedded ?? values?.elements[index];
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

function batch(
  context: RewriteContext,
  { method, handle, values }: Statement,
  select: SqlSelect,
  terms: readonly SqlTerm[],
  keys: Keys,
  facts: SqlBatchFacts,
): BatchedRead {
  const { file, analysis } = context;
  const varying: readonly Term[] = keys.kind === 'list' ? [keys.term] : keys.terms;
  const edits: TextEdit[] = select.limit ? [{ ...select.limit, text: '' }] : [];
  const becomes = method && facts.methods?.[method.getText()];
  if (method && becomes !== undefined && becomes !== method.getText()) {
    edits.push({ start: method.getStart(file), end: method.end, text: becomes });
  }
  let hasTexts = false;
  for (const { equality, property, value } of terms.filter((term) => varying.includes(term))) {
    const list = keys.kind === 'list' ? keys.text : `${keys.text}.map((key) => ${memberText('key', property)})`;
    const { placeholder, cast } = equality;
    const condition = facts.oneOf({ keys: list, placeholder: placeholder.text, cast, handle: textOf(context, handle) });
    const text = select.isSmall ? condition.replace(/\b(IN|ANY)\b/, (word) => word.toLowerCase()) : condition;
    edits.push({ start: equality.start, end: equality.end, text });
    if (values) edits.push({ start: value.getStart(file), end: value.end, text: list });
    hasTexts ||= keyFamilyOf(context, analysis.checker.getTypeAtLocation(value)) === 'string';
  }
  return {
    edits,
    needs: [],
    failsWhenEmpty: facts.failsWhenEmpty ?? false,
    caveats: [
      ...(varying.length > 1 ? ['Rows of other combinations of the keys are read as well.'] : []),
      ...(hasTexts && facts.textCaveat !== undefined ? [facts.textCaveat] : []),
    ],
  };
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
