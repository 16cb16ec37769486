import ts from 'typescript';

import { isMemberName } from '../analysis/dependence.ts';
import type { NeededImport } from '../clients/batch-facts.ts';
import { quoted, styleOf } from './file-style.ts';
import type { RewriteContext } from './rewrite-context.ts';
import type { TextEdit } from './text-edit.ts';

/**
 * The edits that import names, into an import of the same module where there is one.
 * @param dropped mentions that go; a name of which none stays is taken out of that import
 */
export function importEdits(
  { file }: Pick<RewriteContext, 'file'>,
  needed: readonly NeededImport[],
  dropped: readonly ts.Identifier[] = [],
): readonly TextEdit[] {
  const modules = new Map<string, Set<string>>();
  for (const { module, name } of needed) modules.set(module, (modules.get(module) ?? new Set()).add(name));
  return [...modules].flatMap(([module, names]) => {
    const absent = [...names].filter((name) => !isImported(file, module, name));
    return absent.length === 0 ? [] : [importEdit(file, module, absent, unusedWithout(file, dropped))];
  });
}

/** The names that a file mentions nowhere but in its imports and in the given places. */
function unusedWithout(file: ts.SourceFile, dropped: readonly ts.Identifier[]): ReadonlySet<string> {
  const unused = new Set(dropped.map(({ text }) => text));
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isIdentifier(node) && !isMemberName(node) && !dropped.includes(node)) unused.delete(node.text);
    ts.forEachChild(node, visit);
  };
  if (unused.size > 0) visit(file);
  return unused;
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

function importEdit(
  file: ts.SourceFile,
  module: string,
  names: readonly string[],
  unused: ReadonlySet<string>,
): TextEdit {
  for (const declaration of importsOf(file, module)) {
    const elements = namedImports(declaration)?.elements;
    const last = elements?.at(-1);
    if (!elements || !last) continue;
    const kept = elements.filter(({ name, propertyName }) => propertyName !== undefined || !unused.has(name.text));
    const start = elements[0]?.getStart(file) ?? last.end;
    const isPlain = !/[/\n]/.test(file.text.slice(start, last.end));
    if (kept.length === elements.length || !isPlain) {
      // Each stands on a line of its own where the last does.
      const line = /\n([ \t]*)$/.exec(file.text.slice(0, last.getStart(file)))?.[0];
      return { start: last.end, end: last.end, text: names.map((name) => `,${line ?? ' '}${name}`).join('') };
    }
    return { start, end: last.end, text: [...kept.map((one) => one.getText(file)), ...names].join(', ') };
  }
  const text = `import { ${names.join(', ')} } from ${quoted(file, module)}${styleOf(file).semicolon}\n`;
  const after = file.statements.findLast(ts.isImportDeclaration);
  if (after) return { start: after.end, end: after.end, text: `\n${text.trimEnd()}` };
  const start = file.statements[0]?.getStart(file) ?? 0;
  return { start, end: start, text };
}
