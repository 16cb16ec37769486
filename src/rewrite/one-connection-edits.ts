import ts from 'typescript';

import type { Analysis } from '../analysis/analysis.ts';
import type { PoolTransaction } from '../analysis/pool-transaction.ts';
import { contains } from '../analysis/syntax.ts';
import { type Indentation, indentationOf, indented, lineStartOf } from './block-text.ts';
import { catchText, finallyText } from './clause-text.ts';
import { styleOf } from './file-style.ts';
import type { FreshNames } from './names.ts';
import { reindent } from './reindent.ts';
import { rollbackLike } from './rollback-call.ts';
import { refuseStretch } from './stretch-refusal.ts';
import { edited, type TextEdit } from './text-edit.ts';
import { takenAway, withComments } from './taken-away.ts';
import type { Stretch } from './transaction-stretch.ts';
import { lastInTry } from './try-extent.ts';

/** What the edits of all forms are made of. */
export interface ConnectionParts {
  readonly file: ts.SourceFile;
  readonly stretch: Stretch;
  readonly indentation: Indentation;
  readonly swaps: readonly TextEdit[];
  /** `const client = await pool.connect();` */
  readonly acquire: string;
  /** `client.release();` */
  readonly release: string;
  readonly semicolon: string;
}

/** The handle swapped, the connection acquired before the `try` and given back in its `finally`. */
export function intoTheirTry({
  file,
  stretch,
  indentation,
  swaps,
  acquire,
  release,
}: ConnectionParts): readonly TextEdit[] {
  const { begin } = stretch;
  const tried = stretch.tried ?? refuseStretch('noEnd');
  const { tryBlock, catchClause } = tried;
  const at = tried.getStart();
  const isInside = contains(tryBlock, begin);
  const beginEnd = endWithComment(begin);
  const moved: readonly TextEdit[] = isInside
    ? [{ start: at, end: at, text: `${acquire}\n${indentation.outer}` }]
    : [
        { start: begin.getStart(), end: beginEnd, text: acquire },
        asFirstOf(tryBlock, edited(file.text, within(swaps, begin.getStart(), beginEnd), begin.getStart(), beginEnd)),
      ];
  const caught = catchClause ?? refuseStretch('noEnd');
  const space = file.text.slice(tryBlock.end, caught.getStart());
  const text = finallyText(indentation, release).replace(' ', space.trim() === '' ? space : ' ');
  const others = isInside ? swaps : swaps.filter(({ start }) => start >= beginEnd);
  return [...moved, ...others, { start: caught.end, end: caught.end, text }];
}

/** A `try` around theirs, whose `catch` answers for no more errors than before. */
export function aroundTry({ file, stretch, indentation, swaps, acquire, release }: ConnectionParts): TextEdit {
  const start = stretch.begin.getStart();
  const end = endWithComment(stretch.tried ?? stretch.end);
  const text = `${acquire}\n${tryText(file, swaps, indentation, start, end)}${finallyText(indentation, release)}`;
  return { start, end, text };
}

/** A `try` around the statements, whose `catch` rolls back. */
export function intoOwnTry(
  analysis: Analysis,
  { file, stretch, indentation, swaps, acquire, release, semicolon }: ConnectionParts,
  found: PoolTransaction,
  names: FreshNames,
): readonly TextEdit[] {
  const { begin, rollback } = stretch;
  const start = begin.getStart();
  const end = endWithComment(lastInTry(analysis, stretch));
  const taken = rollback && takenRollback(file, rollback, indentation, swaps);
  const rollBack = taken?.text ?? `await ${rollbackCall(file, found, swaps)}${semicolon}`;
  const caught = catchText(indentation, names.parameter('error', 'cause'), rollBack, semicolon);
  const body = tryText(file, swaps, indentation, start, end);
  const text = `${acquire}\n${body}${caught}${finallyText(indentation, release)}`;
  return [{ start, end, text }, ...(taken?.removal ?? [])];
}

/** The lines of a part of a file in a `try`, up to its closing brace. */
function tryText(
  file: ts.SourceFile,
  swaps: readonly TextEdit[],
  { outer, unit }: Indentation,
  start: number,
  end: number,
): string {
  const lines = { start: lineStartOf(file.text, start), end };
  return `${outer}try {\n${indented(file, lines, unit, within(swaps, start, end))}\n${outer}}`;
}

function within(edits: readonly TextEdit[], start: number, end: number): readonly TextEdit[] {
  return edits.filter((edit) => edit.start >= start && edit.end <= end);
}

/** What rolls back in the words of what begins: `client.query('ROLLBACK')`. */
function rollbackCall(file: ts.SourceFile, { node, statement }: PoolTransaction, swaps: readonly TextEdit[]): string {
  const callee = ts.isCallExpression(node) ? node.expression : node.tag;
  const text = edited(file.text, within(swaps, callee.getStart(), callee.end), callee.getStart(), callee.end);
  if (!ts.isCallExpression(node)) return `${text}${rollbackLike(statement, '`')}`;
  const first = node.arguments[0];
  const quote = first && ts.isStringLiteralLike(first) ? first.getText().charAt(0) : styleOf(file).quote;
  return `${text}(${rollbackLike(statement, quote)})`;
}

/** What rolls back in a `catch` further out, with its comments, as it stands in that of the transaction. */
function takenRollback(
  file: ts.SourceFile,
  rollback: ts.Statement,
  { outer, unit }: Indentation,
  swaps: readonly TextEdit[],
): { readonly text: string; readonly removal: readonly TextEdit[] } {
  const part = withComments(rollback);
  const text = edited(file.text, within(swaps, part.start, part.end), part.start, part.end);
  const indent = file.text.slice(lineStartOf(file.text, part.start), part.start);
  return {
    text: indent.trim() === '' ? reindent(text, indent, outer + unit) : text,
    removal: takenAway(file, [part]),
  };
}

/** The end of a statement, or of the comment that follows on its line. */
function endWithComment(statement: ts.Statement): number {
  return ts.getTrailingCommentRanges(statement.getSourceFile().text, statement.end)?.at(-1)?.end ?? statement.end;
}

/** The edit that puts a statement before those of a block. */
function asFirstOf(block: ts.Block, text: string): TextEdit {
  const first = block.statements[0] ?? refuseStretch('layout');
  const { outer } = indentationOf(first) ?? refuseStretch('layout');
  const file = block.getSourceFile();
  const at = file.text.indexOf('\n', block.getStart()) + 1;
  if (at > first.getStart()) refuseStretch('layout');
  return { start: at, end: at, text: `${outer}${text}\n` };
}
