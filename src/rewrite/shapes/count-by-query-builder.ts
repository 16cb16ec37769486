import ts from 'typescript';

import { accessOf, unwrap } from '../../analysis/syntax.ts';
import { titleOf } from '../aggregate.ts';
import { quoted } from '../file-style.ts';
import { keyFamilyOf } from '../key-family.ts';
import type { ReadShape, Term } from '../read-shape.ts';
import { refuse } from '../refusal.ts';
import type { RewriteContext } from '../rewrite-context.ts';
import { propertyName, valueOf } from './object-literal.ts';
import { requirePlainValue } from './repeatable-changes.ts';

interface CountCall {
  readonly call: ts.CallExpression;
  /** The name of the method. */
  readonly method: ts.Node;
  readonly filter: ts.ObjectLiteralExpression;
  /** The function that it computes: `COUNT`, `SUM`. */
  readonly function: string;
}

/**
 * `posts.countBy({ authorId })` becomes a query builder's `select` of the column and `COUNT(*)`, grouped by it, and so
 * does `posts.sum('score', { authorId })`.
 */
export function countByQueryBuilder(context: RewriteContext, shape: ReadShape, counted: CountCall): ReadShape {
  const { file, analysis } = context;
  const { call, method, filter } = counted;
  const isCount = counted.function === 'COUNT';
  const entity = entityOf(context, call);
  const quote = (text: string): string => quoted(file, text);
  const alias = shape.noun;
  const name = counted.function.toLowerCase();
  const expression = isCount ? 'COUNT(*)' : `${counted.function}(${alias}.${columnOf(call, entity)})`;
  const start = entity ? entity.end : (call.arguments[0] ?? filter).getStart(file);
  const around = file.text.slice(start, filter.getStart(file)) + file.text.slice(filter.end, call.end);
  if (/\/[/*]/.test(around)) return refuse('filterNotLiteral');
  const value = `${counted.function === 'COUNT' ? '' : 'null | '}number | string`;
  return {
    ...shape,
    // What the builder answers is as the driver gives it.
    row: analysis.checker.getAnyType(),
    aggregate: {
      title: titleOf([name]),
      absent: isCount ? 'number' : 'null',
      inRows: false,
      read: (group) =>
        isCount ? `Number(${group}.count)` : `${group}.${name} === null ? null : Number(${group}.${name})`,
    },
    batch: (keys) => {
      const batched = shape.batch(keys);
      const terms = keys.kind === 'list' ? [keys.term] : keys.terms;
      requirePlainFilter(context, filter, terms);
      if (terms.some(({ property }) => property === name)) return refuse('rawKey');
      const [selected, ...others] = terms.map(
        ({ property }) => `(${quote(`${alias}.${property}`)}, ${quote(property)})`,
      );
      const [grouped, ...more] = terms.map(({ property }) => `(${quote(`${alias}.${property}`)})`);
      const columns = terms.map((term) => `${term.property}: ${typeOf(context, term)}`).join('; ');
      const links = [
        `select${selected ?? ''}`,
        ...others.map((one) => `addSelect${one}`),
        `addSelect(${quote(expression)}, ${quote(name)})`,
      ];
      const before = `${entity ? ', ' : ''}${quote(alias)}).${links.join('.')}.where(`;
      const groups = [`groupBy${grouped ?? ''}`, ...more.map((one) => `addGroupBy${one}`)].join('.');
      return {
        ...batched,
        edits: [
          ...batched.edits.filter((edit) => edit.start !== method.getStart(file)),
          { start: method.getStart(file), end: method.end, text: 'createQueryBuilder' },
          { start, end: filter.getStart(file), text: before },
          {
            start: filter.end,
            end: call.end,
            text: `).${groups}.getRawMany<{ ${columns}; ${name}: ${value} }>()`,
          },
        ],
      };
    },
  };
}

/** The entity of a manager's method. Refuses a repository of MongoDB, which has no builder of queries. */
function entityOf({ analysis: { checker } }: RewriteContext, call: ts.CallExpression): ts.Expression | undefined {
  const [first] = call.arguments;
  const receiver = accessOf(unwrap(call.expression))?.object;
  const name = receiver && checker.getTypeAtLocation(receiver).getSymbol()?.name;
  if (name?.startsWith('Mongo') === true) return refuse('noBatchForm');
  return first && checker.getTypeAtLocation(first).getConstructSignatures().length > 0 ? first : undefined;
}

function columnOf(call: ts.CallExpression, entity: ts.Expression | undefined): string {
  const column = call.arguments[entity ? 1 : 0];
  const node = column && unwrap(column);
  return node && ts.isStringLiteralLike(node) && /^\w+$/.test(node.text) ? node.text : refuse('aggregate');
}

/** A builder takes values and operators as a filter, but no relations and nothing that is missing. */
function requirePlainFilter(context: RewriteContext, filter: ts.ObjectLiteralExpression, keys: readonly Term[]): void {
  for (const property of filter.properties) {
    const value = valueOf(property);
    if (propertyName(property) === undefined || !value) return refuse('filterNotLiteral');
    if (keys.some((term) => term.value === value) || ts.isCallExpression(unwrap(value))) continue;
    const { checker } = context.analysis;
    const type = checker.getTypeAtLocation(value);
    if (type !== checker.getNonNullableType(type)) refuse('nullableKey');
    requirePlainValue(context, value);
  }
}

function typeOf(context: RewriteContext, { value }: Term): string {
  const family = keyFamilyOf(context, context.analysis.checker.getTypeAtLocation(value));
  return family === 'string' || family === 'number' ? family : 'unknown';
}
