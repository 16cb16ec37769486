import ts from 'typescript';

import type { CandidateFact } from '../clients/catalogue.ts';
import type { Client, QueryFact } from '../clients/define-client.ts';
import { type Analysis, memoise } from './analysis.ts';
import { chainOf, describeChain, goesOn, prefixOf } from './chain.ts';
import { isUnknownType, namedTypes, ownerOf, packageOf } from './declared-in.ts';
import { handleOf } from './handle.ts';
import { isMergedRead } from './merged-read.ts';
import { initializerOf } from './references.ts';
import { ownQueryOf } from './named-function.ts';
import type { PossibleQuery, QuerySite } from './query-site.ts';
import { accessOf, unwrap } from './syntax.ts';

/** The query that an expression sends, if it is one. */
export const recogniseQuery = memoise<PossibleQuery, QuerySite>((analysis, node) => {
  const own = ownQueryOf(analysis, node);
  if (own) return own;
  const isCall = ts.isCallExpression(node) || ts.isTaggedTemplateExpression(node);
  const { links } = chainOf(node);
  for (const [index, { name }] of links.entries()) {
    for (const candidate of analysis.catalogue.byMethod.get(name) ?? []) {
      const site = recogniseAs(analysis, node, candidate, index);
      if (site) return site;
    }
  }
  return isCall ? undefined : awaitedChain(analysis, node);
});

function recogniseAs(
  analysis: Analysis,
  node: PossibleQuery,
  { client, fact }: CandidateFact,
  index: number,
): QuerySite | undefined {
  const { root, links } = chainOf(node);
  const link = links[index];
  if (!link?.call) return undefined;
  const isLast = index === links.length - 1;
  if (fact.by === 'method' ? !isLast : isInnerLink(node)) return undefined;
  if (!matches(analysis, node, client, fact, index)) return undefined;
  const operation = fact.operations[link.name] ?? 'readMany';
  return {
    node,
    client,
    operation,
    name: describeChain(prefixOf(node, index + 1)),
    lazy: fact.by !== 'method',
    connection: connectionOf(analysis, node, client, fact, index),
    root,
    merged: isLast && client.mergedReads !== undefined && isMergedRead(client.mergedReads, link.name, link.call),
  };
}

/** Whether a chain goes on after this call, so that a later call is the query: `db.select()` in `db.select().from(t)`. */
function isInnerLink(node: ts.Node): boolean {
  const next = goesOn(node);
  return next !== undefined && !['then', 'catch', 'finally'].includes(next);
}

function matches(analysis: Analysis, node: PossibleQuery, client: Client, fact: QueryFact, index: number): boolean {
  const { checker } = analysis;
  const type = checker.getTypeAtLocation(node);
  if (!isUnknownType(type)) {
    if (fact.by === 'toStringTag') return hasToStringTag(checker, type, fact.tag);
    if (fact.by === 'thenable') return isThenableOf(type, client, fact.owners, checker);
  }
  if (fact.by === 'method' && ts.isCallLikeExpression(node)) {
    const declaration = checker.getResolvedSignature(node)?.declaration;
    if (declaration) {
      const declaredBy = packageOf(declaration);
      return declaredBy !== undefined && client.packages.includes(declaredBy) && fact.owners.includes(ownerOf(declaration) ?? '');
    }
  }
  return matchesUntyped(analysis, node, client, fact, index);
}

function hasToStringTag(checker: ts.TypeChecker, type: ts.Type, tag: string): boolean {
  const property = checker.getPropertiesOfType(type).find(({ escapedName }) => String(escapedName).startsWith('__@toStringTag@'));
  if (!property) return false;
  const value = checker.getTypeOfSymbol(property);
  return value.isStringLiteral() && value.value === tag;
}

function isThenableOf(type: ts.Type, client: Client, owners: readonly string[], checker: ts.TypeChecker): boolean {
  const declarations = checker.getPropertyOfType(checker.getApparentType(type), 'then')?.declarations ?? [];
  return declarations.some((declaration) => {
    const declaredBy = packageOf(declaration);
    return declaredBy !== undefined && client.packages.includes(declaredBy) && owners.includes(ownerOf(declaration) ?? '');
  });
}

/** The expression, before the query's own method, that should be a handle: `prisma` in `prisma.user.create()`. */
function handleBefore(node: PossibleQuery, fact: QueryFact, index: number): ts.Expression[] {
  if (fact.position !== 'member') return [prefixOf(node, index)];
  return Array.from({ length: index }, (_, shorter) => prefixOf(node, index - 1 - shorter));
}

function matchesUntyped(analysis: Analysis, node: PossibleQuery, client: Client, fact: QueryFact, index: number): boolean {
  const before = handleBefore(node, fact, index);
  for (const handle of before) {
    const traced = handleOf(analysis, handle);
    if (traced === client) return true;
    if (traced === 'unknown' && isUnknownType(analysis.checker.getTypeAtLocation(handle))) {
      if (matchesConvention(analysis, node, handle, client, index)) return true;
    }
  }
  return false;
}

