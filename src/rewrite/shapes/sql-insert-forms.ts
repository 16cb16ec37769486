import ts from 'typescript';

import { unwrap } from '../../analysis/syntax.ts';
import type { SqlBatchFacts } from '../../clients/batch-facts.ts';
import { quoted } from '../file-style.ts';
import { nounOf } from '../names.ts';
import { refuse } from '../refusal.ts';
import { type RewriteContext, textOf } from '../rewrite-context.ts';
import type { InsertedRow, InsertShape } from '../write-shape.ts';
import { isListOfRows } from './inserted-row.ts';
import { requirePlainValue } from './repeatable-changes.ts';
import { insertedTable, requireNoMore, type SqlInsert, sqlInsert } from './sql-insert.ts';
import { methodForLists, type SqlStatement } from './sql-statement.ts';
import type { SqlToken } from './sql-tokens.ts';

interface Insert {
  readonly query: ts.Expression;
  readonly statement: SqlStatement;
  readonly tokens: readonly SqlToken[];
}

type Form = Pick<InsertShape, 'row' | 'failsWhenEmpty' | 'mentionsTwice' | 'insertMany'>;

/** Reads an insert in SQL, in the way in which its client takes many rows. */
export function readSqlInsert(context: RewriteContext, insert: Insert, facts: SqlBatchFacts): InsertShape {
  const { query, tokens } = insert;
  const { table } = insertedTable(tokens);
  const shape = { query, does: 'insert', noun: nounOf(table.text) ?? 'row', caveat: facts.insertCaveat } as const;
  switch (facts.insertsBy) {
    case 'placeholders':
      return { ...shape, ...asPlaceholders(context, insert) };
    case 'nestedLists':
      return { ...shape, ...asNestedLists(context, insert, facts) };
    case 'batchMethod':
      return { ...shape, keepsBeforeError: true, ...asBatch(context, insert) };
    case 'helper':
      return { ...shape, ...asHelper(context, insert) };
  }
}

/** The array of what is bound for one row. */
function rowOfValues(context: RewriteContext, values: ts.ArrayLiteralExpression | undefined): InsertedRow {
  if (!values || values.elements.length === 0) return refuse('sqlForm');
  return { text: textOf(context, values), parts: [...values.elements], isList: false };
}

/** `VALUES ($1, $2), ($3, $4)`, the placeholders of all rows: their values are bound as those of one row are. */
function asPlaceholders(context: RewriteContext, { statement, tokens }: Insert): Form {
  const { file } = context;
  const { sql, values } = statement;
  const row = rowOfValues(context, values);
  const written = sqlInsert(tokens);
  const inner = unwrap(sql);
  const [start, end] = [inner.getStart(file) + 1, inner.end - 1];
  if (/`|\$\{/.test(file.text.slice(start, end))) return refuse('sqlForm');
  const count = row.parts.length;
  const first = count === 1 ? 'index' : `index * ${String(count)}`;
  const rowText = file.text
    .slice(written.row.start, written.row.end)
    .replaceAll(/\$(\d+)/g, (_, number: string) => `$\${${first} + ${number}}`);
  return {
    row,
    failsWhenEmpty: true,
    mentionsTwice: true,
    insertMany: (list) => [
      { start: start - 1, end: start, text: '`' },
      {
        start: written.row.start,
        end: written.row.end,
        text: `\${${list}.map((_, index) => \`${rowText}\`).join(', ')}`,
      },
      { start: end, end: end + 1, text: '`' },
      ...(values ? [{ start: values.getStart(file), end: values.end, text: `${list}.flat()` }] : []),
    ],
  };
}

