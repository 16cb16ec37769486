import type ts from 'typescript';

import type { CandidateFact } from '../clients/catalogue.ts';
import type { Client } from '../clients/define-client.ts';
import { type Analysis, memoise } from './analysis.ts';
import { type Chain, chainOf, goesOnWith, prefixOf } from './chain.ts';
import { isDeclaredBy, namedTypes } from './declared-in.ts';

/** The fact of a builder's chain, and the link with which the builder starts. */
interface StartedBuilder {
  readonly candidate: CandidateFact;
  readonly start: number;
}

/**
 * The fact that a builder's chain shows by what it starts on and by its links: `db.selectFrom(…).where(…).execute()`.
 * The type of `db` is known at once, that of a long chain costs more than all else that is asked of a file.
 */
export function builderStartedIn(analysis: Analysis, node: ts.Expression, chain: Chain): StartedBuilder | undefined {
  const { links } = chain;
  const last = links.at(-1);
  if (!analysis.typed || !last?.call || links.length < 2 || goesOnWith(node)) return undefined;
  for (const candidate of analysis.catalogue.byMethod.get(last.name) ?? []) {
    const { client, fact } = candidate;
    if (fact.by !== 'method' || !fact.under || !fact.operations[last.name]) continue;
    const start = links.findIndex(({ name, call }) => call && fact.under?.includes(name));
    if (start === -1 || start === links.length - 1) continue;
    if (links.slice(start, -1).some(({ name, call }) => !call || fact.leftBy?.includes(name))) continue;
    if (clientOfValue(analysis, prefixOf(node, start)) === client) return { candidate, start };
  }
  return undefined;
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
