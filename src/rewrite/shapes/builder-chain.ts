import ts from 'typescript';

import { chainOf } from '../../analysis/chain.ts';
import { unwrap } from '../../analysis/syntax.ts';
import type { BuilderBatchFacts, BuilderLink } from '../../clients/batch-facts.ts';
import { refuse } from '../refusal.ts';
import type { RewriteContext } from '../rewrite-context.ts';
import { tableCallOf } from '../table-call.ts';
import type { TextEdit } from '../text-edit.ts';

/** A call of a chain: `.where(eq(users.id, id))`. */
export interface CalledLink {
  readonly name: string;
  readonly role: BuilderLink;
  readonly call: ts.CallExpression;
  /** `query.where` */
  readonly access: ts.PropertyAccessExpression;
}

/** What the conditions of a link are, that also says how many rows the query answers: `findById(id)`. */
export function filtersOf(role: BuilderLink): 'key' | 'object' | undefined {
  return typeof role === 'object' ? role.filters : undefined;
}

/**
 * The calls of a chain after that of the handle, and what each does. Refuses a chain with one of which that is not known.
 */
export function builderChain(
  { analysis }: RewriteContext,
  query: ts.Expression,
  { links }: Pick<BuilderBatchFacts, 'links'>,
): readonly CalledLink[] {
  const chain = chainOf(query).links;
  const tableCall = tableCallOf(analysis, query);
  const first = chain.findIndex(({ call }) => call !== undefined && call !== tableCall);
  return chain.slice(Math.max(first, 0)).map(({ name, call }) => {
    const role = Object.hasOwn(links, name) ? links[name] : undefined;
    if (role === undefined) return refuse('unknownLink');
    if (!call || !ts.isCallExpression(call)) return refuse('unknownLink');
    const access = unwrap(call.expression);
    if (!ts.isPropertyAccessExpression(access) || call.questionDotToken) return refuse('unknownLink');
    if (call.arguments.some(ts.isSpreadElement)) return refuse('filterNotLiteral');
    return { name, role, call, access };
  });
}

/** Puts another link in the place of one, `whereIn('id', ids)` for `where({ id })`, or none. Refuses to lose comments. */
export function replaceLink({ access, call }: CalledLink, text: string): TextEdit {
  const start = text === '' ? access.expression.end : access.name.getStart();
  const { end } = call;
  if (/\/[/*]/.test(call.getSourceFile().text.slice(start, end))) refuse('filterNotLiteral');
  return { start, end, text };
}

export function renameLink({ file }: RewriteContext, { access }: CalledLink, name: string): TextEdit {
  return { start: access.name.getStart(file), end: access.name.end, text: name };
}
