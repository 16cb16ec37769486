import ts from 'typescript';

import { type Analysis, memoise } from './analysis.ts';
import { isOfLibrary } from './own-sources.ts';
import { accessOf, type FunctionWithBody, hasBody, isInlineFunction, unwrap } from './syntax.ts';

/** What the user's files may mean by a name that is called. */
export interface NamedFunctions {
  /** The functions that are declared by that name, or by one that stands for it. */
  readonly functions: ReadonlySet<FunctionWithBody>;
  /** Whether there may be more: what a call makes, a module exports by default, or only a type declares. */
  readonly hasOthers: boolean;
}

/** What one file says of a name. */
interface Meaning {
  readonly functions: FunctionWithBody[];
  /** Names that it stands for. */
  readonly names: Set<string>;
  hasOthers: boolean;
}

/** So many names are followed; behind more of them may be anything. */
const nameLimit = 200;

/**
 * The functions that a member, `users.load`, or a variable, `load`, of this name may stand for in the user's files. It is
 * told by names alone: asking the checker would take the type of all before the name, which is slow for builders.
 */
export function functionsByName(analysis: Analysis, name: string, isMember: boolean): NamedFunctions {
  const known = answers(analysis, analysis.program) ?? new Map<string, NamedFunctions>();
  const key = keyOf(name, isMember);
  const answer =
    known.get(key) ?? follow(meaningsInProgram(analysis, analysis.program) ?? new Map<string, never>(), key);
  known.set(key, answer);
  return answer;
}

const answers = memoise<ts.Program, Map<string, NamedFunctions>>(() => new Map());

function follow(meanings: ReadonlyMap<string, readonly Meaning[]>, start: string): NamedFunctions {
  const functions = new Set<FunctionWithBody>();
  const reached = new Set([start]);
  for (const key of reached) {
    for (const meaning of meanings.get(key) ?? []) {
      if (meaning.hasOthers || reached.size > nameLimit) return { functions, hasOthers: true };
      for (const one of meaning.functions) functions.add(one);
      for (const name of meaning.names) reached.add(name);
    }
  }
  return { functions, hasOthers: false };
}

/** Members and variables of the same name are told apart. */
function keyOf(name: string, isMember: boolean): string {
  return isMember ? `.${name}` : name;
}

/** What all files of the user say of each name. */
const meaningsInProgram = memoise<ts.Program, ReadonlyMap<string, readonly Meaning[]>>((_analysis, program) => {
  const meanings = new Map<string, Meaning[]>();
  for (const file of program.getSourceFiles()) {
    if (isOfLibrary(program, file)) continue;
    for (const [key, meaning] of meaningsIn(file)) {
      const known = meanings.get(key);
      if (known) known.push(meaning);
      else meanings.set(key, [meaning]);
    }
  }
  return meanings;
});

const ofFile = new WeakMap<ts.SourceFile, ReadonlyMap<string, Meaning>>();

