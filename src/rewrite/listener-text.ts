import type ts from 'typescript';

import type { PoolSite } from '../analysis/pool-site.ts';
import { isJavaScript, quoted, styleOf } from './file-style.ts';

/** What listens to a pool's errors, if a variable holds the pool, or what holds it as `$client`. */
export function listenerStatement(
  { node, fact }: PoolSite,
  variable: { readonly name: string; readonly built: ts.Expression | undefined },
  margin: string,
): string | undefined {
  const isPool = variable.built === node && fact.driver === undefined;
  // What runs on a pool of its own holds it as `$client`.
  const isDrizzle = variable.built === node && fact.driver?.inside === 'connection';
  if (!isPool && !isDrizzle) return undefined;
  const file = node.getSourceFile();
  const { indent, semicolon } = styleOf(file);
  const handle = isDrizzle ? `${variable.name}.$client` : variable.name;
  const isTyped = fact.untypedListener === true && !isJavaScript(file);
  const given = isTyped ? 'error: Error' : 'error';
  return `${margin}${handle}.on(${quoted(file, 'error')}, (${given}) => {\n${margin}${indent}console.error(error)${semicolon}\n${margin}})${semicolon}`;
}
