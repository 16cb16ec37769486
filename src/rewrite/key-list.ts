import ts from 'typescript';

import { unwrap } from '../analysis/syntax.ts';
import { isJavaScript } from './file-style.ts';
import { guardsOf, guardText } from './guard.ts';
import type { Iteration } from './iteration.ts';
import { lift, type Lifted } from './lift.ts';
import { type FreshNames, nounOf } from './names.ts';
import { Refusal, refuse } from './refusal.ts';
import { type RewriteContext, textOf } from './rewrite-context.ts';

/** How an element of a list is written, given the lifted expressions, and a condition without which it has none. */
export interface KeyWriting {
  readonly element: (texts: readonly string[]) => string;
  readonly condition?: (texts: readonly string[]) => string;
}

/** The values of an expression for all elements, as they are computed before the loops. */
export interface KeyList {
  /** An array expression. */
  readonly text: string;
  /** Whether it also has values for elements for which the query does not run. */
  readonly hasMore: boolean;
  /** Whether an error of the query passes a handler of the iteration. */
  readonly rethrown: boolean;
}

/** Nested iterations, the outermost first, and what they are called outside. */
export interface Nesting {
  readonly iterations: readonly Iteration[];
  /** The name of an element that only a counter leads to. */
  readonly nameOfElement: (iteration: Iteration) => string;
  /** The outermost source, where it was given a name. */
  readonly sourceName: string | undefined;
}

export function nestingOf(
  context: RewriteContext,
  iterations: readonly Iteration[],
  names: FreshNames,
  sourceName: string | undefined,
): Nesting {
  const given = new Map<Iteration, string>();
  const nameOfElement = (iteration: Iteration): string => {
    const noun = nounOf(textOf(context, iteration.source)) ?? 'element';
    const name = given.get(iteration) ?? names.take(noun, 'element');
    given.set(iteration, name);
    return name;
  };
  return { iterations, nameOfElement, sourceName };
}

/**
 * Lists the values of expressions over all elements.
 * @param node the query, whose guards decide for which elements it runs
 */
export function keyListOf(
  context: RewriteContext,
  nesting: Nesting,
  node: ts.Node,
  expressions: readonly ts.Expression[],
  { element, condition }: KeyWriting,
): KeyList {
  const { iterations, nameOfElement } = nesting;
  const lifted = expressions.map((expression) => {
    const one = lift(context, expression, iterations, nameOfElement);
    return needsAssertion(context, expression, one) ? asserted(context, nesting, node, one) : one;
  });
  let hasMore = false;
  let isRethrown = false;
  let text = element(lifted.map((one) => one.text));
  let isList = false;
  for (const [depth, iteration] of [...iterations.entries()].toReversed()) {
    const inner = iterations[depth + 1];
    const end = inner ? inner.repetition.node : node;
    const { guards, incomplete, rethrown } = guardsOf(end, iteration.repetition.slot);
    if (incomplete) hasMore = true;
    if (rethrown) isRethrown = true;
    const conditions: Lifted[] = [];
    if (!inner && condition) {
      const own = condition(lifted.map((one) => one.text));
      conditions.push({ text: own, of: new Set(lifted.flatMap(({ of }) => [...of])), indexed: new Set() });
    }
    for (const guard of guards) {
      try {
        const parts: Lifted[] = [];
        const written = guardText(guard, (condition) => {
          const part = lift(context, condition, iterations, nameOfElement);
          parts.push(part);
          return part.text;
        });
        conditions.push({
          text: written,
          of: new Set(parts.flatMap((part) => [...part.of])),
          indexed: new Set(parts.flatMap((part) => [...part.indexed])),
        });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        hasMore = true;
      }
    }
    const isNeeded = isList || [...lifted, ...conditions].some(({ of }) => of.has(iteration));
    // A key that is the same for all elements of a loop is listed once, by the loop around it.
    if (!isNeeded && conditions.length === 0) continue;
    const usesIndex = [...lifted, ...conditions].some(({ indexed }) => indexed.has(iteration));
    text = overElements(text, {
      source: sourceText(context, nesting, depth),
      isList,
      conditions: conditions.map((condition) => condition.text),
      parameters: parametersOf(context, iteration, usesIndex, nameOfElement),
    });
    isList = true;
  }
  return { text: isList ? text : `[${text}]`, hasMore, rethrown: isRethrown };
}

