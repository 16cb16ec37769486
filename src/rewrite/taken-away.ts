import ts from 'typescript';

import { lineStartOf, longTextsIn } from './block-text.ts';
import type { Part, TextEdit } from './text-edit.ts';

/** The edits that take parts of a file away, with the lines and the gaps that would be left of them. */
export function takenAway({ text }: ts.SourceFile, parts: readonly Part[]): readonly TextEdit[] {
  const lengthOf = (pattern: RegExp, part: string): number => pattern.exec(part)?.[0].length ?? 0;
  return united(text, parts).map(({ start, end }) => {
    const line = lineStartOf(text, start);
    const next = text.indexOf('\n', end) + 1 || text.length;
    const spaceAfter = lengthOf(/^[ \t]*/, text.slice(end));
    if (text.slice(end, next).trim() !== '') return { start, end: end + spaceAfter, text: '' };
    // What stands before it on its line stays there.
    if (text.slice(line, start).trim() !== '') {
      return { start: start - lengthOf(/[ \t]*$/, text.slice(line, start)), end, text: '' };
    }
    const [before, after] = [text.slice(0, line), text.slice(next)];
    const gap = lengthOf(/^([ \t]*\r?\n)*/, after);
    const isLast = after.slice(gap).trimStart().startsWith('}');
    const isFirst = /(\{|^|\n)[ \t]*\r?\n$/.test(before);
    return {
      start: line - (isLast ? lengthOf(/(?<=\n)([ \t]*\r?\n)+$/, before) : 0),
      end: next + (isFirst || isLast ? gap : 0),
      text: '',
    };
  });
}

/** A statement with the comments on its line and on those before it. */
export function withComments(statement: ts.Statement): Part {
  const { text } = statement.getSourceFile();
  const before = ts.getLeadingCommentRanges(text, statement.pos) ?? [];
  let start = statement.getStart();
  for (const comment of before.toReversed()) {
    if (text.slice(comment.end, start).split('\n').length > 2) break;
    start = comment.pos;
  }
  return { start, end: ts.getTrailingCommentRanges(text, statement.end)?.at(-1)?.end ?? statement.end };
}

/** Parts with nothing but space between them are one. */
function united(text: string, parts: readonly Part[]): readonly Part[] {
  const all: Part[] = [];
  for (const part of parts.toSorted((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (last && text.slice(last.end, part.start).trim() === '') {
      all[all.length - 1] = { start: last.start, end: Math.max(last.end, part.end) };
    } else all.push(part);
  }
  return all;
}

/** A node whose lines lose the block around them. */
export interface Unwrapped {
  readonly node: ts.Node;
  /** The space that its lines begin with, and what stays of it. */
  readonly from: string;
  readonly to: string;
}

/** The edits that indent lines by less, beside those that take something away. Texts over several lines stay. */
export function movedOut({ node, from, to }: Unwrapped, taken: readonly TextEdit[]): readonly TextEdit[] {
  const file = node.getSourceFile();
  const texts = longTextsIn(node);
  return file
    .getLineStarts()
    .filter((start) => start > node.getStart() && start < node.end && file.text.startsWith(from, start))
    .filter((start) => !texts.some((text) => start > text.getStart() && start < text.end))
    .map((start) => ({ start, end: start + from.length, text: to }))
    .filter((line) => !taken.some(({ start, end }) => start < line.end && line.start < end));
}
