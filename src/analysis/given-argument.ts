import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import type { ParameterCondition } from './parameter-condition.ts';
import type { ParameterPart } from './parameter-part.ts';
import { memberValueByType, isNothing, type StatedValue, statedValueOf, valueByType } from './stated-value.ts';
import { unwrap } from './syntax.ts';

/** What a call gives for a parameter: `nothing` if it leaves it out; `unknown` where that cannot be told. */
function argumentAt(call: ts.Node, parameter: ts.ParameterDeclaration): ts.Expression | 'nothing' | 'unknown' {
  const position = (parameter.parent.parameters as readonly ts.ParameterDeclaration[]).indexOf(parameter);
  if (!(ts.isCallExpression(call) || ts.isNewExpression(call)) || position === -1) return 'unknown';
  const { arguments: given = [] } = call;
  return given.slice(0, position + 1).some(ts.isSpreadElement) ? 'unknown' : (given[position] ?? 'nothing');
}

/** The same, where to say `false`, `null` or `undefined` is to leave it out. */
export function argumentFor(call: ts.Node, parameter: ts.ParameterDeclaration): ts.Expression | 'nothing' | 'unknown' {
  const argument = argumentAt(call, parameter);
  if (typeof argument === 'string') return argument;
  return isNothing(argument) || unwrap(argument).kind === ts.SyntaxKind.FalseKeyword ? 'nothing' : argument;
}

/** What a call gives for a parameter, or for a member of one. */
export function givenFor(call: ts.Node, { parameter, member }: ParameterPart): Given {
  const argument = argumentAt(call, parameter);
  if (member === undefined || argument === 'unknown') return argument;
  const given = argument === 'nothing' || isUndefined(argument) ? parameter.initializer : argument;
  if (!given || isNothing(given)) return 'nothing';
  const object = unwrap(given);
  if (!ts.isObjectLiteralExpression(object)) return given === argument ? { memberOf: given } : 'unknown';
  // What is spread behind it may state it again.
  const stated = object.properties.findLast(
    (property) => ts.isSpreadAssignment(property) || property.name.getText() === member,
  );
  if (!stated) return 'nothing';
  if (ts.isPropertyAssignment(stated)) return stated.initializer;
  return ts.isShorthandPropertyAssignment(stated) ? stated.name : { memberOf: given };
}

/** A value that is given, `nothing`, or the object of which it is a member. */
export type Given = ts.Expression | { readonly memberOf: ts.Expression } | 'nothing' | 'unknown';

/** Whether what a call gives rules a condition out. */
export function isRuledOut(analysis: Analysis, given: Given, condition: ParameterCondition): boolean {
  const value = valueOf(analysis, given, condition);
  if (condition.by === 'notFalse') return value === 'false';
  if (condition.isGiven) return value === 'absent' || (value === 'false' && condition.by === 'truth');
  return value === 'true' || ((value === 'present' || value === 'false') && condition.by === 'presence');
}

function valueOf(analysis: Analysis, given: Given, condition: ParameterCondition): StatedValue {
  const { isGiven, member, parameter, fallback } = condition;
  if (given === 'unknown') return given;
  if (given === 'nothing') return fallback ? statedValueOf(fallback) : 'absent';
  // That something is missing is told by the text alone.
  if ('memberOf' in given)
    return isGiven || member === undefined ? 'unknown' : memberValueByType(analysis, given.memberOf, member);
  const value = statedValueOf(given);
  if (fallback && isUndefined(given)) return statedValueOf(fallback);
  if (value !== 'unknown' || isGiven) return value;
  // Who hands a cache on has one, whatever its type allows.
  return /cache|memo/i.test(member ?? parameter.name.getText()) ? 'true' : valueByType(analysis, given);
}

function isUndefined(expression: ts.Expression): boolean {
  const node = unwrap(expression);
  return ts.isIdentifier(node) && node.text === 'undefined';
}
