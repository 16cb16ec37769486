import ts from 'typescript';

import type { CandidateFact } from '../clients/catalogue.ts';
import type { Client, Operation, Position, QueryFact } from '../clients/define-client.ts';
import { type Analysis, memoise } from './analysis.ts';
import { builderOf } from './builder.ts';
import { queryStartedIn } from './query-start.ts';
import { answersNoQuery, isOfNoClient } from './callee.ts';
import { type Chain, chainOf, describeChain, goesOnWith, prefixOf } from './chain.ts';
import { computesOnly } from './computed-columns.ts';
import { connectionOf } from './connection.ts';
import { consumptionOf } from './consumption.ts';
import { isUnknownType, ownerOf } from './declared-in.ts';
import { isDriverLike } from './driver-like.ts';
import { allLinksOf, startOf } from './kept-chain.ts';
import { lazyRelationOf } from './lazy-relation.ts';
import { isOfMadeCollection } from './made-collection.ts';
import { isMergedRead } from './merged-read.ts';
import type { PossibleQuery, QuerySite } from './query-site.ts';
import { answersUnknown, factOfDeclaration, factOfTag, factOfValue } from './recognise-typed.ts';
import { isWrite, matchUntyped, prefixIn } from './recognise-untyped.ts';
import { initializerOf } from './references.ts';
import { startsGiven } from './starts-given.ts';
import { isSynchronous } from './synchronous.ts';
import { calleeOf, isCallLike } from './syntax.ts';

/** The query that an expression sends, if it is one. */
export const recogniseQuery = memoise<PossibleQuery, QuerySite>((analysis, node) => {
  const site =
    ts.isCallExpression(node) || ts.isTaggedTemplateExpression(node)
      ? recogniseCall(analysis, node)
      : recogniseValue(analysis, node);
  if (site?.client?.keyValue && !analysis.settings.includeKeyValue) return undefined;
  return site;
});

function recogniseCall(
  analysis: Analysis,
  node: ts.CallExpression | ts.TaggedTemplateExpression,
): QuerySite | undefined {
  const chain = chainOf(node);
  const given = sentWhereGiven(analysis, node, chain);
  if (given) return given;
  if (!mayBeNamed(analysis, chain) || isOfList(analysis, chain) || isOfMadeCollection(analysis, chain))
    return undefined;
  const started = queryStartedIn(analysis, node, chain);
  if (started) return siteOf(analysis, node, chain, started.candidate, chain.links.length - 1, started);
  if (builderOf(analysis, node) || isOfNoClient(analysis, node)) return undefined;
  const isPlain = answersNoQuery(analysis, node);
  if (!goesOnWith(node) && !isPlain) {
    const byValue = factOfValue(analysis, node, chain);
    if (byValue) return siteOf(analysis, node, chain, byValue);
  }
  const last = chain.links.at(-1);
  if (!last?.call && isPlain) return undefined;
  const declared = last?.call ? factOfDeclaration(analysis, node, last.name) : factOfTag(analysis, node);
  if (declared && declared !== 'undeclared') return siteOf(analysis, node, chain, declared);
  const isUntyped =
    !analysis.typed ||
    declared === 'undeclared' ||
    answersUnknown(analysis.checker, node) ||
    (ts.isCallExpression(node) && isDriverLike(analysis, node));
  return isUntyped ? matchCallOfHandle(analysis, node, chain) : undefined;
}

/** What a function of the user's sends: `executeWithRetry(db.insertInto('log').values(row))`. */
function sentWhereGiven(analysis: Analysis, node: PossibleQuery, chain: Chain): QuerySite | undefined {
  const { parent } = node;
  if (!ts.isCallExpression(parent) || parent.expression === node) return undefined;
  if (!chain.links.some(({ name }) => analysis.catalogue.builderStarts.has(name))) return undefined;
  const builder = builderOf(analysis, node);
  const position = parent.arguments.findIndex((argument) => argument === node);
  if (!builder || !startsGiven(analysis, parent, position)) return undefined;
  const [operation = 'raw'] = Object.values(builder.candidate.fact.operations);
  const site = siteOf(analysis, node, chain, builder.candidate, undefined, builder);
  return site && { ...site, operation };
}

