import ts from 'typescript';

import { styleOf } from './file-style.ts';
import { type Guard, guardText } from './guard.ts';
import { indentAt } from './insertion.ts';
import type { Iteration } from './iteration.ts';
import { type Step, stepsBefore, waits } from './iteration-body.ts';
import { refuse } from './refusal.ts';
import { reindent } from './reindent.ts';
import { type RewriteContext, textOf } from './rewrite-context.ts';
import type { InsertedRow } from './write-shape.ts';

/** The rows of all elements, as an expression in the place of the loop. */
export interface RowList {
  readonly text: string;
  /** An expression that is zero where there are no rows; none where only evaluating the list tells. */
  readonly length: string | undefined;
}

/** Lists a row over nested iterations that do nothing but write it. */
export function rowListOf(
  context: RewriteContext,
  iterations: readonly Iteration[],
  call: ts.Expression,
  row: InsertedRow,
): RowList {
  if (row.parts.some(waits)) return refuse('keyDependsOnQuery');
  const { file } = context;
  const { indent: unit } = styleOf(file);
  const indent = indentAt(context, call.getStart(file));
  let { text } = row;
  let isConditional = false;
  for (const [depth, iteration] of [...iterations.entries()].toReversed()) {
    const inner = iterations[depth + 1];
    const steps = stepsBefore(iteration, inner?.repetition.node ?? call);
    if (steps.some((step) => 'guard' in step)) isConditional = true;
    const isList = inner !== undefined || row.isList;
    const body = bodyOf(context, steps, { value: text, isList, indent: indent + unit });
    const method = isList || steps.some((step) => 'guard' in step) ? 'flatMap' : 'map';
    text = `${sourceText(context, iteration)}.${method}(${parametersOf(context, iteration, call)} => ${body})`;
  }
  const [only, ...others] = iterations;
  const isCounted = only !== undefined && others.length === 0 && !isConditional && !row.isList && isName(only.source);
  return {
    text,
    length: isCounted && only.sourceForm === 'array' ? `${textOf(context, only.source)}.length` : undefined,
  };
}

interface Body {
  readonly value: string;
  /** Whether the value is a list for each element. */
  readonly isList: boolean;
  readonly indent: string;
}

/** The body of the callback that gives the row of an element: an expression, or a block where constants come before. */
function bodyOf(context: RewriteContext, steps: readonly Step[], { value, isList, indent }: Body): string {
  const { indent: unit, semicolon } = styleOf(context.file);
  const conditionOf = (guard: Guard): string => guardText(guard, (condition) => textOf(context, condition));
  const lastConstant = steps.findLastIndex((step) => 'constant' in step);
  const conditions = steps
    .slice(lastConstant + 1)
    .flatMap((step) => ('guard' in step ? [conditionOf(step.guard)] : []));
  const isConditional = steps.some((step) => 'guard' in step);
  const row = isConditional && !isList ? `[${value}]` : value;
  const result = conditions.length > 0 ? `${conditions.join(' && ')} ? ${row} : []` : row;
  if (lastConstant === -1) return conditions.length > 0 || value.startsWith('{') ? `(${result})` : result;
  const before = steps.slice(0, lastConstant + 1).map((step) => {
    if ('constant' in step) {
      const { constant } = step;
      return reindent(textOf(context, constant), indentAt(context, constant.getStart(context.file)), indent);
    }
    const { condition, negated } = step.guard;
    return `if (${conditionOf({ condition, negated: !negated })}) return []${semicolon}`;
  });
  const lines = [...before, `return ${reindent(result, indent.slice(unit.length), indent)}${semicolon}`];
  return ['{', ...lines.map((line) => indent + line), `${indent.slice(unit.length)}}`].join('\n');
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
