import ts from 'typescript';

import { chainOf } from '../../analysis/chain.ts';
import { referencesOf } from '../../analysis/references.ts';
import { accessOf, isInlineFunction, unwrap } from '../../analysis/syntax.ts';
import type { BuilderBatchFacts, ObjectBatchFacts } from '../../clients/batch-facts.ts';
import { nounOfChain } from '../chain-noun.ts';
import type { ReadShape } from '../read-shape.ts';
import { refuse } from '../refusal.ts';
import type { RewriteContext } from '../rewrite-context.ts';
import type { TextEdit } from '../text-edit.ts';
import { awaitedRow } from './awaited-row.ts';
import { acceptKeysInCalls, callTerms } from './call-conditions.ts';
import { filterBranches } from './filter-branches.ts';
import { insertProperty, literalIn, propertyName, propertyOf, valueOf } from './object-literal.ts';
import { readObjectQuery } from './object-read.ts';
import { uniqueColumnsOfTable } from './table-columns.ts';

interface RelationalFacts extends BuilderBatchFacts {
  readonly relational: ObjectBatchFacts;
}

/** Reads `db.query.users.findFirst({ where: eq(users.id, id) })`, or with an object as its filter. */
export function readRelationalQuery(context: RewriteContext, query: ts.Expression, facts: RelationalFacts): ReadShape {
  const { relational, module } = facts;
  const link = chainOf(query).links.at(-1);
  const fact = link && relational.reads[link.name];
  if (!fact || !ts.isCallExpression(query) || link.call !== query) return refuse('noBatchForm');
  const [argument] = query.arguments;
  const options = argument && unwrap(argument);
  if (!options || !ts.isObjectLiteralExpression(options)) return refuse('filterNotLiteral');
  const [filter] = filterBranches(options, 'where');
  const raw = filter?.properties.length === 1 ? propertyOf(filter, 'RAW') : undefined;
  if (filter && !raw) return readObjectQuery(context, query, relational);
  const where = raw ?? propertyOf(options, 'where');
  const { condition, operators } = conditionOf(where);
  if (options.properties.some((property) => propertyName(property) === undefined)) return refuse('filterNotLiteral');
  if (relational.limiting.some((name) => propertyOf(options, name))) return refuse('limited');
  const { terms, size } = callTerms(condition, (column) => accessOf(column)?.name);
  const method = accessOf(unwrap(query.expression))?.nameNode ?? refuse('noBatchForm');
  const columns = propertyOf(options, 'columns');
  const list = literalIn(options, 'columns');
  const isListed = (property: string): boolean => {
    const stated = propertyOf(list, property);
    return stated !== undefined && valueOf(stated)?.kind === ts.SyntaxKind.TrueKeyword;
  };
  const [first] = terms;
  return {
    query,
    noun: nounOfChain(context.analysis, query) ?? refuse('noBatchForm'),
    terms,
    filterSize: size,
    answers: fact.answers,
    missing: fact.missing ?? 'undefined',
    isUnique: (properties) => {
      const keys = first ? uniqueColumnsOfTable(context, first.column) : [];
      return keys.some((key) => key.every((column) => properties.includes(column))) ? true : undefined;
    },
    joins: relational.joining.some((name) => propertyOf(options, name) !== undefined),
    row: awaitedRow(context, query, fact.answers),
    reads: (property) => !columns || isListed(property),
    ...(list?.properties.every((property) => valueOf(property)?.kind === ts.SyntaxKind.TrueKeyword)
      ? { addColumn: (property: string) => insertProperty(context, list, `${property}: true`) }
      : {}),
    batch: (keys) => {
      const { edits, ...batched } = acceptKeysInCalls(context, condition, terms, keys, module ?? refuse('noBatchForm'));
      const rename = { start: method.getStart(context.file), end: method.end, text: fact.becomes };
      if (!operators) return { ...batched, edits: [rename, ...edits] };
      // What the condition is made of is given to the function that makes it.
      const term = keys.kind === 'list' ? terms.find((one) => one === keys.term) : undefined;
      if (!term) return refuse('noBatchForm');
      return { edits: [rename, ...edits, ...takenOperator(context, operators, term.call)], needs: [] };
    },
  };
}

interface Condition {
  readonly condition: ts.Expression;
  /** The pattern by which a function takes what it makes the condition of: `{ eq }`. */
  readonly operators?: ts.ObjectBindingPattern;
}

/** `where: eq(users.id, id)`, or `where: (users, { eq }) => eq(users.id, id)`. */
function conditionOf(where: ts.ObjectLiteralElementLike | undefined): Condition {
  const value = where && valueOf(where);
  const node = value && unwrap(value);
  if (!node) return refuse('filterNotLiteral');
  if (!isInlineFunction(node)) return { condition: value };
  const [, second, ...others] = node.parameters;
  const operators = second?.name;
  if (ts.isBlock(node.body) || !operators || !ts.isObjectBindingPattern(operators) || others.length > 0) {
    return refuse('filterNotLiteral');
  }
  return { condition: unwrap(node.body), operators };
}

/** The edit by which a function takes `inArray`, in the place of `eq` where nothing else uses that. */
function takenOperator(
  { file, analysis }: RewriteContext,
  operators: ts.ObjectBindingPattern,
  { expression }: ts.CallExpression,
): readonly TextEdit[] {
  const nameOf = ({ name }: ts.BindingElement): string => name.getText(file);
  if (operators.elements.some(({ propertyName, dotDotDotToken }) => propertyName ?? dotDotDotToken)) {
    return refuse('filterNotLiteral');
  }
  const eq = operators.elements.find((element) => nameOf(element) === expression.getText(file));
  const symbol = eq && analysis.checker.getSymbolAtLocation(eq.name);
  if (!eq || !symbol) return refuse('filterNotLiteral');
  const isNeeded = (referencesOf(analysis, symbol) ?? []).length > 1;
  if (operators.elements.some((element) => nameOf(element) === 'inArray')) {
    return isNeeded ? [] : refuse('filterNotLiteral');
  }
  return [{ start: eq.getStart(file), end: eq.end, text: isNeeded ? 'eq, inArray' : 'inArray' }];
}
