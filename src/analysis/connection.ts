import ts from 'typescript';

import type { Client } from '../clients/define-client.ts';
import type { Analysis } from './analysis.ts';
import { builderOf } from './builder.ts';
import { isChoice } from './carrier.ts';
import { chainOf, prefixOf } from './chain.ts';
import { isDeclaredBy, isOfType, isUnknownType, namedTypes } from './declared-in.ts';
import type { QuerySite } from './query-site.ts';
import { initializerOf } from './references.ts';
import { functionBehind, returnedBy } from './returned-value.ts';
import { accessOf, calleeOf, type FunctionWithBody, isCallLike, someDescendant, unwrap } from './syntax.ts';

/** Which connection a query uses: one of the pool, one that a transaction or an acquired client holds, or none. */
export function connectionOf(
  analysis: Analysis,
  node: ts.Expression,
  client: Client,
  index: number,
): QuerySite['connection'] {
  if (client.connection === 'none') return 'none';
  if (hasHeldOption(analysis, node, client)) return 'held';
  const { root, links } = chainOf(node);
  const prefixes = Array.from({ length: index + 1 }, (_, length) => prefixOf(node, length)).reverse();
  // `trx` is called itself in `trx('users').insert(row)`, `ctx.sql` in ctx.sql`…`.
  const called = [root, ...links.slice(0, index + 1).map(({ call }) => call)].filter(
    (part) => part !== undefined && isCallLike(part),
  );
  for (const handle of [...prefixes, ...called.map((call) => calleeOf(call))]) {
    if (isHeldHandle(analysis, handle, client)) return 'held';
    if (
      client.unpooled &&
      isOfType(analysis.checker, analysis.checker.getTypeAtLocation(handle), client, client.unpooled)
    )
      return 'none';
    // What a held handle has may lead back to the pool: `queryRunner.dataSource`.
    if (isPoolType(analysis, handle, client)) return 'pool';
  }
  const source = sourceOfHandle(analysis, root, client);
  return source ? connectionOf(analysis, source, client, chainOf(source).links.length) : 'pool';
}

/** The declaration of the handle that a query starts with, behind handles derived from it: `tx` in `const users = tx.getRepository(User)`. */
export function declarationOfHandle(
  analysis: Analysis,
  root: ts.Expression,
  client: Client | undefined,
): ts.Declaration | undefined {
  const source = client && sourceOfHandle(analysis, root, client);
  if (source) return declarationOfHandle(analysis, chainOf(source).root, client);
  return ts.isIdentifier(root) ? analysis.checker.getSymbolAtLocation(root)?.valueDeclaration : undefined;
}

/** What a constant is derived from that holds a handle: `tx.getRepository(User)`. */
function sourceOfHandle(
  analysis: Analysis,
  root: ts.Expression,
  { derivedBy = [], handleMembers = [] }: Client,
): ts.Expression | undefined {
  const initializer = ts.isIdentifier(root) ? initializerOf(analysis, root) : undefined;
  const source = initializer && unwrap(initializer);
  const { links } = source ? chainOf(source) : { links: [] };
  const isDerived =
    links.length > 0 && links.every(({ name, call }) => (call ? derivedBy : handleMembers).includes(name));
  return isDerived ? source : undefined;
}

function hasHeldOption(analysis: Analysis, node: ts.Expression, { held }: Client): boolean {
  const { links } = chainOf(node);
  return links.some(({ name, call }) => {
    if (!call) return false;
    if (held.links?.includes(name)) return true;
    if (!ts.isCallExpression(call) || !held.options) return false;
    return call.arguments.some((argument) => {
      const object = unwrap(initializerOf(analysis, unwrap(argument)) ?? argument);
      return (
        ts.isObjectLiteralExpression(object) &&
        object.properties.some((property) => isHeldOption(analysis, property, held))
      );
    });
  });
}

/** Whether a property is the option that puts a query into a transaction, and not a column of the same name. */
function isHeldOption(
  analysis: Analysis,
  property: ts.ObjectLiteralElementLike,
  { options = [], optionTypes }: Client['held'],
): boolean {
  if (!property.name || !options.includes(property.name.getText())) return false;
  const type = analysis.checker.getTypeAtLocation(property.name);
  if (!optionTypes || isUnknownType(type)) return true;
  for (const symbol of namedTypes(analysis.checker, type)) if (optionTypes.includes(symbol.name)) return true;
  return false;
}

