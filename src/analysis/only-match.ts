import ts from 'typescript';

import { assignedIn, isMemberName } from './dependence.ts';
import { boundElements, declaresName } from './binding-names.ts';
import { type GuardCondition, guardsOf, negatedBy } from './guard-condition.ts';
import type { Repetition } from './repetition.ts';
import { isNothing } from './stated-value.ts';
import { accessOf, type FunctionWithBody, isInlineFunction, someDescendant, unwrap } from './syntax.ts';

/** Members of which no two elements have the same. */
const unique = /^(_?id|uid|uuid|guid)$/i;

/** Whether a condition is met by one element at most: `order.id === currentId`, where `currentId` is the same for all. */
export function isOnlyMatch({ expression, holds }: GuardCondition, repetition: Repetition): boolean {
  const element = elementOf(repetition);
  const key = keyOf(repetition);
  return (
    (element !== undefined && isMatch(expression, holds, isKeyOf(element), repetition)) ||
    (key !== undefined && isMatch(expression, holds, (side) => side.getText() === key, repetition))
  );
}

/** Whether a function that is called for each object goes on with one object at most: `if (me.id !== user.id) return [];`. */
export function isOnlyMatchOf(node: ts.Node, { parameters, body }: FunctionWithBody): boolean {
  const names = parameters.map(({ name }) => name.getText());
  return guardsOf(node, body).some(({ expression, holds }) =>
    names.some((name) => isMatch(expression, holds, isKeyOf(name), { node: body, slot: body })),
  );
}

type Scope = Pick<Repetition, 'node' | 'slot'>;

/** `order.id` of an element `order`. */
function isKeyOf(element: string): (side: ts.Expression) => boolean {
  return (side) => {
    const access = accessOf(side);
    return access !== undefined && unique.test(access.name) && access.object.getText().replace('?', '') === element;
  };
}

/** `key` where a repetition goes over the keys of an object or a `Map`, of which no two are the same. */
function keyOf({ node }: Repetition): string | undefined {
  if (!ts.isForOfStatement(node) && !ts.isForInStatement(node)) return undefined;
  const name = ts.isVariableDeclarationList(node.initializer) ? node.initializer.declarations[0]?.name : undefined;
  if (!name) return undefined;
  const source = unwrap(node.expression);
  const member = accessOf(ts.isCallExpression(source) ? unwrap(source.expression) : source)?.name;
  if (ts.isIdentifier(name)) return ts.isForInStatement(node) || member === 'keys' ? name.text : undefined;
  const [first] = ts.isArrayBindingPattern(name) && member === 'entries' ? boundElements(name) : [];
  return first?.name.getText();
}

function isMatch(
  condition: ts.Expression,
  holds: boolean,
  isKey: (side: ts.Expression) => boolean,
  repetition: Scope,
): boolean {
  const node = unwrap(condition);
  const negated = negatedBy(node);
  if (negated) return isMatch(negated, !holds, isKey, repetition);
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  const joins = holds ? ts.SyntaxKind.AmpersandAmpersandToken : ts.SyntaxKind.BarBarToken;
  if (kind === joins) return [node.left, node.right].some((side) => isMatch(side, holds, isKey, repetition));
  if (!tellsEqual(kind, holds)) return false;
  // Many may have none yet: `item.id === null`.
  const isOther = (side: ts.Expression): boolean => !isNothing(side) && isFixed(side, repetition);
  const [left, right] = [unwrap(node.left), unwrap(node.right)];
  return (isKey(left) && isOther(right)) || (isKey(right) && isOther(left));
}

/** What a repetition names its element. */
export function elementOf({ node, slot }: Repetition): string | undefined {
  if (ts.isForOfStatement(node)) {
    const name = ts.isVariableDeclarationList(node.initializer) ? node.initializer.declarations[0]?.name : undefined;
    return name && ts.isIdentifier(name) ? name.text : undefined;
  }
  const callback = ts.isExpression(slot) ? unwrap(slot) : slot;
  if (!ts.isCallExpression(node) || !isInlineFunction(callback)) return undefined;
  const name = callback.parameters[0]?.name;
  return name && ts.isIdentifier(name) ? name.text : undefined;
}

/** `==`, or `!=` for a condition that does not hold. */
export function tellsEqual(operator: ts.SyntaxKind, holds: boolean): boolean {
  return holds
    ? operator === ts.SyntaxKind.EqualsEqualsToken || operator === ts.SyntaxKind.EqualsEqualsEqualsToken
    : operator === ts.SyntaxKind.ExclamationEqualsToken || operator === ts.SyntaxKind.ExclamationEqualsEqualsToken;
}

/** Whether a value is the same in each iteration: a number, or made of variables that no iteration declares or assigns. */
export function isFixed(value: ts.Expression, { node, slot }: Scope): boolean {
  const assigned = assignedIn(slot, { withOwners: false });
  const varies = (part: ts.Node): boolean => {
    if (ts.isCallExpression(part) || ts.isNewExpression(part) || ts.isElementAccessExpression(part)) return true;
    if (!ts.isIdentifier(part)) return false;
    return assigned.has(part.text) || (!isMemberName(part) && declaresName(node, part.text));
  };
  return !varies(value) && !someDescendant(value, varies);
}
