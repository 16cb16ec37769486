import ts from 'typescript';

import type { LifetimeFault } from '../analysis/lifetime-faults.ts';
import { someDescendant } from '../analysis/syntax.ts';
import { statementOf } from './acquiring-statement.ts';
import { indentationOf, indented, lineStartOf } from './block-text.ts';
import { catchText } from './clause-text.ts';
import { rollbackOf } from './rollback-call.ts';
import type { TextEdit } from './text-edit.ts';

/** The edit that rolls back what an error leaves open: a `catch` for the `try` that lacks one, or a `try` around the transaction. */
export function rollbackInCatch(fault: LifetimeFault): TextEdit | undefined {
  if (fault.kind === 'openTransaction') return beforeFinally(fault);
  return fault.kind === 'throws' && fault.acquisition.fact.gives === 'transaction' ? aroundWork(fault) : undefined;
}

/** `catch (error) { await client.query('ROLLBACK'); throw error; }` before the `finally` that gives the connection back. */
function beforeFinally({ node, cause, acquisition, holder }: LifetimeFault): TextEdit | undefined {
  const statement = ts.findAncestor(node, ts.isStatement);
  const tried = statement?.parent.parent;
  if (!statement || !tried || !ts.isTryStatement(tried) || tried.finallyBlock !== statement.parent) return undefined;
  const indentation = indentationOf(statement);
  if (!cause || cause.text === 'return' || tried.catchClause || !indentation) return undefined;
  const rollback = rollbackOf(tried.tryBlock.parent.parent, holder, acquisition.fact.ends);
  if (rollback === undefined) return undefined;
  const { outer, unit } = indentation;
  const end = statement.getText().endsWith(';') ? ';' : '';
  const at = tried.tryBlock.getEnd();
  const text = catchText({ outer: outer.slice(unit.length), unit }, 'error', `await ${rollback}${end}`, end);
  return { start: at, end: at, text };
}

/** `try` around all that follows the acquisition, where the commit is the last that may fail. */
function aroundWork({ acquisition, holder }: LifetimeFault): TextEdit | undefined {
  const statement = statementOf(acquisition);
  if (!statement || !ts.isBlock(statement.parent)) return undefined;
  const block = statement.parent;
  const following = block.statements.slice(block.statements.indexOf(statement) + 1);
  const commit = following.findIndex((other) => other.getText().startsWith(`await ${holder}.commit()`));
  const last = following.at(-1);
  const indentation = indentationOf(statement);
  if (commit === -1 || !last || !indentation) return undefined;
  const calls = (node: ts.Node): boolean => ts.isCallExpression(node) || ts.isAwaitExpression(node);
  if (following.slice(commit + 1).some((other) => someDescendant(other, calls))) return undefined;
  const isEnded = following.some((other, index) => index !== commit && /\.(rollback|commit)\(/.test(other.getText()));
  if (isEnded || following.some(ts.isFunctionDeclaration)) return undefined;
  const file = statement.getSourceFile();
  const start = lineStartOf(file.text, following[0]?.getStart() ?? 0);
  if (start < statement.getEnd()) return undefined;
  const { outer, unit } = indentation;
  const end = statement.getText().endsWith(';') ? ';' : '';
  const tail = following[commit]?.getText().includes('.execute()') ? '.execute()' : '';
  const body = indented(file, { start, end: last.getEnd() }, unit);
  const rollback = `await ${holder}.rollback()${tail}${end}`;
  return {
    start,
    end: last.getEnd(),
    text: `${outer}try {\n${body}\n${outer}}${catchText(indentation, 'error', rollback, end)}`,
  };
}
