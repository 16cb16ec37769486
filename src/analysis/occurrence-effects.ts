import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { functionName } from './callee.ts';
import { declarationOfHandle, leadsToPool } from './connection.ts';
import type { Effect, Step } from './effect.ts';
import { compose, type Multiplicity } from './multiplicity.ts';
import type { Occurrence } from './occurrences.ts';
import { carrierOf } from './query-carrier.ts';
import type { QuerySite } from './query-site.ts';
import type { Frame } from './repetition.ts';
import { accessOf, type FunctionWithBody, unwrap } from './syntax.ts';

/** How often a node runs, relative to one run of its function. */
export function multiplicityIn({ frames }: Occurrence): Multiplicity {
  return frames.reduce<Multiplicity>(
    (outer, frame) => (frame.kind === 'repetition' ? compose(outer, frame.multiplicity) : outer),
    'once',
  );
}

/** `load` in `load.bind(this)`. */
export function unbound(reference: ts.Expression): ts.Expression {
  if (!ts.isCallExpression(reference)) return reference;
  const access = accessOf(unwrap(reference.expression));
  return access?.name === 'bind' ? access.object : reference;
}

export function isPossibleQuery(
  node: ts.Node,
): node is ts.CallExpression | ts.TaggedTemplateExpression | ts.Identifier | ts.PropertyAccessExpression {
  return (
    ts.isCallExpression(node) ||
    ts.isTaggedTemplateExpression(node) ||
    ts.isIdentifier(node) ||
    ts.isPropertyAccessExpression(node)
  );
}

export function directEffect(analysis: Analysis, query: QuerySite, frames: readonly Frame[]): Effect {
  const root = declarationOfHandle(analysis, query.root, query.client);
  const isOnHandle =
    root !== undefined && frames.some((frame) => frame.kind === 'transaction' && frame.handle === root);
  const isHeld = isOnHandle && !(query.client && leadsToPool(analysis, query.node, query.client));
  return {
    query,
    multiplicity: 'once',
    trace: [],
    deferred: query.lazy,
    carrier: query.carrier ?? carrierOf(analysis, query),
    connection: isHeld && query.connection === 'pool' ? 'held' : query.connection,
    heldBy: root && ts.isParameter(root) ? root : undefined,
  };
}

export function stepOf(declaration: FunctionWithBody, call: ts.Node): Step {
  const file = declaration.getSourceFile();
  const named = declaration.name ?? declaration;
  return {
    call,
    entered: declaration,
    name: functionName(declaration, call),
    fileName: file.fileName,
    line: file.getLineAndCharacterOfPosition(named.getStart(file)).line + 1,
  };
}
