import ts from 'typescript';

import { edited, type Part, type TextEdit } from './text-edit.ts';

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

/** Lines of a file with one level of indentation more, but for the lines of texts, and after edits in them. */
export function indented(
  file: ts.SourceFile,
  { start, end }: Part,
  unit: string,
  edits: readonly TextEdit[] = [],
): string {
  const { text } = file;
  const texts = longTextsIn(file);
  const isKept = (line: number): boolean =>
    texts.some((node) => node.getStart() < line && line < node.end) ||
    edits.some((edit) => edit.start <= line && line < edit.end);
  const lines: TextEdit[] = [];
  for (let line = start; line < end; line = text.indexOf('\n', line) + 1 || end) {
    const isBlank = /^[ \t]*(\r?\n|$)/.test(text.slice(line, end));
    if (!isBlank && !isKept(line)) lines.push({ start: line, end: line, text: unit });
  }
  return edited(text, [...lines, ...edits], start, end);
}

/** The edits that take the lines of some statements away; nothing where something else stands there. */
export function withoutLines(
  { text }: ts.SourceFile,
  statements: readonly ts.Statement[],
  end: number,
): readonly TextEdit[] | undefined {
  const edits = statements.map((statement) => {
    const next = text.indexOf('\n', statement.getEnd()) + 1;
    return { start: lineStartOf(text, statement.getStart()), end: Math.min(next || end, end), text: '' };
  });
  // A comment or another statement on the line would go with it.
  const areAlone = edits.every(
    (edit, index) => text.slice(edit.start, edit.end).trim() === statements[index]?.getText(),
  );
  return areAlone ? edits : undefined;
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
