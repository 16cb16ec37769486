import ts from 'typescript';

import type { PoolSite } from '../analysis/pool-site.ts';
import { unwrap } from '../analysis/syntax.ts';
import { runtimeImports } from './runtime-import.ts';
import type { TextEdit } from './text-edit.ts';

/**
 * The edits that state a pool's settings by `poolwise/runtime`, and import it: `...pgOptions(definePool({ … }))`, before
 * the options that are stated already, which stay stronger. Nothing where one of them would replace what is needed.
 */
export function settingsEdits(site: PoolSite, needed: string, max: number): readonly TextEdit[] | undefined {
  const { settings } = site.fact;
  const literal = settings && !site.isFixed && literalAt(site, settings.inside);
  if (!literal) return undefined;
  const own = needed.split('.').slice(settings.inside?.split('.').length ?? 0);
  const isReplaced = own.length > 0 && literal.properties.some((property) => property.name?.getText() === own[0]);
  if (isReplaced) return undefined;
  const argument = settings.argument === undefined ? '' : `, ${settings.argument}`;
  const call = `...${settings.name}(definePool({ name: 'database', max: ${String(max)} })${argument})`;
  const [first] = literal.properties;
  const at = first ? first.getStart() : literal.getStart() + 1;
  const file = literal.getSourceFile();
  const isBroken = first && file.text.slice(literal.getStart() + 1, at).includes('\n');
  const indent = isBroken ? `\n${/[^\n]*$/.exec(file.text.slice(0, at))?.[0] ?? ''}` : ' ';
  const edit = { start: at, end: at, text: first ? `${call},${indent}` : ` ${call} ` };
  return [...runtimeImports(file, ['definePool', settings.name]), edit];
}

function literalAt({ optionsNode }: PoolSite, path: string | undefined): ts.ObjectLiteralExpression | undefined {
  let node = optionsNode && unwrap(optionsNode);
  for (const name of path?.split('.') ?? []) {
    if (!node || !ts.isObjectLiteralExpression(node)) return undefined;
    const property = node.properties.find((candidate) => candidate.name?.getText() === name);
    node = property && ts.isPropertyAssignment(property) ? unwrap(property.initializer) : undefined;
  }
  return node && ts.isObjectLiteralExpression(node) ? node : undefined;
}
