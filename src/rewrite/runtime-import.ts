import ts from 'typescript';

import { isCommonJs, quoted, styleOf } from './file-style.ts';
import { importEdits } from './import-edits.ts';
import type { TextEdit } from './text-edit.ts';

const runtime = 'poolwise/runtime';

/** The edits that import from `poolwise/runtime`, in the way in which the file imports. */
export function runtimeImports(file: ts.SourceFile, names: readonly string[]): readonly TextEdit[] {
  if (!isCommonJs(file)) {
    return importEdits(
      { file },
      names.map((name) => ({ module: runtime, name })),
    );
  }
  const text = `const { ${names.join(', ')} } = require(${quoted(file, runtime)})${styleOf(file).semicolon}\n`;
  const start = file.statements.find((statement) => !isDirective(statement))?.getStart() ?? 0;
  return [{ start, end: start, text }];
}

function isDirective(statement: ts.Statement): boolean {
  return ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);
}
