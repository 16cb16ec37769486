import ts from 'typescript';

import type { Client } from '../clients/define-client.ts';
import type { Analysis } from './analysis.ts';
import { builderOf } from './builder.ts';
import { type Carrier, carrierOfValue, isChoice, pool, unknown } from './carrier.ts';
import { chainOf } from './chain.ts';
import { resolveAlias } from './declared-in.ts';
import { handleOf } from './handle.ts';
import { answeredLinks } from './handle-origin.ts';
import { importOf } from './imported-name.ts';
import { startOf } from './kept-chain.ts';
import type { QuerySite } from './query-site.ts';
import { initializerOf } from './references.ts';
import { calleeOf, isCallLike, unwrap } from './syntax.ts';

/** What a query runs on, as its own function says it. */
export function carrierOf(analysis: Analysis, query: QuerySite): Carrier {
  const { client, node, root, position } = query;
  if (!client) return unknown;
  if (client.held.options || client.held.links) {
    const stated = statedIn(analysis, node, client);
    if (stated) return stated;
    // A row may know the session that it was read with.
    if (client.held.optionsAt) return position === 'row' && client.held.links ? unknown : pool;
  }
  if (isGlobal(analysis, query, client)) return pool;
  if (client.handleArguments && !isGivenHandle(query)) {
    const { links } = chainOf(node);
    const takes = links.some(({ name, call }) => call && Object.hasOwn(client.handleArguments ?? {}, name));
    if (takes && client.held.options) return pool;
  }
  return carrierOfChain(
    analysis,
    client,
    isGivenHandle(query) ? root : node,
    root,
    client.held.options ? pool : unknown,
  );
}

/** Whether it runs on what an entity or a function of the client's knows: `User.find()`, `user.save()`, `getRepository(User)`. */
function isGlobal(analysis: Analysis, { root, position, node }: QuerySite, client: Client): boolean {
  if (client.handleArguments || client.joins?.always) return false;
  if (position === 'row') return ts.isCallExpression(node);
  if (!ts.isIdentifier(root)) return false;
  const symbol = analysis.checker.getSymbolAtLocation(root);
  const declarations = symbol ? resolveAlias(analysis.checker, symbol).declarations : undefined;
  if (declarations?.some(ts.isClassDeclaration)) return true;
  return isCallLike(chainOf(node).root) && client.handles.includes(importOf(analysis, root)?.name ?? '');
}

function isGivenHandle({ node, root }: QuerySite): boolean {
  const own = chainOf(node).root;
  return root !== own && !(isCallLike(own) && calleeOf(own) === root);
}

function carrierOfChain(
  analysis: Analysis,
  client: Client,
  whole: ts.Expression,
  root: ts.Expression,
  otherwise: Carrier,
  depth = 0,
): Carrier {
  const node = unwrap(root);
  // What a function of the user's answers with need not be on what it is called on.
  const isAnswer = answeredLinks(analysis, whole) > 0;
  if (!isAnswer && (ts.isIdentifier(node) || isChoice(node))) {
    const carrier = carrierOfValue(analysis, node, otherwise);
    // A handle that stands at the root is known by the whole chain.
    if (carrier.kind !== 'handle' || carrier.expression !== node) return carrier;
  }
  // A builder that was kept in a constant: `const query = db.selectFrom('users')`.
  const first = startOf(analysis, node);
  const isDerived = first && client.derivedBy?.includes(chainOf(first).links.at(-1)?.name ?? '');
  // `const db = drizzle(pool)` is a handle, and no builder.
  const isBuilt = builderOf(analysis, node) !== undefined;
  if (first && !isDerived && depth < 5 && (isBuilt || handleOf(analysis, first) !== client)) {
    const start = chainOf(first).root;
    return carrierOfChain(analysis, client, first, isCallLike(start) ? calleeOf(start) : start, otherwise, depth + 1);
  }
  return { kind: 'handle', expression: whole, analysis };
}

/** What a handle stands for that may be a parameter, or derived from one. */
export function carrierOfHandle(analysis: Analysis, expression: ts.Expression, client: Client): Carrier {
  return carrierOfChain(analysis, client, expression, chainOf(expression).root, unknown);
}

/** The transaction that a query names by an option, a link of its chain or an argument of one; nothing if it names none. */
function statedIn(analysis: Analysis, node: ts.Expression, { held, queries }: Client): Carrier | undefined {
  const { links } = chainOf(node);
  for (const { name, call } of links) {
    if (!call || !ts.isCallExpression(call)) continue;
    if (name === 'setOptions') return unknown;
    const [first] = call.arguments;
    if (held.links?.includes(name)) return first ? carrierOfValue(analysis, first, pool) : unknown;
  }
  if (!held.optionsAt) return undefined;
  const prefixes = queries.flatMap((fact) => (fact.by === 'signature' ? Object.keys(fact.prefixes) : []));
  for (const { name, call } of links) {
    if (!call || !ts.isCallExpression(call)) continue;
    const position = positionIn(held.optionsAt, prefixes, name);
    if (position === undefined) continue;
    if (call.arguments.some(ts.isSpreadElement)) return unknown;
    const options = call.arguments[position];
    return options ? statedByOptions(analysis, options, held.options ?? []) : undefined;
  }
  return unknown;
}

/** The position of a method's options: of `getPosts` that of `get`. */
export function positionIn(
  positions: Readonly<Record<string, number>>,
  prefixes: readonly string[],
  name: string,
): number | undefined {
  if (Object.hasOwn(positions, name)) return positions[name];
  const prefix = prefixes.find((one) => name.startsWith(one) && /^[A-Z]/.test(name.slice(one.length)));
  return prefix !== undefined && Object.hasOwn(positions, prefix) ? positions[prefix] : undefined;
}

function statedByOptions(analysis: Analysis, options: ts.Expression, names: readonly string[]): Carrier | undefined {
  const node = unwrap(options);
  if (ts.isIdentifier(node)) {
    const value = carrierOfValue(analysis, node, pool);
    if (value.kind === 'given' && value.member === undefined) return { ...value, member: names[0] };
    const made = initializerOf(analysis, node);
    return made ? statedByOptions(analysis, made, names) : unknown;
  }
  if (!ts.isObjectLiteralExpression(node)) return unknown;
  let found: Carrier | undefined;
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      found = statedByOptions(analysis, property.expression, names) ?? found;
      continue;
    }
    if (!names.includes(property.name.getText())) continue;
    found = ts.isShorthandPropertyAssignment(property)
      ? carrierOfValue(analysis, property.name, pool)
      : ts.isPropertyAssignment(property)
        ? carrierOfValue(analysis, property.initializer, pool)
        : unknown;
  }
  return found;
}
