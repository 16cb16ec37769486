import ts from 'typescript';

import { referencesOf } from '../analysis/references.ts';
import { accessOf, unwrap } from '../analysis/syntax.ts';
import type { RewriteContext } from './rewrite-context.ts';

/**
 * How code makes a number of a value wherever it uses it, so that zero may be a number or a text: `Number(count)`, or of
 * a text, `parseInt(count, 10)`. Nothing where it may see the difference.
 * @param place the value, where it is used without a name
 * @param name the variable that holds it, or a pattern
 * @param property the property of the variable or pattern that holds it
 */
export function numericUse(
  context: RewriteContext,
  place: ts.Expression | undefined,
  name: ts.BindingName | undefined,
  property?: string,
): 'number' | 'text' | undefined {
  const places = name ? placesOf(context, name, property) : place && [place];
  if (!places || places.length === 0) return undefined;
  const uses = places.map((one) => useAt(context, one));
  if (uses.includes(undefined)) return undefined;
  return uses.includes('text') ? 'text' : 'number';
}

/** Where the value of a variable or of its property is used; nothing where it is handed on with others. */
function placesOf(
  context: RewriteContext,
  name: ts.BindingName,
  property: string | undefined,
): readonly ts.Expression[] | undefined {
  if (ts.isIdentifier(name)) {
    const symbol = context.analysis.checker.getSymbolAtLocation(name);
    const references = (symbol && referencesOf(context.analysis, symbol)) ?? [];
    if (property === undefined) return references;
    const accesses = references.map((reference) => accessOf(reference.parent));
    if (accesses.includes(undefined)) return undefined;
    return references.flatMap(({ parent }, index) =>
      accesses[index]?.name === property && ts.isExpression(parent) ? [parent] : [],
    );
  }
  const element = ts.isObjectBindingPattern(name)
    ? name.elements.find((one) => (one.propertyName ?? one.name).getText() === property)
    : undefined;
  if (!element || element.dotDotDotToken || element.initializer) return undefined;
  return placesOf(context, element.name, undefined);
}

const functions = /^(Number|BigInt|(Number\.)?parse(Int|Float))$/;

function useAt({ analysis: { checker } }: RewriteContext, place: ts.Expression): 'number' | 'text' | undefined {
  let node = place;
  while (isTransparent(node.parent, node)) node = node.parent as ts.Expression;
  const { parent } = node;
  if (ts.isCallExpression(parent) && parent.arguments[0] === node && functions.test(parent.expression.getText())) {
    return parent.expression.getText().includes('parse') ? 'text' : 'number';
  }
  if (ts.isPrefixUnaryExpression(parent) && /^[+-]$/.test(ts.tokenToString(parent.operator) ?? '')) return 'number';
  if (!ts.isBinaryExpression(parent)) return undefined;
  const operator = parent.operatorToken.getText();
  if (/^(\*|\/|%|-)$/.test(operator)) return 'number';
  const other = unwrap(parent.left === node ? parent.right : parent.left);
  // Two texts are compared as texts.
  const isNumber = (checker.getTypeAtLocation(other).flags & ts.TypeFlags.NumberLike) !== 0;
  return /^[<>]=?$/.test(operator) && isNumber ? 'number' : undefined;
}

/** `(count)`, `count!`, `count as string`, `count ?? 0`. */
function isTransparent(parent: ts.Node, child: ts.Node): boolean {
  if (ts.isBinaryExpression(parent)) {
    const isZero = /^(0n?|['"]0['"])$/.test(parent.right.getText());
    return parent.left === child && isZero && /^(\?\?|\|\|)$/.test(parent.operatorToken.getText());
  }
  return ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent) || ts.isAsExpression(parent);
}
