import ts from 'typescript';

import { type Analysis, memoise } from './analysis.ts';
import { assignedInConstructor } from './assigned-in-constructor.ts';
import { type Callee, calleeOfCall, calleeOfReference, getterBehind } from './callee.ts';
import { callersOf, makersOf } from './callers.ts';
import { resolveAlias } from './declared-in.ts';
import { kindsOf } from './file-kind.ts';
import { givenFor } from './given-argument.ts';
import type { Occurrence, Root } from './occurrences.ts';
import { type ParameterPart, parameterPartOf } from './parameter-part.ts';
import {
  accessOf,
  calleeOf,
  type CallLike,
  type FunctionWithBody,
  hasBody,
  isCallLike,
  someDescendant,
  unwrap,
} from './syntax.ts';

/** So many places may give a function another one. */
const placeLimit = 8;

/** What runs where something is called, named or read. */
export function calleeAt(analysis: Analysis, { node, reference, root }: Occurrence): Callee {
  if (!reference && !isCallLike(node)) return getterBehind(analysis, node);
  const callee = reference ? calleeOfReference(analysis, node) : calleeOfCall(analysis, node as CallLike);
  if (callee && callee.kind !== 'parameter') return callee;
  const part = partInjected(analysis, unwrap(reference ? node : calleeOf(node as CallLike)), root);
  return part ? functionsInjected(analysis, part) : callee;
}

/** The part of what a factory or a constructor was given that is called in a function that it makes, or in a method. */
function partInjected(analysis: Analysis, called: ts.Expression, root: Root): ParameterPart | undefined {
  const access = accessOf(called);
  if (access?.object.kind === ts.SyntaxKind.ThisKeyword) return fieldGiven(called, access.name);
  const holder = access && accessOf(access.object);
  if (holder?.object.kind === ts.SyntaxKind.ThisKeyword) {
    const whole = fieldGiven(called, holder.name);
    return whole && isPlainObject(analysis, whole) ? { ...whole, member: access?.name ?? '' } : undefined;
  }
  const name = access ? access.object : called;
  if (!ts.isIdentifier(name)) return undefined;
  const declaration = analysis.checker.getSymbolAtLocation(name)?.valueDeclaration;
  const parameter = declaration && ts.findAncestor(declaration, (node) => ts.isParameter(node) || ts.isStatement(node));
  if (!parameter || !ts.isParameter(parameter) || parameter.parent === root || !hasBody(parameter.parent))
    return undefined;
  if (!isAnsweredBy(parameter.parent, root) || (access && !isPlainObject(analysis, { parameter }))) return undefined;
  return parameterPartOf(analysis, called, parameter.parent);
}

/** Whether a function is what another one answers with, or a part of it: `return { send: async () => … }`. */
function isAnsweredBy(factory: FunctionWithBody, root: Root): boolean {
  for (let node: ts.Node = root; node !== factory && !ts.isSourceFile(node); node = node.parent) {
    if (ts.isReturnStatement(node) || node === factory.body) return true;
    const named = ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node) ? node.name?.getText() : undefined;
    if (named !== undefined) return isNamedInAnswer(factory, named);
    if (ts.isStatement(node)) return false;
  }
  return false;
}

/** `return { send }` */
function isNamedInAnswer({ body }: FunctionWithBody, name: string): boolean {
  return someDescendant(body, (node) => {
    if (!ts.isReturnStatement(node) || !node.expression) return false;
    const answer = unwrap(node.expression);
    if (ts.isIdentifier(answer)) return answer.text === name;
    if (!ts.isObjectLiteralExpression(answer)) return false;
    return answer.properties.some((one) =>
      ts.isPropertyAssignment(one) ? one.initializer.getText() === name : one.name?.getText() === name,
    );
  });
}

/** Whether a parameter is declared by its members, there or by a name of the user's, and not as a class. */
function isPlainObject({ checker }: Analysis, { parameter: { type } }: ParameterPart): boolean {
  if (!type || ts.isTypeLiteralNode(type)) return type !== undefined;
  const symbol = ts.isTypeReferenceNode(type) ? checker.getSymbolAtLocation(type.typeName) : undefined;
  const declarations = symbol ? (resolveAlias(checker, symbol).declarations ?? []) : [];
  return declarations.some(
    (declaration) =>
      !declaration.getSourceFile().isDeclarationFile &&
      (ts.isInterfaceDeclaration(declaration) || ts.isTypeAliasDeclaration(declaration)),
  );
}

/** The parameter of the constructor that a field keeps: `private readonly audit: Audit`, `this.audit = audit`. */
function fieldGiven(field: ts.Node, name: string): ParameterPart | undefined {
  const owner = ts.findAncestor(field, ts.isClassLike);
  const made = owner?.members.find((member) => ts.isConstructorDeclaration(member) && member.body !== undefined);
  if (!owner || !made || !ts.isConstructorDeclaration(made)) return undefined;
  const property = owner.members.find((member) => ts.isPropertyDeclaration(member) && member.name.getText() === name);
  const value = property && assignedInConstructor(property);
  const parameter = made.parameters.find((one) =>
    property
      ? value?.getText() === one.name.getText()
      : ts.isParameterPropertyDeclaration(one, made) && one.name.getText() === name,
  );
  return parameter && { parameter };
}

/**
 * The functions that a factory or a class is given wherever it is called or made: `send` in
 * `const createMailer = (send) => async (users) => …`, `audit` in `constructor(private readonly audit: Audit)`.
 */
function functionsInjected(analysis: Analysis, part: ParameterPart): Callee {
  const functions = new Set<FunctionWithBody>();
  const places = placesOf(analysis, part.parameter) ?? [];
  for (const place of places) {
    const given = givenFor(place, part);
    const callee = typeof given === 'string' || 'memberOf' in given ? undefined : calleeOfReference(analysis, given);
    if (callee?.kind !== 'functions' || callee.analysis) return undefined;
    for (const one of callee.functions) functions.add(one);
  }
  return functions.size > 0 ? { kind: 'functions', functions: [...functions] } : undefined;
}

const placesOf = memoise<ts.ParameterDeclaration, readonly (ts.CallExpression | ts.NewExpression)[]>(
  (analysis, { parent }) => {
    const places = ts.isConstructorDeclaration(parent)
      ? makersOf(analysis, parent.parent)
      : hasBody(parent)
        ? callersOf(analysis, parent)
        : [];
    const real = places.filter((place) => !kindsOf(analysis, place.getSourceFile()).includes('tests'));
    return real.length <= placeLimit ? real : [];
  },
);
