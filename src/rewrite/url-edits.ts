import ts from 'typescript';

import { optionAt } from '../analysis/option-value.ts';
import type { PoolSite } from '../analysis/pool-site.ts';
import { unwrap } from '../analysis/syntax.ts';
import type { TextEdit } from './text-edit.ts';

/** The URL that stands as an option where a pool is built. */
export function statedUrl({ node, fact, options }: PoolSite): ts.Expression | undefined {
  const stated = (fact.urlOptions ?? []).map((path) => optionAt(options, path)).find((one) => typeof one === 'object');
  const property = stated?.node;
  const isHere =
    property?.getSourceFile() === node.getSourceFile() && property.pos >= node.pos && property.end <= node.end;
  return property && isHere && ts.isPropertyAssignment(property) ? property.initializer : undefined;
}

/** The edits that state a parameter of the URL of a pool; nothing where the URL is not written out. */
export function parameterEdits(site: PoolSite, name: string, value: string): readonly TextEdit[] | undefined {
  if (site.isFixed) return undefined;
  const stated = statedUrl(site);
  const url = stated && unwrap(stated);
  if (!url || !ts.isStringLiteralLike(url)) return undefined;
  const known = parameterIn(url, name);
  const text = `${name}=${value}`;
  if (known) return [{ ...known, text }];
  const source = url.getText();
  if (source.includes(`${name}=`) || source.includes('#')) return undefined;
  const end = url.getEnd() - 1;
  return [{ start: end, end, text: `${source.includes('?') ? '&' : '?'}${text}` }];
}

/** Where a parameter with its value is written, if it is once. */
export function parameterIn(node: ts.Node, name: string): { readonly start: number; readonly end: number } | undefined {
  if (ts.isCallExpression(node)) return undefined;
  const source = node.getText();
  const matches = [...source.matchAll(new RegExp(`[?&](${name}=[^&'"\`$\\s]*)`, 'g'))];
  const [only] = matches;
  if (only?.[1] === undefined || matches.length > 1) return undefined;
  const start = node.getStart() + only.index + 1;
  const end = start + only[1].length;
  return source.slice(end - node.getStart()).startsWith('${') ? undefined : { start, end };
}
