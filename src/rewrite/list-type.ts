import ts from 'typescript';

import { isUnknownType } from '../analysis/declared-in.ts';
import { enclosingFunction, unwrap } from '../analysis/syntax.ts';
import { isJavaScript } from './file-style.ts';
import { refuse } from './refusal.ts';
import type { RewriteContext } from './rewrite-context.ts';

/** A list that is declared empty, and filled in a loop. */
interface FilledList {
  /** What is put into it, one at a time. */
  readonly element: ts.Expression;
  /** Whether the element is a list, whose elements are put into it. */
  readonly isSpread: boolean;
  /** A type for its elements, where the client has a name for it. */
  readonly named: string | undefined;
  /** Where it is declared. */
  readonly place: ts.Node;
}

/** Texts of types that are longer than this say nothing to a reader. */
const longest = 80;

/**
 * The annotation of a list, `: Row[]`, or none where TypeScript finds the type by what is put into it. Refuses where it
 * needs a type that cannot be written.
 */
export function listAnnotation(context: RewriteContext, { element, isSpread, named, place }: FilledList): string {
  if (isJavaScript(context.file)) return '';
  if (named !== undefined) return annotation(named);
  const ofCall = typeOfCall(context, element, isSpread, place);
  if (ofCall !== undefined) return annotation(ofCall);
  const isSameFunction = enclosingFunction(element) === enclosingFunction(place);
  if (isSameFunction && !widens(context, element)) return '';
  const { checker } = context.analysis;
  const type = checker.getTypeAtLocation(element);
  const printed = printedType(context, isSpread ? checker.getIndexTypeOfType(type, ts.IndexKind.Number) : type, place);
  return printed === undefined ? refuse('rowType') : annotation(printed);
}

function annotation(type: string): string {
  return /^([\w$.]+|\{[^{}]*\}|ReturnType<[^<>]*>)$/.test(type) ? `: ${type}[]` : `: (${type})[]`;
}

/** The type of several values as an object type of them, `{ orderId: number; sku: string }`, or of one. */
export function keyAnnotation(
  context: RewriteContext,
  keys: readonly { readonly property: string; readonly value: ts.Expression }[],
  place: ts.Node,
): string {
  if (isJavaScript(context.file)) return '';
  const { checker } = context.analysis;
  const types = keys.map(({ property, value }) => {
    const type = checker.getBaseTypeOfLiteralType(checker.getTypeAtLocation(value));
    const printed = printedType(context, type, place) ?? refuse('rowType');
    return { property, printed };
  });
  const [only, ...others] = types;
  if (only && others.length === 0) return annotation(only.printed);
  return annotation(`{ ${types.map(({ property, printed }) => `${property}: ${printed}`).join('; ')} }`);
}

/** `ReturnType<typeof rowFor>` for `rowFor(order)`, where what it returns does not depend on what it is given. */
function typeOfCall(
  context: RewriteContext,
  element: ts.Expression,
  isSpread: boolean,
  place: ts.Node,
): string | undefined {
  const { checker } = context.analysis;
  const call = unwrap(element);
  if (!ts.isCallExpression(call) || !ts.isIdentifier(call.expression)) return undefined;
  const declaration = checker.getResolvedSignature(call)?.declaration;
  const signatures = checker.getTypeAtLocation(call.expression).getCallSignatures();
  const [only, ...others] = signatures;
  if (!declaration || !only || others.length > 0 || !isVisible(context, call.expression.text, place)) return undefined;
  if (checker.getReturnTypeOfSignature(only) !== checker.getTypeAtLocation(call)) return undefined;
  const text = `ReturnType<typeof ${call.expression.text}>`;
  return isSpread ? `${text}[number]` : text;
}

function isVisible({ analysis: { checker } }: RewriteContext, name: string, place: ts.Node): boolean {
  return checker.resolveName(name, place, ts.SymbolFlags.Value, false) !== undefined;
}

/** Whether a literal in an expression would become a type that is wider than what is accepted: `'late'` a `string`. */
function widens(context: RewriteContext, expression: ts.Expression): boolean {
  // Types that accept any literal of their kind.
  const wide = ts.TypeFlags.String | ts.TypeFlags.Number | ts.TypeFlags.Any | ts.TypeFlags.Unknown;
  const { checker } = context.analysis;
  const visit = (node: ts.Node): boolean => {
    if (ts.isFunctionLike(node)) return false;
    if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node) || ts.isTemplateExpression(node)) {
      const wanted = checker.getContextualType(node);
      const parts = wanted?.isUnion() ? wanted.types : wanted ? [wanted] : [];
      const isLiteral = (type: ts.Type): boolean => (type.flags & ts.TypeFlags.Literal) !== 0;
      return parts.some(isLiteral) && !parts.some(({ flags }) => (flags & wide) !== 0);
    }
    return ts.forEachChild(node, (child) => visit(child) || undefined) ?? false;
  };
  return visit(expression);
}

/** The text of a type, where it is short and mentions nothing that cannot be seen at a place. */
function printedType(
  { analysis: { checker } }: RewriteContext,
  type: ts.Type | undefined,
  place: ts.Node,
): string | undefined {
  if (!type || isUnknownType(type)) return undefined;
  const text = checker.typeToString(type, place, ts.TypeFormatFlags.NoTruncation).replace(/;? \}$/, ' }');
  if (text.length > longest || /\bimport\(|\bany\b|\btypeof\b|=>|\.\.\./.test(text)) return undefined;
  const names = text.replaceAll(/"[^"]*"/g, '').match(/(?<![\w$.])[A-Za-z_$][\w$]*(?!\w*\??:)/g) ?? [];
  const areVisible = names.every(
    (name) =>
      /^(string|number|boolean|bigint|null|undefined|true|false|unknown|void|readonly)$/.test(name) ||
      checker.resolveName(name, place, ts.SymbolFlags.Type | ts.SymbolFlags.Namespace, false) !== undefined,
  );
  return areVisible ? text : undefined;
}
