import ts from 'typescript';

import type { Client } from '../clients/define-client.ts';
import type { Analysis } from './analysis.ts';
import { buildersNamedBy } from './builder-name.ts';
import { clientOfModule } from './client-of-module.ts';
import { importedName } from './imported-name.ts';
import { accessOf, unwrap } from './syntax.ts';

/** Where a value that has been built goes. */
export type Holder =
  | { readonly kind: 'variable'; readonly name: ts.Identifier; readonly declaration?: ts.VariableDeclaration }
  | { readonly kind: 'member'; readonly member: ts.Node }
  | { readonly kind: 'returned' }
  /** Nothing keeps it, or only what its own methods answer with. */
  | { readonly kind: 'used' }
  | { readonly kind: 'unknown' };

export interface Held {
  readonly holder: Holder;
  /** The outermost expression that stands for the value: `drizzle(new Pool())`. */
  readonly expression: ts.Expression;
  /** Whether it is only built where there is none yet: `globalThis.pool ?? new Pool()`. */
  readonly guarded: boolean;
  /** Links that are called on it on the way, with the calls: `.on('error', …)`. */
  readonly links: readonly { readonly name: string; readonly call: ts.CallExpression }[];
  /** Constructions that it has been given to. */
  readonly wrappers: readonly (ts.CallExpression | ts.NewExpression)[];
}

/** Methods that answer with the value itself, or with one that stands for it. */
const same = new Set([
  '$extends',
  'connect',
  'asPromise',
  'initialize',
  'promise',
  'on',
  'once',
  'addListener',
  'setMaxListeners',
]);

/** Follows a value from where it is built to what holds it. */
export function holderOf(analysis: Analysis, built: ts.Expression): Held {
  let node: ts.Expression = built;
  let guarded = false;
  const links: { name: string; call: ts.CallExpression }[] = [];
  const wrappers: (ts.CallExpression | ts.NewExpression)[] = [];
  const held = (holder: Holder): Held => ({ holder, expression: node, guarded, links, wrappers });
  for (;;) {
    const parent: ts.Node = node.parent;
    if (unwrapsTo(parent, node)) {
      node = parent as ts.Expression;
      continue;
    }
    const access = accessOf(parent);
    if (access?.object === unwrap(node)) {
      const call = parent.parent;
      if (!ts.isCallExpression(call) || call.expression !== parent || !same.has(access.name))
        return held({ kind: 'used' });
      links.push({ name: access.name, call });
      node = call;
      continue;
    }
    const choice = choiceAround(parent, node);
    if (choice === 'assigned') return held(assignedTo(parent as ts.BinaryExpression));
    if (choice) {
      guarded ||= choice === 'guarded';
      node = parent as ts.Expression;
      continue;
    }
    const wrapper = wrapperAround(analysis, parent, node);
    if (wrapper) {
      wrappers.push(wrapper);
      node = wrapper;
      continue;
    }
    if (ts.isVariableDeclaration(parent) && parent.initializer === node && ts.isIdentifier(parent.name))
      return held({ kind: 'variable', name: parent.name, declaration: parent });
    if (ts.isPropertyDeclaration(parent) && parent.initializer === node)
      return held({ kind: 'member', member: parent.name });
    if (ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === node))
      return held({ kind: 'returned' });
    return held({ kind: ts.isExpressionStatement(parent) ? 'used' : 'unknown' });
  }
}

function unwrapsTo(parent: ts.Node, node: ts.Expression): boolean {
  return (
    (ts.isParenthesizedExpression(parent) ||
      ts.isAsExpression(parent) ||
      ts.isSatisfiesExpression(parent) ||
      ts.isNonNullExpression(parent) ||
      ts.isAwaitExpression(parent)) &&
    parent.expression === node
  );
}

function choiceAround(parent: ts.Node, node: ts.Expression): 'assigned' | 'guarded' | 'open' | undefined {
  if (ts.isConditionalExpression(parent) && parent.condition !== node) return 'guarded';
  if (!ts.isBinaryExpression(parent) || parent.right !== node) return undefined;
  const operator = parent.operatorToken.kind;
  if (operator === ts.SyntaxKind.EqualsToken) return 'assigned';
  if (operator === ts.SyntaxKind.QuestionQuestionEqualsToken || operator === ts.SyntaxKind.BarBarEqualsToken)
    return 'guarded';
  if (operator === ts.SyntaxKind.QuestionQuestionToken || operator === ts.SyntaxKind.BarBarToken) return 'guarded';
  return undefined;
}

function assignedTo({ left }: ts.BinaryExpression): Holder {
  const target = unwrap(left);
  return ts.isIdentifier(target) ? { kind: 'variable', name: target } : { kind: 'member', member: target };
}

/** The construction of a client, or of what runs on one, that is given the value, as an argument or inside an object. */
function wrapperAround(
  analysis: Analysis,
  parent: ts.Node,
  node: ts.Expression,
): ts.CallExpression | ts.NewExpression | undefined {
  const isProperty =
    (ts.isPropertyAssignment(parent) && parent.initializer === node) || ts.isShorthandPropertyAssignment(parent);
  const argument: ts.Node = isProperty ? parent.parent : node;
  const call = argument.parent;
  if (!ts.isCallExpression(call) && !ts.isNewExpression(call)) return undefined;
  if (!call.arguments?.includes(argument as ts.Expression)) return undefined;
  return clientBuiltBy(analysis, call) ? call : undefined;
}

/** The client that a call or `new` builds, or of whose packages something that it builds is. */
export function clientBuiltBy(analysis: Analysis, call: ts.CallExpression | ts.NewExpression): Client | undefined {
  const module = importedName(analysis, unwrap(call.expression))?.module;
  const client = module === undefined ? undefined : clientOfModule(analysis, module);
  return client ?? buildersNamedBy(analysis, call)[0]?.client;
}
