import ts from 'typescript';

import { isCallable } from './function-value.ts';
import { calleeOf, type FunctionWithBody, isCallLike, nameOf, unwrap } from './syntax.ts';

/** What a call is given that may be a function: an argument, or a member of an object that is written there. */
export interface GivenFunction {
  readonly position: number;
  readonly member?: string;
  readonly value: ts.Expression | ts.MethodDeclaration;
}

/** What may be a function among a call's arguments, by its syntax alone. */
export function functionsGiven(call: ts.CallExpression): readonly GivenFunction[] {
  return call.arguments.flatMap((argument, position): readonly GivenFunction[] => {
    const object = unwrap(argument);
    if (!ts.isObjectLiteralExpression(object)) return isCallable(argument) ? [{ position, value: argument }] : [];
    // What is spread behind it may state it again.
    const last = object.properties.findLastIndex(ts.isSpreadAssignment);
    return object.properties.slice(last + 1).flatMap((property) => {
      const value = ts.isPropertyAssignment(property)
        ? property.initializer
        : ts.isShorthandPropertyAssignment(property)
          ? property.name
          : property;
      const isGiven = ts.isMethodDeclaration(value) || (ts.isExpression(value) && isCallable(value));
      return isGiven && property.name ? [{ position, member: property.name.getText(), value }] : [];
    });
  });
}

/** Whether a function may run one that it is given, by names alone: what it neither calls nor hands on is data to it. */
export function mayRun(declaration: FunctionWithBody, { position, member }: GivenFunction): boolean {
  const { parameters } = declaration;
  if (parameters.slice(0, position + 1).some(({ dotDotDotToken }) => dotDotDotToken)) return true;
  const name = parameters[position]?.name;
  if (!name) return false;
  const used = namesUsedIn(declaration);
  if (ts.isIdentifier(name)) return used.has(member ?? name.text);
  if (member === undefined || !ts.isObjectBindingPattern(name)) return false;
  const element = name.elements.find((one) => (one.propertyName ?? one.name).getText() === member);
  return used.has(element ? element.name.getText() : member);
}

const ofFunction = new WeakMap<FunctionWithBody, ReadonlySet<string>>();

/** The names of what a function calls or hands on: as an argument, in an object or a list, or by another name. */
function namesUsedIn(declaration: FunctionWithBody): ReadonlySet<string> {
  const known = ofFunction.get(declaration);
  if (known) return known;
  const names = new Set<string>();
  const use = (expression: ts.Expression | undefined): void => {
    const name = expression && nameOf(expression);
    if (name !== undefined) names.add(name);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isToken(node)) return;
    if (isCallLike(node)) use(calleeOf(node));
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) node.arguments?.forEach(use);
    else if (ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node)) use(node.initializer);
    else if (ts.isShorthandPropertyAssignment(node)) names.add(node.name.text);
    else if (ts.isArrayLiteralExpression(node)) node.elements.forEach(use);
    else if (ts.isBindingElement(node) && node.propertyName) names.add(node.propertyName.getText());
    else if (ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach(use);
    else if (ts.isBinaryExpression(node)) [node.left, node.right].forEach(use);
    else if (ts.isJsxExpression(node)) use(node.expression);
    ts.forEachChild(node, visit);
  };
  for (const parameter of declaration.parameters) visit(parameter);
  visit(declaration.body);
  ofFunction.set(declaration, names);
  return names;
}