/** `VALUES ?` and a list of lists. */
function asNestedLists(context: RewriteContext, { statement, tokens }: Insert, facts: SqlBatchFacts): Form {
  const { file } = context;
  const { values, method } = statement;
  const { parts } = rowOfValues(context, values);
  for (const part of parts) requirePlainValue(context, part);
  const written = sqlInsert(tokens);
  const bound = [...parts];
  const texts = written.values.map(([value, ...others]) => {
    const part = value?.kind === 'placeholder' ? bound.shift() : undefined;
    if (part) return textOf(context, part);
    return others.length === 0 ? literalOf(context, value) : refuse('sqlForm');
  });
  return {
    row: { text: `[${texts.join(', ')}]`, parts, isList: false },
    failsWhenEmpty: true,
    mentionsTwice: false,
    insertMany: (list) => [
      ...methodForLists(context, method, facts),
      { start: written.row.start, end: written.row.end, text: '?' },
      ...(values ? [{ start: values.getStart(file), end: values.end, text: `[${list}]` }] : []),
    ],
  };
}

/** A literal of SQL as one of JavaScript. */
function literalOf({ file }: RewriteContext, token: SqlToken | undefined): string {
  if (token?.kind === 'value') {
    if (/^\d/.test(token.text)) return token.text;
    const text = token.text.slice(1, -1);
    return text.includes("'") || text.includes('"') ? refuse('sqlForm') : quoted(file, text);
  }
  const word = token?.kind === 'word' ? token.text.toLowerCase() : '';
  return /^(null|true|false)$/.test(word) ? word : refuse('sqlForm');
}

/** A method that is given the SQL of one row and a list of what is bound for each. */
function asBatch(context: RewriteContext, { statement, tokens }: Insert): Form {
  const { file } = context;
  const { values, method } = statement;
  sqlInsert(tokens);
  const row = rowOfValues(context, values);
  for (const part of row.parts) requirePlainValue(context, part);
  return {
    row,
    failsWhenEmpty: true,
    mentionsTwice: false,
    insertMany: (list) => [
      ...(method ? [{ start: method.getStart(file), end: method.end, text: 'batch' }] : []),
      ...(values ? [{ start: values.getStart(file), end: values.end, text: list }] : []),
    ],
  };
}

/** `INSERT INTO audit ${sql(rows)}`: the tag makes columns and values of a list of objects. */
function asHelper(context: RewriteContext, { statement: { handle }, tokens }: Insert): Form {
  const { file } = context;
  const { rest } = insertedTable(tokens);
  const [helper] = rest;
  const call = helper?.embedded && unwrap(helper.embedded);
  if (call && ts.isCallExpression(call)) {
    const [row, ...columns] = call.arguments;
    if (call.expression.getText() !== handle.getText() || !row) return refuse('sqlForm');
    if (!columns.every(ts.isStringLiteralLike)) return refuse('sqlForm');
    requireNoMore(rest.slice(1));
    return {
      row: { text: textOf(context, row), parts: [row], isList: isListOfRows(context, row) },
      failsWhenEmpty: true,
      mentionsTwice: false,
      insertMany: (list) => [{ start: row.getStart(file), end: row.end, text: list }],
    };
  }
  const written = sqlInsert(tokens);
  const parts: ts.Expression[] = [];
  const properties = written.values.map(([value, ...others], index) => {
    if (others.length > 0) return refuse('sqlForm');
    if (value?.embedded) parts.push(value.embedded);
    return propertyText(context, columnName(written, index), value);
  });
  return {
    row: { text: `{ ${properties.join(', ')} }`, parts, isList: false },
    failsWhenEmpty: true,
    mentionsTwice: false,
    insertMany: (list) => [
      { start: written.start, end: written.row.end, text: `\${${textOf(context, handle)}(${list})}` },
    ],
  };
}

/** The name of a column as the tag quotes it: names without quotes are written small. */
function columnName({ columns }: SqlInsert, index: number): string {
  const { kind, text } = columns[index] ?? refuse('sqlForm');
  return kind === 'word' ? text.toLowerCase() : text;
}

function propertyText(context: RewriteContext, column: string, value: SqlToken | undefined): string {
  const name = /^[A-Za-z_$][\w$]*$/.test(column) ? column : quoted(context.file, column);
  const text = value?.embedded ? textOf(context, value.embedded) : literalOf(context, value);
  return name === text ? name : `${name}: ${text}`;
}
