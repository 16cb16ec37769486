import ts from 'typescript';

import { chainOf } from '../../analysis/chain.ts';
import { unwrap } from '../../analysis/syntax.ts';
import type { BuilderBatchFacts } from '../../clients/batch-facts.ts';
import { quoted } from '../file-style.ts';
import type { BatchedQuery, Keys, Term } from '../read-shape.ts';
import { refuse } from '../refusal.ts';
import { type RewriteContext, textOf } from '../rewrite-context.ts';
import { memberText } from '../row-map.ts';
import type { TextEdit } from '../text-edit.ts';
import { type CalledLink, filtersOf, renameLink, replaceLink } from './builder-chain.ts';
import type { BuilderConditions } from './builder-conditions.ts';
import { propertyName, replaceProperties, valueOf } from './object-literal.ts';

/** `('id', id)`, `('id', '=', id)`, or a property of `({ id })`. */
interface ValueTerm extends Term {
  /** The column as it is written: `users.id`. */
  readonly column: string;
  readonly link: CalledLink;
  /** Where it is one of several. */
  readonly stated: ts.ObjectLiteralElementLike | undefined;
}

/** Reads conditions that are columns and values, `where('id', id)` and `where({ id })`, and the columns of the list. */
export function valueConditions(
  context: RewriteContext,
  links: readonly CalledLink[],
  facts: BuilderBatchFacts,
  joins: boolean,
): BuilderConditions {
  const conditions = links.filter(({ role }) => role === 'conditions' || filtersOf(role) !== undefined);
  const listing = links.filter(({ role, call }) => role === 'columns' && call.arguments.length > 0);
  const names = selectedNames(listing, joins);
  const terms = conditions.flatMap((link) => termsOf(context, link, facts, names));
  const [list] = listing;
  const columnOf = new Map(terms.map((term) => [term.property, term.column]));
  return {
    terms,
    size: links.filter((link) => conditions.includes(link) || link.name.startsWith('where')).length,
    reads: (property) => names === undefined || [...names.values()].includes(property),
    isUnique: (properties) => (properties.includes('id') ? true : undefined),
    columnText: (property) => {
      const column = columnOf.get(property);
      return column === undefined ? undefined : quoted(context.file, column);
    },
    batch: (keys) => acceptKeys(context, conditions, terms, keys, facts),
    ...(list && listing.length === 1
      ? { addColumn: (property) => addColumn(context, list, columnOf.get(property)) }
      : {}),
  };
}

/** Columns that are listed, and the properties of rows that hold them; nothing where all are read. */
function selectedNames(listing: readonly CalledLink[], joins: boolean): ReadonlyMap<string, string> | undefined {
  const items = listing.flatMap(({ call }) =>
    call.arguments.flatMap((argument) => {
      const node = unwrap(argument);
      return ts.isArrayLiteralExpression(node) ? node.elements.map((one) => unwrap(one)) : [node];
    }),
  );
  const names = new Map<string, string>();
  for (const item of items) {
    if (!ts.isStringLiteralLike(item)) return refuse('aggregate');
    const [, column = '', alias] = /^\s*([\w.*]+)(?:\s+as\s+(\w+))?\s*$/i.exec(item.text) ?? refuse('aggregate');
    if (column.endsWith('*')) return joins ? refuse('rawKey') : undefined;
    names.set(column, alias ?? lastOf(column));
  }
  if (items.length === 0 && joins) return refuse('rawKey');
  return items.length === 0 ? undefined : names;
}

function lastOf(column: string): string {
  return column.slice(column.lastIndexOf('.') + 1);
}

function termsOf(
  context: RewriteContext,
  link: CalledLink,
  { conditions }: BuilderBatchFacts,
  names: ReadonlyMap<string, string> | undefined,
): readonly ValueTerm[] {
  const [first, second, third, ...others] = link.call.arguments;
  if (!first || others.length > 0) return refuse('filterNotLiteral');
  if (filtersOf(link.role) === 'key') {
    // A list is the key of several columns.
    if (second || ts.isArrayLiteralExpression(unwrap(first)) || hasOwnKey(context, link)) {
      return refuse('filterNotLiteral');
    }
    return [{ property: 'id', column: 'id', value: first, link, stated: undefined }];
  }
  const property = (column: string): string => names?.get(column) ?? names?.get(lastOf(column)) ?? lastOf(column);
  const column = unwrap(first);
  if (ts.isStringLiteralLike(column)) {
    const operator = third && second && unwrap(second);
    if (operator && !ts.isStringLiteralLike(operator)) return [];
    const isEqual = operator ? operator.text === '=' : conditions === 'values';
    const value = third ?? second;
    return isEqual && value
      ? [{ property: property(column.text), column: column.text, value, link, stated: undefined }]
      : [];
  }
  // A callback, a raw condition: fixed, unless something in it varies.
  if (!ts.isObjectLiteralExpression(column) || conditions !== 'values' || second) return [];
  return column.properties.map((stated): ValueTerm => {
    const name = propertyName(stated);
    const value = valueOf(stated);
    if (name === undefined || !value) return refuse('filterNotLiteral');
    return { property: property(name), column: name, value, link, stated };
  });
}

