import ts from 'typescript';

import type { Analysis } from '../analysis/analysis.ts';
import type { ClientPlacement } from '../analysis/client-placement.ts';
import { unwrap } from '../analysis/syntax.ts';
import { styleOf } from './file-style.ts';
import { runtimeImports } from './runtime-import.ts';
import { singletonKey } from './singleton-key.ts';
import type { TextEdit } from './text-edit.ts';

/** The edits that keep a client over reloads by `singleton` of `poolwise/runtime`. */
export function singletonEdits(analysis: Analysis, { built }: ClientPlacement): readonly TextEdit[] | undefined {
  if (built.per !== 'reload') return undefined;
  const expression = withoutAwait(built.expression);
  const file = expression.getSourceFile();
  const key = singletonKey(analysis, file, built.name);
  if (key === undefined) return undefined;
  const start = expression.getStart();
  return [
    ...runtimeImports(file, ['singleton']),
    { start, end: start, text: `singleton(${key}, () => ` },
    { start: expression.getEnd(), end: expression.getEnd(), text: ')' },
  ];
}

/** The edits that keep a client over reloads in a member of `globalThis`. */
export function globalEdits({ built }: ClientPlacement): readonly TextEdit[] | undefined {
  if (built.per !== 'reload') return undefined;
  const expression = withoutAwait(built.expression);
  const statement = ts.findAncestor(expression, ts.isVariableStatement);
  if (!statement) return undefined;
  const file = expression.getSourceFile();
  const { semicolon } = styleOf(file);
  const title = built.name.slice(0, 1).toUpperCase() + built.name.slice(1);
  const type = /\.[cm]?jsx?$/.test(file.fileName)
    ? ''
    : ` as unknown as { ${built.name}?: ReturnType<typeof create${title}> }`;
  const before = `const create${title} = () => ${expression.getText()}${semicolon}\nconst globalFor${title} = globalThis${type}${semicolon}\n`;
  return [
    { start: statement.getStart(), end: statement.getStart(), text: before },
    {
      start: expression.getStart(),
      end: expression.getEnd(),
      text: `(globalFor${title}.${built.name} ??= create${title}())`,
    },
  ];
}

/** What is built, without the `await` before it. */
function withoutAwait(expression: ts.Expression): ts.Expression {
  const node = unwrap(expression);
  return ts.isAwaitExpression(node) ? unwrap(node.expression) : node;
}