function meaningsIn(file: ts.SourceFile): ReadonlyMap<string, Meaning> {
  const known = ofFile.get(file);
  if (known) return known;
  const meanings = new Map<string, Meaning>();
  const meaningOf = (key: string): Meaning => {
    const meaning = meanings.get(key) ?? { functions: [], names: new Set(), hasOthers: false };
    meanings.set(key, meaning);
    return meaning;
  };
  const visit = (node: ts.Node): void => {
    state(meaningOf, node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  ofFile.set(file, meanings);
  return meanings;
}

type MeaningOf = (key: string) => Meaning;

/** Keeps what a node says of a name. */
function state(meaningOf: MeaningOf, node: ts.Node): void {
  if (ts.isBinaryExpression(node)) {
    if (node.operatorToken.kind === ts.SyntaxKind.EqualsToken) stateAssigned(meaningOf, node);
  } else if (ts.isImportClause(node)) {
    // What a module exports by default may have any name there.
    if (node.name) meaningOf(keyOf(node.name.text, false)).hasOthers = true;
  } else if (ts.isImportSpecifier(node)) {
    standsFor(meaningOf, keyOf(node.name.text, false), node.propertyName ?? node.name, true);
  } else if (ts.isExportSpecifier(node)) {
    const isFromOther = node.parent.parent.moduleSpecifier !== undefined;
    standsFor(meaningOf, keyOf(node.name.text, true), node.propertyName ?? node.name, isFromOther);
  } else if (ts.isImportEqualsDeclaration(node)) {
    meaningOf(keyOf(node.name.text, false)).hasOthers = true;
  } else if (ts.isShorthandPropertyAssignment(node)) {
    standsFor(meaningOf, keyOf(node.name.text, true), node.name, false);
  } else if (ts.isFunctionDeclaration(node)) {
    if (node.name) stateFunction(meaningOf, keyOf(node.name.text, false), node);
  } else if (ts.isBindingElement(node)) {
    stateElement(meaningOf, node);
  } else if (ts.isVariableDeclaration(node) || ts.isParameter(node)) {
    stateVariable(meaningOf, node);
  } else if (ts.isClassElement(node) || ts.isTypeElement(node) || ts.isPropertyAssignment(node)) {
    stateMember(meaningOf, node);
  }
  if (isExported(node)) {
    const { name } = node as ts.NamedDeclaration;
    if (name && ts.isIdentifier(name)) standsFor(meaningOf, keyOf(name.text, true), name, false);
  }
}

/** What a module exports may be taken as a member of it: `import * as users from './users'`. */
function isExported(node: ts.Node): boolean {
  return (
    (ts.isFunctionDeclaration(node) || ts.isVariableDeclaration(node) || ts.isBindingElement(node)) &&
    (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Export) !== 0
  );
}

function standsFor(meaningOf: MeaningOf, key: string, name: ts.Node, isMember: boolean): void {
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) meaningOf(key).names.add(keyOf(name.text, isMember));
}

/** `exports.load = …`, `this.load = …`, `load = …` */
function stateAssigned(meaningOf: MeaningOf, { left, right }: ts.BinaryExpression): void {
  const access = accessOf(left);
  if (access) stateValue(meaningOf, keyOf(access.name, true), right);
  else if (ts.isIdentifier(left)) stateValue(meaningOf, keyOf(left.text, false), right);
}

function stateFunction(meaningOf: MeaningOf, key: string, declaration: ts.SignatureDeclaration): void {
  if (hasBody(declaration)) meaningOf(key).functions.push(declaration);
  else meaningOf(key).hasOthers = true;
}

/** `find` in `const { find } = queries` and in `({ find: load }) => …` */
function stateElement(meaningOf: MeaningOf, { name, propertyName, initializer }: ts.BindingElement): void {
  if (!ts.isIdentifier(name)) return;
  const key = keyOf(name.text, false);
  standsFor(meaningOf, key, propertyName ?? name, true);
  if (initializer) stateValue(meaningOf, key, initializer);
}

function stateVariable(meaningOf: MeaningOf, node: ts.VariableDeclaration | ts.ParameterDeclaration): void {
  if (!ts.isIdentifier(node.name)) return;
  if (node.initializer) stateValue(meaningOf, keyOf(node.name.text, false), node.initializer);
  if (ts.isParameter(node) && ts.isParameterPropertyDeclaration(node, node.parent) && mayBeFunctionType(node.type))
    meaningOf(keyOf(node.name.text, true)).hasOthers = true;
}

function stateMember(meaningOf: MeaningOf, node: ts.ClassElement | ts.TypeElement | ts.PropertyAssignment): void {
  const { name } = node;
  if (!name || !(ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteralLike(name))) return;
  const key = keyOf(name.text, true);
  if (ts.isMethodDeclaration(node) || ts.isMethodSignature(node)) stateFunction(meaningOf, key, node);
  else if (ts.isPropertyAssignment(node)) stateValue(meaningOf, key, node.initializer);
  else if (ts.isPropertyDeclaration(node) && node.initializer) stateValue(meaningOf, key, node.initializer);
  else if (ts.isPropertyDeclaration(node) || ts.isPropertySignature(node)) {
    if (mayBeFunctionType(node.type)) meaningOf(key).hasOthers = true;
  } else meaningOf(key).hasOthers = true;
}

/** What a name stands for whose value is written there. */
function stateValue(meaningOf: MeaningOf, key: string, value: ts.Expression): void {
  const node = unwrap(value);
  const access = accessOf(node);
  if (isInlineFunction(node)) meaningOf(key).functions.push(node);
  else if (access) meaningOf(key).names.add(keyOf(access.name, true));
  else if (ts.isIdentifier(node)) meaningOf(key).names.add(keyOf(node.text, false));
  else if (ts.isConditionalExpression(node)) {
    stateValue(meaningOf, key, node.whenTrue);
    stateValue(meaningOf, key, node.whenFalse);
  } else if (ts.isBinaryExpression(node)) {
    stateValue(meaningOf, key, node.left);
    stateValue(meaningOf, key, node.right);
  } else if (ts.isCallExpression(node)) stateMade(meaningOf, key, node);
  else if (ts.isElementAccessExpression(node)) meaningOf(key).hasOthers = true;
}

/** What a call makes: a function that is wrapped, `withSpan(async () => …)`, one that is bound, one of a factory. */
function stateMade(meaningOf: MeaningOf, key: string, call: ts.CallExpression): void {
  const callee = unwrap(call.expression);
  const access = accessOf(callee);
  const inline = call.arguments.map(unwrap).filter(isInlineFunction);
  if (inline.length > 0) meaningOf(key).functions.push(...inline);
  else if (access?.name === 'bind') stateValue(meaningOf, key, access.object);
  // A method that is given no function makes none: `schema.string()`.
  else if (!access) meaningOf(key).hasOthers = true;
}

/** Types of the platform whose values cannot be called. */
const plainTypes = /^(Promise|Array|ReadonlyArray|Set|ReadonlySet|Map|ReadonlyMap|Record|Date|Buffer)$/;

function mayBeFunctionType(type: ts.TypeNode | undefined): boolean {
  if (!type) return true;
  if (ts.isParenthesizedTypeNode(type)) return mayBeFunctionType(type.type);
  if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) return type.types.some(mayBeFunctionType);
  if (ts.isTypeLiteralNode(type)) return type.members.some(ts.isCallSignatureDeclaration);
  if (ts.isTypeReferenceNode(type)) return !plainTypes.test(type.typeName.getText());
  return (
    ts.isFunctionTypeNode(type) ||
    ts.isTypeQueryNode(type) ||
    ts.isIndexedAccessTypeNode(type) ||
    ts.isImportTypeNode(type) ||
    ts.isConditionalTypeNode(type) ||
    type.kind === ts.SyntaxKind.AnyKeyword
  );
}
