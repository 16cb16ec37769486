import type ts from 'typescript';

import type { CandidateFact } from '../clients/catalogue.ts';
import type { Client } from '../clients/define-client.ts';
import { type Analysis, memoise } from './analysis.ts';
import { type Chain, chainOf, goesOnWith, prefixOf } from './chain.ts';
import { isDeclaredBy, namedTypes } from './declared-in.ts';

/** The fact of a chain, and the link with which it starts to be a query. */
interface StartedQuery {
  readonly candidate: CandidateFact;
  readonly start: number;
}

/**
 * The fact that a chain shows by what it starts on and by its links: `db.selectFrom(…).where(…).execute()`,
 * `prisma.user.findMany(…)`. The types of `db` and `prisma.user` are known at once; that of a call, which depends on all
 * of its arguments, costs more than all else that is asked of a file.
 */
export function queryStartedIn(analysis: Analysis, node: ts.Expression, chain: Chain): StartedQuery | undefined {
  const { links } = chain;
  const last = links.at(-1);
  if (!analysis.typed || !last?.call || links.length < 2 || goesOnWith(node)) return undefined;
  for (const candidate of analysis.catalogue.byMethod.get(last.name) ?? []) {
    const start = startIn(candidate, links);
    if (start !== undefined && clientOfValue(analysis, prefixOf(node, start)) === candidate.client)
      return { candidate, start };
  }
  return undefined;
}

/** The link up to which a chain must be a client's own, so that the links after it tell the rest. */
function startIn({ fact }: CandidateFact, links: Chain['links']): number | undefined {
  const last = links.length - 1;
  if (fact.by === 'toStringTag') return fact.position === 'member' ? last : undefined;
  if (fact.by !== 'method' || !fact.under) return undefined;
  const start = links.findIndex(({ name, call }) => call && fact.under?.includes(name));
  const isOwn = links.slice(start, -1).every(({ name, call }) => call && !fact.leftBy?.includes(name));
  return start !== -1 && start < last && isOwn ? start : undefined;
}

/** The client that declares the type of what a call's chain starts on: of `prisma.user` in `prisma.user.findMany()`. */
export function clientAtStart(analysis: Analysis, call: ts.CallExpression): Client | undefined {
  const start = chainOf(call).links.findIndex((link) => link.call);
  return analysis.typed && start !== -1 ? clientOfValue(analysis, prefixOf(call, start)) : undefined;
}

const clientOfValue = memoise<ts.Expression, Client>((analysis, value) => {
  const { checker, catalogue } = analysis;
  for (const symbol of namedTypes(checker, checker.getNonNullableType(checker.getTypeAtLocation(value)))) {
    const declaration = symbol.declarations?.[0];
    const client = declaration && catalogue.clients.find((one) => isDeclaredBy(declaration, one));
    if (client) return client;
  }
  return undefined;
});
