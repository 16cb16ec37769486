import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { type Entry, given, type OptionValue, spreadOver, unknown } from './option-value.ts';
import { referencesOf } from './references.ts';
import { accessOf, contains, nameOf } from './syntax.ts';

/**
 * The value of a variable or a parameter after what its function or file does to it: members that are assigned, parameters that are set on a
 * URL. Where it is assigned as a whole, or given to a function that may change it, less is known.
 */
export function withChanges(
  analysis: Analysis,
  symbol: ts.Symbol,
  declaration: ts.Declaration,
  value: OptionValue,
): OptionValue {
  let changed = value;
  for (const reference of referencesOf(analysis, symbol) ?? []) {
    if (isAssigned(reference)) return unknown;
    if (changed.kind === 'object') changed = withMember(changed, reference, declaration);
    else if (changed.kind === 'text') changed = withParameter(changed, reference, declaration);
  }
  return changed;
}

function isAssigned(node: ts.Expression): boolean {
  const { parent } = node;
  return ts.isBinaryExpression(parent) && parent.left === node && isAssignment(parent.operatorToken.kind);
}

function isAssignment(operator: ts.SyntaxKind): boolean {
  return operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment;
}

type ObjectValue = Extract<OptionValue, { kind: 'object' }>;
type TextValue = Extract<OptionValue, { kind: 'text' }>;

/** `config.max = 5`, `config.pool.max = 5`, `applyDefaults(config)`. */
function withMember(value: ObjectValue, reference: ts.Identifier, declaration: ts.Declaration): ObjectValue {
  const access = accessOf(reference.parent);
  if (access?.object === reference) {
    const member = reference.parent as ts.Expression;
    const isWhole = isAssigned(member);
    const isInner = !isWhole && isAssignedBelow(member);
    if (!isWhole && !isInner) return value;
    const entry: Entry = { node: member, value: isWhole && !isConditional(reference, declaration) ? given : unknown };
    return { ...value, entries: new Map([...value.entries, [access.name, entry]]) };
  }
  return isGivenAway(reference) ? spreadOver(value, unknown) : value;
}

function isAssignedBelow(member: ts.Expression): boolean {
  let node: ts.Expression = member;
  while (accessOf(node.parent)?.object === node) {
    node = node.parent as ts.Expression;
    if (isAssigned(node)) return true;
  }
  return false;
}

/** `url.searchParams.set('connection_limit', '5')`. */
function withParameter(value: TextValue, reference: ts.Identifier, declaration: ts.Declaration): TextValue {
  const call = ts.findAncestor(reference, ts.isCallExpression);
  const callee = call && accessOf(call.expression);
  const isOwn =
    callee && accessOf(callee.object)?.object === reference && accessOf(callee.object)?.name === 'searchParams';
  if (!isOwn || (callee.name !== 'set' && callee.name !== 'append')) {
    const written = accessOf(reference.parent);
    const isReplaced = written?.name === 'search' || written?.name === 'href';
    return isReplaced && isAssigned(reference.parent as ts.Expression) ? { kind: 'text', pieces: [undefined] } : value;
  }
  const [name, argument] = call.arguments;
  if (!name || !ts.isStringLiteralLike(name)) return { kind: 'text', pieces: [undefined] };
  const isConstant = argument && ts.isStringLiteralLike(argument);
  const isCertain = !isConditional(reference, declaration);
  const entry: Entry = {
    node: call,
    value: !isCertain ? unknown : isConstant ? { kind: 'constant', value: argument.text } : given,
  };
  return { ...value, set: new Map([...(value.set ?? []), [name.text, entry]]) };
}

/** Whether a node stands in a branch that the declaration is not in. */
function isConditional(node: ts.Node, declaration: ts.Node): boolean {
  const branch = ts.findAncestor(node, (outer) =>
    contains(outer, declaration) ? 'quit' : ts.isIfStatement(outer) || ts.isConditionalExpression(outer),
  );
  return branch !== undefined;
}

/** Functions that only read what they are given. */
const reading = /^(log|info|debug|warn|error|trace|stringify|freeze|keys|values|entries|parse|isArray|String|Number)$/;

/** Whether a variable is given to a function that may change it. A constructor is what the options are for. */
function isGivenAway(reference: ts.Identifier): boolean {
  const { parent } = reference;
  if (!ts.isCallExpression(parent) || !parent.arguments.includes(reference)) return false;
  const name = nameOf(parent.expression) ?? '';
  if (name === 'assign') return parent.arguments[0] === reference;
  return !reading.test(name) && !/^(create|connect|drizzle|knex|postgres|init|new|get|build|make|define)/i.test(name);
}