/** Whether a condition says of an expression that it is there, and would not once a constant is written out in it. */
function needsAssertion(
  { analysis: { checker } }: RewriteContext,
  expression: ts.Expression,
  { text }: Lifted,
): boolean {
  if (/^[\w$]+(\??\.[\w$]+|\[\w+\]|!)*$/.test(text)) return false;
  const node = unwrap(expression);
  const name = ts.isPropertyAccessExpression(node) ? node.name : node;
  const symbol = checker.getSymbolAtLocation(name);
  const declared = symbol && checker.getTypeOfSymbol(symbol);
  return (
    declared !== undefined &&
    checker.getNonNullableType(declared) !== declared &&
    checker.getNonNullableType(checker.getTypeAtLocation(node)) === checker.getTypeAtLocation(node)
  );
}

/** `(hit as Account).ownerId!`, where a condition of the query mentions it. */
function asserted(context: RewriteContext, { iterations, nameOfElement }: Nesting, node: ts.Node, one: Lifted): Lifted {
  const innermost = iterations.at(-1);
  const { guards } = innermost ? guardsOf(node, innermost.repetition.slot) : { guards: [] };
  const isSaid = guards.some((guard) => {
    try {
      return lift(context, guard.condition, iterations, nameOfElement).text.includes(one.text);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return false;
    }
  });
  if (!isSaid) return refuse('nullableKey');
  return isJavaScript(context.file) ? one : { ...one, text: `${one.text}!` };
}

interface Callback {
  readonly source: string;
  /** Whether the text is a list for each element. */
  readonly isList: boolean;
  readonly conditions: readonly string[];
  readonly parameters: string;
}

function overElements(text: string, { source, isList, conditions, parameters }: Callback): string {
  if (conditions.length > 0) {
    const value = isList ? text : `[${text}]`;
    return `${source}.flatMap((${parameters}) => (${conditions.join(' && ')} ? ${value} : []))`;
  }
  if (!isList && text === parameters) return source;
  return `${source}.${isList ? 'flatMap' : 'map'}((${parameters}) => ${text})`;
}

/** The source of an iteration as an array, as it reads before the outermost loop. */
function sourceText(context: RewriteContext, nesting: Nesting, depth: number): string {
  const { iterations, nameOfElement, sourceName } = nesting;
  const iteration = iterations[depth];
  if (!iteration) throw new RangeError(`There is no iteration ${String(depth)}.`);
  const { source, sourceForm } = iteration;
  const text =
    depth > 0
      ? lift(context, source, iterations.slice(0, depth), nameOfElement).text
      : (sourceName ?? textOf(context, source));
  if (sourceForm === 'iterable') return `[...${text}]`;
  return sourceName !== undefined || isPrimary(source) ? text : `(${text})`;
}

/** Whether a method can be called of an expression as it is written. */
function isPrimary(node: ts.Expression): boolean {
  return (
    ts.isIdentifier(node) ||
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isCallExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isArrayLiteralExpression(node) ||
    ts.isNonNullExpression(node)
  );
}

function parametersOf(
  context: RewriteContext,
  iteration: Iteration,
  usesIndex: boolean,
  nameOfElement: (iteration: Iteration) => string,
): string {
  const element = iteration.element ? textOf(context, iteration.element) : nameOfElement(iteration);
  return usesIndex && iteration.index ? `${element}, ${iteration.index.text}` : element;
}
