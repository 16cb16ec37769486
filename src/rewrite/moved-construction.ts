import ts from 'typescript';

import type { Analysis } from '../analysis/analysis.ts';
import { isMemberName } from '../analysis/dependence.ts';
import { moduleTermsOf } from '../analysis/module-terms.ts';
import { clientBuiltBy, holderOf } from '../analysis/pool-holder.ts';
import type { PoolSite } from '../analysis/pool-site.ts';
import { isConst, referencesOf } from '../analysis/references.ts';
import { isUnchangeable } from '../analysis/shared-value.ts';
import { accessOf, contains, enclosingFunction, someDescendant } from '../analysis/syntax.ts';
import { clientUseOf } from './client-uses.ts';

/** A variable of a function that can be one of its module. */
export type PlainConstant = ts.VariableDeclaration & {
  readonly name: ts.Identifier;
  readonly initializer: ts.Expression;
};

/** What a function builds anew each time although nothing of it is the call's own. */
export interface MovedConstruction {
  /** The constants that it builds, and those of which it builds them, in their order. */
  readonly constants: readonly PlainConstant[];
  /** Those that are clients, or parts of one. */
  readonly handles: readonly PlainConstant[];
  /** The statements that set them up. */
  readonly setUps: readonly ts.ExpressionStatement[];
  /** The statements that end them. */
  readonly ends: readonly ts.Statement[];
  /** The statements of the module that declare what they are built of. */
  readonly needed: readonly ts.Statement[];
  /** What is read where they are built: `process.env.DATABASE_URL`. */
  readonly reads: readonly string[];
}

/** What has to be moved for an expression to be one of the module; nothing where the call, or what it does, takes part in it. */
export function movedConstructionOf(
  analysis: Analysis,
  site: PoolSite,
  start: ts.VariableDeclaration | ts.Expression,
): MovedConstruction | undefined {
  const owner = enclosingFunction(start);
  const constants = new Set<PlainConstant>();
  const handles = new Set<PlainConstant>();
  const setUps = new Set<ts.ExpressionStatement>();
  const ends = new Set<ts.Statement>();
  const needed = new Set<ts.Statement>();
  const reads = new Set<string>();

  const takeTerms = (node: ts.Node): boolean => {
    const terms = moduleTermsOf(analysis, node);
    if (!terms) return false;
    for (const statement of terms.statements) needed.add(statement);
    for (const read of terms.reads) reads.add(read);
    return terms.locals.every(takeConstant);
  };

  const takeConstant = (declaration: ts.VariableDeclaration): boolean => {
    if (!isPlain(declaration) || enclosingFunction(declaration) !== owner) return false;
    if (constants.has(declaration)) return true;
    constants.add(declaration);
    if (!takeTerms(declaration.initializer) || (declaration.type && !takeTerms(declaration.type))) return false;
    if (!builds(analysis, declaration.initializer)) return true;
    handles.add(declaration);
    return mentionsOf(analysis, declaration).every((mention) => takeMention(declaration, mention));
  };

  const takeMention = (handle: PlainConstant, mention: ts.Identifier): boolean => {
    if (ts.isExpression(start) && contains(start, mention)) return true;
    const { wrappers, holder } = holderOf(analysis, mention);
    // What is built of it goes along.
    if (wrappers.length > 0) {
      return holder.kind === 'variable' && holder.declaration !== undefined && takeConstant(holder.declaration);
    }
    const use = clientUseOf(mention, site.client);
    if (use.kind === 'end') ends.add(use.statement);
    if (use.kind !== 'setUp') return use.kind !== 'own';
    setUps.add(use.statement);
    return use.statement.parent === statementOf(handle).parent && use.given.every(takeTerms);
  };

  const isWhole = ts.isVariableDeclaration(start) ? takeConstant(start) : takeTerms(start);
  if (!isWhole) return undefined;
  const inOrder = [...constants].toSorted((a, b) => a.pos - b.pos);
  const moved = [...inOrder.map(statementOf), ...setUps];
  const isKnown = inOrder.every(
    (constant) =>
      handles.has(constant) ||
      isUnchangeable(constant.initializer) ||
      isWithin(mentionsOf(analysis, constant), [...moved, start]),
  );
  for (const { name } of handles) reads.delete(name.text);
  if (!isKnown || isLookedAt(analysis, owner, reads, [...moved, start])) return undefined;
  return {
    constants: inOrder,
    handles: inOrder.filter((constant) => handles.has(constant)),
    setUps: [...setUps],
    ends: [...ends],
    needed: [...needed],
    reads: [...reads],
  };
}

export function statementOf(constant: PlainConstant): ts.Statement {
  return constant.parent.parent;
}

/** `const pool = …;`, alone in its statement. */
function isPlain(declaration: ts.VariableDeclaration): declaration is PlainConstant {
  const list = declaration.parent;
  return (
    ts.isIdentifier(declaration.name) &&
    declaration.initializer !== undefined &&
    ts.isVariableDeclarationList(list) &&
    list.declarations.length === 1 &&
    isConst(declaration) &&
    ts.isVariableStatement(list.parent) &&
    ts.isBlock(list.parent.parent)
  );
}

/** Whether an expression builds a client, or a part of one. */
function builds(analysis: Analysis, expression: ts.Expression): boolean {
  const isConstruction = (node: ts.Node): boolean =>
    (ts.isNewExpression(node) || ts.isCallExpression(node)) && clientBuiltBy(analysis, node) !== undefined;
  return isConstruction(expression) || someDescendant(expression, isConstruction);
}

function mentionsOf(analysis: Analysis, { name }: PlainConstant): readonly ts.Identifier[] {
  const symbol = analysis.checker.getSymbolAtLocation(name);
  return (symbol && referencesOf(analysis, symbol)) ?? [];
}

function isWithin(nodes: readonly ts.Node[], outer: readonly ts.Node[]): boolean {
  return nodes.every((node) => outer.some((one) => contains(one, node)));
}

/** Whether the function looks at something before it builds of it, so that it may build nothing. Other clients do not look. */
function isLookedAt(
  analysis: Analysis,
  owner: ts.Node,
  reads: ReadonlySet<string>,
  moved: readonly ts.Node[],
): boolean {
  const end = Math.max(...moved.map(({ pos }) => pos));
  const isLook = (node: ts.Node): boolean => {
    if (node.pos >= end || moved.some((part) => contains(part, node))) return false;
    if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && clientBuiltBy(analysis, node)) return false;
    const isName = ts.isIdentifier(node) && !isMemberName(node);
    if ((isName || accessOf(node) !== undefined) && reads.has(node.getText())) return true;
    return ts.forEachChild(node, (child) => isLook(child) || undefined) ?? false;
  };
  return ts.forEachChild(owner, (child) => isLook(child) || undefined) ?? false;
}
