import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { resolveAlias } from './declared-in.ts';
import { isConst, referencesOf } from './references.ts';
import { accessOf, unwrap } from './syntax.ts';

/** So many elements stand in a source as data; more are a table of rows. */
const limit = 100;

/** Whether a member of a constant object literal is a short list under each key: `templates[kind].folders`. */
export function isShortListInLiteral(analysis: Analysis, expression: ts.Expression): boolean {
  const lists = valuesOf(analysis, expression, 0);
  if (!lists || lists.length === 0) return false;
  let count = 0;
  for (const list of lists) {
    // What starts empty is filled by someone.
    if (!ts.isArrayLiteralExpression(list) || list.elements.length === 0) return false;
    if (list.elements.some(ts.isSpreadElement)) return false;
    count += list.elements.length;
  }
  return count <= limit;
}

/** The literals that an expression may stand for; nothing where another value is possible. */
function valuesOf(analysis: Analysis, expression: ts.Expression, depth: number): readonly ts.Expression[] | undefined {
  const node = unwrap(expression);
  if (ts.isIdentifier(node)) return depth > 0 ? literalOf(analysis, node) : undefined;
  const access = accessOf(node);
  const object = access?.object ?? (ts.isElementAccessExpression(node) ? node.expression : undefined);
  const owners = object && depth < 4 ? valuesOf(analysis, object, depth + 1) : undefined;
  const values: ts.Expression[] = [];
  for (const owner of owners ?? []) {
    const members = membersOf(owner, access?.name);
    if (!members) return undefined;
    values.push(...members.map(unwrap));
  }
  return owners && values.length <= limit ? values : undefined;
}

/** The members of a literal, or the one of a name. */
function membersOf(owner: ts.Expression, name: string | undefined): readonly ts.Expression[] | undefined {
  if (ts.isArrayLiteralExpression(owner))
    return name === undefined && !owner.elements.some(ts.isSpreadElement) ? owner.elements : undefined;
  if (!ts.isObjectLiteralExpression(owner)) return undefined;
  const stated = owner.properties.filter(ts.isPropertyAssignment);
  if (stated.length < owner.properties.length) return undefined;
  const named = stated.filter((property) => name === undefined || textOf(property.name) === name);
  return named.length > 0 ? named.map(({ initializer }) => initializer) : undefined;
}

function textOf(name: ts.PropertyName): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : undefined;
}

/** The object or list that a constant is declared with, where nothing is written into it. */
function literalOf(analysis: Analysis, name: ts.Identifier): readonly ts.Expression[] | undefined {
  const found = analysis.checker.getSymbolAtLocation(name);
  const symbol = found && resolveAlias(analysis.checker, found);
  const declaration = symbol?.valueDeclaration;
  if (!declaration || !ts.isVariableDeclaration(declaration) || !isConst(declaration)) return undefined;
  const literal = declaration.initializer && unwrap(declaration.initializer);
  if (!literal || !(ts.isObjectLiteralExpression(literal) || ts.isArrayLiteralExpression(literal))) return undefined;
  return (referencesOf(analysis, symbol) ?? []).some(isWritten) ? undefined : [literal];
}

/** Whether a mention is one of `templates.small = …`, `templates[kind].folders.push(…)`. */
function isWritten(mention: ts.Identifier): boolean {
  let node: ts.Node = mention;
  while (isPartOf(node.parent, node)) node = node.parent;
  const { parent } = node;
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken)
    return parent.left === node && node !== mention;
  const method = accessOf(node)?.name ?? '';
  return ts.isCallExpression(parent) && parent.expression === node && ['push', 'unshift', 'splice'].includes(method);
}

function isPartOf(outer: ts.Node, inner: ts.Node): boolean {
  if (ts.isNonNullExpression(outer) || ts.isParenthesizedExpression(outer)) return true;
  return (ts.isPropertyAccessExpression(outer) || ts.isElementAccessExpression(outer)) && outer.expression === inner;
}