function matchesConvention(
  analysis: Analysis,
  node: PossibleQuery,
  handle: ts.Expression,
  client: Client,
  index: number,
): boolean {
  const name = ts.isIdentifier(handle) ? handle.text : accessOf(handle)?.name.replace(/^#/, '');
  if (name === undefined || !client.convention.handles.includes(name)) return false;
  const dependencies = analysis.dependenciesOf(node.getSourceFile().fileName);
  if (!client.packages.some((dependency) => dependencies.has(dependency))) return false;
  const call = chainOf(node).links[index]?.call;
  if (!call || ts.isTaggedTemplateExpression(call)) return call !== undefined;
  const argument = call.arguments[0] && unwrap(call.arguments[0]);
  switch (client.convention.argument) {
    case 'any':
      return true;
    case 'object':
      return argument !== undefined && ts.isObjectLiteralExpression(argument);
    case 'sql':
      return argument !== undefined && looksLikeSql(argument);
  }
}

function looksLikeSql(argument: ts.Expression): boolean {
  const text = ts.isStringLiteralLike(argument)
    ? argument.text
    : ts.isTemplateExpression(argument)
      ? argument.head.text
      : '';
  return /^\s*(select|insert|update|delete|with|merge|call)\b/i.test(text);
}

function connectionOf(
  analysis: Analysis,
  node: PossibleQuery,
  client: Client,
  fact: QueryFact,
  index: number,
): QuerySite['connection'] {
  if (client.connection === 'none') return 'none';
  const { held } = client;
  const [handle] = handleBefore(node, fact, index);
  if (!handle) return 'pool';
  const type = analysis.checker.getTypeAtLocation(handle);
  if (isUnknownType(type)) return isAcquired(analysis, handle, client) ? 'held' : 'pool';
  if (held.lacks !== undefined) {
    const parts = type.isUnion() ? type.types : [type];
    const { lacks } = held;
    return parts.every((part) => !analysis.checker.getPropertyOfType(part, lacks)) ? 'held' : 'pool';
  }
  const heldTypes = held.types ?? [];
  const root = analysis.checker.getTypeAtLocation(chainOf(node).root);
  for (const symbol of [...namedTypes(analysis.checker, type), ...namedTypes(analysis.checker, root)]) {
    const declaredBy = symbol.declarations?.[0] && packageOf(symbol.declarations[0]);
    if (heldTypes.includes(symbol.name) && declaredBy !== undefined && client.packages.includes(declaredBy)) return 'held';
  }
  return 'pool';
}

/** Whether a handle without a known type was given out by the pool: `const connection = await pool.connect()`. */
function isAcquired(analysis: Analysis, handle: ts.Expression, client: Client): boolean {
  if (!ts.isIdentifier(handle)) return false;
  const declaration = analysis.checker.getSymbolAtLocation(handle)?.valueDeclaration;
  if (declaration && ts.isParameter(declaration)) {
    const type = declaration.type?.getText().split('.').at(-1) ?? '';
    return (client.held.types ?? []).includes(type);
  }
  if (!declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return false;
  const initializer = unwrap(declaration.initializer);
  if (ts.isNewExpression(initializer)) {
    const name = accessOf(initializer.expression)?.name ?? initializer.expression.getText();
    return (client.held.types ?? []).includes(name);
  }
  if (!ts.isAwaitExpression(initializer)) return false;
  const { links } = chainOf(initializer.expression);
  return (client.held.acquiredBy ?? []).includes(links.at(-1)?.name ?? '');
}

/** A chain of a client that was kept in a variable and is awaited here; one in a constant counts where it is made. */
function awaitedChain(analysis: Analysis, node: PossibleQuery): QuerySite | undefined {
  if (initializerOf(analysis, node)) return undefined;
  const type = analysis.checker.getTypeAtLocation(node);
  if (isUnknownType(type)) return undefined;
  for (const client of analysis.catalogue.clients) {
    const fact = client.queries.find((candidate) =>
      candidate.by === 'thenable'
        ? isThenableOf(type, client, candidate.owners, analysis.checker)
        : candidate.by === 'toStringTag' && hasToStringTag(analysis.checker, type, candidate.tag),
    );
    if (!fact) continue;
    const started = startOf(analysis, node);
    const query = started && recogniseQuery(analysis, started);
    return query
      ? { ...query, node }
      : { node, client, operation: 'readMany', name: node.getText(), lazy: true, connection: 'pool', root: node, merged: false };
  }
  return undefined;
}

/** The call with which a variable starts: `db.select().from(users)` in `let query = db.select().from(users)`. */
function startOf(analysis: Analysis, node: ts.Node): PossibleQuery | undefined {
  const declaration = analysis.checker.getSymbolAtLocation(node)?.valueDeclaration;
  if (!declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return undefined;
  const initializer = unwrap(declaration.initializer);
  return ts.isCallExpression(initializer) ? initializer : undefined;
}