/** Whether one of a chain's links has a name by which some client is queried: asked first, since it needs no types. */
function mayBeNamed({ catalogue: { isByMethodOnly, byMethod } }: Analysis, { root, links }: Chain): boolean {
  return (
    !isByMethodOnly ||
    ts.isTaggedTemplateExpression(root) ||
    links.some(({ name, call }) => byMethod.has(name) || (call && ts.isTaggedTemplateExpression(call)))
  );
}

/** What is called of lists most, and of no builder of a query: asking what a list is of would take the type of its query. */
const listMethods = new Set([
  ...['map', 'flatMap', 'forEach', 'reduce', 'some', 'every', 'findIndex', 'includes', 'indexOf', 'push'],
]);

function isOfList(analysis: Analysis, chain: Chain): boolean {
  const last = chain.links.at(-1);
  if (!last?.call || !listMethods.has(last.name) || isCallLike(chain.root)) return false;
  return !allLinksOf(analysis, chain).some(({ name }) => analysis.catalogue.byMethod.has(name));
}

function matchCallOfHandle(analysis: Analysis, node: PossibleQuery, chain: Chain): QuerySite | undefined {
  const match = matchUntyped(analysis, node, chain);
  return match && siteOf(analysis, node, chain, match.candidate, match.index);
}

/** Whether a chain that shows a fact sends its query: not if it collects a command, moves on in a cursor, or makes one that nothing reads. */
function isSentBy(analysis: Analysis, node: PossibleQuery, { links }: Chain, fact: QueryFact): boolean {
  if (fact.by === 'method' && fact.promised && !isThenable(analysis, node)) return false;
  if (fact.by === 'method' && fact.advances) return links.slice(0, -1).some(({ call }) => call);
  if (fact.by !== 'returned' || fact.startedBy !== 'iteration') return true;
  const { at } = consumptionOf(analysis, node);
  return ts.isForOfStatement(at) && at.awaitModifier !== undefined;
}

function isThenable({ checker }: Analysis, node: ts.Expression): boolean {
  const type = checker.getApparentType(checker.getTypeAtLocation(node));
  return isUnknownType(type) || checker.getPropertyOfType(type, 'then') !== undefined;
}

/** The link that says what a chain does: its last one for a method, else one that writes, or the first that the fact names; -1 for its root. */
function namingLink({ root, links }: Chain, { fact }: CandidateFact): number {
  if (!('operations' in fact) || fact.by === 'method') return links.length - 1;
  const written = links.findIndex(({ name }) => isWrite(fact.operations[name]));
  const index = written === -1 ? links.findIndex(({ name }) => fact.operations[name] !== undefined) : written;
  if (index !== -1) return index;
  return ts.isTaggedTemplateExpression(root) ? -1 : links.length - 1;
}

function siteOf(
  analysis: Analysis,
  node: PossibleQuery,
  chain: Chain,
  candidate: CandidateFact,
  index = namingLink(chain, candidate),
  { begunIn, handle }: { readonly begunIn: ts.Expression; readonly handle: number } = { begunIn: node, handle: index },
): QuerySite | undefined {
  const { client, fact } = candidate;
  if (!isSentBy(analysis, node, chain, fact)) return undefined;
  const link = chain.links[index];
  const given = givenHandle(chain, client);
  return {
    node,
    client,
    operation: operationOf(analysis, node, chain, candidate, link?.name ?? ''),
    name: describeChain(prefixOf(node, index + 1)),
    vague:
      index !== -1 &&
      (fact.by === 'thenable' || fact.by === 'returned') &&
      !chain.links.some(({ name }) => fact.operations[name] !== undefined),
    lazy: fact.by === 'tag' ? (fact.lazy ?? false) : fact.by !== 'method' && fact.by !== 'signature',
    connection: given
      ? connectionOf(analysis, given, client, chainOf(given).links.length)
      : connectionOf(analysis, begunIn, client, Math.max(handle, 0)),
    root: given ? chainOf(given).root : isCallLike(chain.root) ? calleeOf(chain.root) : chain.root,
    synchronous: isSynchronous(analysis, node, client),
    position: fact.by === 'relation' || fact.by === 'signature' ? 'row' : positionOf(fact),
    merged:
      link?.call !== undefined &&
      client.mergedReads !== undefined &&
      isMergedRead(client.mergedReads, link.name, link.call),
  };
}

