import ts from 'typescript';

import type { CandidateAcquisition } from '../clients/catalogue.ts';
import type { Client } from '../clients/define-client.ts';
import type { Analysis } from './analysis.ts';
import { chainOf, prefixOf } from './chain.ts';
import { ownerOf, packageOf, resolveAlias } from './declared-in.ts';
import { isFunctionValue } from './function-value.ts';
import { handleOf } from './handle.ts';
import { importedName } from './imported-name.ts';
import {
  accessOf,
  contains,
  enclosingFunction,
  type FunctionWithBody,
  hasBody,
  nameOf,
  someDescendant,
  unwrap,
} from './syntax.ts';

/** A call that takes a connection, a session or a transaction, which the code around it must give back. */
export interface Acquisition extends CandidateAcquisition {
  readonly call: ts.CallExpression;
  /** What is awaited with it, or the call itself. */
  readonly value: ts.Expression;
  /** The function that runs it. */
  readonly owner: FunctionWithBody;
  /** What names it in that function: a variable, or a handle such as `this.em`; nothing where the value is dropped. */
  readonly holder?: ts.Expression;
}

/** What a call acquires, if it is kept in a variable of the function around it, or in nothing at all. */
export function acquisitionAt(analysis: Analysis, call: ts.CallExpression): Acquisition | undefined {
  const candidate = candidateAt(analysis, call);
  const owner = enclosingFunction(call);
  if (!candidate || !hasBody(owner)) return undefined;
  const value = valueOf(call);
  const acquired = { ...candidate, call, value, owner };
  if (candidate.fact.opensReceiver) {
    const receiver = accessOf(unwrap(call.expression))?.object;
    return receiver && isOwnReceiver(analysis, receiver, candidate, owner)
      ? { ...acquired, holder: receiver }
      : undefined;
  }
  const { parent } = value;
  // A query runner takes its connection with its first query.
  if (ts.isExpressionStatement(parent)) return ts.isAwaitExpression(value) ? acquired : undefined;
  const name = ts.isVariableDeclaration(parent)
    ? parent.initializer === value && !isDisposed(parent)
      ? parent.name
      : undefined
    : ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
      ? parent.left
      : undefined;
  if (!name || !ts.isIdentifier(name)) return undefined;
  const declaration = analysis.checker.getSymbolAtLocation(name)?.valueDeclaration;
  const isLocal = declaration && ts.isVariableDeclaration(declaration) && enclosingFunction(declaration) === owner;
  return isLocal ? { ...acquired, holder: name } : undefined;
}

/** The call in `await call`, and in `await call as X`. */
function valueOf(call: ts.CallExpression): ts.Expression {
  let node: ts.Expression = call;
  for (;;) {
    const { parent } = node;
    const isAround =
      ts.isAwaitExpression(parent) ||
      ts.isParenthesizedExpression(parent) ||
      ts.isAsExpression(parent) ||
      ts.isNonNullExpression(parent) ||
      ts.isSatisfiesExpression(parent);
    if (!isAround) return node;
    node = parent;
  }
}

/** `await using client = …` */
function isDisposed({ parent }: ts.VariableDeclaration): boolean {
  return /^(await\s+)?using\b/.test(parent.getText());
}

function candidateAt(analysis: Analysis, call: ts.CallExpression): CandidateAcquisition | undefined {
  const name = nameOf(call.expression);
  const named = name === undefined ? undefined : analysis.catalogue.acquisitions.get(name);
  // With a callback, the client gives it back, or the callback does.
  if (!named || call.arguments.some((argument) => isFunctionValue(analysis, argument))) return undefined;
  // `execute` ends every query of a builder: the link before it is asked first, since it needs no types.
  const candidates = named.filter((candidate) => hasLinkBefore(call, candidate));
  if (candidates.length === 0 || isOfOthers(analysis, call, candidates)) return undefined;
  const declaration = analysis.checker.getResolvedSignature(call)?.declaration;
  if (declaration && packageOf(declaration) !== undefined)
    return candidates.find((candidate) => isDeclaredBy(candidate, declaration));
  return candidates.find((candidate) => isTraced(analysis, call, candidate));
}

