import ts from 'typescript';

import type { EntryPoint } from '../analysis/entry-point.ts';
import { someDescendant } from '../analysis/syntax.ts';
import { indentationOf, indented, lineStartOf } from './block-text.ts';
import type { TextEdit } from './text-edit.ts';

/** The edits that wrap the body of a handler of Express into `try` and give errors to `next`. */
export function forwardToNext({ kind, handler }: EntryPoint): readonly TextEdit[] | undefined {
  const { body, parameters } = handler;
  if (kind !== 'express' || !ts.isBlock(body) || parameters.length < 2 || parameters.length > 3) return undefined;
  const [first] = body.statements;
  const last = body.statements.at(-1);
  const file = body.getSourceFile();
  const indentation = first && indentationOf(first);
  if (!first || !last || !indentation) return undefined;
  const third = parameters[2];
  if (third && !ts.isIdentifier(third.name)) return undefined;
  const next = third?.name.getText() ?? 'next';
  const isTaken = (node: ts.Node): boolean =>
    ts.isIdentifier(node) && (node.text === 'error' || (!third && node.text === next));
  if (someDescendant(body, isTaken, { intoFunctions: true })) return undefined;
  const start = lineStartOf(file.text, first.getStart());
  if (start <= body.getStart()) return undefined;
  const { outer, unit } = indentation;
  const inside = indented(file, { start, end: last.getEnd() }, unit);
  const text = `${outer}try {\n${inside}\n${outer}} catch (error) {\n${outer}${unit}${next}(error);\n${outer}}`;
  const second = parameters[1];
  const edits: TextEdit[] = [{ start, end: last.getEnd(), text }];
  if (!third && second) edits.unshift({ start: second.getEnd(), end: second.getEnd(), text: `, ${next}` });
  return edits;
}
