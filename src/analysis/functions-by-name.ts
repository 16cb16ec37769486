import ts from 'typescript';

import { type Analysis, memoise } from './analysis.ts';
import { boundElements } from './binding-names.ts';
import { isOfLibrary } from './own-sources.ts';
import { accessOf, type FunctionWithBody, hasBody, isInlineFunction, unwrap } from './syntax.ts';

/** What the user's files may mean by a name that is called. */
export interface NamedFunctions {
  /** The functions that are declared by that name, or by one that stands for it. */
  readonly functions: ReadonlySet<FunctionWithBody>;
  /** Whether there may be more: what a call makes, a module exports by default, or only a type declares. */
  readonly hasOthers: boolean;
}

/** What a file says of a name: a function, another name that it stands for, one that makes it, or that there may be more. */
type Meaning = FunctionWithBody | string;

/** That there may be more. No name begins so. */
const more = '*';

/** Stands before the name of what makes a function when it is called. */
const madeBy = '()';

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
      if (meaning === more || reached.size > nameLimit) return { functions, hasOthers: true };
      if (typeof meaning !== 'string') functions.add(meaning);
      else if (!meaning.startsWith(madeBy)) reached.add(meaning);
      // What makes a function is one of the user's, or else a library makes a value.
      else if (isNamed(meanings, meaning.slice(madeBy.length))) return { functions, hasOthers: true };
    }
  }
  return { functions, hasOthers: false };
}

/** Whether a name is stated to be a function, itself. */
function isNamed(meanings: ReadonlyMap<string, readonly Meaning[]>, key: string): boolean {
  return (meanings.get(key) ?? []).some((meaning) => typeof meaning !== 'string' || meaning === more);
}

/** Members and variables of the same name are told apart. */
function keyOf(name: string, isMember: boolean): string {
  return isMember ? `.${name}` : name;
}

/** What all files of the user say of each name. */
const meaningsInProgram = memoise<ts.Program, ReadonlyMap<string, readonly Meaning[]>>((_analysis, program) => {
  const all = new Map<string, Meaning[]>();
  for (const file of program.getSourceFiles()) {
    if (isOfLibrary(program, file)) continue;
    for (const [key, meanings] of meaningsIn(file)) for (const meaning of meanings) add(all, key, meaning);
  }
  return all;
});

/** Most files say the same of a name again and again. */
function add(all: Map<string, Meaning[]>, key: string, meaning: Meaning): void {
  const known = all.get(key);
  if (!known || meaning === more) all.set(key, [meaning]);
  else if (known[0] !== more && !known.includes(meaning)) known.push(meaning);
}

const ofFile = new WeakMap<ts.SourceFile, ReadonlyMap<string, readonly Meaning[]>>();