function positionOf(fact: QueryFact): Position {
  return ('position' in fact ? fact.position : undefined) ?? 'handle';
}

/** The handle that a link of a chain is given: `trx` in `Person.query(trx)`. */
function givenHandle({ links }: Chain, { handleArguments = {} }: Client): ts.Expression | undefined {
  for (const { name, call } of links) {
    const position = Object.hasOwn(handleArguments, name) ? handleArguments[name] : undefined;
    const argument = position !== undefined && call && ts.isCallExpression(call) ? call.arguments[position] : undefined;
    if (argument) return argument;
  }
  return undefined;
}

function operationOf(
  analysis: Analysis,
  node: PossibleQuery,
  chain: Chain,
  candidate: CandidateFact,
  name: string,
): Operation {
  const operation = statedOperation(analysis, node, chain, candidate, name);
  const { aggregates } = candidate.client;
  const isRead = operation === 'readOne' || operation === 'readMany';
  return isRead && aggregates && computesOnly(aggregates, allLinksOf(analysis, chain)) ? 'count' : operation;
}

function statedOperation(
  analysis: Analysis,
  node: PossibleQuery,
  chain: Chain,
  { fact }: CandidateFact,
  name: string,
): Operation {
  if (fact.by === 'relation') return fact.decorators[lazyRelationOf(analysis, node)?.decorator ?? ''] ?? 'readMany';
  if (fact.by === 'signature') {
    const declaration = ts.isCallExpression(node)
      ? analysis.checker.getResolvedSignature(node)?.declaration
      : undefined;
    const owner = declaration && ownerOf(declaration);
    const prefix = prefixIn(fact, name);
    return fact.owners[owner ?? ''] ?? (prefix === undefined ? undefined : fact.prefixes[prefix]) ?? 'readMany';
  }
  if (fact.by === 'tag') return fact.operation;
  const own = fact.operations[name];
  const refinedBy = 'refinedBy' in fact ? fact.refinedBy : undefined;
  const refined =
    refinedBy &&
    allLinksOf(analysis, chain)
      .map((link) => refinedBy[link.name])
      .find((operation) => operation !== undefined);
  if (fact.by !== 'method') {
    const stated = own ?? ('otherwise' in fact ? fact.otherwise : undefined) ?? 'readMany';
    return stated === 'readMany' ? (refined ?? stated) : stated;
  }
  return (refined === 'readMany' && own === 'readOne' ? own : (refined ?? own)) ?? 'raw';
}

/** A lazy relation, or a chain that was kept in a variable, where it is awaited. */
function recogniseValue(analysis: Analysis, node: ts.Identifier | ts.PropertyAccessExpression): QuerySite | undefined {
  const chain = chainOf(node);
  const relation = lazyRelationOf(analysis, node);
  if (relation) return siteOf(analysis, node, chain, relation.candidate);
  // A chain in a constant counts where it is made.
  if (initializerOf(analysis, node)) return undefined;
  const kept = factOfValue(analysis, node, chain);
  if (!kept && !isUnknownType(analysis.checker.getTypeAtLocation(node))) return undefined;
  const start = startOf(analysis, node);
  const query = start && recogniseQuery(analysis, start);
  if (query) return kept || query.lazy ? { ...query, node } : undefined;
  return kept && siteOf(analysis, node, chain, kept);
}
