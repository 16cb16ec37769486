import ts from 'typescript';

import { isUnknownType } from '../analysis/declared-in.ts';
import { columnTypeOf, comparisonOf } from './column-type.ts';
import { isJavaScript, styleOf } from './file-style.ts';
import { indentAt } from './insertion.ts';
import { keyFormOf } from './key-family.ts';
import { type KeyList, keyListOf, type Nesting } from './key-list.ts';
import { keyNames, objectOfKeys } from './key-names.ts';
import { camelCased, capitalised, type FreshNames, nounOf, plural } from './names.ts';
import type { BatchedQuery, Keys, ReadShape, Term } from './read-shape.ts';
import { refuse } from './refusal.ts';
import { reindent } from './reindent.ts';
import { needsParentheses } from './result-place.ts';
import { type RewriteContext, textOf } from './rewrite-context.ts';
import { type KeyColumns, keyText, mapOfGroups, mapOfRows, memberText } from './row-map.ts';
import { rowOrError } from './row-or-error.ts';
import { rowUseOf } from './row-use.ts';
import type { TakenResult } from './taken-result.ts';
import { edited, type TextEdit } from './text-edit.ts';

/** One query of a plan: what it reads, by which key, and what stands where its result is used. */
export interface PlannedRead {
  readonly shape: ReadShape;
  readonly key: readonly Term[];
  /** What waits for the query. */
  readonly awaited: ts.Expression;
  readonly taken: TakenResult;
  /** Whether the iteration changes the row. */
  readonly mutated: boolean;
}

/** What the queries of a plan share. */
interface Surroundings {
  readonly nesting: Nesting;
  readonly names: FreshNames;
  /** The white space before the loop. */
  readonly indent: string;
  /** The names of lists of keys, by what they list. */
  readonly keyLists: Map<string, string>;
}

/** The keys of a query, and the statements before it that list them. */
interface KeysBefore extends Pick<KeyList, 'hasMore' | 'rethrown'> {
  readonly keys: Keys;
  readonly statements: readonly string[];
}

/** The statements and edits of one query. */
export class ReadRendering {
  readonly statements: readonly string[];
  readonly edits: readonly TextEdit[];
  readonly needs: BatchedQuery['needs'];
  readonly drops: NonNullable<BatchedQuery['drops']>;
  readonly caveats: readonly string[];
  readonly #context: RewriteContext;
  readonly #read: PlannedRead;
  readonly #names: FreshNames;
  readonly #keyLists: Map<string, string>;
  readonly #key: KeyColumns;

