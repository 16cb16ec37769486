import ts from 'typescript';

import { type Analysis, memoise } from './analysis.ts';
import { looksLikeSql } from './convention.ts';
import { accessOf, unwrap } from './syntax.ts';

/**
 * Whether what is called is declared by a type of the user's own that describes a driver of SQL by its shape, without naming
 * its package: `interface PoolLike { query: (sql: string) => Promise<{ rows: Row[] }> }`. That nothing of the user's
 * implements it is asked before.
 */
export const isDriverLike = memoise<ts.CallExpression, true>((analysis, call) => {
  const access = accessOf(unwrap(call.expression));
  const declarations = (access && analysis.checker.getSymbolAtLocation(access.nameNode)?.declarations) ?? [];
  const isOwn =
    declarations.length > 0 &&
    declarations.every(
      (one) => (ts.isPropertySignature(one) || ts.isMethodSignature(one)) && !one.getSourceFile().isDeclarationFile,
    );
  const [statement] = call.arguments;
  return isOwn && statement && looksLikeSql(analysis, unwrap(statement)) && answersWithRows(analysis, call)
    ? true
    : undefined;
});

function answersWithRows({ checker }: Analysis, call: ts.CallExpression): boolean {
  const answered = checker.getTypeAtLocation(call);
  const awaited = checker.getAwaitedType(answered);
  return awaited !== undefined && awaited !== answered && awaited.getProperty('rows') !== undefined;
}
