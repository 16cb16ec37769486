import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { hasKnownMembers, isSmallNumber, sizeOf, type Size } from './collection.ts';
import { judgeConditional } from './conditional-loop.ts';
import { drainsPages } from './drain-loop.ts';
import { isOneOfFew } from './few-values.ts';
import { referencesOf } from './references.ts';
import { readsOtherMember } from './members-read.ts';
import type { Multiplicity } from './multiplicity.ts';
import { createRepetition, numberUpTo, type Repetition, type Verdict } from './repetition.ts';
import { isRetry } from './retry-loop.ts';
import { accessOf, someDescendant, unwrap } from './syntax.ts';

export type LoopStatement = ts.IterationStatement;

const unknown: Verdict = { multiplicity: 'unknown' };
const paged: Verdict = { multiplicity: 'paged' };

/** How often the body of a loop statement runs. */
export function repetitionOfLoop(analysis: Analysis, loop: LoopStatement): Repetition {
  return createRepetition({ form: 'loop', node: loop, slot: loop.statement }, () => judge(analysis, loop));
}

function judge(analysis: Analysis, loop: LoopStatement): Verdict {
  if (isRetry(loop)) return { multiplicity: 'bounded' };
  if (ts.isForOfStatement(loop) || ts.isForInStatement(loop)) {
    const source = loop.expression;
    if (isBatch(analysis, loop)) return { ...paged, source };
    if (ts.isForInStatement(loop) && hasKnownMembers(analysis, source)) return { multiplicity: 'bounded', source };
    if (isOneOfFew(analysis, elementOf(loop), loop.statement)) return { multiplicity: 'bounded', source };
    if (ts.isForOfStatement(loop) && countsAttempts(loop)) return unknown;
    return { multiplicity: multiplicityOf(sizeOf(analysis, source)), source };
  }
  if (ts.isForStatement(loop) && loop.condition && loop.incrementor)
    return judgeCounting(analysis, loop, loop.condition, loop.incrementor);
  const condition = ts.isForStatement(loop) ? loop.condition : (loop as ts.WhileStatement | ts.DoStatement).expression;
  const indexed = condition && indexedList(loop, condition);
  if (indexed) return { multiplicity: multiplicityOf(sizeOf(analysis, indexed)), source: indexed };
  return judgeConditional(analysis, loop, condition);
}

/** `ids` in `while (i < ids.length) { …; i += 1; }`. */
function indexedList(loop: LoopStatement, condition: ts.Expression): ts.Expression | undefined {
  const test = unwrap(condition);
  if (!ts.isBinaryExpression(test)) return undefined;
  const sides = [unwrap(test.left), unwrap(test.right)];
  const index = sides.find(ts.isIdentifier)?.text;
  const access = sides.map(accessOf).find((side) => side?.name === 'length');
  const advances = someDescendant(loop.statement, (node) => {
    if (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)) return node.operand.getText() === index;
    return ts.isBinaryExpression(node) && stepsByMore(node) && stepsByOne(node) && node.left.getText() === index;
  });
  return advances ? access?.object : undefined;
}

export function multiplicityOf(size: Size): Multiplicity {
  return size === 'elements' ? 'perElement' : size === 'batches' ? 'paged' : 'bounded';
}

/** What a loop names its elements. */
function elementOf({ initializer }: ts.ForOfStatement | ts.ForInStatement): ts.BindingName | undefined {
  return ts.isVariableDeclarationList(initializer) ? initializer.declarations[0]?.name : undefined;
}

/** Whether each element of a loop is itself a list: a chunk, a page, a batch of a stream. */
function isBatch(analysis: Analysis, loop: ts.ForOfStatement | ts.ForInStatement): boolean {
  const isStream = ts.isForOfStatement(loop) && loop.awaitModifier !== undefined;
  return isBatchOf(analysis, elementOf(loop), loop.statement, isStream);
}

/** The same for an element by its name, in the body of a loop or of a callback. */
export function isBatchOf(
  analysis: Analysis,
  name: ts.BindingName | undefined,
  body: ts.Node,
  isStream = false,
): boolean {
  if (!name || !ts.isIdentifier(name)) return false;
  if (!isStream && !/chunk|batch|page|slice|window/i.test(name.text)) return false;
  if (analysis.typed) {
    if (readsOtherMember(body, name.text, [Array.prototype])) return false;
    const type = analysis.checker.getTypeAtLocation(name);
    return analysis.checker.isArrayType(type);
  }
  const symbol = analysis.checker.getSymbolAtLocation(name);
  return (symbol ? (referencesOf(analysis, symbol) ?? []) : []).some(isUsedAsList);
}

/** `for (const _ of Array.from({ length: 1000 })) { …; if (done) break; }` */
function countsAttempts(loop: ts.ForOfStatement): boolean {
  const name = elementOf(loop)?.getText();
  return name !== undefined && /^_+$/.test(name) && leavesEarly(loop);
}

