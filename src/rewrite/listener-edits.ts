import ts from 'typescript';

import type { UnheardPool } from '../analysis/pool-listeners.ts';
import { styleOf } from './file-style.ts';
import type { TextEdit } from './text-edit.ts';

/** The edit that listens to a pool's errors after the statement that declares it. */
export function listenerEdits({ site, variable }: UnheardPool): readonly TextEdit[] | undefined {
  if (!variable) return undefined;
  const { name, statement } = variable;
  const declaration = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0] : undefined;
  const isPool = declaration?.initializer === site.node && site.fact.driver === undefined;
  // What runs on a pool of its own holds it as `$client`.
  const isDrizzle = declaration?.initializer === site.node && site.fact.driver?.inside === 'connection';
  if (!isPool && !isDrizzle) return undefined;
  const file = statement.getSourceFile();
  const { indent, semicolon } = styleOf(file);
  const before = /[^\n]*$/.exec(file.text.slice(0, statement.getStart()))?.[0] ?? '';
  const start = /^\s*/.exec(before)?.[0] ?? '';
  const handle = isDrizzle ? `${name}.$client` : name;
  const isTyped = site.fact.untypedListener === true && !/\.[cm]?jsx?$/.test(file.fileName);
  const given = isTyped ? 'error: Error' : 'error';
  const text = `\n${start}${handle}.on('error', (${given}) => {\n${start}${indent}console.error(error)${semicolon}\n${start}})${semicolon}`;
  return [{ start: statement.getEnd(), end: statement.getEnd(), text }];
}
