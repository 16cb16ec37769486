import ts from 'typescript';

import type { Lifetime } from './lifetime.ts';
import type { LifetimeState } from './path-flow.ts';
import { unwrap } from './syntax.ts';

/** Whether a condition holds in a state, where it only asks whether something is acquired: `if (client)`. */
export function truthOf(lifetime: Lifetime, condition: ts.Expression, state: LifetimeState): boolean | undefined {
  const node = unwrap(condition);
  if (lifetime.isMention(node)) return isSet(lifetime, state);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    return negated(truthOf(lifetime, node.operand, state));
  }
  if (!ts.isBinaryExpression(node)) return undefined;
  const { kind } = node.operatorToken;
  if (kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken) {
    const decisive = kind === ts.SyntaxKind.BarBarToken;
    const sides = [truthOf(lifetime, node.left, state), truthOf(lifetime, node.right, state)];
    if (sides.includes(decisive)) return decisive;
    return sides.includes(undefined) ? undefined : !decisive;
  }
  const isEqual = kind === ts.SyntaxKind.EqualsEqualsToken || kind === ts.SyntaxKind.EqualsEqualsEqualsToken;
  const isUnequal =
    kind === ts.SyntaxKind.ExclamationEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsEqualsToken;
  if ((!isEqual && !isUnequal) || !lifetime.isMention(unwrap(node.left)) || !isNothing(node.right)) return undefined;
  const is = isSet(lifetime, state);
  return isUnequal ? is : negated(is);
}

/** A variable is set from the acquisition on; one that is opened was made before. */
function isSet({ acquisition }: Lifetime, state: LifetimeState): boolean | undefined {
  if (acquisition.fact.opensReceiver || state === 'unknown') return undefined;
  return state !== 'none';
}

function negated(truth: boolean | undefined): boolean | undefined {
  return truth === undefined ? undefined : !truth;
}

function isNothing(node: ts.Expression): boolean {
  return node.kind === ts.SyntaxKind.NullKeyword || node.getText() === 'undefined';
}