/** Whether a model says which column is its key: `static idColumn = 'uuid'`. */
function hasOwnKey({ analysis: { checker } }: RewriteContext, { call }: CalledLink): boolean {
  const model = checker.getTypeAtLocation(chainOf(call).root);
  const declaration = checker.getPropertyOfType(model, 'idColumn')?.valueDeclaration;
  return declaration !== undefined && !declaration.getSourceFile().isDeclarationFile;
}

function acceptKeys(
  context: RewriteContext,
  conditions: readonly CalledLink[],
  terms: readonly ValueTerm[],
  keys: Keys,
  facts: BuilderBatchFacts,
): BatchedQuery {
  const isVarying = (term: ValueTerm): boolean =>
    keys.kind === 'list' ? term === keys.term : keys.terms.includes(term);
  const varying = terms.filter(isVarying);
  let condition: string | undefined = conditionFor(context, varying, keys, facts);
  const edits: TextEdit[] = [];
  for (const link of conditions) {
    const own = varying.filter((term) => term.link === link);
    if (own.length === 0) continue;
    const literal = own[0]?.stated?.parent;
    const left =
      literal && ts.isObjectLiteralExpression(literal)
        ? literal.properties.filter((property) => !own.some(({ stated }) => stated === property))
        : [];
    if (left.length === 0 || !literal || !ts.isObjectLiteralExpression(literal)) {
      edits.push(replaceLink(link, condition ?? ''));
    } else {
      const texts = left.map((property) => textOf(context, property));
      edits.push(replaceProperties(context, literal, texts) ?? refuse('filterNotLiteral'));
      if (filtersOf(link.role) !== undefined) edits.push(renameLink(context, link, 'where'));
      edits.push({ start: link.call.end, end: link.call.end, text: condition === undefined ? '' : `.${condition}` });
    }
    condition = undefined;
  }
  return { edits, needs: [], failsWhenEmpty: facts.conditions === 'comparisons' && keys.kind === 'list' };
}

/** `whereIn('id', ids)`, `where('id', 'in', ids)`, and the forms for several columns. */
function conditionFor(
  { file }: RewriteContext,
  varying: readonly ValueTerm[],
  keys: Keys,
  { conditions, takesNoTuples = false }: BuilderBatchFacts,
): string {
  const columns = varying.map(({ column }) => quoted(file, column));
  const list = columns.join(', ');
  if (keys.kind === 'list') {
    return conditions === 'values'
      ? `whereIn(${list}, ${keys.text})`
      : `where(${list}, ${quoted(file, 'in')}, ${keys.text})`;
  }
  if (takesNoTuples) return refuse('noBatchForm');
  if (conditions === 'values') {
    const values = varying.map(({ property }) => memberText('key', property)).join(', ');
    return `whereIn([${list}], ${keys.text}.map((key) => [${values}]))`;
  }
  const isPlain = varying.every(({ column, property }) => column === property);
  return isPlain ? `where((eb) => eb.or(${keys.text}.map((key) => eb.and(key))))` : refuse('noBatchForm');
}

function addColumn({ file }: RewriteContext, { call }: CalledLink, column: string | undefined): TextEdit {
  const [first] = call.arguments;
  if (!first || column === undefined) return refuse('rawKey');
  const node = unwrap(first);
  const start = ts.isArrayLiteralExpression(node) ? node.elements[0]?.getStart(file) : first.getStart(file);
  // One column alone may be no list.
  if (start === undefined) return refuse('rawKey');
  if (call.arguments.length === 1 && !ts.isArrayLiteralExpression(node)) {
    return { start, end: first.end, text: `[${quoted(file, column)}, ${first.getText(file)}]` };
  }
  return { start, end: start, text: `${quoted(file, column)}, ` };
}
