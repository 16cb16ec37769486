import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { carriedOver } from './carrier.ts';
import type { Effect, Step } from './effect.ts';
import { argumentFor, type Given, givenFor, isRuledOut } from './given-argument.ts';
import type { Root } from './occurrences.ts';
import type { ParameterCondition } from './parameter-condition.ts';
import { parameterPartOf } from './parameter-part.ts';
import { type FunctionWithBody, unwrap } from './syntax.ts';

/** The call through which a function sees the queries of another. */
interface Entered {
  readonly call: ts.Node;
  /** The function, or the file, around the call. */
  readonly root: Root;
  readonly callee: FunctionWithBody;
  readonly step: Step;
}

/** A query of a function as the function that calls it sees it; nothing if it is not sent for what the call gives. */
export function asCalled(analysis: Analysis, effect: Effect, { call, root, callee, step }: Entered): readonly Effect[] {
  const onlyIf: ParameterCondition[] = [];
  for (const condition of effect.onlyIf ?? []) {
    const value = givenFor(call, condition);
    if (isRuledOut(analysis, value, condition)) return [];
    const passedOn = passedOnBy(analysis, root, value, condition);
    if (passedOn) onlyIf.push(passedOn);
  }
  const carrier = effect.heldBy && argumentFor(call, effect.heldBy);
  const given = typeof carrier === 'object' ? declarationOf(analysis, carrier) : undefined;
  // `const client = await pool.connect(); await save(client);`
  const isOwn = given !== undefined && ts.isVariableDeclaration(given) && isAcquired(given);
  return [
    {
      ...effect,
      trace: [step, ...effect.trace],
      connection: effect.connection === 'held' && isOwn ? 'pool' : effect.connection,
      heldBy: given && ts.isParameter(given) ? given : undefined,
      carrier: carriedOver(analysis, effect.carrier, call, callee),
      onlyIf,
    },
  ];
}

/** The same condition on what the function around a call was given, where it hands that on. */
function passedOnBy(
  analysis: Analysis,
  root: Root,
  value: Given,
  { member, fallback, ...condition }: ParameterCondition,
): ParameterCondition | undefined {
  if (fallback || typeof value === 'string' || ts.isSourceFile(root)) return undefined;
  if (!('memberOf' in value)) {
    const part = parameterPartOf(analysis, value, root);
    return part && { ...condition, ...part };
  }
  const whole = parameterPartOf(analysis, value.memberOf, root);
  return whole && whole.member === undefined && member !== undefined
    ? { ...condition, parameter: whole.parameter, member }
    : undefined;
}

function declarationOf({ checker }: Analysis, expression: ts.Expression): ts.Declaration | undefined {
  const node = unwrap(expression);
  return ts.isIdentifier(node) ? checker.getSymbolAtLocation(node)?.valueDeclaration : undefined;
}

/** Whether a variable holds what an awaited call has given out. */
function isAcquired({ initializer }: ts.VariableDeclaration): boolean {
  return initializer !== undefined && ts.isAwaitExpression(unwrap(initializer));
}
