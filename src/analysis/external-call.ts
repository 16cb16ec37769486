import ts from 'typescript';

import { type Analysis, memoise } from './analysis.ts';
import { clientAtStart } from './query-start.ts';
import { calleeOfCall } from './callee.ts';
import { signatureDeclared } from './called-signature.ts';
import { describeChain, goesOnWith, isContinuation } from './chain.ts';
import { isUnknownType, namedTypes, packageOf, resolveAlias } from './declared-in.ts';
import { type ExternalFact, externalFactOf, type ExternalKind } from './external-packages.ts';
import { moduleBehind } from './module-behind.ts';
import type { QuerySite } from './query-site.ts';
import type { SiteKind } from './summary.ts';
import { accessOf, hasBody, nameOf, unwrap } from './syntax.ts';
import { executorsPromise, isWaitedFor } from './waited-for.ts';

/** What a call waits for that is outside of the process and of the database. */
export interface ExternalCall {
  readonly kind: ExternalKind;
  /** What it is, in a message: `an HTTP request`. */
  readonly is: string;
  readonly name: string;
}

/** Calls that wait for something outside, as summaries carry them from a function to its callers. */
export const externalCalls: SiteKind = {
  siteAt(analysis, occurrence) {
    const { node, reference } = occurrence;
    // What nothing waits for is most of the calls of a builder, and is known without types.
    if (reference || !ts.isCallExpression(node) || isLinkOfChain(node) || !isWaitedFor(analysis, occurrence)) {
      return undefined;
    }
    const call = externalCallAt(analysis, node);
    return call && siteOf(node, call.name);
  },
  counts: isWaitedFor,
};

/** Whether a call's value is an object whose member is called next: `s3.from('files')` in `s3.from('files').upload(file)`. */
function isLinkOfChain({ parent }: ts.CallExpression): boolean {
  return (
    ts.isPropertyAccessExpression(parent) &&
    ts.isCallExpression(parent.parent) &&
    parent.parent.expression === parent &&
    !isContinuation(parent.name.text)
  );
}

/** A call as summaries carry it that are not about queries. */
export function siteOf(node: ts.Expression, name: string): QuerySite {
  return {
    node,
    operation: 'raw',
    name,
    vague: false,
    lazy: false,
    synchronous: false,
    connection: 'none',
    root: node,
    position: 'handle',
    merged: false,
  };
}

/** What a call waits for outside, by the package of its function or object. */
export const externalCallAt = memoise<ts.CallExpression, ExternalCall>((analysis, call) => {
  const callee = unwrap(call.expression);
  const name = nameOf(callee);
  if (name === undefined || isContinuation(name) || goesOnWith(call)) return undefined;
  // Methods of lists are most of what is called, and asking for the type of each list is slow.
  if (Object.hasOwn(Array.prototype, name)) return undefined;
  if (name === 'setTimeout' && ts.isIdentifier(callee)) {
    const pause = isPause(analysis, call, callee);
    if (pause) return { kind: 'sleep', is: 'a pause', name: 'setTimeout' };
  }
  if (name === 'fetch' && isGlobal(analysis, callee)) return { kind: 'request', is: 'an HTTP request', name: 'fetch' };
  // A function of the user is followed for what it calls itself.
  if (calleeOfCall(analysis, call)?.kind === 'functions') return undefined;
  // What starts on a client's handle is a query, whatever types its chain goes through.
  if (clientAtStart(analysis, call)) return undefined;
  const fact = factBehind(analysis, call, callee);
  if (!fact || fact.except?.includes(name) || name.endsWith('Sync') || !mayBePromise(analysis, call, callee))
    return undefined;
  return { kind: fact.kind, is: fact.is, name: accessOf(callee) ? describeChain(call) : name };
});

