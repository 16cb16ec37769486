import ts from 'typescript';

import type { Client } from '../clients/define-client.ts';
import type { Analysis } from './analysis.ts';
import { calleeOfCall } from './callee.ts';
import { isChoice } from './carrier.ts';
import { chainOf, prefixOf } from './chain.ts';
import { isDeclaredBy, isUnknownType, namedTypes, packageOf, resolveAlias } from './declared-in.ts';
import { handleOf } from './handle.ts';
import { nodesOf } from './nodes-of-file.ts';
import type { QuerySite } from './query-site.ts';
import { recogniseQuery } from './recognise.ts';
import { initializerOf } from './references.ts';
import { functionCalled, returnedBy } from './returned-value.ts';
import type { Summaries } from './summary.ts';
import { accessOf, calleeOf, isCallLike, readable, unwrap } from './syntax.ts';
import { bareStatement, type TransactionStatement, transactionStatementIn } from './transaction-statement.ts';

/** A statement about a transaction that is sent through a pool, and so on whichever connection is free. */
export interface PoolTransaction {
  readonly kind: TransactionStatement | 'undefinedMethod';
  readonly node: ts.CallExpression | ts.TaggedTemplateExpression;
  readonly client: Client;
  /** `BEGIN` */
  readonly statement: string;
  /** What sends it: `pool.query`. */
  readonly sentBy: string;
  /** The query, where a function of the project sends it: `pool.query` of `db.query`. */
  readonly through?: string;
  readonly pool: string;
  /** The pool where the statement stands; nothing where a function of the project sends it. */
  readonly handle?: ts.Expression;
}

/** The statements of a file that begin or end a transaction through a pool. */
export function poolTransactionsOf(
  analysis: Analysis,
  summaries: Summaries,
  file: ts.SourceFile,
): readonly PoolTransaction[] {
  const found: PoolTransaction[] = [];
  for (const node of nodesOf(file).calls) {
    if (ts.isNewExpression(node)) continue;
    const one = statementAt(analysis, summaries, node) ?? undefinedMethodAt(analysis, node);
    if (one) found.push(one);
  }
  return found;
}

function statementAt(
  analysis: Analysis,
  summaries: Summaries,
  node: ts.CallExpression | ts.TaggedTemplateExpression,
): PoolTransaction | undefined {
  const texts = ts.isCallExpression(node) ? [...node.arguments.slice(0, 1), calleeObjectOf(node)] : [node];
  const text = texts.find((one) => one && transactionStatementIn(analysis, one));
  const kind = text && transactionStatementIn(analysis, text);
  if (!kind) return undefined;
  const query = recogniseQuery(analysis, node) ?? forwardedQuery(analysis, summaries, node);
  if (!query?.client || query.connection !== 'pool' || !isPool(analysis, query, query.client)) return undefined;
  const statement = (bareStatement(analysis, text) ?? '').split(/\s+/).slice(0, 2).join(' ');
  const isOwn = query.node === node;
  const handle = handleBefore(analysis, query);
  return {
    kind,
    node,
    client: query.client,
    statement,
    // sql`…`.execute(db)
    sentBy: !isOwn ? readable(calleeOf(node)) : query.name.includes('`') ? readable(handle) : query.name,
    pool: ts.isAwaitExpression(handle) ? `(${readable(handle)})` : readable(handle),
    ...(isOwn ? { handle } : { through: query.name }),
  };
}

/** sql`begin` in sql`begin`.execute(db) */
function calleeObjectOf(call: ts.CallExpression): ts.Expression | undefined {
  const object = accessOf(unwrap(call.expression))?.object;
  return object && ts.isTaggedTemplateExpression(object) ? object : undefined;
}

/** The query of a function that sends the text which it is given: `db.query(text)` around `pool.query(text)`. */
function forwardedQuery(analysis: Analysis, summaries: Summaries, node: ts.Node): QuerySite | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const callee = calleeOfCall(analysis, node);
  const declaration = callee?.kind === 'functions' && callee.functions.length === 1 ? callee.functions[0] : undefined;
  const first = declaration?.parameters[0];
  if (!first || !ts.isIdentifier(first.name)) return undefined;
  const name = first.name.text;
  return summaries.summaryOf(declaration).find(({ query, trace }) => {
    if (trace.length > 0 || !ts.isCallExpression(query.node)) return false;
    const [given] = query.node.arguments;
    return given !== undefined && ts.isIdentifier(given) && given.text === name;
  })?.query;
}

/** Whether a query surely runs through a pool: by its handle's type, or by what made the handle. */
function isPool(analysis: Analysis, query: QuerySite, client: Client): boolean {
  const handle = handleBefore(analysis, query);
  const type = analysis.checker.getNonNullableType(analysis.checker.getTypeAtLocation(handle));
  if (!isUnknownType(type)) {
    if (type.isUnion() || hasOneConnection(analysis, type)) return false;
    if (isDeclaredPool(analysis, handle, client)) return !isOfOneConnection(analysis, handle);
  } else if (handleOf(analysis, handle) !== client || mayBeHeld(analysis, handle, client)) return false;
  // A pool and what a transaction gives out have one type: only a handle that the file did not get from elsewhere is known.
  return !isParameter(analysis, query.root) && !isOfOneConnection(analysis, handle);
}

