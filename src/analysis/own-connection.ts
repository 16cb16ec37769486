import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { chainOf } from './chain.ts';
import type { Effect } from './effect.ts';
import { isOfProgram } from './own-sources.ts';
import { isPoolElsewhere, isProxy } from './same-database.ts';
import { enclosingFunction } from './syntax.ts';

/** Whether a query is known to take a connection of the pool: what a class or a function was given may be a transaction. */
export function takesOwnConnection(analysis: Analysis, { connection, carrier, query }: Effect): boolean {
  const { client, node } = query;
  if (connection !== 'pool' || !client || client.joins?.always === true) return false;
  if (carrier.kind === 'pool') return true;
  if (isOfProgram(analysis.program, node) && isPoolElsewhere(analysis, node, client)) return true;
  return (
    carrier.kind === 'handle' &&
    (isOfModule(carrier.analysis, chainOf(carrier.expression).root) ||
      isPoolElsewhere(carrier.analysis, carrier.expression, client))
  );
}

/** Whether a variable lives as long as the program, as no transaction does. */
function isOfModule({ checker }: Analysis, root: ts.Expression): boolean {
  const declaration = ts.isIdentifier(root) ? checker.getSymbolAtLocation(root)?.declarations?.[0] : undefined;
  return declaration !== undefined && ts.isSourceFile(enclosingFunction(declaration)) && !isProxy(declaration);
}
