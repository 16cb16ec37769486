import ts from 'typescript';

import { type Analysis, memoise } from './analysis.ts';
import { calleeOfCall } from './callee.ts';
import { packageOf, resolveAlias } from './declared-in.ts';
import { accessOf, type FunctionWithBody, isAsync, someDescendant, unwrap } from './syntax.ts';

/** Types of parameters that say nothing of a client: a query that is given is waited for as any promise is. */
const promiseLike = /^(Promise|PromiseLike|Thenable|Awaitable|MaybePromise)$/;

/** Members that send a lazy query. */
const sending = /^(then|catch|finally|exec|execute\w*)$/;

/** Whether a call sends a lazy query that it is given: `tryCatch(db.select().from(users))`, `withTimeout(query, 500)`. */
export function startsGiven(analysis: Analysis, call: ts.CallExpression, position: number): boolean {
  const callee = calleeOfCall(analysis, call);
  if (callee?.kind === 'functions') {
    return callee.functions.some((declaration) => startsParameter(callee.analysis ?? analysis, declaration, position));
  }
  return analysis.typed && ts.isIdentifier(call.expression) && isPromiseOfLibrary(analysis, call.expression, position);
}

/** Whether a function waits for what it is given. */
function startsParameter(analysis: Analysis, declaration: FunctionWithBody, position: number): boolean {
  const parameter = declaration.parameters[position];
  if (!parameter || !ts.isIdentifier(parameter.name) || !isOfNoClient(parameter.type, declaration)) return false;
  return startedIn(analysis, declaration)?.has(parameter.name.text) ?? false;
}

/** The names of what a function waits for, by syntax. */
const startedIn = memoise<FunctionWithBody, ReadonlySet<string>>((analysis, declaration) => {
  const names = new Set<string>();
  const add = (value: ts.Expression): void => {
    const node = unwrap(value);
    if (ts.isIdentifier(node)) names.add(node.text);
    else if (ts.isArrayLiteralExpression(node)) node.elements.forEach(add);
  };
  const visit = (node: ts.Node): false => {
    if (ts.isAwaitExpression(node)) add(node.expression);
    else if (ts.isReturnStatement(node) && node.expression && isAsync(declaration)) add(node.expression);
    else if (ts.isCallExpression(node)) {
      const access = accessOf(unwrap(node.expression));
      if (access && sending.test(access.name)) add(access.object);
      else if (access?.object.getText() === 'Promise') node.arguments.forEach(add);
      else if (!access) addHandedOn(node);
    }
    return false;
  };
  /** `return race(query, timeout)` */
  const addHandedOn = (call: ts.CallExpression): void => {
    call.arguments.forEach((argument, position) => {
      const node = unwrap(argument);
      const isParameter =
        ts.isIdentifier(node) && declaration.parameters.some(({ name }) => name.getText() === node.text);
      if (isParameter && startsGiven(analysis, call, position)) names.add(node.text);
    });
  };
  visit(declaration.body);
  if (!ts.isBlock(declaration.body) && isAsync(declaration)) add(declaration.body);
  someDescendant(declaration.body, visit, { intoFunctions: true });
  return names;
});

/** Whether a parameter is declared as a promise, or as anything: what a client declares is a query where it is sent. */
function isOfNoClient(type: ts.TypeNode | undefined, declaration: FunctionWithBody): boolean {
  if (!type || type.kind === ts.SyntaxKind.AnyKeyword || type.kind === ts.SyntaxKind.UnknownKeyword) return true;
  if (ts.isUnionTypeNode(type)) return type.types.some((part) => isPromise(part));
  // `<P extends Promise<unknown>>(promise: P)`
  const own = declaration.typeParameters?.find(({ name }) => name.text === type.getText());
  return own ? isOfNoClient(own.constraint, declaration) : isPromise(type) || ts.isTypeLiteralNode(type);
}

function isPromise(type: ts.TypeNode): boolean {
  return ts.isTypeReferenceNode(type) && promiseLike.test(type.typeName.getText());
}

/** `to(query)` of await-to-js. */
function isPromiseOfLibrary(analysis: Analysis, callee: ts.Identifier, position: number): boolean {
  const symbol = analysis.checker.getSymbolAtLocation(callee);
  const declarations = symbol ? (resolveAlias(analysis.checker, symbol).declarations ?? []) : [];
  return declarations.some((declaration) => {
    if (!ts.isFunctionLike(declaration) || analysis.catalogue.byPackage.has(packageOf(declaration) ?? '')) return false;
    const type = declaration.parameters[position]?.type;
    return type !== undefined && isPromise(type);
  });
}
