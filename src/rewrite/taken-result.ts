import ts from 'typescript';

import { referencesOf } from '../analysis/references.ts';
import type { Answer } from '../clients/batch-facts.ts';
import { acceptsUndefined } from './accepted-undefined.ts';
import type { ReadShape } from './read-shape.ts';
import { refuse } from './refusal.ts';
import { awaitedTogether } from './result-place.ts';
import { type RewriteContext, textOf } from './rewrite-context.ts';
import { removeStatement, type TextEdit } from './text-edit.ts';

/** What an iteration takes of a query's result, and where. */
export interface TakenResult {
  /** The expression that the look-up takes the place of. */
  readonly place: ts.Expression;
  readonly answers: Answer;
  /** Whether it makes no difference if there are more rows than the first. */
  readonly onlyFirst: boolean;
  /** Whether the code takes for granted, and its types say, that there is a first row. */
  readonly isCertain: boolean;
  /** The variable that holds the row, or the rows. */
  readonly holder: ts.Identifier | undefined;
  /** Edits to what took the result apart before. */
  readonly edits: readonly TextEdit[];
  /** For values that are computed from several rows: how one is read from its group, and what it is without rows. */
  readonly ofGroup?: (group: string) => string;
  readonly absent?: string | undefined;
}

/** Follows a query's result to its rows, or to the first of them: `(await …).rows[0]`, `const [user] = await …`. */
export function takenResult(
  context: RewriteContext,
  { answers, rowsIn }: Pick<ReadShape, 'answers' | 'rowsIn'>,
  awaited: ts.Expression,
): TakenResult {
  const together = awaitedTogether(awaited);
  if (answers !== 'many') {
    return { ...whole(awaited), answers, onlyFirst: answers === 'one', holder: together ?? holderOf(awaited) };
  }
  if (together) return rowsIn === undefined ? { ...whole(awaited), holder: together } : refuse('resultForm');
  if (rowsIn === undefined) return ofRows(context, awaited);
  const member = memberOf(awaited, rowsIn);
  return member ? ofRows(context, member) : ofDeclaration(context, awaited, rowsIn);
}

function whole(place: ts.Expression): TakenResult {
  return { place, answers: 'many', onlyFirst: false, isCertain: false, holder: undefined, edits: [] };
}

/** The expression with the parentheses around it. */
function outerOf(node: ts.Expression): ts.Expression {
  const { parent } = node;
  return ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent) ? outerOf(parent) : node;
}

/** `x.rows`, `x[0]`, around an expression `x`. */
function memberOf(node: ts.Expression, name: string): ts.Expression | undefined {
  const outer = outerOf(node);
  const { parent } = outer;
  if (ts.isElementAccessExpression(parent) && parent.expression === outer) {
    return parent.argumentExpression.getText() === name ? parent : undefined;
  }
  if (!ts.isPropertyAccessExpression(parent) || parent.expression !== outer) return undefined;
  if (parent.name.text === name) return parent;
  const call = parent.parent;
  const isFirst = name === '0' && parent.name.text === 'at' && ts.isCallExpression(call) && call.expression === parent;
  return isFirst && call.arguments.map((argument) => argument.getText()).join() === '0' ? call : undefined;
}

function declarationOf(node: ts.Expression): ts.VariableDeclaration | undefined {
  const outer = outerOf(node);
  const { parent } = outer;
  return ts.isVariableDeclaration(parent) && parent.initializer === outer ? parent : undefined;
}

function holderOf(node: ts.Expression): ts.Identifier | undefined {
  const name = declarationOf(node)?.name;
  return name && ts.isIdentifier(name) ? name : undefined;
}

function ofRows(context: RewriteContext, rows: ts.Expression): TakenResult {
  const first = memberOf(rows, '0');
  if (first) {
    const isCertain = !acceptsUndefined(context, first);
    return { ...whole(first), answers: 'one', onlyFirst: true, isCertain, holder: holderOf(first) };
  }
  const declaration = declarationOf(rows);
  return declaration ? ofName(context, rows, declaration, declaration.name) : whole(rows);
}

/** `const { rows } = await …`, `const [rows] = await …`, `const result = await …`. */
function ofDeclaration(context: RewriteContext, awaited: ts.Expression, rowsIn: string): TakenResult {
  const declaration = declarationOf(awaited);
  if (!declaration || declaration.type) return refuse('resultForm');
  const { name } = declaration;
  if (ts.isIdentifier(name)) return ofWrapped(context, awaited, name, rowsIn);
  const [element, ...others] = name.elements;
  if (!element || others.length > 0 || ts.isOmittedExpression(element)) return refuse('resultForm');
  const property = element.propertyName ?? element.name;
  const isRows = ts.isArrayBindingPattern(name) ? rowsIn === '0' : property.getText() === rowsIn;
  if (!isRows || element.dotDotDotToken || element.initializer) return refuse('resultForm');
  return ofName(context, awaited, declaration, element.name);
}

