import type ts from 'typescript';

import { unwrap } from '../../analysis/syntax.ts';
import type { SqlBatchFacts } from '../../clients/batch-facts.ts';
import { quoted } from '../file-style.ts';
import { keyFamilyOf } from '../key-family.ts';
import { objectOfKeys } from '../key-names.ts';
import { refuse } from '../refusal.ts';
import { type RewriteContext, textOf } from '../rewrite-context.ts';
import { memberText } from '../row-map.ts';
import type { TextEdit } from '../text-edit.ts';
import type { ChangeOfEach } from '../write-shape.ts';
import type { SqlChange } from './sql-change.ts';
import { boundValue, methodForLists, type SqlStatement } from './sql-statement.ts';
import type { SqlToken } from './sql-tokens.ts';

interface Update {
  readonly statement: SqlStatement;
  readonly tokens: readonly SqlToken[];
  readonly change: SqlChange;
}

/** A column of the list of changes, and the value that one element gives it. */
interface Given {
  readonly column: string;
  readonly placeholder: SqlToken;
  readonly value: ts.Expression;
  /** The placeholder with its cast. */
  readonly start: number;
  readonly end: number;
}

/** How an update in SQL that sets other values for each row becomes one. */
export function changeOfEach(context: RewriteContext, update: Update, facts: SqlBatchFacts): ChangeOfEach {
  const { change } = update;
  const { equalities, fixed } = change;
  if (change.conditions !== equalities.length) return refuse('variesElsewhere');
  const given = givenOf(context, update, facts);
  const set = new Set([...given.assigned.map(({ column }) => column), ...fixed]);
  // What is written must not decide which rows the next update finds.
  if (given.matched.some(({ column }) => set.has(column))) return refuse('relativeChange');
  if (facts.changesEachBy === 'batchMethod') return asBatch(context, update, facts);
  const asOne = facts.changesEachBy === 'cases' ? asCases : asJoinedValues;
  return asOne(context, update, { ...given, facts });
}

function givenOf(
  { file }: RewriteContext,
  { statement, tokens, change }: Update,
  facts: SqlBatchFacts,
): { readonly assigned: readonly Given[]; readonly matched: readonly Given[] } {
  const placeholders = tokens.filter(({ kind }) => kind === 'placeholder');
  const give = (placeholder: SqlToken, column: SqlToken, end: number): Given => ({
    column: file.text.slice(column.start, column.end),
    placeholder,
    value: boundValue(placeholder, placeholders, statement.values, facts) ?? refuse('sqlForm'),
    start: placeholder.start,
    end,
  });
  const assigned = change.assigned.map(({ placeholder, column, end }) => give(placeholder, column, end));
  const matched = change.equalities.map(({ placeholder, column, end }) => give(placeholder, column.token, end));
  const isEach = assigned.length + matched.length === placeholders.length;
  return isEach && matched.length > 0 ? { assigned, matched } : refuse('sqlForm');
}

/** A method that is given the SQL of one row and a list of what is bound for each. */
function asBatch(context: RewriteContext, { statement }: Update, facts: SqlBatchFacts): ChangeOfEach {
  const { file } = context;
  const { values, method } = statement;
  if (!values || !method) return refuse('sqlForm');
  return {
    row: { text: textOf(context, values), parts: [...values.elements], isList: false },
    mentionsTwice: false,
    caveat: facts.insertCaveat,
    keepsBeforeError: true,
    changeMany: (list) => [
      { start: method.getStart(file), end: method.end, text: 'batch' },
      { start: values.getStart(file), end: values.end, text: list },
    ],
  };
}

interface JoinedValues {
  readonly assigned: readonly Given[];
  readonly matched: readonly Given[];
  readonly facts: SqlBatchFacts;
}

/**
 * `UPDATE users SET name = data.name FROM (VALUES …) AS data (name, id) WHERE users.id = data.id`. The last of the rows
 * in `VALUES` has no values and the columns' types, so that what is bound is read as it is for a single row.
 */
function asJoinedValues(
  context: RewriteContext,
  { statement, change }: Update,
  { assigned, matched, facts }: JoinedValues,
): ChangeOfEach {
  const { file } = context;
  const { sql, values, handle } = statement;
  const given = [...assigned, ...matched];
  const columns = given.map(({ column }) => column);
  if (new Set(columns).size < columns.length) return refuse('sqlForm');
  const table = file.text.slice(change.at.table, change.at.tableEnd);
  const own = file.text.slice(change.table.start, change.at.tableEnd);
  const data = own.toLowerCase() === 'data' ? 'changes' : 'data';
  const row = given.map(({ value }) => textOf(context, value));
  const typed = given.map(({ column }) => `(SELECT ${column} FROM ${table} LIMIT 0)`).join(', ');
  const cased = (text: string): string =>
    change.isSmall ? text.replaceAll(/\b(FROM|VALUES|SELECT|LIMIT|AS)\b/g, (word) => word.toLowerCase()) : text;
  const joined = (rows: string): string =>
    `${cased('FROM (VALUES')} ${rows}, ${cased(`(${typed})) AS`)} ${data} (${columns.join(', ')}) `;
  return {
    row: { text: `[${row.join(', ')}]`, parts: given.map(({ value }) => value), isList: false },
    key: keyOf(context, matched),
    mentionsTwice: facts.methods !== undefined,
    caveat: facts.insertCaveat,
    keepsBeforeError: false,
    changeMany: (list) => {
      const rows = values ? placeholdersOf(context, given, list) : `\${${textOf(context, handle)}(${list})}`;
      return [
        ...methodForLists(context, statement.method, facts),
        ...(values ? asTemplate(context, sql, values, list) : []),
        ...assigned.map(({ start, end, column }) => ({ start, end, text: `${data}.${column}` })),
        { start: change.at.where, end: change.at.where, text: joined(rows) },
        ...change.equalities.flatMap(({ column, start, end }, index): readonly TextEdit[] => {
          const name = matched[index]?.column ?? '';
          const qualified = { start: column.token.start, end: column.token.start, text: `${own}.` };
          return [...(column.table === undefined ? [qualified] : []), { start, end, text: `= ${data}.${name}` }];
        }),
      ];
    },
  };
}

