import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { type GuardCondition, guardsOf, negatedBy } from './guard-condition.ts';
import { isLatched } from './latch.ts';
import { isFixed, isOnlyMatch, tellsEqual } from './only-match.ts';
import { initializerOf } from './references.ts';
import type { Repetition } from './repetition.ts';
import { accessOf, contains, isInlineFunction, unwrap } from './syntax.ts';

/** Whether a node runs in one iteration of a repetition only: the first, the last, the one that sets a flag, or the one of a key. */
export function runsInOneIteration(analysis: Analysis, node: ts.Node, repetition: Repetition): boolean {
  const { slot, form } = repetition;
  if (form === 'recursion' || !contains(slot, node)) return false;
  // What starts together asks for the flag before the first has set it.
  const isInTurn = form === 'loop' || repetition.overlap === 'sequential';
  if (isInTurn && isLatched(node, slot, repetition.node)) return true;
  const guards = guardsOf(node, slot);
  if (guards.length === 0) return false;
  if (guards.some((guard) => isOnlyMatch(guard, repetition))) return true;
  const index = indexOf(repetition);
  return index !== undefined && guards.some((guard) => isOneIndex(analysis, guard, index, repetition));
}

/** The variable that counts the iterations. */
function indexOf({ node, slot }: Repetition): string | undefined {
  if (ts.isForStatement(node) || ts.isForInStatement(node) || ts.isForOfStatement(node)) {
    if (!node.initializer || !ts.isVariableDeclarationList(node.initializer)) return undefined;
    const name = node.initializer.declarations[0]?.name;
    if (!name) return undefined;
    if (!ts.isForOfStatement(node)) return name.getText();
    const source = unwrap(node.expression);
    const isEntries = ts.isCallExpression(source) && accessOf(unwrap(source.expression))?.name === 'entries';
    return isEntries && ts.isArrayBindingPattern(name) ? name.elements[0]?.getText() : undefined;
  }
  const callback = ts.isExpression(slot) ? unwrap(slot) : slot;
  if (!ts.isCallExpression(node) || !isInlineFunction(callback)) return undefined;
  const method = accessOf(unwrap(node.expression))?.name ?? '';
  return callback.parameters[method.startsWith('reduce') ? 2 : 1]?.name.getText();
}

/** Whether a condition is met in one iteration at most: `index === 0`, `!index`, `index === rows.length - 1`. */
function isOneIndex(
  analysis: Analysis,
  { expression, holds }: Pick<GuardCondition, 'expression' | 'holds'>,
  index: string,
  repetition: Repetition,
): boolean {
  const node = unwrap(expression);
  const isOne = (part: ts.Expression, partHolds: boolean): boolean =>
    isOneIndex(analysis, { expression: part, holds: partHolds }, index, repetition);
  const negated = negatedBy(node);
  if (negated) return isOne(negated, !holds);
  if (ts.isIdentifier(node)) {
    if (node.text === index) return !holds;
    // `const isLast = index === rows.length - 1;`
    const named = initializerOf(analysis, node);
    return named !== undefined && contains(repetition.slot, named) && isOne(named, holds);
  }
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  if (kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken) {
    const sides = [node.left, node.right];
    const bothHold = (kind === ts.SyntaxKind.AmpersandAmpersandToken) === holds;
    return bothHold ? sides.some((side) => isOne(side, holds)) : sides.every((side) => isOne(side, holds));
  }
  const [left, right] = [unwrap(node.left), unwrap(node.right)];
  if (ts.isIdentifier(left) && left.text === index) {
    if (tellsEqual(kind, holds)) return isFixed(right, repetition);
    if (kind === (holds ? ts.SyntaxKind.LessThanToken : ts.SyntaxKind.GreaterThanEqualsToken))
      return right.getText() === '1';
    return !holds && kind === ts.SyntaxKind.GreaterThanToken && right.getText() === '0';
  }
  return ts.isIdentifier(right) && right.text === index && tellsEqual(kind, holds) && isFixed(left, repetition);
}
