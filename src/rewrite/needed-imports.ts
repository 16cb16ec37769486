import type ts from 'typescript';

import type { NeededImport } from '../clients/batch-facts.ts';
import { isCommonJs, quoted, styleOf } from './file-style.ts';
import { importEdits } from './import-edits.ts';
import { refuse } from './refusal.ts';
import type { RewriteContext } from './rewrite-context.ts';
import { isRequired, requiredNames } from './required-names.ts';
import { isNameFree } from './shapes/imported-function.ts';
import type { TextEdit } from './text-edit.ts';

/**
 * The edits that import what a rewritten query needs, in the way in which the file imports. Refuses a name that the file
 * gives to something else.
 * @param place what the loop repeats, whose own names are out of the way
 */
export function neededImports(
  context: RewriteContext,
  place: ts.Node,
  needed: readonly NeededImport[],
  dropped: readonly ts.Identifier[] = [],
): readonly TextEdit[] {
  const { file } = context;
  for (const { module, name } of needed) if (!isNameFree(context, place, name, module)) refuse('nameTaken');
  if (!isCommonJs(file)) return importEdits(context, needed, dropped);
  return [...new Set(needed.map(({ module }) => module))].flatMap((module) => {
    const names = new Set(needed.filter((one) => one.module === module).map(({ name }) => name));
    return requireEdits(file, module, [...names]);
  });
}

/** `const { eq, inArray } = require('drizzle-orm');` */
function requireEdits(file: ts.SourceFile, module: string, names: readonly string[]): readonly TextEdit[] {
  const known = requiredNames(file, module);
  const absent = names.filter((name) => !known.some((one) => one.name.getText(file) === name));
  if (absent.length === 0) return [];
  const last = known.at(-1);
  if (last) return [{ start: last.end, end: last.end, text: `, ${absent.join(', ')}` }];
  const text = `const { ${absent.join(', ')} } = require(${quoted(file, module)})${styleOf(file).semicolon}`;
  const after = file.statements.findLast((statement) => isRequired(statement));
  if (after) return [{ start: after.end, end: after.end, text: `\n${text}` }];
  const start = file.statements[0]?.getStart(file) ?? 0;
  return [{ start, end: start, text: `${text}\n` }];
}
