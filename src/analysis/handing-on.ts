import ts from 'typescript';

import type { Contract } from './analysis.ts';
import { type Access, accessOf, unwrap } from './syntax.ts';

/** The member of another object that a method only hands on to: `inner.get` in `get(id) { return this.inner.get(id); }`. */
export function handedOnTo(method: ts.Node | undefined): Access | undefined {
  if (!method || !ts.isMethodDeclaration(method) || !method.body) return undefined;
  const [only, ...others] = method.body.statements;
  if (!only || others.length > 0 || !ts.isReturnStatement(only) || !only.expression) return undefined;
  const value = unwrap(only.expression);
  const call = ts.isAwaitExpression(value) ? unwrap(value.expression) : value;
  return ts.isCallExpression(call) ? accessOf(unwrap(call.expression)) : undefined;
}

/** Whether a class only hands a member of a contract on to what it keeps of that contract, by what it says of its types. */
export function handsOnWithin(owner: ts.ClassLikeDeclaration, name: string, contract: Contract): boolean {
  const access = handedOnTo(owner.members.find((member) => member.name?.getText() === name));
  const kept = access && accessOf(access.object);
  if (access?.name !== name || kept?.object.kind !== ts.SyntaxKind.ThisKeyword) return false;
  const parameters = owner.members.filter(ts.isConstructorDeclaration).flatMap((one) => [...one.parameters]);
  const declared = [...parameters, ...owner.members.filter(ts.isPropertyDeclaration)].find(
    (one) => one.name.getText() === kept.name,
  );
  return declared?.type?.getText() === contract.name?.text;
}
