import ts from 'typescript';

import type { Client } from '../clients/define-client.ts';
import type { Analysis } from './analysis.ts';
import { chainOf } from './chain.ts';
import { resolveAlias } from './declared-in.ts';
import { importOf } from './imported-name.ts';
import { argumentFor } from './optional-parameter.ts';
import type { QuerySite } from './query-site.ts';
import { initializerOf } from './references.ts';
import { accessOf, calleeOf, isCallLike, unwrap } from './syntax.ts';

/** What a query runs on, in the words of the function that is asked. */
export type Carrier = (
  | /** A handle, or what is read and called on one. */
    { readonly kind: 'handle'; readonly expression: ts.Expression; readonly isForeign?: boolean }
    /** What the function is given, or a member of it; something else where it is given nothing. */
  | {
      readonly kind: 'given';
      readonly parameter: ts.ParameterDeclaration;
      readonly member: string | undefined;
      readonly otherwise: Carrier;
    }
  /** What the client itself takes where a query names no transaction: its pool. */
  | { readonly kind: 'pool' }
  | { readonly kind: 'unknown' }
) & { readonly omission?: Omission };

/** A call that leaves out what would put its query into a transaction. */
export interface Omission {
  readonly call: ts.CallExpression;
  readonly parameter: ts.ParameterDeclaration;
  /** Set if it is a member of the parameter: `transaction` of `options`. */
  readonly member: string | undefined;
}

const unknown: Carrier = { kind: 'unknown' };
const pool: Carrier = { kind: 'pool' };

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
  return carrierOfChain(analysis, isGivenHandle(query) ? root : node, root, client.held.options ? pool : unknown);
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

function carrierOfChain(analysis: Analysis, whole: ts.Expression, root: ts.Expression, otherwise: Carrier): Carrier {
  const node = unwrap(root);
  if (ts.isIdentifier(node) || isChoice(node)) {
    const carrier = carrierOfValue(analysis, node, otherwise);
    // A handle that stands at the root is known by the whole chain.
    if (carrier.kind !== 'handle' || carrier.expression !== node) return carrier;
  }
  return { kind: 'handle', expression: whole };
}

function isChoice(node: ts.Expression): boolean {
  return ts.isBinaryExpression(node) || ts.isConditionalExpression(node);
}

/** What a value stands for that puts a query into a transaction: `tx`, `tx ?? prisma`, `options.transaction`. */
function carrierOfValue(analysis: Analysis, value: ts.Expression, otherwise: Carrier, depth = 0): Carrier {
  const node = unwrap(value);
  if (depth > 5 || node.kind === ts.SyntaxKind.NullKeyword) return unknown;
  if (ts.isIdentifier(node) && node.text === 'undefined') return otherwise;
  if (ts.isBinaryExpression(node)) {
    const { operatorToken, left, right } = node;
    if (!isDefaulting(operatorToken.kind)) return unknown;
    return orElse(
      carrierOfValue(analysis, left, unknown, depth + 1),
      carrierOfValue(analysis, right, otherwise, depth + 1),
    );
  }
  if (ts.isConditionalExpression(node)) {
    const whenTrue = carrierOfValue(analysis, node.whenTrue, unknown, depth + 1);
    const asked = carrierOfValue(analysis, node.condition, unknown, depth + 1);
    if (whenTrue.kind !== 'given' || asked.kind !== 'given' || asked.parameter !== whenTrue.parameter) return unknown;
    return orElse(whenTrue, carrierOfValue(analysis, node.whenFalse, otherwise, depth + 1));
  }
  const access = accessOf(node);
  if (access) {
    const owner = ts.isIdentifier(access.object) ? parameterNamed(analysis, access.object) : undefined;
    const isPlain = owner && ts.isParameter(owner) && access.object.getText() === owner.name.getText();
    return isPlain ? { kind: 'given', parameter: owner, member: access.name, otherwise } : handle(node);
  }
  if (!ts.isIdentifier(node)) return handle(node);
  const declaration = variableOf(analysis, node);
  if (declaration && ts.isParameter(declaration)) {
    const { initializer } = declaration;
    const instead = initializer ? carrierOfValue(analysis, initializer, otherwise, depth + 1) : otherwise;
    return { kind: 'given', parameter: declaration, member: undefined, otherwise: instead };
  }
  if (declaration && ts.isBindingElement(declaration)) return ofBinding(analysis, node, declaration, otherwise, depth);
  const initializer = initializerOf(analysis, node);
  const source = initializer && unwrap(initializer);
  const isFollowed = source && (isChoice(source) || ts.isIdentifier(source));
  return isFollowed ? carrierOfValue(analysis, source, otherwise, depth + 1) : handle(node);
}

function handle(expression: ts.Expression): Carrier {
  return { kind: 'handle', expression };
}

