import type { Analysis } from './analysis.ts';
import { packageOf } from './declared-in.ts';
import { clientOfModule } from './client-of-module.ts';
import { importedName } from './imported-name.ts';
import { calleeOf, type CallLike } from './syntax.ts';

/**
 * Whether a call is one of a function that a client exports or hands out, to say what a query is about: `eq(users.id, id)`,
 * `In(ids)`, sql`lower(${name})`. What it answers with depends on its arguments alone.
 */
export function isOfClient(analysis: Analysis, call: CallLike): boolean {
  const callee = calleeOf(call);
  const imported = importedName(analysis, callee);
  if (imported && clientOfModule(analysis, imported.module)) return true;
  if (!analysis.typed) return false;
  const declaration = analysis.checker.getTypeAtLocation(callee).getCallSignatures()[0]?.declaration;
  const declaredBy = declaration && packageOf(declaration);
  return declaredBy !== undefined && analysis.catalogue.byPackage.has(declaredBy);
}
