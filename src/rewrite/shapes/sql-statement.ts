import ts from 'typescript';

import { accessOf, unwrap } from '../../analysis/syntax.ts';
import type { SqlBatchFacts } from '../../clients/batch-facts.ts';
import { keyFamilyOf } from '../key-family.ts';
import type { BatchedQuery, Keys, Term } from '../read-shape.ts';
import { refuse } from '../refusal.ts';
import { type RewriteContext, textOf } from '../rewrite-context.ts';
import { memberText } from '../row-map.ts';
import type { TextEdit } from '../text-edit.ts';
import { propertyOf, valueOf } from './object-literal.ts';
import type { SqlEquality } from './sql-select.ts';
import type { SqlToken } from './sql-tokens.ts';

/** An equality of SQL, and the value that is bound in it. */
export interface SqlTerm extends Term {
  readonly equality: SqlEquality;
}

/** SQL and what is bound in it. */
export interface SqlStatement {
  readonly sql: ts.Expression;
  /** The array of values; none where they stand in the template. */
  readonly values: ts.ArrayLiteralExpression | undefined;
  /** The name of the method, to be changed where the method for lists is another. */
  readonly method: ts.Node | undefined;
  readonly handle: ts.Expression;
}

export function statementOf(query: ts.Expression, { methods }: SqlBatchFacts): SqlStatement {
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

/** The expression that is bound to a placeholder. */
export function boundValue(
  placeholder: SqlToken,
  placeholders: readonly SqlToken[],
  values: ts.ArrayLiteralExpression | undefined,
  facts: SqlBatchFacts,
): ts.Expression | undefined {
  if (placeholder.embedded) return placeholder.embedded;
  const isNumbered = facts.placeholders === 'numbered';
  return values?.elements[isNumbered ? Number(placeholder.text.slice(1)) - 1 : placeholders.indexOf(placeholder)];
}

interface KeysInSql {
  readonly select: { readonly limit?: { start: number; end: number } | undefined; readonly isSmall: boolean };
  readonly terms: readonly SqlTerm[];
  readonly keys: Keys;
}

/** The edits by which SQL accepts the rows of many keys. */
export function acceptKeysInSql(
  context: RewriteContext,
  { method, handle, values }: SqlStatement,
  { select, terms, keys }: KeysInSql,
  facts: SqlBatchFacts,
): BatchedQuery {
  const { file, analysis } = context;
  const varying: readonly Term[] = keys.kind === 'list' ? [keys.term] : keys.terms;
  const edits: TextEdit[] = select.limit ? [{ ...select.limit, text: '' }] : [];
  edits.push(...methodForLists(context, method, facts));
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
    answersMore: varying.length > 1,
    caveats: [
      ...(varying.length > 1 ? ['Rows of other combinations of the keys are read as well.'] : []),
      ...(hasTexts && facts.textCaveat !== undefined ? [facts.textCaveat] : []),
    ],
  };
}

/** The edit to the name of a method where lists are given to another, `query` for `execute`. */
export function methodForLists(
  { file }: RewriteContext,
  method: ts.Node | undefined,
  { methods }: SqlBatchFacts,
): readonly TextEdit[] {
  const becomes = method && methods?.[method.getText()];
  if (!method || becomes === undefined || becomes === method.getText()) return [];
  return [{ start: method.getStart(file), end: method.end, text: becomes }];
}
