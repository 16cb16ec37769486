import ts from 'typescript';

import { type CandidateFact, typeKey, type ValueFact } from '../clients/catalogue.ts';
import type { MethodFact } from '../clients/define-client.ts';
import type { Analysis } from './analysis.ts';
import { builderOf } from './builder.ts';
import { signatureDeclared } from './called-signature.ts';
import type { Chain } from './chain.ts';
import { isUnknownType, namedTypes, ownerOf, packageOf } from './declared-in.ts';
import { accessOf, calleeOf } from './syntax.ts';

/** The fact that a chain's value shows by its type: a thenable of a client, or a value with a tag. */
export function factOfValue(analysis: Analysis, node: ts.Expression, { links }: Chain): CandidateFact | undefined {
  if (
    !mayTellByValue(analysis, links) ||
    ((ts.isCallExpression(node) || ts.isTaggedTemplateExpression(node)) && answersUnknown(analysis.checker, node))
  )
    return undefined;
  // `db?.user.findFirst()` is a query or nothing.
  const type = analysis.checker.getNonNullableType(analysis.checker.getTypeAtLocation(node));
  if (isUnknownType(type)) return undefined;
  const builders = factsOfBuilder(analysis, type);
  // One type may serve several facts; the links of the chain tell which.
  const builder =
    builders.find(({ fact }) => links.some(({ name }) => fact.operations[name] !== undefined)) ?? builders[0];
  if (builder) {
    const isExcepted = builder.fact.by === 'returned' && builder.fact.except?.includes(links.at(-1)?.name ?? '');
    return isExcepted ? undefined : builder;
  }
  for (const { name } of links) {
    for (const candidate of analysis.catalogue.byMethod.get(name) ?? []) {
      if (candidate.fact.by === 'toStringTag' && hasToStringTag(analysis.checker, type, candidate.fact.tag))
        return candidate;
    }
  }
  return undefined;
}

/** Whether nothing is known of what a call answers with. That is known of what is called, before all arguments are checked. */
export function answersUnknown(
  checker: ts.TypeChecker,
  call: ts.CallExpression | ts.TaggedTemplateExpression,
): boolean {
  if (isUnknownType(checker.getTypeAtLocation(calleeOf(call)))) return true;
  return !statesAnswer(checker, call) && isUnknownType(checker.getTypeAtLocation(call));
}

/** Whether all that may be called states the type of its answer, and not by a parameter of its own. */
function statesAnswer(checker: ts.TypeChecker, call: ts.CallExpression | ts.TaggedTemplateExpression): boolean {
  const signatures = checker.getTypeAtLocation(calleeOf(call)).getCallSignatures();
  return (
    signatures.length > 0 &&
    signatures.every(({ declaration }) => {
      const answer = declaration?.type;
      if (!answer || !ts.isTypeReferenceNode(answer) || ts.isJSDocSignature(declaration)) return false;
      return (answer.typeArguments ?? []).length > 0 && packageOf(declaration) !== undefined;
    })
  );
}

/** Whether the type of a value may tell a fact at all: to ask for it checks all arguments of the call. */
function mayTellByValue({ catalogue: { byValueType, byMethod } }: Analysis, links: Chain['links']): boolean {
  return (
    byValueType.size > 0 ||
    links.some(({ name }) => byMethod.get(name)?.some(({ fact }) => fact.by === 'toStringTag') ?? false)
  );
}

function factsOfBuilder(analysis: Analysis, type: ts.Type): readonly CandidateFact<ValueFact>[] {
  const { checker, catalogue } = analysis;
  const parts = type.isIntersection() ? type.types : [type];
  for (const part of parts) {
    for (const symbol of [part.getSymbol(), part.aliasSymbol]) {
      const declaration = symbol?.declarations?.[0];
      if (!declaration) continue;
      const found = catalogue.byValueType.get(typeKey(packageOf(declaration) ?? '', symbol.name)) ?? [];
      const returned = found.filter(({ fact }) => fact.by === 'returned');
      if (returned.length > 0) return returned;
    }
  }
  const then = checker.getPropertyOfType(checker.getApparentType(type), 'then');
  return (then?.declarations ?? []).flatMap((declaration) => {
    const found = catalogue.byValueType.get(typeKey(packageOf(declaration) ?? '', ownerOf(declaration) ?? '')) ?? [];
    return found.filter(({ fact }) => fact.by === 'thenable');
  });
}

