import ts from 'typescript';

import type { CandidateFact } from '../clients/catalogue.ts';
import type { Client, Operation, Position, SignatureFact } from '../clients/define-client.ts';
import type { Analysis } from './analysis.ts';
import { type Chain, chainOf, goesOnWith, isContinuation, prefixOf } from './chain.ts';
import { consumptionOf, isPromiseCombinator } from './consumption.ts';
import { clientOfUsualCall, clientOfUsualTag, matchesConvention } from './convention.ts';
import { isDeclaredBy, isUnknownType } from './declared-in.ts';
import { isDriverLike } from './driver-like.ts';
import { handleOf, handleWithMember } from './handle.ts';
import { allLinksOf, firstCallOf } from './kept-chain.ts';
import { readByClient } from './row.ts';
import { accessOf, calleeOf, isCallLike } from './syntax.ts';

/** A fact that fits a chain of which no type is known, and the link that names the query. */
export interface UntypedMatch {
  readonly candidate: CandidateFact;
  readonly index: number;
}

/** Recognises a chain by tracing where it starts to an import, else by the conventions of the packages in use. */
export function matchUntyped(
  analysis: Analysis,
  node: ts.Expression,
  { root, links }: Chain,
): UntypedMatch | undefined {
  const called = handleCalledIn(analysis, { root, links });
  const isQuery = ({ client, fact }: CandidateFact, index: number): boolean => {
    if (!('operations' in fact) || !links[index]?.call) return false;
    if ('under' in fact && !goesThrough(fact.under)) return false;
    if ('leftBy' in fact && links.slice(0, index).some(({ name }) => fact.leftBy?.includes(name))) return false;
    if (fact.position === 'call') return called === client;
    // `$relatedQuery` in `row.$relatedQuery('pets').first()` stands on the row.
    const through =
      fact.position === 'row' && 'under' in fact ? links.findIndex(({ name }) => fact.under?.includes(name)) : index;
    return (
      isOwnName(fact.position, links[through]) ||
      startsWithHandle(analysis, node, client, fact.position ?? 'handle', through)
    );
  };
  const goesThrough = (under: readonly string[]): boolean =>
    allLinksOf(analysis, { root, links }).some(({ name }) => under.includes(name));
  const candidatesAt = (index: number): readonly CandidateFact[] =>
    analysis.catalogue.byMethod.get(links[index]?.name ?? '') ?? [];
  // A terminal sends the query; the links before it only build it, and a promise has none after it.
  const last = links.length - 1;
  const tag = tagIn(analysis, root, links);
  if (tag) return goesOnWith(node) ? undefined : tag;
  const terminal = candidatesAt(last).find(
    (candidate) =>
      candidate.fact.by === 'method' &&
      (candidate.client.synchronous === true || !goesOnWith(node)) &&
      isQuery(candidate, last),
  );
  if (terminal) return { candidate: terminal, index: last };
  const association = associationAt(analysis, node, links);
  if (association) return { candidate: association, index: last };
  // What `then` answers with is no query; what it is called on has been found before.
  if (goesOnWith(node) || isContinuation(links[last]?.name ?? '')) return undefined;
  const named = [...links.keys()].flatMap((index) => {
    const candidate = candidatesAt(index).find((other) => other.fact.by !== 'method' && isQuery(other, index));
    return candidate ? [{ candidate, index }] : [];
  });
  const writes = named.find(
    ({ candidate: { fact }, index }) => 'operations' in fact && isWrite(fact.operations[links[index]?.name ?? '']),
  );
  return writes ?? named[0] ?? unnamedIn(analysis, node, { root, links }, called);
}

/** Whether no other library gives its objects such a method: `page.$relatedQuery('tags')`. */
function isOwnName(position: Position | undefined, link: Chain['links'][number] | undefined): boolean {
  return position === 'row' && link?.call !== undefined && /^\$\w*Query$/.test(link.name);
}

/** Whether a chain with such a link writes, whatever else it names: `query().findById(id).patch(changes)`. */
export function isWrite(operation: Operation | undefined): boolean {
  return operation === 'writeOne' || operation === 'writeMany';
}

/** The fact of a chain none of whose links says what it does: `knex('users').where({ id })`, `Person.query().where('id', id)`. */
function unnamedIn(
  analysis: Analysis,
  node: ts.Expression,
  { links }: Chain,
  called: Client | undefined,
): UntypedMatch | undefined {
  const index = links.length - 1;
  for (const client of analysis.catalogue.clients) {
    for (const fact of client.queries) {
      if (!('otherwise' in fact)) continue;
      const through = links.findIndex(({ name }) => fact.under?.includes(name));
      const isExcepted = 'except' in fact && fact.except.includes(links[index]?.name ?? '');
      const isQuery =
        fact.position === 'call'
          ? called === client
          : through !== -1 &&
            (isOwnName(fact.position, links[through]) ||
              startsWithHandle(
                analysis,
                node,
                client,
                fact.position ?? 'handle',
                fact.position === 'row' ? through : through + 1,
              ));
      if (isQuery && !isExcepted) return { candidate: { client, fact }, index };
    }
  }
  return undefined;
}

