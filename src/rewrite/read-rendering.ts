import ts from 'typescript';

import { columnTypeOf } from './column-type.ts';
import { styleOf } from './file-style.ts';
import { indentAt } from './insertion.ts';
import { keyFormOf } from './key-family.ts';
import { keyListOf, type Nesting } from './key-list.ts';
import { capitalised, type FreshNames, nounOf, plural } from './names.ts';
import type { Keys, ReadShape, Term } from './read-shape.ts';
import { refuse } from './refusal.ts';
import { reindent } from './reindent.ts';
import { needsParentheses } from './result-place.ts';
import { type RewriteContext, textOf } from './rewrite-context.ts';
import { type KeyColumns, keyText, mapOfGroups, mapOfRows } from './row-map.ts';
import { rowUseOf } from './row-use.ts';
import { edited, type TextEdit } from './text-edit.ts';

/** One query of a plan: what it reads, by which key, and what stands where its result is used. */
export interface PlannedRead {
  readonly shape: ReadShape;
  readonly key: readonly Term[];
  readonly place: ts.Expression;
}

/** The statements and edits of one query. */
export class ReadRendering {
  readonly statements: readonly string[];
  readonly edits: readonly TextEdit[];
  readonly needs: ReturnType<ReadShape['batch']>['needs'];
  readonly caveats: readonly string[];
  readonly #context: RewriteContext;
  readonly #read: PlannedRead;
  readonly #names: FreshNames;
  readonly #key: KeyColumns;

  constructor(context: RewriteContext, read: PlannedRead, nesting: Nesting, names: FreshNames, indent: string) {
    this.#context = context;
    this.#read = read;
    this.#names = names;
    const { shape, key, place } = read;
    this.#key = {
      columns: key.map((term) => ({
        property: term.property,
        form: keyFormOf(
          context,
          context.analysis.checker.getTypeAtLocation(term.value),
          columnTypeOf(context, shape, term),
        ),
      })),
    };
    const isFirstOfMany = shape.answers === 'one' && this.#isUnique() === undefined;
    const noun = this.#noun();
    const many = plural(noun);
    const keys = this.#keys(nesting, noun);
    const rows = names.take(
      shape.answers === 'count' ? `${noun}Counts` : many,
      `all${capitalised(many)}`,
      `${noun}Rows`,
    );
    const row = names.parameter(shape.answers === 'count' ? 'group' : noun, `${noun}Row`, 'row');
    const map = names.take(this.#mapName(noun));
    const batched = shape.batch(keys.keys);
    const added = this.#addedColumns();
    const query = reindent(
      this.#queryText([...batched.edits, ...added]),
      indentAt(context, place.getStart(context.file)),
      indent,
    );
    const guarded = batched.failsWhenEmpty ? `${keys.keys.text}.length > 0 ? ${query} : []` : query;
    const mapNames = { map, rows, row };
    this.statements = [
      ...keys.statements,
      ...this.#chunked(rows, guarded, keys.keys.text, indent),
      ...(shape.answers === 'many'
        ? mapOfGroups(context, this.#key, mapNames, place, () => names.parameter('group', `${noun}Group`))
        : mapOfRows(context, this.#key, mapNames, {
            ...(shape.countOf ? { value: shape.countOf(row) } : {}),
            firstWins: isFirstOfMany,
          })),
    ];
    this.needs = batched.needs;
    this.edits = this.#lookUp(map);
    this.caveats = [
      ...(keys.hasMore ? ['Rows are also read for elements that the iteration leaves out.'] : []),
      ...(shape.missing === 'error' ? [`A missing ${noun} throws an \`Error\` that names the key.`] : []),
      ...(isFirstOfMany ? [`All ${many} with a key are read; the first one counts.`] : []),
    ];
  }