/** Whether an expression is a value of a client that sends a query when it is awaited. */
export function isBuilder(analysis: Analysis, node: ts.Expression): boolean {
  if (builderOf(analysis, node)) return true;
  if (ts.isCallExpression(node) && answersPromise(analysis.checker, node)) return false;
  const type = analysis.checker.getNonNullableType(analysis.checker.getTypeAtLocation(node));
  return !isUnknownType(type) && factsOfBuilder(analysis, type).length > 0;
}

/** Whether what is called says that it answers with a promise, which is known before all arguments are checked. */
function answersPromise(checker: ts.TypeChecker, call: ts.CallExpression): boolean {
  const type = signatureDeclared(checker, call, calleeOf(call))?.type;
  return type !== undefined && ts.isTypeReferenceNode(type) && type.typeName.getText() === 'Promise';
}

/** The fact of a tag that answers with a plain promise, by its declaration; `undeclared` where no type tells. */
export function factOfTag(
  { catalogue, checker }: Analysis,
  node: ts.Expression,
): CandidateFact | 'undeclared' | undefined {
  const declaration = ts.isTaggedTemplateExpression(node) ? checker.getResolvedSignature(node)?.declaration : undefined;
  if (!declaration) return 'undeclared';
  return catalogue.byTag.get(typeKey(packageOf(declaration) ?? '', ownerOf(declaration) ?? ''));
}

function hasToStringTag(checker: ts.TypeChecker, type: ts.Type, tag: string): boolean {
  const property = checker
    .getPropertiesOfType(type)
    .find(({ escapedName }) => String(escapedName).startsWith('__@toStringTag@'));
  if (!property) return false;
  const value = checker.getTypeOfSymbol(property);
  return value.isStringLiteral() && value.value === tag;
}

/** The fact that the declaration of the called method shows; `undeclared` where no type tells what is called. */
export function factOfDeclaration(
  analysis: Analysis,
  call: ts.CallExpression | ts.TaggedTemplateExpression,
  name: string,
): CandidateFact | 'undeclared' | undefined {
  const { catalogue, checker } = analysis;
  const isNamed = catalogue.byMethod.get(name)?.some(({ fact }) => fact.by === 'method') ?? false;
  if (!isNamed && !catalogue.prefixes.some((prefix) => name.startsWith(prefix))) return undefined;
  const declaration = methodDeclared(checker, call) ?? checker.getResolvedSignature(call)?.declaration;
  if (!declaration) return 'undeclared';
  const candidates = catalogue.byOwner.get(typeKey(packageOf(declaration) ?? '', ownerOf(declaration) ?? '')) ?? [];
  const named = candidates.filter(({ fact }) => fact.by === 'signature' || fact.operations[name] !== undefined);
  // A class may have a static method and one of its rows by the same name.
  const isOfRow = !isStatic(declaration);
  const found = named.find(({ fact }) => fact.by === 'method' && (fact.position === 'row') === isOfRow) ?? named[0];
  return found?.fact.by === 'method' && isLoaded(checker, call, found.fact) ? undefined : found;
}

/** The declaration of a called method where all overloads stand in one place, so that the arguments need not be checked. */
function methodDeclared(
  checker: ts.TypeChecker,
  call: ts.CallExpression | ts.TaggedTemplateExpression,
): ts.Declaration | undefined {
  const access = accessOf(calleeOf(call));
  const declarations = (access && checker.getSymbolAtLocation(access.nameNode)?.declarations) ?? [];
  const [first, ...others] = declarations;
  if (!first || !declarations.every((one) => ts.isMethodDeclaration(one) || ts.isMethodSignature(one)))
    return undefined;
  return others.every(({ parent }) => parent === first.parent) ? first : undefined;
}

/** Whether the receiver's type says that it holds its rows already. */
function isLoaded(
  checker: ts.TypeChecker,
  call: ts.CallExpression | ts.TaggedTemplateExpression,
  { loaded }: MethodFact,
): boolean {
  const receiver = loaded && accessOf(calleeOf(call))?.object;
  if (!receiver) return false;
  for (const symbol of namedTypes(checker, checker.getTypeAtLocation(receiver)))
    if (loaded.includes(symbol.name)) return true;
  return false;
}

function isStatic(declaration: ts.Declaration): boolean {
  return (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Static) !== 0;
}