/** Whether a handle of unknown type may be on a connection: by its annotation, or because a function chooses what it answers with. */
function mayBeHeld(analysis: Analysis, handle: ts.Expression, { held: { types = [] } }: Client): boolean {
  const made = ts.isCallExpression(handle) ? functionCalled(analysis, handle) : undefined;
  const returned = made && returnedBy(made);
  if (returned && isChoice(unwrap(returned))) return true;
  const declaration = analysis.checker.getSymbolAtLocation(accessOf(handle)?.nameNode ?? handle)?.valueDeclaration;
  const { type } = (declaration ?? {}) as { readonly type?: ts.TypeNode };
  return (type?.getText().match(/\w+/g) ?? []).some((name) => types.includes(name));
}

function isOf(client: Client, symbol: ts.Symbol): boolean {
  const declaration = symbol.declarations?.[0];
  return declaration !== undefined && isDeclaredBy(declaration, client);
}

/** The handle that a query starts with: `pool`, `this.pool`, `ctx.db`, `getPool()`. */
function handleBefore(analysis: Analysis, { root, node, client }: QuerySite): ts.Expression {
  const chain = chainOf(node);
  if (ts.isCallExpression(chain.root) && calleeOf(chain.root) === root) return chain.root;
  // sql`…`, `this.sql`
  if (ts.isTaggedTemplateExpression(node) && client && isDeclaredPool(analysis, node.tag, client))
    return unwrap(node.tag);
  const isMember = root.kind === ts.SyntaxKind.ThisKeyword || !isHandleType(analysis, root);
  return chain.root === root && isMember && chain.links.length > 1 ? prefixOf(node, chain.links.length - 1) : root;
}

function isDeclaredPool({ checker }: Analysis, handle: ts.Expression, client: Client): boolean {
  const type = checker.getNonNullableType(checker.getTypeAtLocation(handle));
  return [...namedTypes(checker, type)].some(
    (symbol) => client.held.pools?.includes(symbol.name) && isOf(client, symbol),
  );
}

function isHandleType(analysis: Analysis, root: ts.Expression): boolean {
  const type = analysis.checker.getTypeAtLocation(root);
  if (isUnknownType(type))
    return handleOf(analysis, root) !== undefined && typeof handleOf(analysis, root) === 'object';
  for (const symbol of namedTypes(analysis.checker, type)) {
    const declaration = symbol.declarations?.[0];
    if (declaration && analysis.catalogue.byPackage.has(packageOf(declaration) ?? '')) return true;
  }
  return false;
}

/** Whether a builder stands on one connection: `drizzle(client)` of a `new Client()`. */
function hasOneConnection({ checker }: Analysis, type: ts.Type): boolean {
  const client = checker.getPropertyOfType(type, '$client');
  return client !== undefined && /^(Client|Connection)$/.test(checker.getTypeOfSymbol(client).getSymbol()?.name ?? '');
}

function isParameter({ checker }: Analysis, handle: ts.Expression): boolean {
  const declaration = ts.isIdentifier(handle) ? checker.getSymbolAtLocation(handle)?.valueDeclaration : undefined;
  return declaration !== undefined && (ts.isParameter(declaration) || ts.isBindingElement(declaration));
}

const limits = /^(max|connectionLimit|poolSize|maximumPoolSize|maxPoolSize|connection_limit)$/;

/** Whether the pool was made with room for one connection, or around one, on which all statements run. */
function isOfOneConnection(analysis: Analysis, handle: ts.Expression): boolean {
  const { checker } = analysis;
  const symbol = checker.getSymbolAtLocation(accessOf(handle)?.nameNode ?? handle);
  const declaration = symbol && resolveAlias(checker, symbol).valueDeclaration;
  const initializer =
    declaration && (ts.isVariableDeclaration(declaration) || ts.isPropertyDeclaration(declaration))
      ? declaration.initializer && unwrap(declaration.initializer)
      : undefined;
  if (!initializer || !(ts.isNewExpression(initializer) || isCallLike(initializer))) return false;
  const given = ts.isNewExpression(initializer) || ts.isCallExpression(initializer) ? initializer.arguments : undefined;
  return (given ?? []).some((argument) => {
    const options = unwrap(argument);
    const made = initializerOf(analysis, options);
    if (made && ts.isNewExpression(made) && /\bClient$/.test(made.expression.getText())) return true;
    return (
      ts.isObjectLiteralExpression(options) &&
      options.properties.some(
        (property) =>
          ts.isPropertyAssignment(property) &&
          limits.test(property.name.getText()) &&
          property.initializer.getText() === '1',
      )
    );
  });
}

/** A method that the types promise for a pool, but that only a connection has. */
function undefinedMethodAt(analysis: Analysis, node: ts.Node): PoolTransaction | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const access = accessOf(unwrap(node.expression));
  if (!access) return undefined;
  for (const client of analysis.catalogue.clients) {
    const isOne = client.acquisitions?.some(
      ({ begins = [], ends = [] }) => begins.includes(access.name) || ends.includes(access.name),
    );
    if (!isOne || !client.held.lacks) continue;
    const type = analysis.checker.getTypeAtLocation(access.object);
    if (!isDeclaredPool(analysis, access.object, client) || type.isUnion()) continue;
    const pool = readable(access.object);
    return { kind: 'undefinedMethod', node, client, statement: access.name, sentBy: `${pool}.${access.name}`, pool };
  }
  return undefined;
}
