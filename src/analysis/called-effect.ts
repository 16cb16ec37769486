import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { carriedOver } from './carrier.ts';
import { isHeldHandle, isPoolType } from './connection.ts';
import type { Effect, Step } from './effect.ts';
import { argumentFor, type Given, givenFor, isRuledOut } from './given-argument.ts';
import type { Root } from './occurrences.ts';
import type { ParameterCondition } from './parameter-condition.ts';
import { parameterPartOf } from './parameter-part.ts';
import { statedValueOf } from './stated-value.ts';
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
  const { heldBy } = effect;
  const isGiven = heldBy && ts.isParameter(heldBy) && heldBy.parent === callee;
  const carrier = isGiven ? argumentFor(call, heldBy) : undefined;
  const carried = carriedOver(analysis, effect.carrier, call, callee);
  // `{ transaction: options?.transaction }`, where the call gives no options.
  const isLeftOut = effect.connection === 'held' && effect.carrier.kind === 'given' && carried.kind === 'pool';
  const given = typeof carrier === 'object' ? declarationOf(analysis, carrier) : undefined;
  return [
    {
      ...effect,
      trace: [step, ...effect.trace],
      connection: isLeftOut
        ? 'pool'
        : typeof carrier === 'object'
          ? connectionOfArgument(analysis, effect, carrier)
          : effect.connection,
      heldBy: given && (ts.isParameter(given) || isAcquired(given)) ? given : undefined,
      carrier: carried,
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
  // What is false where it is left out is not given then either.
  const isFalse = fallback && condition.isGiven && condition.by === 'truth' && statedValueOf(fallback) === 'false';
  if ((fallback && !isFalse) || typeof value === 'string' || ts.isSourceFile(root)) return undefined;
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

/** The connection that a query uses on what its function was given: `Pool | PoolClient` is one of the two at each call. */
function connectionOfArgument(
  analysis: Analysis,
  { query: { client }, connection, isIndependent }: Effect,
  argument: ts.Expression,
): Effect['connection'] {
  if (!client || isIndependent || connection === 'none') return connection;
  if (connection === 'pool') return isHeldHandle(analysis, argument, client) ? 'held' : 'pool';
  return isPoolType(analysis, argument, client) ? 'pool' : 'held';
}

/** `const client = await pool.connect(); await save(client);` */
function isAcquired(declaration: ts.Declaration): declaration is ts.VariableDeclaration {
  return (
    ts.isVariableDeclaration(declaration) &&
    declaration.initializer !== undefined &&
    ts.isAwaitExpression(unwrap(declaration.initializer))
  );
}
