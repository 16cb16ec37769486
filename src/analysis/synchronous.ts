import type ts from 'typescript';

import type { Client } from '../clients/define-client.ts';
import type { Analysis } from './analysis.ts';
import { consumptionOf } from './consumption.ts';
import { isUnknownType } from './declared-in.ts';

/** Whether a query blocks until it is done: all of its client do, or its value is no promise. */
export function isSynchronous(analysis: Analysis, query: ts.Expression, { synchronous = false }: Client): boolean {
  if (synchronous !== 'byValue') return synchronous;
  const { checker } = analysis;
  const type = checker.getTypeAtLocation(query);
  // Where nothing tells the type, the code does: it does not wait.
  if (isUnknownType(type)) return consumptionOf(analysis, query).how === 'discarded';
  return checker.getPropertyOfType(checker.getApparentType(type), 'then') === undefined;
}
