import ts from 'typescript';

import type { UnheardPool } from '../analysis/pool-listeners.ts';
import { listenerStatement } from './listener-text.ts';
import type { TextEdit } from './text-edit.ts';

/** The edit that listens to a pool's errors after the statement that declares it. */
export function listenerEdits({ site, variable }: UnheardPool): readonly TextEdit[] | undefined {
  if (!variable) return undefined;
  const { name, statement } = variable;
  const built = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0]?.initializer : undefined;
  const before = /[^\n]*$/.exec(statement.getSourceFile().text.slice(0, statement.getStart()))?.[0] ?? '';
  const listener = listenerStatement(site, { name, built }, /^\s*/.exec(before)?.[0] ?? '');
  return listener === undefined
    ? undefined
    : [{ start: statement.getEnd(), end: statement.getEnd(), text: `\n${listener}` }];
}
