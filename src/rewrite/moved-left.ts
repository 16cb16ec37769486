import ts from 'typescript';

import type { RewriteContext } from './rewrite-context.ts';
import type { TextEdit } from './text-edit.ts';

/** A node whose lines are to be indented less, since what stood around it is taken away. */
export interface MovedLeft {
  readonly node: ts.Node;
  readonly from: string;
  readonly to: string;
}

/** Edits, and those that indent the lines of moved nodes anew. Lines of templates stay, and what is edited anyway. */
export function movedLeft(
  { file }: RewriteContext,
  edits: readonly TextEdit[],
  moved: readonly MovedLeft[],
): readonly TextEdit[] {
  return moved.reduce((all, { node, from, to }) => {
    if (hasLongTemplate(node) || !from.startsWith(to)) return all;
    const [first, last] = [node.getStart(file), node.end];
    const isInside = ({ start, end }: TextEdit): boolean => start > first && end < last;
    const shifted = all.map((edit) =>
      isInside(edit) ? { ...edit, text: edit.text.replaceAll(`\n${from}`, `\n${to}`) } : edit,
    );
    const lines = file
      .getLineStarts()
      .filter((start) => start > first && start < last && file.text.startsWith(from, start))
      .map((start) => ({ start, end: start + from.length, text: to }))
      .filter((line) => !all.some(({ start, end }) => start < line.end && line.start < end));
    return [...shifted, ...lines];
  }, edits);
}

function hasLongTemplate(node: ts.Node): boolean {
  if ((ts.isTemplateExpression(node) || ts.isNoSubstitutionTemplateLiteral(node)) && node.getText().includes('\n')) {
    return true;
  }
  return ts.forEachChild(node, (child) => hasLongTemplate(child) || undefined) ?? false;
}
