import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { resolveAlias } from './declared-in.ts';
import { assignedIn, isMemberName } from './dependence.ts';
import { requiredModule } from './imported-name.ts';
import { isConst, variableAt } from './references.ts';
import { isChangedIn, isConstruction, isConversion, isTextMethod } from './shared-value.ts';
import { accessOf, contains, enclosingFunction, unwrap } from './syntax.ts';

/** What an expression of a function needs where it is evaluated once, when its module is loaded. */
export interface ModuleTerms {
  /** Constants of the function, which have to be there as well. */
  readonly locals: readonly ts.VariableDeclaration[];
  /** The statements of the module that declare what it uses. */
  readonly statements: readonly ts.Statement[];
  /** What it reads, as its code names it: `process.env.DATABASE_URL`. */
  readonly reads: readonly string[];
}

/** Methods of what is built that answer with it, and do not wait. */
const handleMethods = /^(on|addListener|setMaxListeners|\$extends|promise)$/;

/** The terms of an expression, or of a type, that means the same in the module as in its function; nothing where it may not. */
export function moduleTermsOf(analysis: Analysis, node: ts.Node): ModuleTerms | undefined {
  const locals = new Set<ts.VariableDeclaration>();
  const statements = new Set<ts.Statement>();
  const reads = new Set<string>();
  const all = (parts: readonly ts.Node[], isLater: boolean): boolean => parts.every((part) => holds(part, isLater));

  const holds = (part: ts.Node, isLater: boolean): boolean => {
    if (ts.isTypeNode(part)) return all(childrenOf(part), true);
    if (ts.isIdentifier(part)) {
      if (!isLater) reads.add(part.text);
      return isOfModule(part) && (isLater || !mayChange(part));
    }
    if (part.kind === ts.SyntaxKind.ThisKeyword) return hasOwnThis(part, node);
    if (changes(part) || ts.isClassExpression(part) || part.kind === ts.SyntaxKind.SuperKeyword) return false;
    if (ts.isMetaProperty(part)) return part.keywordToken === ts.SyntaxKind.ImportKeyword;
    if (ts.isFunctionLike(part)) return all(childrenOf(part), true);
    if (isLater) return all(childrenOf(part), true);
    if (ts.isAwaitExpression(part) || ts.isYieldExpression(part)) return false;
    if (ts.isCallExpression(part) || ts.isNewExpression(part)) return isRepeatable(part);
    if (ts.isTaggedTemplateExpression(part)) return false;
    const access = accessOf(part);
    if (!access) return all(childrenOf(part), false);
    reads.add(part.getText());
    if (isReassigned(analysis, analysis.checker.getSymbolAtLocation(access.nameNode))) return false;
    let { object } = access;
    for (let outer = accessOf(object); outer; outer = accessOf(object)) ({ object } = outer);
    return ts.isIdentifier(object) ? isOfModule(object) && !mayChange(object) : holds(object, false);
  };

  const isRepeatable = (call: ts.CallExpression | ts.NewExpression): boolean => {
    const callee = unwrap(call.expression);
    const access = ts.isCallExpression(call) ? accessOf(callee) : undefined;
    const given = [...(call.typeArguments ?? []), ...(call.arguments ?? [])];
    if (isConstruction(analysis, call) || isConversion(call)) return holds(callee, true) && all(given, false);
    const isLink = access !== undefined && (isTextMethod(call) || isLinkOfHandle(access));
    return isLink && holds(access.object, false) && all(given, false);
  };

  // Without types, other modules are not looked into.
  const mayChange = (name: ts.Identifier): boolean =>
    (variableAt(analysis, name)?.declarations ?? []).some(isImport) &&
    (!analysis.typed || assignedIn(name.getSourceFile()).has(name.text));

  const isLinkOfHandle = ({ object, name }: { object: ts.Expression; name: string }): boolean =>
    handleMethods.test(name) && (ts.isCallExpression(object) || ts.isNewExpression(object));

  const isOfModule = (name: ts.Identifier): boolean => {
    if (name.text === 'arguments') return false;
    const symbol = variableAt(analysis, name);
    return (symbol?.declarations ?? []).every((declaration) => {
      if (contains(node, declaration) || declaration.getSourceFile() !== name.getSourceFile()) return true;
      if (isImport(declaration)) return !isReassigned(analysis, symbol);
      const variable = variableAround(declaration);
      if (variable && (!isDeclaredConst(variable) || isChangedIn(analysis, variable))) return false;
      if (!ts.isSourceFile(enclosingFunction(declaration))) {
        // What takes a part of another value is not followed.
        if (!variable || variable !== declaration) return false;
        locals.add(variable);
        return true;
      }
      const statement = variable ? variable.parent.parent : declaration;
      if (!ts.isStatement(statement) || !ts.isSourceFile(statement.parent)) return false;
      statements.add(statement);
      return true;
    });
  };

  return holds(node, false) ? { locals: [...locals], statements: [...statements], reads: [...reads] } : undefined;
}

/** The parts of a node that may name a variable or a type. */
function childrenOf(node: ts.Node): readonly ts.Node[] {
  if (ts.isQualifiedName(node)) return [node.left];
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    const isName = ts.isIdentifier(child) && (isMemberName(child) || isNameOf(child, node));
    if (!isName) children.push(child);
  });
  return children;
}

/** `close` in `{ close() {} }`, `value` in `{ value: string }`. */
function isNameOf(child: ts.Identifier, node: ts.Node): boolean {
  return (
    (ts.isMethodDeclaration(node) || ts.isPropertySignature(node) || ts.isAccessor(node) || ts.isJsxAttribute(node)) &&
    node.name === child
  );
}

function changes(node: ts.Node): boolean {
  if (ts.isDeleteExpression(node)) return true;
  if (ts.isPostfixUnaryExpression(node)) return true;
  if (ts.isPrefixUnaryExpression(node)) {
    return node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken;
  }
  return (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    node.operatorToken.kind <= ts.SyntaxKind.LastAssignment
  );
}

/** Whether `this` is that of a function inside the node. */
function hasOwnThis(keyword: ts.Node, node: ts.Node): boolean {
  const owner = ts.findAncestor(keyword, (outer) => ts.isFunctionLike(outer) && !ts.isArrowFunction(outer));
  return owner !== undefined && contains(node, owner);
}

function isImport(declaration: ts.Declaration): boolean {
  return (
    ts.isImportClause(declaration) ||
    ts.isImportSpecifier(declaration) ||
    ts.isNamespaceImport(declaration) ||
    ts.isImportEqualsDeclaration(declaration)
  );
}

/** Whether what is imported is a variable that its module may assign again, or whose value it changes. */
function isReassigned(analysis: Analysis, symbol: ts.Symbol | undefined): boolean {
  const declared = symbol && resolveAlias(analysis.checker, symbol).valueDeclaration;
  if (!declared || !ts.isVariableDeclaration(declared) || declared.getSourceFile().isDeclarationFile) return false;
  return !isDeclaredConst(declared) || isChangedIn(analysis, declared);
}

function variableAround(declaration: ts.Declaration): ts.VariableDeclaration | undefined {
  let node: ts.Node = declaration;
  while (ts.isBindingElement(node)) node = node.parent.parent;
  return ts.isVariableDeclaration(node) ? node : undefined;
}

function isDeclaredConst(variable: ts.VariableDeclaration): boolean {
  if (isConst(variable)) return true;
  // What is required is as good as imported.
  const value = variable.initializer && unwrap(variable.initializer);
  return value !== undefined && requiredModule(accessOf(value)?.object ?? value) !== undefined;
}
