import ts from 'typescript';

import { isUnknownType } from '../../analysis/declared-in.ts';
import { unwrap } from '../../analysis/syntax.ts';
import type { ObjectBatchFacts } from '../../clients/batch-facts.ts';
import type { Keys, Term } from '../read-shape.ts';
import { refuse } from '../refusal.ts';
import { type RewriteContext, textOf } from '../rewrite-context.ts';
import type { TextEdit } from '../text-edit.ts';
import { propertyName, replaceProperties, valueOf } from './object-literal.ts';

/** An equality in a filter object. */
export interface FilterTerm extends Term {
  readonly property: string;
  /** What it says of the property: the value, or an operator with it. */
  readonly condition: ts.Expression;
  /** The property that states it. */
  readonly stated: ts.ObjectLiteralElementLike;
  /** The filter's own property that it stands in: the same, or that of a compound key, `orderId_sku: { … }`. */
  readonly place: ts.ObjectLiteralElementLike;
}

/** The equalities at the top of a filter. Where keys may be compound, those inside count as well. */
export function termsOfFilter(
  context: RewriteContext,
  filter: ts.ObjectLiteralExpression,
  { equals }: Pick<ObjectBatchFacts, 'equals'>,
  mayBeCompound: boolean,
): readonly FilterTerm[] {
  return filter.properties.flatMap((place): readonly FilterTerm[] => {
    const property = propertyName(place);
    const value = valueOf(place);
    if (property === undefined || !value || isReplaced(context, filter, place, property)) return [];
    if (/^(AND|OR|NOT|\$.*)$/.test(property)) return [];
    const inner = unwrap(value);
    if (!ts.isObjectLiteralExpression(inner)) return [{ property, value, condition: value, stated: place, place }];
    const [only, ...others] = inner.properties;
    // `{ id: { equals: order.userId } }`
    const isEquality = only && others.length === 0 && equals !== undefined && propertyName(only) === equals;
    const equal = isEquality ? valueOf(only) : undefined;
    if (equal) return [{ property, value: equal, condition: value, stated: place, place }];
    return mayBeCompound ? termsOfFilter(context, inner, {}, false).map((term) => ({ ...term, place })) : [];
  });
}

/** Whether what is spread after a property may hold another value of it. */
function isReplaced(
  { analysis: { checker } }: RewriteContext,
  filter: ts.ObjectLiteralExpression,
  place: ts.ObjectLiteralElementLike,
  property: string,
): boolean {
  return filter.properties.slice(filter.properties.indexOf(place)).some((later) => {
    if (!ts.isSpreadAssignment(later)) return false;
    const type = checker.getTypeAtLocation(later.expression);
    const parts = type.isUnion() ? type.types : [type];
    return parts.some((part) => isUnknownType(part) || checker.getPropertyOfType(part, property) !== undefined);
  });
}

/** The edits by which a filter accepts the rows of many keys. */
export function acceptKeys(
  context: RewriteContext,
  filter: ts.ObjectLiteralExpression,
  terms: readonly FilterTerm[],
  keys: Keys,
  facts: ObjectBatchFacts,
): readonly TextEdit[] {
  const { file } = context;
  const single = keys.kind === 'list' ? terms.find((term) => term === keys.term) : undefined;
  if (keys.kind === 'list' && single?.place === single?.stated && single) {
    const text = facts.oneOf(keys.text);
    const edit = ts.isShorthandPropertyAssignment(single.stated)
      ? { start: single.stated.getStart(file), end: single.stated.end, text: `${single.property}: ${text}` }
      : { start: single.condition.getStart(file), end: single.condition.end, text };
    return [edit];
  }
  const varying: readonly Term[] = keys.kind === 'list' ? [keys.term] : keys.terms;
  const properties = filter.properties.flatMap((place) => {
    const own = terms.filter((term) => term.place === place);
    if (!own.some((term) => varying.includes(term))) return [textOf(context, place)];
    return own.filter((term) => !varying.includes(term)).map(({ stated }) => textOf(context, stated));
  });
  if (keys.kind === 'objects' && !facts.anyOf) {
    const isWhole = facts.takesLists === true && filter.properties.length === keys.terms.length;
    return isWhole ? [{ start: filter.getStart(file), end: filter.end, text: keys.text }] : refuse('noBatchForm');
  }
  const added = keys.kind === 'list' ? `${keys.term.property}: ${facts.oneOf(keys.text)}` : facts.anyOf?.(keys.text);
  const edit = replaceProperties(context, filter, [...properties, ...(added === undefined ? [] : [added])]);
  return edit ? [edit] : refuse('filterNotLiteral');
}
