import ts from 'typescript';

import { someDescendant } from '../analysis/syntax.ts';
import type { TextEdit } from './text-edit.ts';

/** How a block of statements is indented. */
export interface Indentation {
  readonly outer: string;
  /** What one level more adds. */
  readonly unit: string;
}

/** The indentation of a statement, as far as its line shows it; nothing where something stands before it on the line. */
export function indentationOf(statement: ts.Statement): Indentation | undefined {
  const { text } = statement.getSourceFile();
  const outer = leadingSpace(text, statement.getStart());
  const parent = leadingSpace(text, lineStartOf(text, statement.parent.getEnd()), true);
  if (outer === undefined || parent === undefined || !outer.startsWith(parent)) return undefined;
  const unit = outer.slice(parent.length);
  return unit === '' ? undefined : { outer, unit };
}

function leadingSpace(text: string, start: number, ofLine = false): string | undefined {
  const line = lineStartOf(text, start);
  const space = /^[ \t]*/.exec(text.slice(line))?.[0] ?? '';
  return ofLine || line + space.length === start ? space : undefined;
}

export function lineStartOf(text: string, position: number): number {
  return text.lastIndexOf('\n', position - 1) + 1;
}

/** Whether the lines of statements can be indented without changing a text that they contain. */
export function canBeIndented(statements: readonly ts.Statement[]): boolean {
  return !statements.some((statement) =>
    someDescendant(
      statement,
      (node) =>
        (ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node) || ts.isJsxText(node)) &&
        node.getText().includes('\n'),
      { intoFunctions: true },
    ),
  );
}

/** Lines with one level of indentation more. */
export function indented(text: string, unit: string): string {
  return text
    .split('\n')
    .map((line) => (line.trim() === '' ? line : unit + line))
    .join('\n');
}

/** A text without the lines of some statements that stand in it, which begins at an offset of the file. */
export function withoutLines(text: string, offset: number, statements: readonly ts.Statement[]): string | undefined {
  let result = text;
  for (const statement of statements.toSorted((a, b) => b.getStart() - a.getStart())) {
    const start = lineStartOf(result, statement.getStart() - offset);
    const lineEnd = result.indexOf('\n', statement.getEnd() - offset);
    const end = lineEnd === -1 ? result.length : lineEnd + 1;
    // A comment or another statement on the line would go with it.
    if (result.slice(start, end).trim() !== statement.getText()) return undefined;
    result = result.slice(0, start) + result.slice(end);
  }
  return result;
}

/** The edits that give the lines after the first of a part of a file one level of indentation more, but for the lines of texts. */
export function indentationEdits(file: ts.SourceFile, start: number, end: number, unit: string): readonly TextEdit[] {
  const texts = longTextsIn(file);
  const isInText = (position: number): boolean =>
    texts.some((text) => text.getStart() < position && position < text.end);
  const edits: TextEdit[] = [];
  for (let at = file.text.indexOf('\n', start) + 1; at > 0 && at < end; at = file.text.indexOf('\n', at) + 1) {
    const isBlank = /^[ \t]*\r?$/m.test(/^.*/.exec(file.text.slice(at))?.[0] ?? '');
    if (!isBlank && !isInText(at)) edits.push({ start: at, end: at, text: unit });
  }
  return edits;
}

/** The texts of a node that may go over several lines. */
export function longTextsIn(node: ts.Node): readonly ts.Node[] {
  const texts: ts.Node[] = [];
  const visit = (part: ts.Node): void => {
    if (ts.isTemplateExpression(part) || ts.isNoSubstitutionTemplateLiteral(part)) texts.push(part);
    ts.forEachChild(part, visit);
  };
  visit(node);
  return texts;
}
