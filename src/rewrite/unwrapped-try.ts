import ts from 'typescript';

import { namesOfBinding } from '../analysis/binding-names.ts';
import { enclosingFunction } from '../analysis/syntax.ts';
import { indentationOf } from './block-text.ts';
import type { Unwrapped } from './taken-away.ts';
import type { Part } from './text-edit.ts';

/** A `finally` that goes, with the `try` where nothing catches. */
export interface UnwrappedTry {
  readonly parts: readonly Part[];
  readonly unwrapped: Unwrapped | undefined;
}

/** What goes with the statements of a `finally`; nothing where a comment, or the meaning of a name, would be lost. */
export function unwrappedTry(finallyBlock: ts.Block): UnwrappedTry | undefined {
  const statement = finallyBlock.parent;
  if (!ts.isTryStatement(statement) || statement.finallyBlock !== finallyBlock) return undefined;
  const { tryBlock, catchClause } = statement;
  const before = catchClause?.end ?? tryBlock.end - 1;
  const parts = [
    { start: before, end: finallyBlock.getStart() + 1 },
    { start: finallyBlock.end - 1, end: finallyBlock.end },
    ...(catchClause ? [] : [{ start: statement.getStart(), end: tryBlock.getStart() + 1 }]),
  ];
  const { text } = statement.getSourceFile();
  if (parts.some(({ start, end }) => /\/[/*]/.test(text.slice(start, end)))) return undefined;
  if (!catchClause && (!ts.isBlock(statement.parent) || sharesNames(statement))) return undefined;
  const [first] = (catchClause ? finallyBlock : tryBlock).statements;
  const indentation = first && indentationOf(first);
  const unwrapped = indentation && {
    node: catchClause ? finallyBlock : statement,
    from: indentation.outer,
    to: indentation.outer.slice(0, indentation.outer.length - indentation.unit.length),
  };
  return { parts, unwrapped };
}

/** Whether the function around a `try` has another use for a name that its block declares. */
function sharesNames(statement: ts.TryStatement): boolean {
  const own = new Set(statement.tryBlock.statements.flatMap(namesDeclaredBy));
  const isShared = (node: ts.Node): boolean => {
    if (node === statement) return false;
    if (ts.isIdentifier(node) && own.has(node.text)) return true;
    return ts.forEachChild(node, (child) => isShared(child) || undefined) ?? false;
  };
  return isShared(enclosingFunction(statement));
}

function namesDeclaredBy(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => namesOfBinding(name));
  }
  const { name } = statement as Partial<ts.DeclarationStatement>;
  return name && ts.isIdentifier(name) ? [name.text] : [];
}
