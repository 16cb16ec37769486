import ts from 'typescript';

export type FunctionWithBody = ts.FunctionLikeDeclaration & { readonly body: ts.ConciseBody };
export type InlineFunction = ts.ArrowFunction | ts.FunctionExpression;
/** Nodes that run code of a callee. */
export type CallLike = ts.CallExpression | ts.TaggedTemplateExpression | ts.JsxOpeningLikeElement;

export function hasBody(node: ts.Node | undefined): node is FunctionWithBody {
  return node !== undefined && ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;
}

export function isInlineFunction(node: ts.Node): node is InlineFunction {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

export function isCallLike(node: ts.Node): node is CallLike {
  return ts.isCallExpression(node) || ts.isTaggedTemplateExpression(node) || ts.isJsxOpeningLikeElement(node);
}

/** The expression inside parentheses, `as`, `satisfies`, `!` and `<T>`. */
export function unwrap(node: ts.Expression): ts.Expression {
  let inner = node;
  while (
    ts.isParenthesizedExpression(inner) ||
    ts.isAsExpression(inner) ||
    ts.isSatisfiesExpression(inner) ||
    ts.isNonNullExpression(inner) ||
    ts.isTypeAssertionExpression(inner)
  ) {
    inner = inner.expression;
  }
  return inner;
}

export function calleeOf(call: CallLike): ts.Expression {
  if (ts.isCallExpression(call)) return unwrap(call.expression);
  if (ts.isTaggedTemplateExpression(call)) return unwrap(call.tag);
  return call.tagName as ts.Expression;
}

export function argumentsOf(call: CallLike): readonly ts.Expression[] {
  return ts.isCallExpression(call) ? call.arguments : [];
}

/** A member access, `a.b`, `a?.b`, `a.#b` or `a['b']`, with its name. */
export interface Access {
  readonly object: ts.Expression;
  readonly name: string;
  readonly nameNode: ts.Node;
}

export function accessOf(node: ts.Node): Access | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    return { object: unwrap(node.expression), name: node.name.text, nameNode: node.name };
  }
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) {
    return {
      object: unwrap(node.expression),
      name: node.argumentExpression.text,
      nameNode: node.argumentExpression,
    };
  }
  return undefined;
}

/** The name under which something is called: `load` in `load()`, `this.load()` and `a.b.load()`. */
export function nameOf(expression: ts.Expression): string | undefined {
  const inner = unwrap(expression);
  if (ts.isIdentifier(inner)) return inner.text;
  return accessOf(inner)?.name;
}

/** The names of `Types.UserService`; nothing where an expression is more than names. */
export function pathOf(expression: ts.Expression): readonly string[] | undefined {
  if (ts.isIdentifier(expression)) return [expression.text];
  const before = ts.isPropertyAccessExpression(expression) ? pathOf(expression.expression) : undefined;
  return before && [...before, (expression as ts.PropertyAccessExpression).name.text];
}

/** The nearest function, class static block or source file around a node, the node itself excluded. */
export function enclosingFunction(node: ts.Node): ts.Node {
  let outer = node.parent;
  while (!ts.isFunctionLike(outer) && !ts.isSourceFile(outer) && !ts.isClassStaticBlockDeclaration(outer)) {
    outer = outer.parent;
  }
  return outer;
}

export function contains(outer: ts.Node, inner: ts.Node): boolean {
  return outer.pos <= inner.pos && inner.end <= outer.end && outer.getSourceFile() === inner.getSourceFile();
}

export function isAsync(node: ts.Node): boolean {
  return (
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.AsyncKeyword) ?? false)
  );
}

/** Visits a node's descendants, but not the bodies of nested functions unless asked; stops where `visit` answers `true`. */
export function someDescendant(
  node: ts.Node,
  visit: (descendant: ts.Node) => boolean,
  { intoFunctions = false }: { intoFunctions?: boolean } = {},
): boolean {
  return (
    ts.forEachChild(node, (child) => {
      if (visit(child)) return true;
      if (!intoFunctions && ts.isFunctionLike(child)) return undefined;
      return someDescendant(child, visit, { intoFunctions }) || undefined;
    }) ?? false
  );
}

/** The text of an expression as a person would name it, on one line and not too long. */
export function readable(expression: ts.Node): string {
  const text = expression
    .getText()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?(\??\.) ?/g, '$1');
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}

export function isAbstract(declaration: ts.Declaration): boolean {
  return (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Abstract) !== 0;
}

/** Whether an operator assigns: `=`, `+=`, `??=` and the like. */
export function isAssigning(operator: ts.SyntaxKind): boolean {
  return operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment;
}