  constructor(context: RewriteContext, read: PlannedRead, { nesting, names, indent, keyLists }: Surroundings) {
    this.#context = context;
    this.#read = read;
    this.#names = names;
    this.#keyLists = keyLists;
    const { shape, key, awaited, taken } = read;
    const { answers } = taken;
    this.#key = {
      columns: key.map((term) => ({
        property: term.property,
        form: keyFormOf(
          context,
          context.analysis.checker.getTypeAtLocation(term.value),
          columnTypeOf(context, shape, term),
          comparisonOf(context, shape, term),
        ),
      })),
    };
    const isFirst = taken.onlyFirst && this.#isUnique() === undefined;
    const noun = this.#noun();
    const many = plural(noun);
    const keys = this.#keys(nesting, noun);
    const { aggregate } = shape;
    const values = aggregate && `${noun}${capitalised(plural(aggregate.title))}`;
    const rows = names.take(values ?? many, `all${capitalised(values ?? many)}`, `${noun}Rows`);
    const row = names.parameter(aggregate ? 'group' : noun, `${noun}Row`, 'row');
    const map = names.take(this.#mapName(noun));
    const batched = shape.batch(keys.keys);
    // Chunks of keys would read the rows of other combinations more than once.
    if (context.maxBatchSize !== undefined && batched.answersMore && answers === 'many') refuse('noBatchForm');
    const added = this.#addedColumns();
    const query = reindent(
      this.#queryText([...batched.edits, ...added]),
      indentAt(context, awaited.getStart(context.file)),
      indent,
    );
    const mapNames = { map, rows, row };
    this.statements = [
      ...keys.statements,
      ...this.#rows(rows, query, keys.keys.text, indent, batched.failsWhenEmpty ?? false),
      ...(answers === 'many'
        ? mapOfGroups(context, this.#key, mapNames, awaited, () => names.parameter('group', `${noun}Group`), {
            isArray: this.#isArray(),
          })
        : mapOfRows(context, this.#key, mapNames, {
            ...(taken.ofGroup ? { value: taken.ofGroup(row) } : {}),
            firstWins: isFirst,
          })),
    ];
    this.needs = batched.needs;
    this.drops = batched.drops ?? [];
    this.edits = [...taken.edits, ...this.#lookUp(map)];
    this.caveats = [
      ...(keys.hasMore ? ['Rows are also read for elements that the iteration leaves out.'] : []),
      ...(keys.rethrown ? ['An error of the query does not pass the handler in the loop any more.'] : []),
      ...(shape.missing === 'error' ? [`A missing ${noun} throws an \`Error\` that names the key.`] : []),
      ...(isFirst ? [`All ${many} with a key are read; the first one counts.`] : []),
      ...(batched.caveats ?? []),
    ];
  }

  #isUnique(): boolean | undefined {
    const { shape, taken } = this.#read;
    if (!taken.onlyFirst) return true;
    const fixed = shape.terms.map(({ property }) => property);
    const isUnique = shape.isUnique(fixed);
    return isUnique === false ? refuse('notUnique') : isUnique;
  }

  /** The name of the variable that held the row, or of the rows. */
  #noun(): string {
    const { shape, taken } = this.#read;
    const name = taken.answers === 'one' && taken.holder ? nounOf(taken.holder.text) : undefined;
    return name !== undefined && name.length > 2 && !saysNothing.test(name) ? name : shape.noun;
  }

  /** `userById`, `postsByAuthorId`, `commentCountByPostId`. */
  #mapName(noun: string): string {
    const { shape, taken } = this.#read;
    const { aggregate } = shape;
    const { answers } = taken;
    const columns = this.#key.columns.map(({ property }) => capitalised(camelCased(property)));
    const what = aggregate ? `${noun}${capitalised(aggregate.title)}` : answers === 'many' ? plural(noun) : noun;
    return `${what}By${columns.join('And')}`;
  }

  /** The list of keys, and the statements that make it. */
  #keys(nesting: Nesting, noun: string): KeysBefore {
    const { shape, key } = this.#read;
    const values = key.map(({ value }) => value);
    const [term] = key;
    if (!term) return refuse('noVaryingKey');
    if (key.length === 1) {
      const list = keyListOf(this.#context, nesting, shape.query, values, { element: ([text = '']) => text });
      const distinct = `[...new Set(${list.text})]`;
      const isMentionedAgain =
        this.#context.maxBatchSize !== undefined || shape.batch({ kind: 'list', term, text: '' }).failsWhenEmpty;
      const isShort = /^[\w$.]+$/.test(list.text) && !isMentionedAgain;
      if (isShort) return { ...list, keys: { kind: 'list', term, text: distinct }, statements: [] };
      const { name, statements } = this.#named(distinct, keyNames(term, noun));
      return { ...list, keys: { kind: 'list', term, text: name }, statements };
    }
    const list = keyListOf(this.#context, nesting, shape.query, values, {
      element: (texts) => `[${keyText(this.#key, texts)}, ${objectOfKeys(key, texts)}] as const`,
    });
    const { name, statements } = this.#named(`[...new Map(${list.text}).values()]`, [`${noun}Keys`]);
    return { ...list, keys: { kind: 'objects', terms: key, text: name }, statements };
  }

  /** The name of a list of keys, and the statement that gives it one where no query before has the same list. */
  #named(list: string, names: readonly [string, ...string[]]): { name: string; statements: readonly string[] } {
    const known = this.#keyLists.get(list);
    if (known !== undefined) return { name: known, statements: [] };
    const name = this.#names.take(...names);
    this.#keyLists.set(list, name);
    return { name, statements: [`const ${name} = ${list}${styleOf(this.#context.file).semicolon}`] };
  }

  /** Columns of the key that the query does not read yet. Refuses where the code would see them. */
  #addedColumns(): readonly TextEdit[] {
    const { shape, key, taken } = this.#read;
    if (shape.answers === 'count') return [];
    const absent = key.filter(({ property }) => !shape.reads(property));
    if (absent.length === 0) return [];
    if (!shape.addColumn) return refuse('rawKey');
    if (rowUseOf(this.#context, taken).escapes) return refuse('rowEscapes');
    return absent.map(({ property }) => shape.addColumn?.(property) ?? refuse('rawKey'));
  }

  /** The awaited query for many keys. */
  #queryText(edits: readonly TextEdit[]): string {
    const { awaited, shape } = this.#read;
    const { file } = this.#context;
    if (ts.isAwaitExpression(awaited)) return edited(file.text, edits, awaited.getStart(file), awaited.end);
    return `await ${edited(file.text, edits, shape.query.getStart(file), shape.query.end)}`;
  }

  /** The statements that read the rows, in chunks of keys where a limit is set. */
  #rows(rows: string, query: string, keys: string, indent: string, failsWhenEmpty: boolean): readonly string[] {
    const { file, maxBatchSize } = this.#context;
    const { rowsIn } = this.#read.shape;
    const typed = rows + this.#annotation();
    const end = styleOf(file).semicolon;
    const member = rowsIn === undefined ? query : memberText(`(${query})`, rowsIn);
    if (maxBatchSize === undefined) {
      if (failsWhenEmpty) return [`const ${typed} = ${keys}.length > 0 ? ${member} : []${end}`];
      return [`const ${rowsIn === undefined ? typed : declaredAs(rows, rowsIn)} = ${query}${end}`];
    }
    const size = String(maxBatchSize);
    const unit = styleOf(file).indent;
    const start = this.#names.take('start', 'offset');
    const chunk = member.replaceAll(keys, `${keys}.slice(${start}, ${start} + ${size})`);
    const moved = reindent(chunk, indent, indent + unit);
    return [
      `const ${typed} = []${end}`,
      `for (let ${start} = 0; ${start} < ${keys}.length; ${start} += ${size}) {`,
      `${unit}${rows}.push(...${rowsIn === undefined ? `(${moved})` : moved})${end}`,
      '}',
    ];
  }

  /** A type for rows of which nothing else says that they are a list. */
  #annotation(): string {
    const list = this.#list();
    const { answers, aggregate } = this.#read.shape;
    const isList = answers !== 'count' || aggregate?.inRows === true;
    return isList && list && isUnknownType(list) && !isJavaScript(this.#context.file) ? ': any[]' : '';
  }

  /** Whether rows come as no other than an array: lists of rows may have more members. */
  #isArray(): boolean {
    const list = this.#list();
    return (
      list === undefined ||
      isUnknownType(list) ||
      this.#read.shape.rowsIn !== undefined ||
      this.#context.analysis.checker.isArrayType(list)
    );
  }

  #list(): ts.Type | undefined {
    const { checker } = this.#context.analysis;
    return checker.getAwaitedType(checker.getTypeAtLocation(this.#read.shape.query));
  }

  /** What stands where the query was. */
  #lookUp(map: string): readonly TextEdit[] {
    const {
      shape,
      key,
      taken: { place, answers, isCertain, absent },
    } = this.#read;
    const { file } = this.#context;
    const values = key.map(({ value }) => textOf(this.#context, value));
    const found = `${map}.get(${keyText(this.#key, values)})`;
    const edit = (text: string): TextEdit => ({ start: place.getStart(file), end: place.end, text });
    if (shape.missing === 'error' && answers === 'one')
      return rowOrError(this.#context, { noun: shape.noun, place, found, key: values }, this.#names);
    const otherwise = answers === 'many' ? '[]' : shape.aggregate ? absent : shape.missing;
    if (otherwise === undefined) return [edit(found)];
    if (otherwise === 'undefined') return [edit(isCertain && !isJavaScript(file) ? `${found}!` : found)];
    const text = `${found} ?? ${otherwise}`;
    return [edit(needsParentheses(place) ? `(${text})` : text)];
  }
}

/** Names of variables that say nothing of what the row is. */
const saysNothing = /^(row|result|record|item|entry|found|existing|first|data|response|res|object|value|match)$/;

/** `users`, or where rows stand in something `{ rows: users }`, `[users]`. */
function declaredAs(rows: string, rowsIn: string): string {
  if (/^\d+$/.test(rowsIn)) return `[${rows}]`;
  return rows === rowsIn ? `{ ${rows} }` : `{ ${rowsIn}: ${rows} }`;
}
