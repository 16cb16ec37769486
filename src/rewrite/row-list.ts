import ts from 'typescript';

import { unwrap } from '../analysis/syntax.ts';
import { styleOf } from './file-style.ts';
import { guardText } from './guard.ts';
import { indentAt } from './insertion.ts';
import type { Iteration } from './iteration.ts';
import { singleWork, waits } from './iteration-body.ts';
import { refuse } from './refusal.ts';
import { type RewriteContext, textOf } from './rewrite-context.ts';

/** The rows of all elements, as an expression in the place of the loop. */
export interface RowList {
  readonly text: string;
  /** An expression that is zero where there are no rows; none where only evaluating the list tells. */
  readonly length: string | undefined;
}

/** Lists a value over nested iterations that do nothing but write it. */
export function rowListOf(
  context: RewriteContext,
  iterations: readonly Iteration[],
  call: ts.CallExpression,
  values: ts.Expression,
): RowList {
  if (waits(values)) return refuse('keyDependsOnQuery');
  const { file } = context;
  const { indent: unit, semicolon } = styleOf(file);
  const indent = indentAt(context, call.getStart(file));
  let text = textOf(context, values);
  let isConditional = false;
  for (const [depth, iteration] of [...iterations.entries()].toReversed()) {
    const inner = iterations[depth + 1];
    const { constants, guards } = singleWork(iteration, inner?.repetition.node ?? call);
    if (guards.length > 0) isConditional = true;
    const conditions = guards.map((guard) => guardText(guard, (condition) => textOf(context, condition)));
    const isRow = !inner && ts.isObjectLiteralExpression(unwrap(values));
    const value =
      conditions.length === 0
        ? isRow && constants.length === 0
          ? `(${text})`
          : text
        : `(${conditions.join(' && ')} ? ${inner ? text : `[${text}]`} : [])`;
    const body =
      constants.length === 0
        ? value
        : [
            '{',
            ...constants.map((constant) => `${indent}${unit}${textOf(context, constant)}`),
            `${indent}${unit}return ${value}${semicolon}`,
            `${indent}}`,
          ].join('\n');
    const method = inner || conditions.length > 0 ? 'flatMap' : 'map';
    text = `${sourceText(context, iteration)}.${method}(${parametersOf(context, iteration, call)} => ${body})`;
  }
  const [only, ...others] = iterations;
  const isCounted = only !== undefined && others.length === 0 && !isConditional && isName(only.source);
  return {
    text,
    length: isCounted && only.sourceForm === 'array' ? `${textOf(context, only.source)}.length` : undefined,
  };
}

function sourceText(context: RewriteContext, { source, sourceForm }: Iteration): string {
  const text = textOf(context, source);
  if (sourceForm === 'iterable') return `[...${text}]`;
  return isName(source) || ts.isCallExpression(source) ? text : `(${text})`;
}

function isName(node: ts.Expression): boolean {
  return (
    ts.isIdentifier(node) ||
    (ts.isPropertyAccessExpression(node) && isName(node.expression)) ||
    node.kind === ts.SyntaxKind.ThisKeyword
  );
}

function parametersOf(context: RewriteContext, { element, index }: Iteration, call: ts.Node): string {
  if (!element) return `(_, ${index?.text ?? 'index'})`;
  const name = textOf(context, element);
  const usesIndex = index !== undefined && mentions(call, index.text);
  return usesIndex ? `(${name}, ${index.text})` : `(${name})`;
}

function mentions(node: ts.Node, name: string): boolean {
  if (ts.isIdentifier(node) && node.text === name) return true;
  return ts.forEachChild(node, (child) => mentions(child, name) || undefined) ?? false;
}
