import ts from 'typescript';

import { clientBuiltBy } from '../analysis/pool-holder.ts';
import { isConst } from '../analysis/references.ts';
import { nameOf, someDescendant, unwrap } from '../analysis/syntax.ts';
import { type PlainConstant, statementOf } from './moved-construction.ts';
import { FreshNames } from './names.ts';
import type { RewriteContext } from './rewrite-context.ts';

/** What the name of a function's constant stands for outside of its block. */
export type OuterName =
  | { readonly kind: 'free' }
  /** The module builds the same already. */
  | { readonly kind: 'same'; readonly statement: ts.Statement }
  | { readonly kind: 'taken' };

export function outerNameOf({ analysis: { checker } }: RewriteContext, constant: PlainConstant): OuterName {
  const block = statementOf(constant).parent;
  const outside = ts.isFunctionLike(block.parent) ? block.parent.parent : block.parent;
  const symbol = checker.resolveName(constant.name.text, outside, ts.SymbolFlags.Value, true);
  if (!symbol) return { kind: 'free' };
  const other = symbol.valueDeclaration;
  if (!other || !ts.isVariableDeclaration(other) || !other.initializer) return { kind: 'taken' };
  const statement = other.parent.parent;
  const isOfModule = ts.isVariableStatement(statement) && ts.isSourceFile(statement.parent);
  return isOfModule && isConst(other) && buildsSame(other.initializer, constant.initializer)
    ? { kind: 'same', statement }
    : { kind: 'taken' };
}

/** Whether a constant of the module is the same, or keeps the same over reloads: `singleton('pool', () => new Pool())`. */
function buildsSame(ofModule: ts.Expression, own: ts.Expression): boolean {
  const isSame = (node: ts.Node): boolean => textOf(node) === textOf(own);
  if (isSame(ofModule)) return true;
  const kept = unwrap(ofModule);
  const isGuard = ts.isCallExpression(kept) && nameOf(kept.expression) === 'singleton';
  return isGuard && someDescendant(kept, isSame, { intoFunctions: true });
}

function textOf(node: ts.Node): string {
  return node.getText().replaceAll(/\s+/g, ' ');
}

/** A name for what has none where it is built: `prisma` for `new PrismaClient()`. */
export function nameFor(context: RewriteContext, built: ts.CallExpression | ts.NewExpression): string {
  const callee = unwrap(built.expression);
  const word = (nameOf(callee) ?? 'client').replace(/^create(?=[A-Z])/, '');
  const handles = [clientBuiltBy(context.analysis, built)?.convention ?? []]
    .flat(2)
    .flatMap(({ handles }) => handles)
    .filter((handle): handle is string => typeof handle === 'string' && /^[a-z]\w*$/.test(handle));
  const speaking = handles.filter((handle) => word.toLowerCase().includes(handle.toLowerCase()));
  const own = word.charAt(0).toLowerCase() + word.slice(1);
  const [first, ...others] = [...speaking, ...(ts.isNewExpression(built) ? [own] : []), ...handles, own];
  return new FreshNames(context, built).take(first, ...others);
}
