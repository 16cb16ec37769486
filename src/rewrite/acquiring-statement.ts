import ts from 'typescript';

import type { Acquisition } from '../analysis/acquisition.ts';

/** The statement that acquires something and does nothing else: `const client = await pool.connect();`. */
export function statementOf({ fact, value }: Acquisition): ts.Statement | undefined {
  const { parent } = value;
  if (fact.opensReceiver) return ts.isExpressionStatement(parent) ? parent : undefined;
  if (!ts.isVariableDeclaration(parent) || !ts.isVariableDeclarationList(parent.parent)) return undefined;
  const statement = parent.parent.parent;
  return parent.parent.declarations.length === 1 && ts.isVariableStatement(statement) ? statement : undefined;
}
