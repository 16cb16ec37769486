import ts from 'typescript';

import { styleOf } from './file-style.ts';
import { indentAt } from './insertion.ts';
import type { FreshNames } from './names.ts';
import { refuse } from './refusal.ts';
import type { RewriteContext } from './rewrite-context.ts';
import type { TextEdit } from './text-edit.ts';

/** A row that must be there. */
interface RequiredRow {
  /** What it is called, in the singular. */
  readonly noun: string;
  /** The expression that gave it. */
  readonly place: ts.Expression;
  /** The look-up. */
  readonly found: string;
  /** The values that it is looked up by. */
  readonly key: readonly string[];
}

/** The look-up of a row that must be there, and the error where it is not. */
export function rowOrError(
  context: RewriteContext,
  { noun, place, found, key }: RequiredRow,
  names: FreshNames,
): readonly TextEdit[] {
  const { file } = context;
  const { parent } = place;
  const list = parent.parent;
  const statement = list.parent;
  const isStatement =
    ts.isVariableDeclaration(parent) &&
    parent.initializer === place &&
    ts.isVariableDeclarationList(list) &&
    list.declarations.length === 1 &&
    ts.isVariableStatement(statement) &&
    ts.isBlock(statement.parent);
  if (!isStatement) return refuse('noPlaceBefore');
  const indent = indentAt(context, statement.getStart(file));
  const end = styleOf(file).semicolon;
  const texts = key.map((value) => `\${${value}}`).join(', ');
  const thrown = `throw new Error(\`No ${noun} has the key ${texts}.\`)${end}`;
  const start = place.getStart(file);
  if (ts.isIdentifier(parent.name)) {
    return [
      { start, end: place.end, text: found },
      { start: statement.end, end: statement.end, text: `\n${indent}if (!${parent.name.text}) ${thrown}` },
    ];
  }
  // `const { name } = …`: what is taken apart gets a name first.
  const name = names.take(noun, `${noun}Row`);
  const before = statement.getStart(file);
  return [
    {
      start: before,
      end: before,
      text: `const ${name} = ${found}${end}\n${indent}if (!${name}) ${thrown}\n${indent}`,
    },
    { start, end: place.end, text: name },
  ];
}
