import ts from 'typescript';

import { type RewriteContext, textOf } from './rewrite-context.ts';

/**
 * Lists that have a name already right before a loop, by their text: those of queries that were rewritten before.
 * @param source what is iterated, which nothing between the list and the loop may mention but lists
 */
export function knownKeyLists(context: RewriteContext, loop: ts.Node, source: string): Map<string, string> {
  const lists = new Map<string, string>();
  const statement = ts.findAncestor(loop, (node) => ts.isStatement(node) && 'statements' in node.parent);
  const siblings = statement && 'statements' in statement.parent ? statement.parent.statements : [];
  const all = siblings as readonly ts.Statement[];
  const mentions = new RegExp(`(?<![\\w$.])${source.replaceAll(/\W/g, String.raw`\$&`)}(?![\\w$])`);
  for (const before of all
    .slice(
      0,
      all.findIndex((one) => one === statement),
    )
    .toReversed()) {
    const list = namedList(context, before);
    if (list) lists.set(list.text, list.name);
    else if (!isOfRewrite(before) || mentions.test(before.getText())) break;
  }
  return lists;
}

/** What a rewrite puts between a list and the loop: a query, a `Map`, a loop that fills it. Nothing of it changes an element. */
function isOfRewrite(statement: ts.Statement): boolean {
  if (ts.isForOfStatement(statement))
    return !/(?<![=!<>])=(?![=>])|\+\+|--/.test(statement.statement.getText().replaceAll(/const \w+ =/g, ''));
  if (!ts.isVariableStatement(statement) || !(statement.declarationList.flags & ts.NodeFlags.Const)) return false;
  return statement.declarationList.declarations.every(({ initializer }) =>
    /^(new Map\b|Map\.groupBy\(|await [\w$]+\.)/.test(initializer?.getText() ?? ''),
  );
}

/** `const userIds = [...new Set(orders.map((order) => order.userId))];` */
function namedList(context: RewriteContext, statement: ts.Statement): { name: string; text: string } | undefined {
  if (!ts.isVariableStatement(statement) || !(statement.declarationList.flags & ts.NodeFlags.Const)) return undefined;
  const [declaration, ...others] = statement.declarationList.declarations;
  if (!declaration?.initializer || others.length > 0 || !ts.isIdentifier(declaration.name)) return undefined;
  const text = textOf(context, declaration.initializer);
  return /^\[\.\.\.new (Set|Map)\(/.test(text) ? { name: declaration.name.text, text } : undefined;
}
