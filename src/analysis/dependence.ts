import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { isOfClient } from './client-function.ts';
import { isConst, variableAt } from './references.ts';
import type { Repetition } from './repetition.ts';
import { accessOf, argumentsOf, calleeOf, contains, isCallLike, nameOf, someDescendant, unwrap } from './syntax.ts';

/**
 * Whether nothing in a call varies from one iteration to the next: it mentions no variable that the iteration declares
 * or assigns, and calls nothing that could answer differently.
 */
export function isInvariant(
  analysis: Analysis,
  node: ts.Node,
  repetition: Pick<Repetition, 'node' | 'slot'>,
  { butTime = false }: { readonly butTime?: boolean } = {},
): boolean {
  if (!isCallLike(node) || ts.isJsxOpeningLikeElement(node) || !contains(repetition.slot, node)) return false;
  const assigned = assignedIn(repetition.node);
  const declared = declaredBy(repetition);
  const varies = (part: ts.Node): boolean => {
    if (ts.isIdentifier(part) && !isMemberName(part)) {
      if (assigned.has(part.text)) return true;
      const declaration = variableAt(analysis, part)?.valueDeclaration;
      return (
        declaration !== undefined &&
        declared.some((scope) => contains(scope, declaration)) &&
        !contains(node, declaration)
      );
    }
    const access = accessOf(part);
    if (access && assigned.has(access.name)) return true;
    if (butTime && asksForTime(part)) return false;
    if (ts.isNewExpression(part) || ts.isAwaitExpression(part)) return true;
    // Other calls than the links of the query's own chain may answer differently each time, but not those that build it.
    if (isCallLike(part) && part !== node && !isLinkOf(part, node) && !isOfClient(analysis, part)) return true;
    return ts.forEachChild(part, varies) ?? false;
  };
  return !varies(node);
}

/** `new Date()`, `Date.now()`, `clock()` */
function asksForTime(node: ts.Node): boolean {
  if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return false;
  return (node.arguments ?? []).length === 0 && /^(Date|now|clock)$/.test(nameOf(node.expression) ?? '');
}

function declaredBy(repetition: Pick<Repetition, 'node' | 'slot'>): readonly ts.Node[] {
  const { node, slot } = repetition;
  const initializer =
    ts.isForOfStatement(node) || ts.isForInStatement(node) || ts.isForStatement(node) ? node.initializer : undefined;
  return initializer ? [slot, initializer] : [slot];
}

/**
 * Names that a loop assigns, or of which it assigns a member: `cursor` in `cursor = 1`, `filter` and `id` in `filter.id = 1`,
 * but not `id` if each iteration makes a `filter` of its own. Without owners, `id` only.
 */
export function assignedIn(scope: ts.Node, { withOwners = true } = {}): ReadonlySet<string> {
  const names = new Set<string>();
  const made = ts.isSourceFile(scope) ? [] : madeIn(scope);
  const add = (target: ts.Node): void => {
    const node = ts.isExpression(target) ? unwrap(target) : target;
    if (ts.isIdentifier(node)) names.add(node.text);
    const access = accessOf(node);
    if (access && !isMemberOfOneOf(made, access.object)) names.add(access.name);
    const isMember = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
    if (isMember && (withOwners || !access)) add(node.expression);
    if (ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node)) ts.forEachChild(node, add);
  };
  const visit = (node: ts.Node): void => {
    if (
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
      node.operatorToken.kind <= ts.SyntaxKind.LastAssignment
    ) {
      add(node.left);
    }
    if (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)) {
      const { operator } = node;
      if (operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken) add(node.operand);
    }
    // A list that is filled or emptied changes as well; what is waited for is none.
    if (ts.isCallExpression(node) && !ts.isAwaitExpression(node.parent) && !isAnswer(node) && !isBuilder(node)) {
      const access = accessOf(unwrap(node.expression));
      if (access && /^(push|pop|shift|unshift|splice|set|add|delete|clear)$/.test(access.name)) add(access.object);
    }
    ts.forEachChild(node, visit);
  };
  visit(scope);
  return names;
}

