import ts from 'typescript';

import { isPromiseCombinator } from './consumption.ts';
import { accessOf, isInlineFunction, someDescendant, unwrap } from './syntax.ts';

/**
 * Whether a loop keeps so many promises running and puts a node's among them: `jobs.add(load(id))` beside
 * `if (jobs.size >= limit) await Promise.race(jobs)`.
 */
export function joinsRacingPool(node: ts.Node, slot: ts.Node): boolean {
  const pools = racedIn(slot);
  if (pools.length === 0) return false;
  let isWaitedFor = false;
  for (let inner = node; inner !== slot && !ts.isSourceFile(inner); inner = inner.parent) {
    if (ts.isAwaitExpression(inner)) isWaitedFor = true;
    else if (isInlineFunction(inner)) isWaitedFor = false;
    else if (!isWaitedFor && pools.some((pool) => isAddedTo(pool, inner, slot))) return true;
  }
  return false;
}

/** The collections of which a place waits for the first to settle when they have grown to a size. */
function racedIn(slot: ts.Node): readonly string[] {
  const pools: string[] = [];
  someDescendant(slot, (node) => {
    const race = ts.isAwaitExpression(node) ? unwrap(node.expression) : undefined;
    const [raced] = race && ts.isCallExpression(race) && isRace(race) ? race.arguments : [];
    const pool = raced && poolOf(raced);
    if (pool !== undefined && isLimited(pool, node, slot)) pools.push(pool);
    return false;
  });
  return pools;
}

function isRace(call: ts.CallExpression): boolean {
  return (
    isPromiseCombinator(unwrap(call.expression)) && /^(race|any)$/.test(accessOf(unwrap(call.expression))?.name ?? '')
  );
}

/** `jobs` in `jobs`, `[...jobs]`, `jobs.values()`, `Array.from(jobs)` and `jobs.map((job) => job.promise)`. */
function poolOf(raced: ts.Expression): string | undefined {
  const node = unwrap(raced);
  if (ts.isArrayLiteralExpression(node)) {
    const spread = node.elements.find(ts.isSpreadElement);
    return spread && poolOf(spread.expression);
  }
  if (!ts.isCallExpression(node)) return node.getText();
  const access = accessOf(unwrap(node.expression));
  const [first] = node.arguments;
  if (access && /^(Array|Object)$/.test(access.object.getText())) return first && poolOf(first);
  return access?.object.getText();
}

/** Whether a condition around a wait compares the size of a pool. */
function isLimited(pool: string, wait: ts.Node, slot: ts.Node): boolean {
  for (let node = wait.parent; node !== slot.parent && !ts.isSourceFile(node); node = node.parent) {
    const condition = ts.isIfStatement(node) || ts.isWhileStatement(node) ? node.expression : undefined;
    if (condition && someDescendant(condition, (part) => isSizeOf(pool, part))) return true;
  }
  return false;
}

function isSizeOf(pool: string, node: ts.Node): boolean {
  const access = accessOf(node);
  return access !== undefined && /^(size|length)$/.test(access.name) && access.object.getText() === pool;
}

/** Whether a call adds a value to a pool, or a constant that holds it and is added elsewhere in the loop. */
function isAddedTo(pool: string, holder: ts.Node, slot: ts.Node): boolean {
  if (adds(pool, holder)) return true;
  if (!ts.isVariableDeclaration(holder) || !ts.isIdentifier(holder.name)) return false;
  const name = holder.name.text;
  return someDescendant(
    slot,
    (node) => adds(pool, node) && node.arguments.some((argument) => argument.getText() === name),
  );
}

function adds(pool: string, node: ts.Node): node is ts.CallExpression {
  const access = ts.isCallExpression(node) ? accessOf(unwrap(node.expression)) : undefined;
  return access !== undefined && /^(add|push|unshift|set)$/.test(access.name) && access.object.getText() === pool;
}
