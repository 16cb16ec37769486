import ts from 'typescript';

import type { Analysis } from '../analysis/analysis.ts';
import { isUnknownType } from '../analysis/declared-in.ts';
import { acquisitionFrom } from '../analysis/pool-acquisition.ts';
import type { AcquisitionFact } from '../clients/acquisition-fact.ts';
import type { Client } from '../clients/define-client.ts';
import { refuseStretch } from './stretch-refusal.ts';

/** A connection of a pool as code gets it and uses it. */
export interface ConnectionHandle {
  readonly fact: AcquisitionFact;
  /** Nothing where types do not say. */
  readonly type: ts.Type | undefined;
}

/** The connection that a pool gives out. Refuses a pool without one. */
export function connectionOf({ checker }: Analysis, pool: ts.Expression, client: Client): ConnectionHandle {
  const fact = acquisitionFrom(client) ?? refuseStretch('noConnection');
  const poolType = checker.getNonNullableType(checker.getTypeAtLocation(pool));
  if (isUnknownType(poolType)) return { fact, type: undefined };
  const method = checker.getPropertyOfType(poolType, fact.method) ?? refuseStretch('noConnection');
  const signature = checker
    .getTypeOfSymbolAtLocation(method, pool)
    .getCallSignatures()
    // Another may take a callback.
    .find(({ parameters }) => parameters.every((parameter) => isOptional(parameter)));
  const answer = signature && checker.getReturnTypeOfSignature(signature);
  const type = answer && (fact.atOnce ? answer : checker.getAwaitedType(answer));
  if (!type || isUnknownType(type) || (type.flags & ts.TypeFlags.Void) !== 0) refuseStretch('noConnection');
  return { fact, type };
}

function isOptional({ valueDeclaration }: ts.Symbol): boolean {
  return (
    valueDeclaration !== undefined &&
    ts.isParameter(valueDeclaration) &&
    (valueDeclaration.questionToken ?? valueDeclaration.initializer) !== undefined
  );
}

/** What stands for the pool before one of its members, or where it is called itself: `client`, `queryRunner.manager`. */
export function handleFor(
  { checker }: Analysis,
  { fact, type }: ConnectionHandle,
  name: string,
  member: string | undefined,
): string {
  if (!type) {
    const isOwn = fact.queriesBy === undefined || member === 'query' || member === fact.queriesBy;
    return isOwn ? name : `${name}.${fact.queriesBy}`;
  }
  if (member === undefined) return type.getCallSignatures().length > 0 ? name : refuseStretch('notOnConnection');
  if (checker.getPropertyOfType(type, member)) return name;
  const queries = fact.queriesBy === undefined ? undefined : checker.getPropertyOfType(type, fact.queriesBy);
  if (queries && checker.getPropertyOfType(checker.getTypeOfSymbol(queries), member)) return `${name}.${queries.name}`;
  return refuseStretch('notOnConnection');
}