function meaningsIn(file: ts.SourceFile): ReadonlyMap<string, readonly Meaning[]> {
  const known = ofFile.get(file);
  if (known) return known;
  const meanings = new Map<string, Meaning[]>();
  const say: Say = (key, meaning) => {
    add(meanings, key, meaning);
  };
  const visit = (node: ts.Node): void => {
    // Names and other tokens say nothing themselves.
    if (ts.isToken(node)) return;
    state(say, node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  ofFile.set(file, meanings);
  return meanings;
}

type Say = (key: string, meaning: Meaning) => void;

/** Keeps what a node says of a name. */
function state(say: Say, node: ts.Node): void {
  if (ts.isBinaryExpression(node)) {
    if (node.operatorToken.kind === ts.SyntaxKind.EqualsToken) stateAssigned(say, node);
  } else if (ts.isImportClause(node)) {
    // What a module exports by default may have any name there.
    if (node.name) say(keyOf(node.name.text, false), more);
  } else if (ts.isImportSpecifier(node)) {
    standsFor(say, keyOf(node.name.text, false), node.propertyName ?? node.name, true);
  } else if (ts.isExportSpecifier(node)) {
    const isFromOther = node.parent.parent.moduleSpecifier !== undefined;
    standsFor(say, keyOf(node.name.text, true), node.propertyName ?? node.name, isFromOther);
  } else if (ts.isImportEqualsDeclaration(node)) {
    say(keyOf(node.name.text, false), more);
  } else if (ts.isShorthandPropertyAssignment(node)) {
    standsFor(say, keyOf(node.name.text, true), node.name, false);
  } else if (ts.isFunctionDeclaration(node)) {
    if (node.name) stateFunction(say, keyOf(node.name.text, false), node);
  } else if (ts.isArrayBindingPattern(node) || ts.isObjectBindingPattern(node)) {
    for (const element of boundElements(node)) stateElement(say, element);
  } else if (ts.isVariableDeclaration(node) || ts.isParameter(node)) {
    stateVariable(say, node);
  } else if (ts.isClassElement(node) || ts.isTypeElement(node) || ts.isPropertyAssignment(node)) {
    stateMember(say, node);
  }
  if (isExported(node)) {
    const { name } = node as ts.NamedDeclaration;
    if (name && ts.isIdentifier(name)) standsFor(say, keyOf(name.text, true), name, false);
  }
}

/** What a module exports may be taken as a member of it: `import * as users from './users'`. */
function isExported(node: ts.Node): boolean {
  return (
    (ts.isFunctionDeclaration(node) || ts.isVariableDeclaration(node) || ts.isBindingElement(node)) &&
    (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Export) !== 0
  );
}

function standsFor(say: Say, key: string, name: ts.Node, isMember: boolean): void {
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) say(key, keyOf(name.text, isMember));
}

/** `exports.load = …`, `this.load = …`, `load = …` */
function stateAssigned(say: Say, { left, right }: ts.BinaryExpression): void {
  const access = accessOf(left);
  if (access) stateValue(say, keyOf(access.name, true), right);
  else if (ts.isIdentifier(left)) stateValue(say, keyOf(left.text, false), right);
}

function stateFunction(say: Say, key: string, declaration: ts.SignatureDeclaration): void {
  if (hasBody(declaration)) say(key, declaration);
  else say(key, more);
}

/** `find` in `const { find } = queries` and in `({ find: load }) => …` */
function stateElement(say: Say, { name, propertyName, initializer }: ts.BindingElement): void {
  if (!ts.isIdentifier(name)) return;
  const key = keyOf(name.text, false);
  standsFor(say, key, propertyName ?? name, true);
  if (initializer) stateValue(say, key, initializer);
}

function stateVariable(say: Say, node: ts.VariableDeclaration | ts.ParameterDeclaration): void {
  if (!ts.isIdentifier(node.name)) return;
  if (node.initializer) stateValue(say, keyOf(node.name.text, false), node.initializer);
  if (ts.isParameter(node) && ts.isParameterPropertyDeclaration(node, node.parent) && mayBeFunctionType(node.type))
    say(keyOf(node.name.text, true), more);
}

function stateMember(say: Say, node: ts.ClassElement | ts.TypeElement | ts.PropertyAssignment): void {
  const { name } = node;
  if (!name || !(ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteralLike(name))) return;
  const key = keyOf(name.text, true);
  if (ts.isMethodDeclaration(node) || ts.isMethodSignature(node)) stateFunction(say, key, node);
  else if (ts.isPropertyAssignment(node)) stateValue(say, key, node.initializer);
  else if (ts.isPropertyDeclaration(node) && node.initializer) stateValue(say, key, node.initializer);
  else if (ts.isPropertyDeclaration(node) || ts.isPropertySignature(node)) {
    if (mayBeFunctionType(node.type)) say(key, more);
  } else say(key, more);
}

/** What a name stands for whose value is written there. */
function stateValue(say: Say, key: string, value: ts.Expression): void {
  const node = unwrap(value);
  const access = accessOf(node);
  if (isInlineFunction(node)) say(key, node);
  else if (access) say(key, keyOf(access.name, true));
  else if (ts.isIdentifier(node)) say(key, keyOf(node.text, false));
  else if (ts.isConditionalExpression(node)) {
    stateValue(say, key, node.whenTrue);
    stateValue(say, key, node.whenFalse);
  } else if (ts.isBinaryExpression(node)) {
    stateValue(say, key, node.left);
    stateValue(say, key, node.right);
  } else if (ts.isCallExpression(node)) stateMade(say, key, node);
  else if (ts.isElementAccessExpression(node)) say(key, more);
}

/** What a call makes: a function that is wrapped, `withSpan(async () => …)`, one that is bound, one of a factory. */
function stateMade(say: Say, key: string, call: ts.CallExpression): void {
  const callee = unwrap(call.expression);
  const access = accessOf(callee);
  const inline = call.arguments.map(unwrap).filter(isInlineFunction);
  if (inline.length > 0) for (const one of inline) say(key, one);
  else if (access?.name === 'bind') stateValue(say, key, access.object);
  else if (!access) say(key, more);
  else {
    say(key, `${madeBy}${keyOf(access.name, true)}`);
    for (const argument of call.arguments) if (ts.isIdentifier(argument)) say(key, keyOf(argument.text, false));
  }
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