/** Rows that a name or a pattern in a declaration is given. */
function ofName(
  context: RewriteContext,
  place: ts.Expression,
  declaration: ts.VariableDeclaration,
  name: ts.BindingName,
): TakenResult {
  const declareAs = (text: string): readonly TextEdit[] => {
    const { name: whole } = declaration;
    return textOf(context, whole) === text ? [] : [{ start: whole.getStart(context.file), end: whole.end, text }];
  };
  const many = { ...whole(place), edits: declareAs(textOf(context, name)) };
  if (ts.isIdentifier(name)) {
    const references = referencesTo(context, name);
    if (references.some(readsMore)) return refuse('resultForm');
    const [only] = references;
    const first = only && references.length === 1 ? memberOf(only, '0') : undefined;
    if (only && first && isInSameBlock(first, declaration)) {
      return { ...ofRows(context, only), edits: [removeDeclaration(context, declaration)] };
    }
    return { ...many, onlyFirst: references.every((rows) => readsNoSecond(rows, 'length')), holder: name };
  }
  if (ts.isObjectBindingPattern(name)) return many;
  const [element, ...others] = name.elements;
  if (!element || others.length > 0 || ts.isOmittedExpression(element) || element.dotDotDotToken) return many;
  const holder = ts.isIdentifier(element.name) ? element.name : undefined;
  if (!holder || element.initializer || declaration.type) return { ...many, onlyFirst: true, holder };
  const isCertain = !acceptsUndefined(context, holder);
  return { ...whole(place), answers: 'one', onlyFirst: true, isCertain, holder, edits: declareAs(holder.text) };
}

/** A variable that holds what the rows stand in: `result` in `result.rows`, `result.rowCount`. */
function ofWrapped(context: RewriteContext, awaited: ts.Expression, name: ts.Identifier, rowsIn: string): TakenResult {
  const references = referencesTo(context, name);
  const members = references.map((reference) => memberOf(reference, rowsIn));
  const [only] = members;
  const declaration = declarationOf(awaited);
  if (only && members.length === 1 && declaration && isInSameBlock(only, declaration)) {
    const taken = ofRows(context, only);
    return { ...taken, edits: [removeDeclaration(context, declaration), ...taken.edits] };
  }
  const edits = references.map((reference, index): TextEdit => {
    const member = members[index] ?? memberOf(reference, 'rowCount') ?? refuse('resultForm');
    const text = members[index] ? name.text : `${name.text}.length`;
    return { start: member.getStart(context.file), end: member.end, text };
  });
  const onlyFirst = references.every((reference, index) => {
    const member = members[index];
    return member ? readsNoSecond(member, 'length') : readsNoSecond(reference, 'rowCount');
  });
  return { ...whole(awaited), onlyFirst, holder: name, edits };
}

function referencesTo({ analysis }: RewriteContext, name: ts.Identifier): readonly ts.Identifier[] {
  const symbol = analysis.checker.getSymbolAtLocation(name);
  return (symbol && referencesOf(analysis, symbol)) ?? [];
}

/** `rows.count`: what lists of rows have and arrays do not. */
function readsMore(rows: ts.Expression): boolean {
  const { parent } = rows;
  if (!ts.isPropertyAccessExpression(parent) || parent.expression !== rows) return false;
  return !(parent.name.text in Array.prototype);
}

/** `rows[0]`, `rows.length === 0`. */
function readsNoSecond(rows: ts.Expression, count: string): boolean {
  if (memberOf(rows, '0')) return true;
  const length = memberOf(rows, count);
  if (!length) return false;
  const { parent } = length;
  if (ts.isBinaryExpression(parent)) return /^\s*([!=]==?|>|<=)\s*0$/.test(textAfter(length, parent));
  return ts.isPrefixUnaryExpression(parent) || (ts.isIfStatement(parent) && parent.expression === length);
}

function textAfter(node: ts.Node, parent: ts.Node): string {
  return parent.getText().slice(node.end - parent.getStart());
}

/** Whether an expression runs whenever the declaration before it does, and once. */
function isInSameBlock(node: ts.Node, declaration: ts.VariableDeclaration): boolean {
  const { parent: list } = declaration;
  const statement = list.parent;
  if (!ts.isVariableDeclarationList(list) || list.declarations.length !== 1) return false;
  if (!ts.isVariableStatement(statement)) return false;
  for (let outer = node; outer !== statement.parent; outer = outer.parent) {
    if (ts.isFunctionLike(outer) || ts.isIterationStatement(outer, false) || ts.isSourceFile(outer)) return false;
  }
  return true;
}

function removeDeclaration({ file }: RewriteContext, declaration: ts.VariableDeclaration): TextEdit {
  return removeStatement(file, declaration.parent.parent);
}
