import ts from 'typescript';

import { referencesOf } from '../analysis/references.ts';
import type { NeededImport } from '../clients/batch-facts.ts';
import { styleOf } from './file-style.ts';
import type { HelperForm } from './helper-form.ts';
import { indentAt } from './insertion.ts';
import type { KeyForm } from './key-family.ts';
import { capitalised, plural } from './names.ts';
import type { ReadShape, Term } from './read-shape.ts';
import { reindent } from './reindent.ts';
import { type RewriteContext, textOf } from './rewrite-context.ts';
import { mapOfGroups, mapOfRows } from './row-map.ts';
import { edited, type TextEdit } from './text-edit.ts';

/** `loadUsersByIds` for `loadUser(id)`. */
export function siblingName({ declaration, place }: HelperForm, parameter: string): string {
  const named =
    declaration.name ?? (ts.isVariableStatement(place) ? place.declarationList.declarations[0]?.name : undefined);
  const name = named?.getText() ?? 'load';
  const base = name.replace(/(By|Of|For|From)([A-Z]\w*)?$/, '');
  return `${plural(base)}By${capitalised(plural(parameter))}`;
}

interface SiblingParts {
  readonly helper: HelperForm;
  readonly shape: ReadShape;
  readonly name: string;
  readonly form: KeyForm;
  /** The type of a key. */
  readonly type: ts.Type;
  readonly term: Term;
  readonly parameter: ts.Identifier;
  readonly firstWins: boolean;
}

/** Writes the function that reads the rows of many keys, after the one that reads those of one. */
export function renderSibling(
  context: RewriteContext,
  { helper, shape, name, form, type, term, parameter, firstWins }: SiblingParts,
): { edit: TextEdit; needs: readonly NeededImport[]; drops: readonly ts.Identifier[] } {
  const { file, analysis } = context;
  const { indent: unit, semicolon } = styleOf(file);
  const indent = indentAt(context, helper.place.getStart(file));
  const keys = plural(parameter.text);
  const taken = new Set(helper.parameters.map((one) => one.name.getText()));
  const free = (first: string, second: string): string => (taken.has(first) || first === keys ? second : first);
  const rows = free(plural(shape.noun), `${shape.noun}Rows`);
  const row = free(shape.noun, 'row');
  const map = `${shape.answers === 'many' ? plural(shape.noun) : shape.noun}By${capitalised(parameter.text)}`;
  const batched = shape.batch({ kind: 'list', term, text: `[...new Set(${keys})]` });
  const query = reindent(
    edited(file.text, batched.edits, shape.query.getStart(file), shape.query.end),
    indentAt(context, shape.query.getStart(file)),
    indent + unit,
  );
  const read = batched.failsWhenEmpty ? `${keys}.length > 0 ? await ${query} : []` : `await ${query}`;
  const columns = { columns: [{ property: term.property, form }] };
  const grouped =
    shape.answers === 'many'
      ? mapOfGroups(context, columns, { map, rows, row }, helper.place, () => 'group')
      : mapOfRows(context, columns, { map, rows, row }, { firstWins });
  const keyType = analysis.checker.typeToString(type, helper.declaration);
  const isTyped = !/\.[cm]?jsx?$/.test(file.fileName);
  const listType = isTyped ? `: readonly ${/^[\w.]+$/.test(keyType) ? keyType : `(${keyType})`}[]` : '';
  const parameters = helper.parameters.map((one) =>
    one.name === parameter ? `${keys}${listType}` : textOf(context, one),
  );
  const lines = [
    `${headOf(context, helper)}${name}(${parameters.join(', ')}) {`,
    `${unit}const ${rows} = ${read}${semicolon}`,
    ...(shape.answers === 'many'
      ? [...grouped, `return ${map}${semicolon}`]
      : grouped.map((line) => line.replace(`const ${map} =`, 'return'))
    ).map((line) => unit + line),
    '}',
  ];
  const text = lines.map((line) => indent + line).join('\n');
  const { end } = helper.place;
  const isReplaced = isOnlyCalledOnce(context, helper);
  const edit = isReplaced
    ? { start: helper.place.getStart(file), end, text: text.trimStart() }
    : { start: end, end, text: `\n\n${text}` };
  return { edit, needs: batched.needs, drops: isReplaced ? (batched.drops ?? []) : [] };
}

/** Whether nothing else than the call that is rewritten uses a function, so that the sibling takes its place. */
export function isOnlyCalledOnce({ analysis }: RewriteContext, { declaration, place }: HelperForm): boolean {
  if (ts.isMethodDeclaration(place) || /^export\b/.test(place.getText())) return false;
  if (ts.isVariableStatement(place) && place.declarationList.declarations.length > 1) return false;
  const name = declaration.name ?? (ts.isVariableDeclaration(declaration.parent) ? declaration.parent.name : undefined);
  const symbol = name && analysis.checker.getSymbolAtLocation(name);
  return symbol !== undefined && referencesOf(analysis, symbol)?.length === 1;
}

/** `async function `, or the modifiers of a method. */
function headOf(context: RewriteContext, { place }: HelperForm): string {
  if (!ts.isMethodDeclaration(place)) return 'async function ';
  const modifiers = (ts.getModifiers(place) ?? []).filter(({ kind }) => kind !== ts.SyntaxKind.AsyncKeyword);
  return `${[...modifiers.map((modifier) => textOf(context, modifier)), 'async'].join(' ')} `;
}