/** Whether a handle is surely one of a transaction or of a connection that was acquired. */
export function isHeldHandle(analysis: Analysis, handle: ts.Expression, client: Client): boolean {
  // The type of `tx ?? prisma` may be that of `tx` alone, into which the other fits.
  const node = unwrap(handle);
  if (ts.isBinaryExpression(node))
    return isHeldHandle(analysis, node.left, client) && isHeldHandle(analysis, node.right, client);
  if (ts.isConditionalExpression(node)) {
    return isHeldHandle(analysis, node.whenTrue, client) && isHeldHandle(analysis, node.whenFalse, client);
  }
  // So may what a function is declared to answer with: `return this.current ?? this`.
  const behind = functionBehind(analysis, node);
  const answer = behind && returnedBy(behind);
  if (answer && isChoice(unwrap(answer))) return isHeldHandle(analysis, answer, client);
  if (builderOf(analysis, handle)) return false;
  const type = analysis.checker.getNonNullableType(analysis.checker.getTypeAtLocation(handle));
  if (isUnknownType(type)) return isAcquired(analysis, handle, client);
  const { lacks, types = [] } = client.held;
  if (lacks === undefined) return hasHeldType(analysis, type, client, types);
  return (isModelOwner(type) || hasHeldType(analysis, type, client, types)) && lacksEverywhere(analysis, type, lacks);
}

/** Whether a type says that a handle is a pool, and can be nothing else. */
export function isPoolType(analysis: Analysis, handle: ts.Expression, client: Client): boolean {
  const { pools = [], lacks } = client.held;
  if (builderOf(analysis, handle)) return false;
  const type = analysis.checker.getNonNullableType(analysis.checker.getTypeAtLocation(handle));
  if (isUnknownType(type) || type.isUnion()) return false;
  if (lacks !== undefined && !analysis.checker.getPropertyOfType(type, lacks)) return false;
  return isOfType(analysis.checker, type, client, pools);
}

/** Whether a chain goes back to the pool by a member of a handle: `manager.dataSource` in `manager.dataSource.query(sql)`. */
export function leadsToPool(analysis: Analysis, expression: ts.Expression, client: Client): boolean {
  return chainOf(expression).links.some(({ call }, index) => {
    const member = call ? undefined : prefixOf(expression, index + 1);
    const name = member && accessOf(member)?.nameNode;
    // What the user calls a pool may hold a transaction all the same.
    const declaration = name && analysis.checker.getSymbolAtLocation(name)?.valueDeclaration;
    return declaration && isDeclaredBy(declaration, client) && isPoolType(analysis, member, client);
  });
}

/** Whether all that a value may be is of one of these types: `Pool | PoolClient` may be the pool. */
function hasHeldType(analysis: Analysis, type: ts.Type, client: Client, names: readonly string[]): boolean {
  return (type.isUnion() ? type.types : [type]).every((part) => isOfType(analysis.checker, part, client, names));
}

/** Whether a value has methods for raw queries, as a handle has and a model has not. */
function isModelOwner(type: ts.Type): boolean {
  const parts = type.isUnion() ? type.types : [type];
  return parts.every(
    (part) => part.getProperty('$queryRaw') !== undefined || part.getProperty('$executeRaw') !== undefined,
  );
}

function lacksEverywhere(analysis: Analysis, type: ts.Type, property: string): boolean {
  const parts = type.isUnion() ? type.types : [type];
  return parts.every((part) => !analysis.checker.getPropertyOfType(part, property));
}

/** Whether a handle of unknown type was given out by the pool: `const connection = await pool.connect()`. */
function isAcquired(analysis: Analysis, handle: ts.Expression, { held }: Client): boolean {
  if (!ts.isIdentifier(handle)) return false;
  const declaration = analysis.checker.getSymbolAtLocation(handle)?.valueDeclaration;
  if (declaration && ts.isParameter(declaration)) {
    const type = declaration.type?.getText().split('.').at(-1) ?? '';
    return (held.types ?? []).includes(type);
  }
  if (!declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return false;
  const initializer = unwrap(declaration.initializer);
  if (ts.isNewExpression(initializer)) {
    const name = accessOf(initializer.expression)?.name ?? initializer.expression.getText();
    return (held.types ?? []).includes(name);
  }
  // A query runner is given out at once.
  const call = ts.isAwaitExpression(initializer) ? initializer.expression : initializer;
  return isCallLike(unwrap(call)) && chainOf(call).links.some(({ name }) => held.acquiredBy?.includes(name));
}

/** Whether a function puts what it acquires into a parameter: `if (on instanceof Pool) on = await on.connect();` */
export function isReplaced(
  analysis: Analysis,
  { body }: FunctionWithBody,
  parameter: ts.ParameterDeclaration,
  { client }: QuerySite,
): boolean {
  return someDescendant(body, (node) => {
    if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false;
    if (!ts.isIdentifier(node.left) || !ts.isAwaitExpression(node.right)) return false;
    const { links } = chainOf(node.right.expression);
    return (
      links.some(({ name }) => client?.held.acquiredBy?.includes(name)) &&
      analysis.checker.getSymbolAtLocation(node.left)?.valueDeclaration === parameter
    );
  });
}
