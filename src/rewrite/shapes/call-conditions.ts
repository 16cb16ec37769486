import ts from 'typescript';

import { accessOf, unwrap } from '../../analysis/syntax.ts';
import type { BuilderBatchFacts, NeededImport } from '../../clients/batch-facts.ts';
import type { BatchedQuery, Keys, Term } from '../read-shape.ts';
import { refuse } from '../refusal.ts';
import { type RewriteContext, textOf } from '../rewrite-context.ts';
import { memberText } from '../row-map.ts';
import type { TextEdit } from '../text-edit.ts';
import type { CalledLink } from './builder-chain.ts';
import type { BuilderConditions } from './builder-conditions.ts';
import { insertProperty, propertyName, valueOf } from './object-literal.ts';
import { uniqueColumnsOfTable } from './table-columns.ts';

/** `eq(users.id, id)` */
interface CallTerm extends Term {
  readonly call: ts.CallExpression;
  /** `users.id` */
  readonly column: ts.Expression;
}

/** Reads conditions that are calls, `where(and(eq(users.id, id), isNull(users.deletedAt)))`, and the columns of the list. */
export function callConditions(
  context: RewriteContext,
  query: ts.Expression,
  links: readonly CalledLink[],
  { module }: BuilderBatchFacts,
): BuilderConditions {
  const [where, ...others] = links.filter(({ role }) => role === 'conditions');
  const condition = where?.call.arguments[0];
  if (!condition || others.length > 0) return refuse('noVaryingKey');
  const list = links.find(({ role }) => role === 'columns')?.call.arguments[0];
  const joins = links.some(({ role }) => role === 'joins');
  const selected = selectedColumns(list, joins);
  const { terms, size } = callTerms(condition, (column) => selected?.nameOf(column) ?? accessOf(column)?.name);
  const columnOf = new Map(terms.map((term) => [term.property, term.column]));
  const [first] = terms;
  return {
    terms,
    size,
    reads: (property) => selected?.names.has(property) ?? true,
    isUnique: (properties) => {
      const columns = properties.flatMap((property) => accessOf(columnOf.get(property) ?? query)?.name ?? []);
      const keys = first ? uniqueColumnsOfTable(context, first.column) : [];
      return keys.some((key) => key.every((column) => columns.includes(column))) ? true : undefined;
    },
    columnText: (property) => {
      const column = columnOf.get(property);
      return column && textOf(context, column);
    },
    batch: (keys) => acceptKeysInCalls(context, condition, terms, keys, module ?? refuse('noBatchForm')),
    ...(selected
      ? {
          addColumn: (property: string) => {
            const column = columnOf.get(property);
            if (!column || selected.names.has(property)) return refuse('rawKey');
            return insertProperty(context, selected.list, `${property}: ${textOf(context, column)}`);
          },
        }
      : {}),
  };
}

interface SelectedColumns {
  readonly list: ts.ObjectLiteralExpression;
  readonly names: ReadonlySet<string>;
  /** The property of a row that holds a column. */
  readonly nameOf: (column: ts.Expression) => string | undefined;
}

/** `select({ id: users.id, name: users.name })`; nothing where all columns are read. */
function selectedColumns(list: ts.Expression | undefined, joins: boolean): SelectedColumns | undefined {
  if (!list) return joins ? refuse('rawKey') : undefined;
  const literal = unwrap(list);
  if (!ts.isObjectLiteralExpression(literal)) return refuse('filterNotLiteral');
  const columns = new Map<string, string>();
  for (const property of literal.properties) {
    const name = propertyName(property);
    const value = valueOf(property);
    if (name === undefined || !value) return refuse('filterNotLiteral');
    const column = unwrap(value);
    // What is computed may be computed from all rows: a count, a sum.
    if (!ts.isPropertyAccessExpression(column) && !ts.isIdentifier(column)) return refuse('aggregate');
    if (!columns.has(column.getText())) columns.set(column.getText(), name);
  }
  return {
    list: literal,
    names: new Set(literal.properties.map((property) => propertyName(property) ?? '')),
    nameOf: (column) => columns.get(column.getText()),
  };
}

/** The equalities of a condition, and how many conditions it is made of. */
export function callTerms(
  condition: ts.Expression,
  propertyOf: (column: ts.Expression) => string | undefined,
): { readonly terms: readonly CallTerm[]; readonly size: number } {
  const parts = partsOf(condition);
  const terms = parts.flatMap((part): readonly CallTerm[] => {
    const call = unwrap(part);
    if (!ts.isCallExpression(call) || call.expression.getText() !== 'eq') return [];
    const [column, value] = call.arguments;
    const property = column && ts.isPropertyAccessExpression(unwrap(column)) ? propertyOf(unwrap(column)) : undefined;
    return column && value && property !== undefined ? [{ property, value, call, column: unwrap(column) }] : [];
  });
  return { terms, size: parts.length };
}

function partsOf(condition: ts.Expression): readonly ts.Expression[] {
  const node = unwrap(condition);
  const isAll = ts.isCallExpression(node) && node.expression.getText() === 'and';
  return isAll ? node.arguments : [condition];
}

/** The edits by which a condition accepts the rows of many keys. */
export function acceptKeysInCalls(
  context: RewriteContext,
  condition: ts.Expression,
  terms: readonly CallTerm[],
  keys: Keys,
  module: string,
): BatchedQuery {
  const { file } = context;
  const need = (...names: readonly string[]): readonly NeededImport[] => names.map((name) => ({ module, name }));
  if (keys.kind === 'list') {
    const { call, value } = terms.find((term) => term === keys.term) ?? refuse('noVaryingKey');
    const edits: readonly TextEdit[] = [
      { start: call.expression.getStart(file), end: call.expression.end, text: 'inArray' },
      { start: value.getStart(file), end: value.end, text: keys.text },
    ];
    const drops = ts.isIdentifier(call.expression) ? [call.expression] : [];
    return { edits, needs: need('inArray'), drops };
  }
  const varying = terms.filter((term) => keys.terms.includes(term));
  const each = varying.map(({ column, property }) => `eq(${textOf(context, column)}, ${memberText('key', property)})`);
  const any = `or(...${keys.text}.map((key) => and(${each.join(', ')})))`;
  const fixed = partsOf(condition).filter((part) => !varying.some(({ call }) => call === unwrap(part)));
  const text = fixed.length === 0 ? any : `and(${[any, ...fixed.map((part) => textOf(context, part))].join(', ')})`;
  return {
    edits: [{ start: condition.getStart(file), end: condition.end, text }],
    needs: need('and', 'eq', 'or'),
    // No alternatives are no condition.
    failsWhenEmpty: true,
  };
}