/** `SET name = CASE id WHEN ? THEN ? … ELSE name END WHERE id IN (?)`. Of several that match the first counts: the last change. */
function asCases(
  context: RewriteContext,
  { statement, change }: Update,
  { assigned, matched, facts }: JoinedValues,
): ChangeOfEach {
  const { file } = context;
  const { sql, values } = statement;
  const [key, ...others] = matched;
  if (!key || !values) return refuse('sqlForm');
  if (others.length > 0) return refuse('tooManyKeys');
  const given = [key, ...assigned];
  const names = given.map(({ column }) => (/^\w+$/.test(column) ? column : refuse('sqlForm')));
  if (new Set(names).size < names.length) return refuse('sqlForm');
  const terms = given.map(({ value }, index) => ({ property: names[index] ?? '', value }));
  const row = objectOfKeys(
    terms,
    terms.map(({ value }) => textOf(context, value)),
  );
  const cased = (text: string): string => (change.isSmall ? text.toLowerCase() : text);
  const memberOf = ({ column }: Given): string => memberText('change', column);
  return {
    row: { text: row, parts: given.map(({ value }) => value), isList: false },
    lastFirst: true,
    mentionsTwice: true,
    caveat: undefined,
    keepsBeforeError: false,
    changeMany: (list) => {
      const each = `\${${list}.map(() => ${quoted(file, cased('WHEN ? THEN ?'))}).join(${quoted(file, ' ')})}`;
      const bound = assigned.map((one) => `...${list}.flatMap((change) => [${memberOf(key)}, ${memberOf(one)}])`);
      return [
        ...methodForLists(context, statement.method, facts),
        ...inTemplate(context, sql),
        ...assigned.map(({ start, end, column }) => ({
          start,
          end,
          text: `${cased('CASE')} ${key.column} ${each} ${cased('ELSE')} ${column} ${cased('END')}`,
        })),
        ...change.equalities.map(({ start, end }) => ({ start, end, text: `${cased('IN')} (?)` })),
        {
          start: values.getStart(file),
          end: values.end,
          text: `[${bound.join(', ')}, ${list}.map((change) => ${memberOf(key)})]`,
        },
      ];
    },
  };
}

/** The placeholders of all rows: `($1, $2), ($3, $4)`, numbered in the order of the columns. */
function placeholdersOf({ file }: RewriteContext, given: readonly Given[], list: string): string {
  const count = given.length;
  const texts = given.map(({ placeholder, end }, index) => {
    const cast = file.text.slice(placeholder.end, end);
    return `$\${${count === 1 ? 'index' : `index * ${String(count)}`} + ${String(index + 1)}}${cast}`;
  });
  return `\${${list}.map((_, index) => \`(${texts.join(', ')})\`).join(', ')}`;
}

/** Makes a template of SQL in quotes, and binds what is in all rows. */
function asTemplate(
  context: RewriteContext,
  sql: ts.Expression,
  values: ts.ArrayLiteralExpression,
  list: string,
): readonly TextEdit[] {
  return [
    ...inTemplate(context, sql),
    { start: values.getStart(context.file), end: values.end, text: `${list}.flat()` },
  ];
}

/** Makes a template of SQL in quotes. Refuses SQL that a template would read otherwise. */
function inTemplate({ file }: RewriteContext, sql: ts.Expression): readonly TextEdit[] {
  const inner = unwrap(sql);
  const [start, end] = [inner.getStart(file), inner.end];
  if (/`|\$\{/.test(file.text.slice(start + 1, end - 1))) return refuse('sqlForm');
  return [
    { start, end: start + 1, text: '`' },
    { start: end - 1, end, text: '`' },
  ];
}

/** What a row is told by in a `Map`. */
function keyOf(context: RewriteContext, matched: readonly Given[]): string {
  const { checker } = context.analysis;
  const texts = matched.map(({ value }) => {
    const family = keyFamilyOf(context, checker.getNonNullableType(checker.getTypeAtLocation(value)));
    if (family === undefined || family === 'nullable' || family === 'unknown') return refuse('incomparableKey');
    const text = textOf(context, value);
    // JSON has no such numbers.
    return family === 'bigint' && matched.length > 1 ? `String(${text})` : text;
  });
  return texts.length === 1 ? (texts[0] ?? '') : `JSON.stringify([${texts.join(', ')}])`;
}