  #isUnique(): boolean | undefined {
    const { shape } = this.#read;
    if (shape.answers !== 'one') return true;
    const fixed = shape.terms.map(({ property }) => property);
    const isUnique = shape.isUnique(fixed);
    return isUnique === false ? refuse('notUnique') : isUnique;
  }

  /** The name of the variable that held the row, or of the rows. */
  #noun(): string {
    const { shape, place } = this.#read;
    const { parent } = place;
    const isNamed = shape.answers === 'one' && ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name);
    const name = isNamed && ts.isIdentifier(parent.name) ? nounOf(parent.name.text) : undefined;
    return name !== undefined && name.length > 2 ? name : shape.noun;
  }

  /** `userById`, `postsByAuthorId`, `commentCountByPostId`. */
  #mapName(noun: string): string {
    const { answers } = this.#read.shape;
    const columns = this.#key.columns.map(({ property }) =>
      capitalised(property.replace(/^_+/, '').replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())),
    );
    const what = answers === 'many' ? plural(noun) : answers === 'count' ? `${noun}Count` : noun;
    return `${what}By${columns.join('And')}`;
  }

  /** The list of keys, and the statements that make it. */
  #keys(nesting: Nesting, noun: string): { keys: Keys; statements: readonly string[]; hasMore: boolean } {
    const { shape, key } = this.#read;
    const end = styleOf(this.#context.file).semicolon;
    const values = key.map(({ value }) => value);
    const [term] = key;
    if (!term) return refuse('noVaryingKey');
    if (key.length === 1) {
      const list = keyListOf(this.#context, nesting, shape.query, values, { element: ([text = '']) => text });
      const distinct = `[...new Set(${list.text})]`;
      const isShort = /^[\w$.]+$/.test(list.text) && this.#context.maxBatchSize === undefined;
      if (isShort) return { keys: { kind: 'list', term, text: distinct }, statements: [], hasMore: list.hasMore };
      const name = this.#names.take(...keyNames(term, noun));
      return {
        keys: { kind: 'list', term, text: name },
        statements: [`const ${name} = ${distinct}${end}`],
        hasMore: list.hasMore,
      };
    }
    const objectOf = (texts: readonly string[]): string =>
      `{ ${key.map(({ property }, index) => (texts[index] === property ? property : `${property}: ${texts[index] ?? ''}`)).join(', ')} }`;
    const list = keyListOf(this.#context, nesting, shape.query, values, {
      element: (texts) => `[${keyText(this.#key, texts)}, ${objectOf(texts)}] as const`,
    });
    const name = this.#names.take(`${noun}Keys`);
    return {
      keys: { kind: 'objects', terms: key, text: name },
      statements: [`const ${name} = [...new Map(${list.text}).values()]${end}`],
      hasMore: list.hasMore,
    };
  }

  /** Columns of the key that the query does not read yet. Refuses where the code would see them. */
  #addedColumns(): readonly TextEdit[] {
    const { shape, key, place } = this.#read;
    if (shape.answers === 'count') return [];
    const absent = key.filter(({ property }) => !shape.reads(property));
    if (absent.length === 0) return [];
    if (!shape.addColumn) return refuse('rawKey');
    if (rowUseOf(this.#context, place).escapes) return refuse('rowEscapes');
    return absent.map(({ property }) => shape.addColumn?.(property) ?? refuse('rawKey'));
  }

  /** The awaited query for many keys. */
  #queryText(edits: readonly TextEdit[]): string {
    const { place, shape } = this.#read;
    const { file } = this.#context;
    if (ts.isAwaitExpression(place)) return edited(file.text, edits, place.getStart(file), place.end);
    return `await ${edited(file.text, edits, shape.query.getStart(file), shape.query.end)}`;
  }

  /** The statements that read the rows, in chunks of keys where a limit is set. */
  #chunked(rows: string, query: string, keys: string, indent: string): readonly string[] {
    const { file, maxBatchSize } = this.#context;
    const end = styleOf(file).semicolon;
    if (maxBatchSize === undefined) return [`const ${rows} = ${query}${end}`];
    const size = String(maxBatchSize);
    const unit = styleOf(file).indent;
    const start = this.#names.take('start', 'offset');
    const chunk = query.replace(keys, `${keys}.slice(${start}, ${start} + ${size})`);
    return [
      `const ${rows} = []${end}`,
      `for (let ${start} = 0; ${start} < ${keys}.length; ${start} += ${size}) {`,
      `${unit}${rows}.push(...(${reindent(chunk, indent, indent + unit)}))${end}`,
      '}',
    ];
  }

  /** What stands where the query was. */
  #lookUp(map: string): readonly TextEdit[] {
    const { shape, key, place } = this.#read;
    const { file } = this.#context;
    const values = key.map(({ value }) => textOf(this.#context, value));
    const found = `${map}.get(${keyText(this.#key, values)})`;
    const edit = (text: string): TextEdit => ({ start: place.getStart(file), end: place.end, text });
    if (shape.missing === 'error' && shape.answers === 'one') return [edit(found), this.#throwWhereMissing(values)];
    const otherwise = shape.answers === 'many' ? '[]' : shape.answers === 'count' ? '0' : shape.missing;
    if (otherwise === 'undefined') return [edit(found)];
    const text = `${found} ?? ${otherwise}`;
    return [edit(needsParentheses(place) ? `(${text})` : text)];
  }

  #throwWhereMissing(values: readonly string[]): TextEdit {
    const { shape, place } = this.#read;
    const { file } = this.#context;
    const { parent } = place;
    const list = parent.parent;
    const statement = list.parent;
    const isStatement =
      ts.isVariableDeclaration(parent) &&
      ts.isIdentifier(parent.name) &&
      ts.isVariableDeclarationList(list) &&
      list.declarations.length === 1 &&
      ts.isVariableStatement(statement) &&
      ts.isBlock(statement.parent);
    if (!isStatement || !ts.isIdentifier(parent.name)) return refuse('noPlaceBefore');
    const indent = indentAt(this.#context, statement.getStart(file));
    const end = styleOf(file).semicolon;
    const key = values.map((value) => `\${${value}}`).join(', ');
    const message = `\`No ${shape.noun} has the key ${key}.\``;
    return {
      start: statement.end,
      end: statement.end,
      text: `\n${indent}if (!${parent.name.text}) throw new Error(${message})${end}`,
    };
  }
}

/** `userIds` for `order.userId`, and for `id` where rows are read by their `userId`; `productIds` for products by `id`. */
function keyNames({ value, property }: Term, noun: string): readonly [string, ...string[]] {
  const column = property.replace(/^_+/, '');
  const own = `${noun}${capitalised(plural(column))}`;
  const last = /(\w+)\W*$/.exec(value.getText())?.[1] ?? '';
  const speaking = [last, column].find((name) => /^[a-z]\w*(Id|ID|_id|Slug|Key|Email|Name|Code)$/.test(name));
  return speaking === undefined ? [own, `${noun}Keys`] : [plural(speaking), own, `${noun}Keys`];
}
