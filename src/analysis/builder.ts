import type ts from 'typescript';

import type { CandidateFact } from '../clients/catalogue.ts';
import type { Client, MethodFact } from '../clients/define-client.ts';
import { type Analysis, memoise } from './analysis.ts';
import { type Chain, chainOf, prefixOf } from './chain.ts';
import { isDeclaredBy, namedTypes } from './declared-in.ts';
import { inferredStartOf } from './kept-chain.ts';

/** A query that is being built and not sent yet. */
export interface Builder {
  readonly candidate: CandidateFact<MethodFact>;
  /** The chain in which it was begun, and the number of links that make up the handle on which it was. */
  readonly begunIn: ts.Expression;
  readonly handle: number;
}

/**
 * The query that an expression builds, by what its chain starts on and by its links: `db.selectFrom('users').where(…)`,
 * or a variable that keeps such a chain. The type of `db` is known at once; that of the chain, which depends on all of
 * its arguments, costs more than all else that is asked of a file.
 */
export const builderOf: (analysis: Analysis, expression: ts.Expression) => Builder | undefined = memoise(
  (analysis, expression) => {
    const { typed, catalogue } = analysis;
    if (!typed || catalogue.builderStarts.size === 0) return undefined;
    const { root, links } = chainOf(expression);
    for (const [start, { name, call }] of links.entries()) {
      for (const candidate of (call && catalogue.builderStarts.get(name)) ?? []) {
        if (!goesOnBuilding(candidate.fact, links.slice(start))) continue;
        const handle = start - derivedBefore(candidate.client, links.slice(0, start));
        if (clientOfValue(analysis, prefixOf(expression, handle)) === candidate.client)
          return { candidate, begunIn: expression, handle };
      }
    }
    const kept = inferredStartOf(analysis, root);
    const builder = kept && builderOf(analysis, kept);
    return builder && goesOnBuilding(builder.candidate.fact, links) ? builder : undefined;
  },
);

/** How many of the last links only derive a handle: `withRecursive(…)` in `db.withRecursive(…).selectFrom(…)`. */
function derivedBefore({ derivedBy = [] }: Client, links: Chain['links']): number {
  const last = links.findLastIndex(({ name, call }) => !call || !derivedBy.includes(name));
  return links.length - 1 - last;
}

/** Whether the links are the builder's own, and none sends the query. */
function goesOnBuilding({ operations, leftBy = [] }: MethodFact, links: Chain['links']): boolean {
  return links.every(({ name, call }) => call && !leftBy.includes(name) && operations[name] === undefined);
}

/** The client that a value belongs to: as one of its builders, or by the type that it declares. */
export const clientOfValue = memoise<ts.Expression, Client>((analysis, value) => {
  const builder = builderOf(analysis, value);
  if (builder) return builder.candidate.client;
  const { checker, catalogue } = analysis;
  for (const symbol of namedTypes(checker, checker.getNonNullableType(checker.getTypeAtLocation(value)))) {
    const declaration = symbol.declarations?.[0];
    const client = declaration && catalogue.clients.find((one) => isDeclaredBy(declaration, one));
    if (client) return client;
  }
  return undefined;
});