/** The constants of a scope that hold an object of their own, made by `new` or as a literal. */
function madeIn(scope: ts.Node): readonly ts.VariableDeclaration[] {
  const declared: ts.VariableDeclaration[] = [];
  someDescendant(
    scope,
    (node) => {
      if (ts.isVariableDeclaration(node)) declared.push(node);
      return false;
    },
    { intoFunctions: true },
  );
  return declared.filter((variable) => {
    const made = variable.initializer && unwrap(variable.initializer);
    // What has another one by its name may stand for either.
    const isOnly = declared.every((other) => other === variable || other.name.getText() !== variable.name.getText());
    return isOnly && isConst(variable) && made && (ts.isNewExpression(made) || ts.isObjectLiteralExpression(made));
  });
}

function isMemberOfOneOf(made: readonly ts.VariableDeclaration[], object: ts.Expression): boolean {
  if (!ts.isIdentifier(object)) return false;
  return made.some(({ name, parent }) => name.getText() === object.text && contains(parent.parent.parent, object));
}

/** Whether a call is what a callback answers with. */
function isAnswer({ parent }: ts.Node): boolean {
  return ts.isReturnStatement(parent) || ts.isArrowFunction(parent);
}

/** Whether a call is followed by a member that what a list answers with does not have: `db.delete(users).where(…)`. */
function isBuilder(call: ts.CallExpression): boolean {
  return accessOf(unwrap(call.expression))?.name === 'delete' && accessOf(call.parent)?.object === call;
}

/** Whether an identifier names a member or a property, and not a variable. */
export function isMemberName(identifier: ts.Identifier): boolean {
  const { parent } = identifier;
  return (
    (ts.isPropertyAccessExpression(parent) &&
      parent.name === identifier &&
      parent.expression.kind !== ts.SyntaxKind.ThisKeyword) ||
    (ts.isPropertyAssignment(parent) && parent.name === identifier)
  );
}

function isLinkOf(inner: ts.Node, outer: ts.Node): boolean {
  for (let node: ts.Node = outer; ;) {
    if (node === inner) return true;
    if (isCallLike(node)) node = calleeOf(node);
    else {
      const access = accessOf(node);
      if (!access) return false;
      node = access.object;
    }
  }
}

/** Whether a call hands on a value that the code has just waited for: `walk(row.parentId)` after `row = await …`. */
export function dependsOnAwaited(analysis: Analysis, call: ts.Node): boolean {
  if (!isCallLike(call)) return false;
  return argumentsOf(call).some((argument) => {
    const root = rootOfPath(argument);
    if (root === unwrap(argument) || !ts.isIdentifier(root)) return false;
    const declaration = analysis.checker.getSymbolAtLocation(root)?.valueDeclaration;
    if (!declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return false;
    return ts.isAwaitExpression(unwrap(declaration.initializer));
  });
}

/** `post` in `post.comments[0].id`. */
function rootOfPath(path: ts.Expression): ts.Expression {
  const node = unwrap(path);
  const isAccess = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
  return isAccess ? rootOfPath(node.expression) : node;
}

/** Whether a call hands on a part of a parameter of the function around it: `save(node.left)` in `save(node)`. */
export function passesPartOf(
  analysis: Analysis,
  call: ts.Node,
  parameters: readonly ts.ParameterDeclaration[],
): boolean {
  if (!isCallLike(call)) return false;
  return argumentsOf(call).some((argument) => {
    const access = accessOf(unwrap(argument));
    if (!access || !ts.isIdentifier(access.object)) return false;
    const declaration = analysis.checker.getSymbolAtLocation(access.object)?.valueDeclaration;
    return declaration !== undefined && parameters.some((parameter) => parameter === declaration);
  });
}