function isDefaulting(operator: ts.SyntaxKind): boolean {
  return operator === ts.SyntaxKind.QuestionQuestionToken || operator === ts.SyntaxKind.BarBarToken;
}

function orElse(first: Carrier, second: Carrier): Carrier {
  return first.kind === 'given' ? { ...first, otherwise: second } : unknown;
}

/** `{ transaction }` of a parameter, or `const { transaction } = options`. */
function ofBinding(
  analysis: Analysis,
  node: ts.Identifier,
  element: ts.BindingElement,
  otherwise: Carrier,
  depth: number,
): Carrier {
  const holder = element.parent.parent;
  const member = (element.propertyName ?? element.name).getText();
  const instead = element.initializer ? carrierOfValue(analysis, element.initializer, otherwise, depth + 1) : otherwise;
  if (ts.isParameter(holder)) return { kind: 'given', parameter: holder, member, otherwise: instead };
  const source = ts.isVariableDeclaration(holder) && holder.initializer ? unwrap(holder.initializer) : undefined;
  const parameter = source && ts.isIdentifier(source) ? variableOf(analysis, source) : undefined;
  return parameter && ts.isParameter(parameter)
    ? { kind: 'given', parameter, member, otherwise: instead }
    : handle(node);
}

function variableOf(analysis: Analysis, node: ts.Identifier): ts.Declaration | undefined {
  const symbol = ts.isShorthandPropertyAssignment(node.parent)
    ? analysis.checker.getShorthandAssignmentValueSymbol(node.parent)
    : analysis.checker.getSymbolAtLocation(node);
  return symbol?.valueDeclaration;
}

function parameterNamed(analysis: Analysis, node: ts.Identifier): ts.Declaration | undefined {
  return variableOf(analysis, node);
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
      const spread = statedByOptions(analysis, property.expression, names);
      if (spread) found = spread;
      continue;
    }
    if (!property.name || !names.includes(property.name.getText())) continue;
    found = ts.isShorthandPropertyAssignment(property)
      ? carrierOfValue(analysis, property.name, pool)
      : ts.isPropertyAssignment(property)
        ? carrierOfValue(analysis, property.initializer, pool)
        : unknown;
  }
  return found;
}

/** What a query of a function runs on, in the words of the function that calls it. */
export function carriedOver(analysis: Analysis, carrier: Carrier, call: ts.Node): Carrier {
  if (carrier.kind === 'handle') {
    const { root } = chainOf(carrier.expression);
    if (root.kind !== ts.SyntaxKind.ThisKeyword || isOnThis(call)) return carrier;
    return { ...carrier, isForeign: true };
  }
  if (carrier.kind !== 'given') return carrier.kind === 'pool' ? pool : carrier;
  const { parameter, member, otherwise } = carrier;
  const given = argumentFor(call, parameter);
  if (given === 'unknown') return unknown;
  const omitted: Carrier = ts.isCallExpression(call)
    ? { ...otherwise, omission: { call, parameter, member } }
    : otherwise;
  if (given === 'nothing') return isFalse(call, parameter) ? unknown : omitted;
  if (member === undefined) return carrierOfValue(analysis, given, otherwise);
  return memberOf(analysis, given, member, otherwise, omitted);
}

function isFalse(call: ts.Node, { parent, name }: ts.ParameterDeclaration): boolean {
  if (!ts.isCallExpression(call)) return false;
  const position = parent.parameters.findIndex((parameter) => parameter.name === name);
  const argument = call.arguments[position];
  return argument?.kind === ts.SyntaxKind.FalseKeyword || argument?.kind === ts.SyntaxKind.NullKeyword;
}

/** A member of an argument: `transaction` of `{ transaction }`. */
function memberOf(
  analysis: Analysis,
  given: ts.Expression,
  member: string,
  otherwise: Carrier,
  omitted: Carrier,
): Carrier {
  const node = unwrap(given);
  if (ts.isIdentifier(node)) {
    const value = carrierOfValue(analysis, node, otherwise);
    return value.kind === 'given' && value.member === undefined ? { ...value, member, otherwise } : unknown;
  }
  if (!ts.isObjectLiteralExpression(node) || node.properties.some(ts.isSpreadAssignment)) return unknown;
  const property = node.properties.find(({ name }) => name?.getText() === member);
  if (!property) return omitted;
  if (ts.isShorthandPropertyAssignment(property)) return carrierOfValue(analysis, property.name, otherwise);
  return ts.isPropertyAssignment(property) ? carrierOfValue(analysis, property.initializer, otherwise) : unknown;
}

/** Whether a method is called on the same object: `this.load()`. */
function isOnThis(call: ts.Node): boolean {
  const callee = isCallLike(call) ? calleeOf(call) : call;
  const object = accessOf(callee)?.object.kind;
  return object === ts.SyntaxKind.ThisKeyword || object === ts.SyntaxKind.SuperKeyword;
}