/** Whether all that a callee may mean is declared by packages of no candidate; its overloads are asked for only if not. */
function isOfOthers(analysis: Analysis, call: ts.CallExpression, candidates: readonly CandidateAcquisition[]): boolean {
  const callee = unwrap(call.expression);
  const symbol = analysis.checker.getSymbolAtLocation(accessOf(callee)?.nameNode ?? callee);
  const declarations = symbol && resolveAlias(analysis.checker, symbol).declarations;
  if (!declarations || declarations.length === 0) return false;
  return declarations.every((declaration) => {
    const declaredBy = packageOf(declaration);
    return (
      declaredBy !== undefined &&
      !candidates.some(({ client }) => [...client.packages, ...(client.builtOn ?? [])].includes(declaredBy))
    );
  });
}

function isDeclaredBy({ client, fact }: CandidateAcquisition, declaration: ts.Declaration): boolean {
  const declaredBy = packageOf(declaration) ?? '';
  if (![...client.packages, ...(client.builtOn ?? [])].includes(declaredBy)) return false;
  const owner = ownerOf(declaration) ?? (declaration as ts.NamedDeclaration).name?.getText();
  return owner !== undefined && fact.owners.includes(owner);
}

function hasLinkBefore(call: ts.CallExpression, { fact }: CandidateAcquisition): boolean {
  return fact.after === undefined || chainOf(call).links.at(-2)?.name === fact.after;
}

/** Whether what is called is traced to an import of the client, in code without types. */
function isTraced(analysis: Analysis, call: ts.CallExpression, candidate: CandidateAcquisition): boolean {
  const { client, fact } = candidate;
  const imported = importedName(analysis, unwrap(call.expression));
  if (fact.owners.includes(fact.method)) return imported?.name === fact.method && isOfPackage(client, imported.module);
  const access = accessOf(unwrap(call.expression));
  if (!access) return false;
  const handle = fact.after === undefined ? access.object : prefixOf(call, chainOf(call).links.length - 2);
  if (handleOf(analysis, handle) !== client) return false;
  if (fact.gives === 'transaction') return true;
  const made = constructedAs(analysis, handle);
  if (fact.opensReceiver) return made !== undefined && fact.owners.includes(made);
  // A `new Client()` is opened by the method that a pool answers with a client.
  return (
    made === undefined || !client.acquisitions?.some((other) => other.opensReceiver && other.owners.includes(made))
  );
}

function isOfPackage({ packages }: Client, module: string): boolean {
  return packages.some((name) => module === name || module.startsWith(`${name}/`));
}

/** The class of which a variable holds an instance: `Client` in `const client = new pg.Client()`. */
function constructedAs(analysis: Analysis, handle: ts.Expression): string | undefined {
  if (!ts.isIdentifier(handle)) return undefined;
  const declaration = analysis.checker.getSymbolAtLocation(handle)?.valueDeclaration;
  if (!declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return undefined;
  const initializer = unwrap(declaration.initializer);
  return ts.isNewExpression(initializer) ? nameOf(initializer.expression) : undefined;
}

/** Whether what is opened belongs to the function: made in it, or, for a transaction, a handle that it uses. */
function isOwnReceiver(
  analysis: Analysis,
  receiver: ts.Expression,
  { fact }: CandidateAcquisition,
  owner: FunctionWithBody,
): boolean {
  if (fact.gives === 'transaction') return chainOf(receiver).links.every(({ call }) => !call);
  if (!ts.isIdentifier(receiver)) return false;
  const declaration = analysis.checker.getSymbolAtLocation(receiver)?.valueDeclaration;
  return (
    declaration !== undefined &&
    ts.isVariableDeclaration(declaration) &&
    enclosingFunction(declaration) === owner &&
    constructedAs(analysis, receiver) !== undefined &&
    !isKeptOutside(analysis, receiver, owner)
  );
}

/** Whether the function hands it to a variable or a member that outlives it: `this.client = client`. */
function isKeptOutside(analysis: Analysis, receiver: ts.Identifier, owner: FunctionWithBody): boolean {
  return someDescendant(owner.body, (node) => {
    if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false;
    if (nameOf(node.right) !== receiver.text || !ts.isIdentifier(unwrap(node.right))) return false;
    if (!ts.isIdentifier(node.left)) return true;
    const target = analysis.checker.getSymbolAtLocation(node.left)?.valueDeclaration;
    return target === undefined || !contains(owner, target);
  });
}
