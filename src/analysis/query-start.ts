import type ts from 'typescript';

import type { CandidateFact } from '../clients/catalogue.ts';
import type { Client } from '../clients/define-client.ts';
import type { Analysis } from './analysis.ts';
import { builderOf, clientOfValue } from './builder.ts';
import { type Chain, chainOf, goesOnWith, prefixOf } from './chain.ts';

/** The fact of a chain, the chain in which the query was begun, and how many links of that make up the handle. */
interface StartedQuery {
  readonly candidate: CandidateFact;
  readonly begunIn: ts.Expression;
  readonly handle: number;
}

/**
 * The fact that a chain shows by what it starts on and by its links: `db.selectFrom(…).where(…).execute()`,
 * `prisma.user.findMany(…)`, without the type of a call.
 */
export function queryStartedIn(analysis: Analysis, node: ts.Expression, { links }: Chain): StartedQuery | undefined {
  const last = links.at(-1);
  if (!analysis.typed || !last?.call || goesOnWith(node)) return undefined;
  const start = links.length - 1;
  const before = prefixOf(node, start);
  for (const candidate of analysis.catalogue.byMethod.get(last.name) ?? []) {
    const { client, fact } = candidate;
    if (fact.by === 'method' && fact.under) {
      const builder = builderOf(analysis, before);
      if (builder?.candidate.fact === fact) return builder;
    }
    const isOfModel = fact.by === 'toStringTag' && fact.position === 'member' && start > 0;
    if (isOfModel && clientOfValue(analysis, before) === client) return { candidate, begunIn: node, handle: start };
  }
  return undefined;
}

/** The client that declares the type of what a call's chain starts on: of `prisma.user` in `prisma.user.findMany()`. */
export function clientAtStart(analysis: Analysis, call: ts.CallExpression): Client | undefined {
  const start = chainOf(call).links.findIndex((link) => link.call);
  return analysis.typed && start !== -1 ? clientOfValue(analysis, prefixOf(call, start)) : undefined;
}