function isUsedAsList(reference: ts.Identifier): boolean {
  const access = accessOf(reference.parent);
  if (access?.object === reference)
    return ['length', 'map', 'filter', 'forEach', 'flatMap', 'reduce'].includes(access.name);
  return ts.isForOfStatement(reference.parent) && reference.parent.expression === reference;
}

/** `for (let i = 0; i < xs.length; i++)` */
function judgeCounting(
  analysis: Analysis,
  loop: ts.ForStatement,
  condition: ts.Expression,
  incrementor: ts.Expression,
): Verdict {
  const test = unwrap(condition);
  if (!ts.isBinaryExpression(test)) return judgeConditional(analysis, loop, condition);
  if (!stepsByOne(incrementor)) return stepsByMore(incrementor) ? paged : judgeConditional(analysis, loop, condition);
  const limit = countsDown(incrementor)
    ? startOf(loop)
    : [test.right, test.left].map(unwrap).find((side) => !isCounter(loop, side));
  if (!limit) return unknown;
  if (isSmallNumber(analysis, limit)) return { multiplicity: 'bounded' };
  const access = accessOf(limit);
  // The length of a text is a number as any other.
  if (access && ['length', 'size'].includes(access.name) && !isText(analysis, access.object)) {
    return { multiplicity: multiplicityOf(sizeOf(analysis, access.object)), source: access.object };
  }
  // A counter up to a number that is not known: elements if nothing leaves the loop early, else attempts.
  if (drainsPages(loop)) return paged;
  if (leavesEarly(loop) || countsPages(loop)) return unknown;
  const isNumber = ts.isIdentifier(limit) || ts.isNumericLiteral(limit) || access !== undefined;
  return isNumber ? { multiplicity: 'perElement', source: limit, each: numberUpTo(limit) } : unknown;
}

function isText({ checker }: Analysis, node: ts.Expression): boolean {
  return (checker.getTypeAtLocation(node).flags & ts.TypeFlags.StringLike) !== 0;
}

function countsDown(incrementor: ts.Expression): boolean {
  if (ts.isBinaryExpression(incrementor)) return incrementor.operatorToken.kind === ts.SyntaxKind.MinusEqualsToken;
  const isUnary = ts.isPostfixUnaryExpression(incrementor) || ts.isPrefixUnaryExpression(incrementor);
  return isUnary && incrementor.operator === ts.SyntaxKind.MinusMinusToken;
}

/** `ids.length` in `let i = ids.length - 1`. */
function startOf(loop: ts.ForStatement): ts.Expression | undefined {
  const declaration = counterOf(loop)?.parent;
  const start =
    declaration && ts.isVariableDeclaration(declaration) && declaration.initializer
      ? unwrap(declaration.initializer)
      : undefined;
  return start && ts.isBinaryExpression(start) ? unwrap(start.left) : start;
}

/** `i` in `for (let i = 0; …)`, `for (i = 0; …)` and `for (i; …)`. */
function counterOf({ initializer }: ts.ForStatement): ts.Identifier | undefined {
  if (!initializer) return undefined;
  const name = ts.isVariableDeclarationList(initializer)
    ? initializer.declarations[0]?.name
    : ts.isBinaryExpression(initializer)
      ? initializer.left
      : initializer;
  return name && ts.isIdentifier(name) ? name : undefined;
}

function isCounter(loop: ts.ForStatement, node: ts.Expression): boolean {
  return ts.isIdentifier(node) && node.text === counterOf(loop)?.text;
}

function stepsByOne(incrementor: ts.Expression): boolean {
  if (ts.isPostfixUnaryExpression(incrementor) || ts.isPrefixUnaryExpression(incrementor)) return true;
  return ts.isBinaryExpression(incrementor) && ts.isNumericLiteral(incrementor.right) && incrementor.right.text === '1';
}

function stepsByMore(incrementor: ts.Expression): boolean {
  return ts.isBinaryExpression(incrementor) && incrementor.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken;
}

function leavesEarly(loop: LoopStatement): boolean {
  return someDescendant(
    loop.statement,
    (node) => ts.isBreakStatement(node) || ts.isReturnStatement(node) || ts.isTryStatement(node),
  );
}

/** Whether the counter is used as the number of a page: in a product, or as an offset. */
function countsPages(loop: ts.ForStatement): boolean {
  const counter = counterOf(loop)?.text;
  return someDescendant(
    loop.statement,
    (node) => {
      if (!ts.isIdentifier(node) || node.text !== counter) return false;
      // `skip: (n - 1) * size`
      let use: ts.Node = node;
      while (ts.isParenthesizedExpression(use.parent) || isSum(use.parent)) use = use.parent;
      const { parent } = use;
      if (ts.isBinaryExpression(parent)) return parent.operatorToken.kind === ts.SyntaxKind.AsteriskToken;
      const isProperty = ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent);
      return isProperty && /^(page|offset|skip)/i.test(parent.name.getText());
    },
    { intoFunctions: true },
  );
}

function isSum(node: ts.Node): boolean {
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  return kind === ts.SyntaxKind.PlusToken || kind === ts.SyntaxKind.MinusToken;
}