/** The fact of a method that only its signature would tell, on a row of the client: `await user.getPosts()`. */
function associationAt(analysis: Analysis, node: ts.Expression, links: Chain['links']): CandidateFact | undefined {
  const last = links.at(-1);
  if (!last?.call || !analysis.catalogue.prefixes.some((prefix) => isPrefixed(last.name, prefix))) return undefined;
  // A method of the user's own with such a name answers at once, as a rule.
  const { how, at } = consumptionOf(analysis, node);
  if (how !== 'awaited' && !(how === 'returned' && isCombined(node, at))) return undefined;
  const client = readByClient(analysis, prefixOf(node, links.length - 1));
  const fact = client?.queries.find(
    (candidate) => candidate.by === 'signature' && prefixIn(candidate, last.name) !== undefined,
  );
  return client && fact && { client, fact };
}

/** Whether a value is waited for by `Promise.all` or its like, inside a function. */
function isCombined(node: ts.Node, around: ts.Node): boolean {
  const call = ts.findAncestor(node, (outer) =>
    outer === around ? 'quit' : ts.isCallExpression(outer) && isPromiseCombinator(outer.expression),
  );
  return call !== undefined;
}

/** What the name of a method starts with, of the words that a fact states: `get` in `getPosts`. */
export function prefixIn({ prefixes }: SignatureFact, name: string): string | undefined {
  return Object.keys(prefixes).find((prefix) => isPrefixed(name, prefix));
}

function isPrefixed(name: string, prefix: string): boolean {
  return name.startsWith(prefix) && /^[A-Z]/.test(name.slice(prefix.length));
}

/** The template of a chain whose tag is a handle: sql`…` at its root, or this.sql`…` as one of its links. */
function tagIn(analysis: Analysis, root: ts.Expression, links: Chain['links']): UntypedMatch | undefined {
  const calls = [root, ...links.map(({ call }) => call)];
  const index = calls.findIndex((call) => call && ts.isTaggedTemplateExpression(call));
  const template = calls[index];
  if (!template || !ts.isTaggedTemplateExpression(template)) return undefined;
  const tag = calleeOf(template);
  const traced = handleOf(analysis, tag);
  const client = traced === 'unknown' ? clientOfUsualTag(analysis, template) : traced;
  const fact = client?.queries.find(({ by }) => by === 'tag');
  return client && fact && { candidate: { client, fact }, index: index - 1 };
}

/** The client whose handle is called in a chain: `knex` in `knex('users').first()` and in `this.knex('users').first()`. */
function handleCalledIn(analysis: Analysis, { root, links }: Chain): Client | undefined {
  for (const call of [root, ...links.map((link) => link.call)]) {
    if (!call || !isCallLike(call)) continue;
    const callee = calleeOf(call);
    const handle = handleOf(analysis, callee);
    if (typeof handle === 'object') return handle;
    const isOpen =
      handle === 'unknown' && ts.isCallExpression(call) && isUnknownType(analysis.checker.getTypeAtLocation(callee));
    const usual = isOpen ? clientOfUsualCall(analysis, call) : undefined;
    if (usual) return usual;
  }
  return undefined;
}

function startsWithHandle(
  analysis: Analysis,
  node: ts.Expression,
  client: Client,
  position: Position,
  index: number,
): boolean {
  if (position === 'row') return readByClient(analysis, prefixOf(node, index)) === client;
  if (position === 'member' && index === 0 && handleWithMember(analysis, prefixOf(node, 0)) === client) return true;
  const shortest = position === 'member' ? 0 : index;
  const longest = position === 'member' ? index - 1 : index;
  for (let length = longest; length >= shortest; length -= 1) {
    const handle = prefixOf(node, length);
    const traced = handleOf(analysis, handle);
    if (traced === client) return length === index || !isOwnMember(analysis, prefixOf(node, length + 1), client);
    if (traced !== 'unknown') continue;
    const isOpen = isUnknownType(analysis.checker.getTypeAtLocation(handle));
    if (!isOpen && !(ts.isCallExpression(node) && isDriverLike(analysis, node))) continue;
    if (matchesConvention(analysis, node, handle, client, index)) return true;
  }
  // A builder that was kept in a variable.
  const first = position === 'member' ? firstCallOf(analysis, prefixOf(node, 0)) : undefined;
  return first !== undefined && startsWithHandle(analysis, first, client, position, chainOf(first).links.length);
}

/** Whether the user's own class has added a member to the client's: `store` in `class Database extends PrismaClient { store = … }`. */
function isOwnMember({ checker }: Analysis, member: ts.Expression, client: Client): boolean {
  const name = accessOf(isCallLike(member) ? calleeOf(member) : member)?.nameNode;
  const declarations = (name && checker.getSymbolAtLocation(name)?.declarations) ?? [];
  return declarations.some(
    (declaration) =>
      ts.isClassElement(declaration) &&
      !declaration.getSourceFile().isDeclarationFile &&
      !isDeclaredBy(declaration, client),
  );
}
