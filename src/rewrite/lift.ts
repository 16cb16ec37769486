import ts from 'typescript';

import { assignedIn, isMemberName } from '../analysis/dependence.ts';
import { variableAt } from '../analysis/references.ts';
import { accessOf, contains, unwrap } from '../analysis/syntax.ts';
import type { Iteration } from './iteration.ts';
import { refuse } from './refusal.ts';
import { type RewriteContext, textOf } from './rewrite-context.ts';
import { edited, type TextEdit } from './text-edit.ts';

/** An expression of an iteration as it reads outside it, given the elements alone. */
export interface Lifted {
  readonly text: string;
  /** The iterations whose elements it mentions. */
  readonly of: ReadonlySet<Iteration>;
  /** Those whose index it mentions beside the element. */
  readonly indexed: ReadonlySet<Iteration>;
}

/**
 * Lifts an expression out of nested iterations, the outermost first. Constants of the iteration are written out.
 * Refuses what could answer otherwise outside: calls, values that change, results of queries.
 */
export function lift(
  context: RewriteContext,
  expression: ts.Expression,
  iterations: readonly Iteration[],
  nameOfElement: (iteration: Iteration) => string,
): Lifted {
  const of = new Set<Iteration>();
  const indexed = new Set<Iteration>();
  const [outermost] = iterations;
  const assigned = outermost ? assignedIn(outermost.repetition.node) : new Set<string>();

  const textFor = (node: ts.Expression): string => {
    const edits: TextEdit[] = [];
    visit(node, edits);
    return edited(context.file.text, edits, node.getStart(context.file), node.end);
  };

  const visit = (node: ts.Node, edits: TextEdit[]): void => {
    const replace = (text: string): void => {
      edits.push({ start: node.getStart(context.file), end: node.end, text });
    };
    const indexing = iterations.find((iteration) => isElementOf(context, node, iteration));
    if (indexing) {
      of.add(indexing);
      replace(nameOfElement(indexing));
      return;
    }
    if (ts.isIdentifier(node) && !isMemberName(node)) {
      const written = liftName(node);
      if (written !== undefined) replace(written);
      return;
    }
    const access = accessOf(node);
    if (access && assigned.has(access.name)) refuse('loopCarried');
    if (!isLiftable(node)) refuse(ts.isAwaitExpression(node) ? 'keyDependsOnQuery' : 'keyNotKnownBefore');
    ts.forEachChild(node, (child) => {
      if (!ts.isTypeNode(child)) visit(child, edits);
    });
  };

  /** What stands for a variable outside the iteration; nothing where it keeps its name. */
  const liftName = (name: ts.Identifier): string | undefined => {
    const declaration = variableAt(context.analysis, name)?.valueDeclaration;
    if (!declaration) return undefined;
    const own = iterations.find((iteration) => declares(iteration, declaration));
    if (own) {
      const isIndex = own.index?.parent === declaration;
      (isIndex ? indexed : of).add(own);
      of.add(own);
      return undefined;
    }
    if (!outermost || !contains(outermost.repetition.slot, declaration)) {
      return assigned.has(name.text) ? refuse('loopCarried') : undefined;
    }
    return liftDeclaration(declaration);
  };

  const liftDeclaration = (declaration: ts.Declaration): string => {
    const variable = ts.findAncestor(declaration, ts.isVariableDeclaration);
    if (!variable?.initializer || !(ts.getCombinedNodeFlags(variable) & ts.NodeFlags.Const)) {
      return refuse('keyNotKnownBefore');
    }
    const inner = unwrap(variable.initializer);
    if (ts.isAwaitExpression(inner)) return refuse('keyDependsOnQuery');
    if (declaration === variable) {
      const text = textFor(variable.initializer);
      return isSimple(variable.initializer) ? text : `(${text})`;
    }
    // `const { userId } = order;`
    const isPlain =
      ts.isBindingElement(declaration) &&
      declaration.parent.parent === variable &&
      ts.isObjectBindingPattern(declaration.parent) &&
      !declaration.initializer &&
      !declaration.dotDotDotToken;
    const property = isPlain ? (declaration.propertyName ?? declaration.name) : undefined;
    if (!property || !ts.isIdentifier(property) || !isSimple(inner)) return refuse('keyNotKnownBefore');
    if (assigned.has(property.text)) return refuse('loopCarried');
    const text = textFor(variable.initializer);
    return `${isSimple(variable.initializer) ? text : `(${text})`}.${property.text}`;
  };

  return { text: textFor(expression), of, indexed };
}

/** Whether a variable is one that names an element or its index. */
function declares({ element, index }: Iteration, declaration: ts.Declaration): boolean {
  const isElement = element !== undefined && (element.parent === declaration || contains(element, declaration));
  return isElement || index?.parent === declaration;
}

/** `orders[i]` in a loop that counts through `orders`. */
function isElementOf(context: RewriteContext, node: ts.Node, { element, index, source }: Iteration): boolean {
  if (element || !index || !ts.isExpression(node)) return false;
  const inner = ts.isNonNullExpression(node) ? node.expression : node;
  return (
    ts.isElementAccessExpression(inner) &&
    inner.argumentExpression.getText() === index.text &&
    textOf(context, inner.expression) === textOf(context, source)
  );
}

function isSimple(node: ts.Expression): boolean {
  return (
    ts.isIdentifier(node) ||
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    isLiteral(node)
  );
}

function isLiteral(node: ts.Node): boolean {
  return (
    ts.isLiteralExpression(node) || node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword
  );
}

/** Calls that always answer the same for the same values. */
const pureFunctions = new Set(['String', 'Number', 'BigInt', 'parseInt', 'Boolean']);
const pureMethods = new Set([
  'toString',
  'trim',
  'toLowerCase',
  'toUpperCase',
  'startsWith',
  'endsWith',
  'includes',
  'has',
  'isArray',
  'isInteger',
]);

function isLiftable(node: ts.Node): boolean {
  if (ts.isCallExpression(node)) {
    const callee = unwrap(node.expression);
    if (ts.isIdentifier(callee)) return pureFunctions.has(callee.text);
    return pureMethods.has(accessOf(callee)?.name ?? '');
  }
  if (ts.isPrefixUnaryExpression(node)) {
    return node.operator !== ts.SyntaxKind.PlusPlusToken && node.operator !== ts.SyntaxKind.MinusMinusToken;
  }
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    return kind < ts.SyntaxKind.FirstAssignment || kind > ts.SyntaxKind.LastAssignment;
  }
  return (
    isLiteral(node) ||
    ts.isIdentifier(node) ||
    ts.isToken(node) ||
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isConditionalExpression(node) ||
    ts.isTypeOfExpression(node) ||
    ts.isTemplateExpression(node) ||
    ts.isTemplateSpan(node)
  );
}
