import ts from 'typescript';

import type { Client } from '../clients/define-client.ts';
import type { Analysis } from './analysis.ts';
import { calleeOfCall } from './callee.ts';
import { chainOf, prefixOf } from './chain.ts';
import { isDeclaredBy, isUnknownType, namedTypes, packageOf, resolveAlias } from './declared-in.ts';
import { handleOf } from './handle.ts';
import type { QuerySite } from './query-site.ts';
import { recogniseQuery } from './recognise.ts';
import { initializerOf } from './references.ts';
import type { Summaries } from './summary.ts';
import { accessOf, calleeOf, isCallLike, readable, unwrap } from './syntax.ts';
import { sqlTextOf, type TransactionStatement, transactionStatementIn } from './transaction-statement.ts';

/** A statement about a transaction that is sent through a pool, and so on whichever connection is free. */
export interface PoolTransaction {
  readonly kind: TransactionStatement | 'undefinedMethod';
  readonly node: ts.CallExpression | ts.TaggedTemplateExpression;
  readonly client: Client;
  /** `BEGIN` */
  readonly statement: string;
  /** What sends it: `pool.query`. */
  readonly sentBy: string;
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
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) || ts.isTaggedTemplateExpression(node)) {
      const one = statementAt(analysis, summaries, node) ?? undefinedMethodAt(analysis, node);
      if (one) found.push(one);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
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
  const statement = (sqlTextOf(analysis, text) ?? '')
    .trim()
    .replace(/[;\s]*$/, '')
    .split(/\s+/)
    .slice(0, 2)
    .join(' ');
  const isOwn = query.node === node;
  const handle = handleBefore(analysis, query.root, query.node);
  return {
    kind,
    node,
    client: query.client,
    statement,
    sentBy: isOwn ? query.name : `${calleeOf(node).getText()} (${query.name})`,
    pool: readable(handle),
    ...(isOwn ? { handle } : {}),
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
function isPool(analysis: Analysis, { root, node }: QuerySite, client: Client): boolean {
  const handle = handleBefore(analysis, root, node);
  const { pools = [] } = client.held;
  const type = analysis.checker.getNonNullableType(analysis.checker.getTypeAtLocation(handle));
  if (!isUnknownType(type)) {
    if (type.isUnion() || hasOneConnection(analysis, type)) return false;
    const isDeclared = [...namedTypes(analysis.checker, type)].some(
      (symbol) => pools.includes(symbol.name) && isOf(client, symbol),
    );
    if (isDeclared) return !isOfOneConnection(analysis, handle);
  } else if (handleOf(analysis, handle) !== client) return false;
  // A pool and what a transaction gives out have one type: only a handle that the file did not get from elsewhere is known.
  return !isParameter(analysis, root) && !isOfOneConnection(analysis, handle);
}

function isOf(client: Client, symbol: ts.Symbol): boolean {
  const declaration = symbol.declarations?.[0];
  return declaration !== undefined && isDeclaredBy(declaration, client);
}

/** The handle that a query starts with: `pool`, `this.pool`, `ctx.db`. */
function handleBefore(analysis: Analysis, root: ts.Expression, node: ts.Expression): ts.Expression {
  const chain = chainOf(node);
  const isMember = root.kind === ts.SyntaxKind.ThisKeyword || !isHandleType(analysis, root);
  const members = chain.links.findIndex(({ call }) => call !== undefined);
  return chain.root === root && isMember && members > 0 ? prefixOf(node, members) : root;
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
    const isPoolType = [...namedTypes(analysis.checker, type)].some(
      (symbol) => client.held.pools?.includes(symbol.name) && isOf(client, symbol),
    );
    if (!isPoolType || type.isUnion()) continue;
    const pool = access.object.getText();
    return { kind: 'undefinedMethod', node, client, statement: access.name, sentBy: `${pool}.${access.name}`, pool };
  }
  return undefined;
}
