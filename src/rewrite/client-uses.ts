import ts from 'typescript';

import type { Client } from '../clients/define-client.ts';
import type { PoolSite } from '../analysis/pool-site.ts';
import { accessOf, unwrap } from '../analysis/syntax.ts';

/** What a mention of a client does to it, or to the process, beside sending queries. */
export type ClientUse =
  /** Nothing that a client for the whole process would not stand. */
  | { readonly kind: 'query' }
  /** It is ended, by a statement of its own that can go. */
  | { readonly kind: 'end'; readonly statement: ts.Statement }
  /** It is set up, by a statement of its own. */
  | { readonly kind: 'setUp'; readonly statement: ts.ExpressionStatement; readonly given: readonly ts.Expression[] }
  /** Its life or its state is one of the function's. */
  | { readonly kind: 'own' };

const ends = /^(end|close|destroy|terminate|\$?disconnect)$/;
const setsUp = /^(on|addListener|\$on|\$use)$/;
/** Methods that start it, or change what it does from then on. */
const starts = /^(initiali[sz]e|init|open|openUri)$/;
const changes =
  /^(once|off|set|add|remove|register|define|model|use|plugin|hook|before|after|configure|enable|disable|load|import|discover|listen|subscribe)(?![a-z])/;

/** SQL that changes the connection on which it runs for what comes after it. */
const sessionSql =
  /^\s*(set\s(?!\s*local\b)|use\s|listen\s|create\s+temp|declare\s|select\s+(pg_catalog\.)?set_config\b)/i;

/** How a mention uses a client: `pool` in `pool.query(…)`, `await pool.end()`, `pool.on('error', …)`. */
export function clientUseOf(mention: ts.Expression, client: Client): ClientUse {
  const links = linksOf(mention);
  const [first] = links.filter(({ name }) => name !== '$client');
  const last = links.at(-1)?.node ?? mention;
  if (isChanged(last) || links.some(({ call }) => call && changesSession(call)) || changesSession(last.parent)) {
    return { kind: 'own' };
  }
  if (!first) return isReturned(mention) ? { kind: 'own' } : { kind: 'query' };
  const { name, call } = first;
  if (ends.test(name)) {
    const statement = endedBy(mention, call);
    return statement ? { kind: 'end', statement } : { kind: 'own' };
  }
  if (setsUp.test(name)) {
    const statement = outermost(last).parent;
    const isAlone =
      ts.isExpressionStatement(statement) && links.every((link) => link.name === '$client' || setsUp.test(link.name));
    return isAlone
      ? { kind: 'setUp', statement, given: links.flatMap((link) => [...(link.call?.arguments ?? [])]) }
      : { kind: 'own' };
  }
  if (starts.test(name) || (call && changes.test(name))) return { kind: 'own' };
  if (name === 'connect' && !connectAcquires(client, call)) return { kind: 'own' };
  return { kind: 'query' };
}

/** Whether a mention starts what can be started once only: `await source.initialize()`, `connect` of a single connection. */
export function startsOnce(mention: ts.Expression, { fact }: PoolSite): boolean {
  const [first] = linksOf(mention);
  return first?.call !== undefined && (starts.test(first.name) || (first.name === 'connect' && fact.pooled === false));
}

interface Link {
  readonly name: string;
  readonly call: ts.CallExpression | undefined;
  readonly node: ts.Expression;
}

/** The members that follow a mention, with their calls. */
function linksOf(mention: ts.Expression): readonly Link[] {
  const links: Link[] = [];
  let node = outermost(mention);
  for (;;) {
    const access = accessOf(node.parent);
    if (access?.object !== unwrap(node)) return links;
    node = outermost(node.parent as ts.Expression);
    const { parent } = node;
    const call = ts.isCallExpression(parent) && parent.expression === node ? parent : undefined;
    if (call) node = outermost(call);
    links.push({ name: access.name, call, node });
  }
}

/** An expression with the parentheses and `!` around it. */
function outermost(node: ts.Expression): ts.Expression {
  let outer = node;
  while (ts.isParenthesizedExpression(outer.parent) || ts.isNonNullExpression(outer.parent)) outer = outer.parent;
  return outer;
}

function isChanged(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isDeleteExpression(parent) || ts.isPostfixUnaryExpression(parent)) return true;
  return (
    ts.isBinaryExpression(parent) &&
    parent.left === node &&
    parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment
  );
}

function changesSession(node: ts.Node): boolean {
  const text = ts.isTaggedTemplateExpression(node)
    ? node.template
    : ts.isCallExpression(node)
      ? node.arguments[0]
      : undefined;
  if (!text) return false;
  if (ts.isTemplateExpression(text)) return sessionSql.test(text.head.text);
  return ts.isStringLiteralLike(text) && sessionSql.test(text.text);
}

function isReturned(mention: ts.Expression): boolean {
  const { parent } = outermost(mention);
  return ts.isReturnStatement(parent) || ts.isArrowFunction(parent);
}

/** Whether `connect` takes a connection out of it that is used, and does not start it. */
function connectAcquires({ acquisitions = [], transactions }: Client, call: ts.CallExpression | undefined): boolean {
  const isKnown = [...acquisitions, ...transactions].some(({ method }) => method === 'connect');
  if (!isKnown || !call) return false;
  const waited = ts.isAwaitExpression(call.parent) ? call.parent : call;
  return !ts.isExpressionStatement(waited.parent) || call.arguments.length > 0;
}

/** `await pool.end();`, `void pool.end().catch(…);`, `if (pool) await pool.end();` */
function endedBy(mention: ts.Expression, call: ts.CallExpression | undefined): ts.Statement | undefined {
  if (!call) return undefined;
  let node = outermost(call);
  const caught = accessOf(node.parent);
  if (caught?.name === 'catch' && ts.isCallExpression(node.parent.parent)) node = outermost(node.parent.parent);
  while (ts.isAwaitExpression(node.parent) || ts.isVoidExpression(node.parent)) node = outermost(node.parent);
  const statement = node.parent;
  if (!ts.isExpressionStatement(statement)) return undefined;
  const block = statement.parent;
  const condition = ts.isBlock(block) && block.statements.length === 1 ? block.parent : block;
  const isGuard =
    ts.isIfStatement(condition) && !condition.elseStatement && condition.expression.getText() === mention.getText();
  const whole = isGuard ? condition : statement;
  const hasComment = /\/[/*]/.test(whole.getText());
  return ts.isBlock(whole.parent) && !hasComment ? whole : undefined;
}
