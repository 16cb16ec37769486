import ts from 'typescript';

import { accessOf, hasBody, someDescendant, unwrap } from './syntax.ts';

/**
 * The field that a method of the same object keeps a value in or looks one up in, under what it is given: `this.#users` for
 * `this.#keep(id, user)`, where `#keep(id, user) { this.#users.set(id, user); }`.
 */
export function storeBehind(call: ts.CallExpression, does: 'keeps' | 'asks'): string | undefined {
  const access = accessOf(unwrap(call.expression));
  if (access?.object.kind !== ts.SyntaxKind.ThisKeyword) return undefined;
  const method = ts
    .findAncestor(call, ts.isClassLike)
    ?.members.find((member) => ts.isMethodDeclaration(member) && member.name.getText() === access.name);
  if (!hasBody(method)) return undefined;
  // What waits may load the value itself.
  if (does === 'asks' && someDescendant(method.body, ts.isAwaitExpression)) return undefined;
  const keys = new Set(method.parameters.map(({ name }) => name.getText()));
  let store: string | undefined;
  someDescendant(method.body, (inner) => {
    if (!ts.isCallExpression(inner)) return false;
    const used = accessOf(unwrap(inner.expression));
    const [key] = inner.arguments;
    if (!used || !key || !(does === 'keeps' ? ['set'] : ['has', 'get']).includes(used.name)) return false;
    const isField = accessOf(used.object)?.object.kind === ts.SyntaxKind.ThisKeyword;
    if (isField && keys.has(key.getText())) store = used.object.getText();
    return store !== undefined;
  });
  return store;
}
