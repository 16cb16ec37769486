import type ts from 'typescript';

/** A part of a file. Positions are offsets into it. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

/** A part of a file's text that is replaced. */
export interface TextEdit extends Part {
  readonly text: string;
}

/** The text between two offsets after the edits in it. Edits must not overlap; those at one place keep their order. */
export function edited(text: string, edits: readonly TextEdit[], start = 0, end = text.length): string {
  let result = '';
  let at = start;
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start < at || edit.end > end) {
      throw new RangeError(
        `The edit from ${String(edit.start)} to ${String(edit.end)} overlaps another or leaves its range.`,
      );
    }
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at, end);
}

/** Takes a statement away, with the rest of its line if nothing else stands there. */
export function removeStatement(file: ts.SourceFile, statement: ts.Node): TextEdit {
  const rest = /^[ \t]*\r?\n[ \t]*/.exec(file.text.slice(statement.end))?.[0].length ?? 0;
  return { start: statement.getStart(file), end: statement.end + rest, text: '' };
}
