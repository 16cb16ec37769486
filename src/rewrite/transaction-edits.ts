import ts from 'typescript';

import type { Analysis } from '../analysis/analysis.ts';
import { isDerivedFrom } from './derived-type.ts';
import { positionIn } from '../analysis/query-carrier.ts';
import { type Chain, chainOf, prefixOf } from '../analysis/chain.ts';
import { isDeclaredBy, isUnknownType, namedTypes } from '../analysis/declared-in.ts';
import type { OuterQuery } from '../analysis/outer-queries.ts';
import { accessOf, contains, isInlineFunction, unwrap } from '../analysis/syntax.ts';
import type { Client } from '../clients/define-client.ts';
import { FreshNames } from './names.ts';
import type { RewriteContext } from './rewrite-context.ts';
import type { Suggestion } from './suggestion.ts';
import type { TextEdit } from './text-edit.ts';

/** The handle of a transaction as its callback can name it, and the edit that gives it a name first. */
interface NamedHandle {
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

/** Puts a query into the transaction around it, where that is a matter of one name or one argument. */
export function transactionEdits(context: RewriteContext, query: OuterQuery): Suggestion | undefined {
  const handle = handleOf(context, query);
  if (!handle || query.opens || query.effects.length > 1) return undefined;
  const [{ trace }] = query.effects;
  const edit =
    trace.length === 0
      ? inQuery(context, query, handle.name)
      : trace.length === 1
        ? inCall(context, query, handle.name)
        : undefined;
  return edit && { text: edit.text, edits: [...handle.edits, ...edit.edits] };
}

function handleOf(context: RewriteContext, { frame, transaction, span, node }: OuterQuery): NamedHandle | undefined {
  const { fact, opener, client } = transaction;
  if (span) return isSeenFrom(context, span.holder, node) ? { name: span.handle, edits: [] } : undefined;
  if (fact.handle === 'receiver') return ts.isIdentifier(opener) ? { name: opener.text, edits: [] } : undefined;
  const callback = unwrap(frame.slot as ts.Expression);
  if (!isInlineFunction(callback)) return undefined;
  const { name } = frame.handle ?? {};
  if (name) {
    if (!ts.isIdentifier(name)) return undefined;
    // A name inside may hide it.
    const seen = context.analysis.checker.resolveName(name.text, node, ts.SymbolFlags.Value, true);
    return seen?.valueDeclaration === frame.handle ? { name: name.text, edits: [] } : undefined;
  }
  const option = client.held.options?.[0];
  const fresh = new FreshNames(context, callback).parameter(option ?? 'tx', 'trx', 'transaction');
  const open = callback.getChildren().find(({ kind }) => kind === ts.SyntaxKind.OpenParenToken);
  if (!open || callback.parameters.length > 0) return undefined;
  return { name: fresh, edits: [{ start: open.end, end: open.end, text: fresh }] };
}

/** Whether a name means the same at a node as where it stands. */
function isSeenFrom({ analysis: { checker } }: RewriteContext, name: ts.Expression, node: ts.Node): boolean {
  if (!ts.isIdentifier(name)) return false;
  const symbol = checker.getSymbolAtLocation(name);
  return symbol !== undefined && checker.resolveName(name.text, node, ts.SymbolFlags.Value, true) === symbol;
}

type Edit = Pick<Suggestion, 'text' | 'edits'>;

function inQuery({ analysis, file }: RewriteContext, query: OuterQuery, handle: string): Edit | undefined {
  const [{ carrier, query: site }] = query.effects;
  const { client } = site;
  if (!client || !ts.isExpression(query.node)) return undefined;
  const chain = chainOf(query.node);
  if (carrier.kind === 'pool') {
    const { options, optionsAt } = client.held;
    if (options?.[0] !== undefined && optionsAt) return byOption(chain, query, options[0], optionsAt, handle);
    return byArgument(chain, client.handleArguments ?? {}, handle);
  }
  if (carrier.kind === 'unknown') return undefined;
  const opener = withoutMembers(query.transaction.opener, client.handleMembers ?? []).getText();
  const root = site.root === chain.root || !contains(query.node, site.root) ? query.node : site.root;
  const found = openerIn(root, opener, client.handleMembers ?? []) ?? agreeingIn(analysis, root, query);
  if (found) return replaced(found, handle);
  if (carrier.kind !== 'handle') return undefined;
  const { rebinds } = client.held;
  const type = query.frame.handle && analysis.checker.getTypeAtLocation(query.frame.handle);
  if (rebinds === undefined || (type && !isUnknownType(type) && !type.getProperty(rebinds))) return undefined;
  const last = chain.links.at(-1);
  const holder = prefixOf(query.node, chain.links.length - 1);
  if (chain.links.length === 0 || chain.links.slice(0, -1).some(({ call }) => call) || !last?.call) return undefined;
  const text = `${handle}.${rebinds}(${holder.getText(file)})`;
  return replaced(holder, text);
}

function replaced(node: ts.Node, text: string): Edit {
  return { text: `Use \`${text}\`.`, edits: [{ start: node.getStart(), end: node.end, text }] };
}

/** `dataSource` of `dataSource.manager`. */
function withoutMembers(opener: ts.Expression, members: readonly string[]): ts.Expression {
  const access = accessOf(opener);
  return access && members.includes(access.name) && access.object.kind !== ts.SyntaxKind.ThisKeyword
    ? access.object
    : opener;
}

/** What stands for the opener in a query, with the member that holds the handle of the same kind: `dataSource.manager`. */
function openerIn(whole: ts.Expression, opener: string, members: readonly string[]): ts.Node | undefined {
  const { root, links } = chainOf(whole);
  if (ts.isCallExpression(root) && root.expression.getText() === opener) return root.expression;
  if (ts.isTaggedTemplateExpression(root) && root.tag.getText() === opener) return root.tag;
  for (let length = 0; length <= links.length; length += 1) {
    const prefix = prefixOf(whole, length);
    if (prefix.getText() !== opener) continue;
    const next = links[length];
    return next && !next.call && members.includes(next.name) ? prefixOf(whole, length + 1) : prefix;
  }
  return undefined;
}

/** The handle of a client in a query in whose place that of the transaction does the same: `ctx.db`, `this.prisma`. */
function agreeingIn({ checker }: Analysis, whole: ts.Expression, query: OuterQuery): ts.Node | undefined {
  const [
    {
      query: { client },
    },
  ] = query.effects;
  const type = typeOfHandle(checker, query);
  if (!client || !type) return undefined;
  const { root, links } = chainOf(whole);
  const called = ts.isCallExpression(root)
    ? root.expression
    : ts.isTaggedTemplateExpression(root)
      ? root.tag
      : undefined;
  if (called) return agrees(checker, client, called, type, undefined) ? called : undefined;
  for (const [index, link] of links.entries()) {
    const handle = prefixOf(whole, index);
    if (agrees(checker, client, handle, type, link.name)) return handle;
    if (link.call) return undefined;
  }
  return undefined;
}

/** Whether a handle of the client may be replaced by one of a type: as a whole, or in the member that is read of it. */
function agrees(
  checker: ts.TypeChecker,
  client: Client,
  handle: ts.Expression,
  type: ts.Type,
  member: string | undefined,
): boolean {
  const own = checker.getTypeAtLocation(handle);
  if (isUnknownType(own)) return false;
  const isOfClient = [...namedTypes(checker, own)].some(
    ({ declarations }) => declarations?.[0] !== undefined && isDeclaredBy(declarations[0], client),
  );
  if (!isOfClient) return false;
  if (isDerivedFrom(checker, type, own) || checker.isTypeAssignableTo(type, own)) return true;
  // A repository may be taken along by a method of the handle.
  if (client.held.rebinds !== undefined) return false;
  const [before, after] = [own, type].map((one) => member !== undefined && checker.getPropertyOfType(one, member));
  if (!before || !after) return false;
  return checker.isTypeAssignableTo(checker.getTypeOfSymbol(after), checker.getTypeOfSymbol(before));
}

/** The type of the handle of the innermost transaction, if it is known. */
function typeOfHandle(checker: ts.TypeChecker, { frame, span }: OuterQuery): ts.Type | undefined {
  const named = span?.holder ?? frame.handle;
  const whole = named && checker.getTypeAtLocation(named);
  const member = span && span.handle !== span.holder.getText() ? span.handle.split('.').at(-1) : undefined;
  const inner = whole && member !== undefined ? checker.getPropertyOfType(whole, member) : undefined;
  const type = member === undefined ? whole : inner && checker.getTypeOfSymbol(inner);
  return type && !isUnknownType(type) ? type : undefined;
}

/** `User.create(values, { transaction })` */
function byOption(
  { links }: Chain,
  { effects: [{ query }] }: OuterQuery,
  option: string,
  positions: Readonly<Record<string, number>>,
  handle: string,
): Edit | undefined {
  const prefixes = (query.client?.queries ?? []).flatMap((fact) =>
    fact.by === 'signature' ? Object.keys(fact.prefixes) : [],
  );
  const stated = option === handle ? option : `${option}: ${handle}`;
  for (const { name, call } of links) {
    const position = positionIn(positions, prefixes, name);
    if (position === undefined || !call || !ts.isCallExpression(call)) continue;
    const text = `Give it \`{ ${stated} }\`.`;
    const options = call.arguments[position] && unwrap(call.arguments[position]);
    if (options) {
      if (!ts.isObjectLiteralExpression(options)) return undefined;
      const first = options.properties[0];
      const at = first ? first.getStart() : options.getStart() + 1;
      return { text, edits: [{ start: at, end: at, text: first ? `${stated}, ` : ` ${stated} ` }] };
    }
    // `Model.create(document)` takes options only after a list.
    const lead = call.arguments[0] && unwrap(call.arguments[0]);
    if (name === 'create' && option === 'session' && !(lead && ts.isArrayLiteralExpression(lead))) return undefined;
    return call.arguments.length === position ? { text, edits: [appended(call, `{ ${stated} }`)] } : undefined;
  }
  return undefined;
}

/** `Person.query(trx)` */
function byArgument({ links }: Chain, positions: Readonly<Record<string, number>>, handle: string): Edit | undefined {
  for (const { name, call } of links) {
    if (!Object.hasOwn(positions, name) || !call || !ts.isCallExpression(call)) continue;
    if (call.arguments.length !== positions[name]) return undefined;
    return { text: `Give \`${handle}\` to \`${name}\`.`, edits: [appended(call, handle)] };
  }
  return undefined;
}

function appended(call: ts.CallExpression, text: string): TextEdit {
  const last = call.arguments.at(-1);
  const at = last ? last.end : call.end - 1;
  return { start: at, end: at, text: last ? `, ${text}` : text };
}

/** Gives the handle to a function that takes one and has been given none: `createUser(data, tx)`. */
function inCall({ analysis }: RewriteContext, query: OuterQuery, handle: string): Edit | undefined {
  const { node, effects } = query;
  const [{ carrier, trace }] = effects;
  if (!ts.isCallExpression(node)) return undefined;
  const name = trace[0]?.name ?? '';
  if (carrier.omission?.call !== node)
    return carrier.kind === 'handle' ? instead(analysis, node, carrier.expression, query, handle) : undefined;
  const { parameter, member } = carrier.omission;
  if (!takes(analysis, parameter, member, query)) return undefined;
  const position = (parameter.parent.parameters as readonly ts.ParameterDeclaration[]).indexOf(parameter);
  if (node.arguments.length !== position) return undefined;
  const text = member === undefined ? handle : member === handle ? `{ ${member} }` : `{ ${member}: ${handle} }`;
  return { text: `Give \`${handle}\` to \`${name}\`.`, edits: [appended(node, text)] };
}

/** Whether a parameter, or its member, takes the handle of the transaction, as far as types say. */
function takes(
  { checker }: Analysis,
  parameter: ts.ParameterDeclaration,
  member: string | undefined,
  query: OuterQuery,
): boolean {
  const type = typeOfHandle(checker, query);
  const whole = checker.getNonNullableType(checker.getTypeAtLocation(parameter));
  const property = member === undefined ? undefined : checker.getPropertyOfType(whole, member);
  const wanted = member === undefined ? whole : property && checker.getTypeOfSymbol(property);
  return !type || !wanted || isUnknownType(wanted) || checker.isTypeAssignableTo(type, wanted);
}

/** `count(tx)` for `count(prisma)`. */
function instead(
  { checker }: Analysis,
  call: ts.CallExpression,
  value: ts.Expression,
  query: OuterQuery,
  handle: string,
): Edit | undefined {
  const given = call.arguments.find((argument) => unwrap(argument) === value);
  if (!given) return undefined;
  if (given.getText() === query.transaction.opener.getText()) return replaced(given, handle);
  const type = typeOfHandle(checker, query);
  const wanted = checker.getContextualType(given);
  return type && wanted && !isUnknownType(wanted) && checker.isTypeAssignableTo(type, wanted)
    ? replaced(given, handle)
    : undefined;
}
