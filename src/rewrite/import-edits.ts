import ts from 'typescript';

import type { NeededImport } from '../clients/batch-facts.ts';
import { quoted, styleOf } from './file-style.ts';
import type { RewriteContext } from './rewrite-context.ts';
import type { TextEdit } from './text-edit.ts';

/** The edits that import names, into an import of the same module where there is one. */
export function importEdits(
  { file }: Pick<RewriteContext, 'file'>,
  needed: readonly NeededImport[],
): readonly TextEdit[] {
  const modules = new Map<string, Set<string>>();
  for (const { module, name } of needed) modules.set(module, (modules.get(module) ?? new Set()).add(name));
  return [...modules].flatMap(([module, names]) => {
    const absent = [...names].filter((name) => !isImported(file, module, name));
    return absent.length === 0 ? [] : [importEdit(file, module, absent)];
  });
}

function importsOf(file: ts.SourceFile, module: string): readonly ts.ImportDeclaration[] {
  return file.statements.filter(
    (statement): statement is ts.ImportDeclaration =>
      ts.isImportDeclaration(statement) &&
      ts.isStringLiteral(statement.moduleSpecifier) &&
      statement.moduleSpecifier.text === module,
  );
}

function namedImports(declaration: ts.ImportDeclaration): ts.NamedImports | undefined {
  const bindings = declaration.importClause?.namedBindings;
  const isTypeOnly = /^import\s+type\b/.test(declaration.getText());
  return bindings && ts.isNamedImports(bindings) && !isTypeOnly ? bindings : undefined;
}

function isImported(file: ts.SourceFile, module: string, name: string): boolean {
  return importsOf(file, module).some((declaration) =>
    namedImports(declaration)?.elements.some(
      (element) => element.name.text === name && !element.propertyName && !element.isTypeOnly,
    ),
  );
}

function importEdit(file: ts.SourceFile, module: string, names: readonly string[]): TextEdit {
  for (const declaration of importsOf(file, module)) {
    const last = namedImports(declaration)?.elements.at(-1);
    if (last) return { start: last.end, end: last.end, text: `, ${names.join(', ')}` };
  }
  const text = `import { ${names.join(', ')} } from ${quoted(file, module)}${styleOf(file).semicolon}\n`;
  const after = file.statements.findLast(ts.isImportDeclaration);
  if (after) return { start: after.end, end: after.end, text: `\n${text.trimEnd()}` };
  const start = file.statements[0]?.getStart(file) ?? 0;
  return { start, end: start, text };
}
