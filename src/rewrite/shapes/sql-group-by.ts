import ts from 'typescript';

import { isUnknownType } from '../../analysis/declared-in.ts';
import type { SqlBatchFacts } from '../../clients/batch-facts.ts';
import { keyFamilyOf } from '../key-family.ts';
import type { Keys, ReadShape } from '../read-shape.ts';
import { refuse } from '../refusal.ts';
import type { RewriteContext } from '../rewrite-context.ts';
import type { TextEdit } from '../text-edit.ts';
import { aggregateOfSql } from './sql-aggregates.ts';
import type { SqlSelect } from './sql-select.ts';
import type { SqlTerm } from './sql-statement.ts';

interface Grouped {
  readonly select: SqlSelect;
  readonly terms: readonly SqlTerm[];
  /** The type of the one row. */
  readonly row: ts.Type;
}

/** `SELECT count(*) … WHERE author_id = $1` becomes `SELECT author_id, count(*) … GROUP BY author_id`. */
export function aggregateBySql(
  context: RewriteContext,
  shape: ReadShape,
  { select, terms, row }: Grouped,
  facts: SqlBatchFacts,
): ReadShape {
  const aggregate = aggregateOfSql(context.file, select.aggregates, facts);
  return {
    ...shape,
    answers: 'count',
    aggregate,
    batch: (keys) => {
      const batched = shape.batch(keys);
      const own = termsOfKeys(terms, keys);
      if (own.some(({ property }) => property in (aggregate.absent as object))) return refuse('rawKey');
      const columns = own.map((term) => columnText(context, term)).join(', ');
      const grouping = select.isSmall ? 'group by' : 'GROUP BY';
      return {
        ...batched,
        edits: [
          ...batched.edits,
          { start: select.listStart, end: select.listStart, text: `${columns}, ` },
          { start: select.end, end: select.end, text: ` ${grouping} ${columns}` },
          ...own.flatMap((term) => declareColumn(context, shape.query, row, term)),
        ],
      };
    },
  };
}

function termsOfKeys(terms: readonly SqlTerm[], keys: Keys): readonly SqlTerm[] {
  return terms.filter((term) => (keys.kind === 'list' ? keys.term === term : keys.terms.includes(term)));
}

function columnText({ file }: RewriteContext, { equality: { column } }: SqlTerm): string {
  const name = file.text.slice(column.token.start, column.token.end);
  return column.table === undefined ? name : `${column.table}.${name}`;
}

/** Adds the column of a key to the type of the rows, where it is written at the query. */
function declareColumn(
  context: RewriteContext,
  query: ts.Expression,
  row: ts.Type,
  { property, value }: SqlTerm,
): readonly TextEdit[] {
  const { checker } = context.analysis;
  const isKnown =
    isUnknownType(row) ||
    checker.getPropertyOfType(row, property) !== undefined ||
    checker.getIndexTypeOfType(row, ts.IndexKind.String) !== undefined;
  if (isKnown) return [];
  const written = ts.isCallExpression(query) || ts.isTaggedTemplateExpression(query) ? query.typeArguments : undefined;
  const literal = written?.map(literalIn).find((one) => one !== undefined);
  const first = literal?.members[0];
  if (!literal || !first || checker.getTypeFromTypeNode(literal) !== row) return refuse('rawKey');
  const family = keyFamilyOf(context, checker.getNonNullableType(checker.getTypeAtLocation(value)));
  const type = family === 'string' || family === 'number' ? family : 'unknown';
  const start = first.getStart(context.file);
  return [{ start, end: start, text: `${property}: ${type}; ` }, ...asList(context, literal)];
}

/** `{ count: string }[]` for `[{ count: string }]`: there is a row for each key. */
function asList({ file }: RewriteContext, literal: ts.TypeLiteralNode): readonly TextEdit[] {
  const { parent } = literal;
  if (!ts.isTupleTypeNode(parent)) return [];
  return [
    { start: parent.getStart(file), end: literal.getStart(file), text: '' },
    { start: literal.end, end: parent.end, text: '[]' },
  ];
}

/** `{ count: string }` in `{ count: string }[]` and `[{ count: string }]`. */
function literalIn(node: ts.TypeNode): ts.TypeLiteralNode | undefined {
  if (ts.isArrayTypeNode(node)) return literalIn(node.elementType);
  const [only, ...others] = ts.isTupleTypeNode(node) ? node.elements : [];
  if (only && others.length === 0) return literalIn(only);
  return ts.isTypeLiteralNode(node) ? node : undefined;
}