/** `setTimeout(resolve, 100)` in the executor of a promise: what it is given is what the promise waits for. */
function isPause(analysis: Analysis, call: ts.CallExpression, callee: ts.Identifier): boolean {
  const promise = executorsPromise(call);
  const [executor] = promise?.arguments ?? [];
  const resolve =
    executor && hasBody(unwrap(executor)) ? (unwrap(executor) as ts.ArrowFunction).parameters[0] : undefined;
  const [callback, delay] = call.arguments;
  if (!resolve || !callback || !isGlobal(analysis, callee)) return false;
  // A moment of 0 only lets others run.
  if (!delay || (ts.isNumericLiteral(delay) && Number(delay.text) === 0)) return false;
  const named = resolve.name.getText();
  return ts.isIdentifier(unwrap(callback))
    ? callback.getText() === named
    : hasBody(unwrap(callback)) && new RegExp(`\\b${named}\\(`).test(callback.getText());
}

/** Whether a name is one of the platform's, and none of the user's or of an import. */
export function isGlobal(analysis: Analysis, name: ts.Expression): boolean {
  if (!ts.isIdentifier(name)) return false;
  const declarations = analysis.checker.getSymbolAtLocation(name)?.declarations ?? [];
  return declarations.every(
    (declaration) => declaration.getSourceFile().isDeclarationFile && !ts.isImportSpecifier(declaration),
  );
}

/** A call of which the types say that it gives no promise waits for nothing; neither does one in an executor. */
function mayBePromise({ checker }: Analysis, call: ts.CallExpression, callee: ts.Expression): boolean {
  if (executorsPromise(call)) return true;
  // The type of a call takes those of its arguments; what is called says it without them.
  const declaration = declarationOf(checker, call, callee);
  if (declaration && ts.isFunctionLike(declaration) && declaration.type && saysPromise(declaration.type)) return true;
  if (!declaration && isUnknownType(checker.getTypeAtLocation(callee))) return true;
  const type = checker.getApparentType(checker.getTypeAtLocation(call));
  if (isUnknownType(type)) return true;
  // Observables are waited for by `firstValueFrom`.
  return (
    checker.getPropertyOfType(type, 'then') !== undefined || checker.getPropertyOfType(type, 'subscribe') !== undefined
  );
}

function saysPromise(type: ts.TypeNode): boolean {
  return ts.isTypeReferenceNode(type) && ['Promise', 'Observable'].includes(type.typeName.getText());
}

/** The declaration of what is called. Asking for its overload takes the types of all arguments, so only where its name does not tell. */
function declarationOf(checker: ts.TypeChecker, call: ts.CallExpression, callee: ts.Expression): ts.Node | undefined {
  const symbol = checker.getSymbolAtLocation(accessOf(callee)?.nameNode ?? callee);
  const first = symbol && resolveAlias(checker, symbol).declarations?.[0];
  if (first && ts.isFunctionLike(first)) return first;
  return isUnknownType(checker.getTypeAtLocation(callee)) ? undefined : signatureDeclared(checker, call, callee);
}

function factBehind(analysis: Analysis, call: ts.CallExpression, callee: ts.Expression): ExternalFact | undefined {
  const { checker } = analysis;
  const object = accessOf(callee)?.object;
  const declaration = declarationOf(checker, call, callee);
  if (declaration) {
    const declaredBy = packageOf(declaration);
    const own = declaredBy === undefined ? undefined : externalFactOf(declaredBy);
    if (own) return own;
    // What a base class of another package declares: `send` of all clients of AWS.
    const receiver = object && declaredBy !== undefined ? checker.getTypeAtLocation(object) : undefined;
    for (const symbol of receiver ? namedTypes(checker, receiver) : []) {
      const receiverOf = symbol.declarations?.[0] && packageOf(symbol.declarations[0]);
      const fact = receiverOf === undefined ? undefined : externalFactOf(receiverOf);
      if (fact) return fact;
    }
    return undefined;
  }
  const module = moduleBehind(analysis, callee);
  return module === undefined ? undefined : externalFactOf(module);
}
