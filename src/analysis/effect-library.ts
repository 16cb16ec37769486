import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { importOf } from './imported-name.ts';
import { initializerOf, referencesOf } from './references.ts';
import type { Overlap } from './repetition.ts';
import type { StatedIteration } from './stated-iteration.ts';
import { accessOf, isInlineFunction, someDescendant, unwrap } from './syntax.ts';

/** Functions that run an effect for each element, and where their callback stands after the elements: https://effect.website */
const iterating: ReadonlyMap<string, number> = new Map([
  ['forEach', 1],
  ['filter', 1],
  ['partition', 1],
  ['validateAll', 1],
  ['validateFirst', 1],
  ['exists', 1],
  ['every', 1],
  ['findFirst', 1],
  ['reduce', 2],
]);

/** The name of what is called if it is one of the module `Effect`: `Effect.forEach`, however that is imported. */
export function nameInEffect(analysis: Analysis, callee: ts.Expression): string | undefined {
  if (!importsEffect(callee.getSourceFile())) return undefined;
  const node = unwrap(callee);
  const access = accessOf(node);
  const head = access?.object ?? node;
  const imported = ts.isIdentifier(head) ? importOf(analysis, head) : undefined;
  if (!imported) return undefined;
  if (access) {
    const isWhole = imported.module === 'effect' ? imported.name === 'Effect' : imported.module === 'effect/Effect';
    return isWhole ? access.name : undefined;
  }
  return imported.module === 'effect/Effect' ? imported.name : undefined;
}

const importing = new WeakMap<ts.SourceFile, boolean>();

/** Asked first, since few files do. */
function importsEffect(file: ts.SourceFile): boolean {
  const known = importing.get(file);
  if (known !== undefined) return known;
  const imports = /['"]effect(\/Effect)?['"]/.test(file.text);
  importing.set(file, imports);
  return imports;
}

/** The iteration that a call of Effect stands for; nothing where the elements come from somewhere else. */
export function effectIterationOf(analysis: Analysis, call: ts.CallExpression): StatedIteration | undefined {
  const after = iterating.get(nameInEffect(analysis, call.expression) ?? '');
  if (after === undefined) return undefined;
  // `pipe(ids, Effect.forEach((id) => …))`
  const callback = call.arguments.findIndex((argument) => isInlineFunction(unwrap(argument)));
  const isPiped = callback === after - 1;
  const source = isPiped ? pipedInto(call) : call.arguments[0];
  const position = isPiped ? callback : after;
  return source && { source, callback: position, overlap: overlapIn(call.arguments[position + 1]) };
}

function pipedInto(call: ts.CallExpression): ts.Expression | undefined {
  const { parent } = call;
  if (!ts.isCallExpression(parent) || !ts.isIdentifier(parent.expression) || parent.expression.text !== 'pipe')
    return undefined;
  return parent.arguments[1] === call ? parent.arguments[0] : undefined;
}

/** How many effects run at a time: one after another where the options say nothing else. */
function overlapIn(options: ts.Expression | undefined): Overlap {
  const node = options && unwrap(options);
  if (!node || !ts.isObjectLiteralExpression(node)) return 'sequential';
  const property = node.properties.find(({ name }) => name?.getText() === 'concurrency');
  if (!property) return 'sequential';
  const value = ts.isPropertyAssignment(property) ? unwrap(property.initializer) : undefined;
  if (value && ts.isStringLiteralLike(value)) return value.text === 'unbounded' ? 'concurrent' : 'sequential';
  return value?.getText() === '1' ? 'sequential' : 'limited';
}

/** How the effects share time that a list holds: as the `Effect.all` says that is given the list. */
export function overlapOfEffects(analysis: Analysis, list: ts.Expression): Overlap | undefined {
  if (!importsEffect(list.getSourceFile())) return undefined;
  const direct = overlapOfAll(analysis, list.parent, list);
  const { parent } = list;
  if (direct || !ts.isVariableDeclaration(parent) || initializerOf(analysis, parent.name) !== list) return direct;
  const symbol = analysis.checker.getSymbolAtLocation(parent.name);
  for (const reference of (symbol && referencesOf(analysis, symbol)) ?? []) {
    const overlap = overlapOfAll(analysis, reference.parent, reference);
    if (overlap) return overlap;
  }
  return undefined;
}

function overlapOfAll(analysis: Analysis, call: ts.Node, list: ts.Expression): Overlap | undefined {
  if (!ts.isCallExpression(call) || call.arguments[0] !== list) return undefined;
  return nameInEffect(analysis, call.expression) === 'all' ? overlapIn(call.arguments[1]) : undefined;
}

/** As `overlapOfEffects`, for the place where code waits for them: `yield* Effect.all(effects)`. */
export function overlapWaitedFor(analysis: Analysis, wait: ts.Node): Overlap | undefined {
  if (!importsEffect(wait.getSourceFile())) return undefined;
  let overlap: Overlap | undefined;
  someDescendant(wait, (node) => {
    if (ts.isCallExpression(node) && nameInEffect(analysis, node.expression) === 'all')
      overlap = overlapIn(node.arguments[1]);
    return overlap !== undefined;
  });
  return overlap;
}

/** Whether code runs an effect: `Effect.runPromise(program)`. */
export function runsEffect(analysis: Analysis, code: ts.Node): boolean {
  return someDescendant(
    code,
    (node) => ts.isCallExpression(node) && /^(run|fork)/.test(nameInEffect(analysis, node.expression) ?? ''),
  );
}
