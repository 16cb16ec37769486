import ts from 'typescript';

import { chainOf, prefixOf } from '../../analysis/chain.ts';
import { unwrap } from '../../analysis/syntax.ts';
import type { BuilderBatchFacts, NeededImport } from '../../clients/batch-facts.ts';
import { quoted } from '../file-style.ts';
import { keyFamilyOf } from '../key-family.ts';
import { objectOfKeys } from '../key-names.ts';
import type { Term } from '../read-shape.ts';
import { refuse } from '../refusal.ts';
import { type RewriteContext, textOf } from '../rewrite-context.ts';
import { memberText } from '../row-map.ts';
import { tableCallOf } from '../table-call.ts';
import { edited, type TextEdit } from '../text-edit.ts';
import { variesInLoop } from '../varying-terms.ts';
import type { ChangeOfEach } from '../write-shape.ts';
import type { CalledLink } from './builder-chain.ts';
import type { BuilderConditions } from './builder-conditions.ts';
import { propertyName, valueOf } from './object-literal.ts';
import { requirePlainValue } from './repeatable-changes.ts';

/** A chain that updates the rows of a key. */
interface Update {
  readonly query: ts.Expression;
  readonly links: readonly CalledLink[];
  /** The link that holds the changes. */
  readonly values: CalledLink | undefined;
  readonly conditions: BuilderConditions;
  /** Edits to other links, for many rows. */
  readonly ending: readonly TextEdit[];
}

/** A column that is set to another value for each row. */
interface Given {
  readonly column: string;
  readonly property: ts.ObjectLiteralElementLike;
  readonly value: ts.Expression;
}

/** How a client writes `CASE … END` over a list of changes. */
interface Cases {
  readonly of: (given: Given, list: string) => string;
  readonly needs: readonly NeededImport[];
}

/**
 * How an update of a chain that sets other values for each row becomes one: `CASE … WHEN id THEN value … END`. It ends with
 * the column itself, which gives what is bound its type. The first that matches counts, so the last change stands first.
 */
export function builderChangeOfEach(
  context: RewriteContext,
  update: Update,
  facts: BuilderBatchFacts,
  loop: ts.Node,
): ChangeOfEach {
  const { query, values, conditions, ending } = update;
  const [key, ...others] = conditions.terms;
  if (!key) return refuse('noVaryingKey');
  if (others.length > 0 || conditions.size !== 1 || !variesInLoop(context, query, loop, key.value)) {
    return refuse(others.length > 0 ? 'tooManyKeys' : 'variesElsewhere');
  }
  const given = givenOf(context, values, query, loop);
  // What is written must not decide which rows the next update finds.
  if (given.all.includes(key.property)) return refuse('relativeChange');
  const terms = [key, ...given.varying.map(({ column, value }) => ({ property: column, value }))];
  const row = objectOfKeys(
    terms,
    terms.map(({ value }) => textOf(context, value)),
  );
  const cases = casesOf(context, update, key, facts);
  const { file } = context;
  return {
    row: { text: row, parts: terms.map(({ value }) => value), isList: false },
    lastFirst: true,
    mentionsTwice: true,
    caveat: undefined,
    keepsBeforeError: false,
    needs: [...conditions.batch({ kind: 'list', term: key, text: '' }).needs, ...cases.needs],
    changeMany: (list) => [
      ...given.varying.map((one): TextEdit => ({
        start: one.property.getStart(file),
        end: one.property.end,
        text: `${one.column}: ${cases.of(one, list)}`,
      })),
      ...conditions.batch({
        kind: 'list',
        term: key,
        text: `${list}.map((change) => ${memberText('change', key.property)})`,
      }).edits,
      ...ending,
    ],
  };
}

/** The columns that are set, and those of them that vary. Refuses values that may not be what they seem. */
function givenOf(
  context: RewriteContext,
  values: CalledLink | undefined,
  query: ts.Expression,
  loop: ts.Node,
): { readonly all: readonly string[]; readonly varying: readonly Given[] } {
  const [first, ...others] = values?.call.arguments ?? [];
  const literal = first && unwrap(first);
  if (!literal || !ts.isObjectLiteralExpression(literal) || others.length > 0) return refuse('filterNotLiteral');
  const all = literal.properties.map((property): Given => {
    const [column, value] = [propertyName(property), valueOf(property)];
    if (column === undefined || !/^[A-Za-z_]\w*$/.test(column) || !value) return refuse('filterNotLiteral');
    return { column, property, value };
  });
  const varying = all.filter(({ value }) => variesInLoop(context, query, loop, value));
  for (const { value } of all) requirePlainValue(context, value);
  for (const { value } of varying) {
    // A column that is given nothing is left as it is.
    const type = context.analysis.checker.getTypeAtLocation(value);
    const parts = type.isUnion() ? type.types : [type];
    if (parts.some(({ flags }) => (flags & ts.TypeFlags.Undefined) !== 0)) refuse('relativeChange');
  }
  return varying.length > 0 ? { all: all.map(({ column }) => column), varying } : refuse('variesElsewhere');
}

function casesOf(context: RewriteContext, update: Update, key: Term, facts: BuilderBatchFacts): Cases {
  // The name that each change gets.
  if (/\bchange\b/.test(textOf(context, update.query))) return refuse('nameTaken');
  const { changesEachBy } = facts;
  if (changesEachBy === 'columns') return casesOfColumns(context, update, key, facts);
  if (changesEachBy === 'names') return casesOfNames(context, update, key, facts);
  return changesEachBy === 'bindings' ? casesOfBindings(context, update, key) : refuse('noBatchForm');
}

/** Drizzle: columns are values, which say how what is bound is written. */
function casesOfColumns(
  context: RewriteContext,
  { links, conditions }: Update,
  key: Term,
  { module }: BuilderBatchFacts,
): Cases {
  const { file, analysis } = context;
  const { checker } = analysis;
  const [table] = links.find(({ name }) => name === 'update')?.call.arguments ?? [];
  const text = table && textOf(context, table);
  const equality = key.value.parent;
  if (!table || text === undefined || !/^[\w$.]+$/.test(text) || module === undefined)
    return refuse('filterNotLiteral');
  const type = checker.getTypeAtLocation(table);
  const columnText = conditions.columnText(key.property);
  const condition = edited(
    file.text,
    [{ start: key.value.getStart(file), end: key.value.end, text: memberText('change', key.property) }],
    equality.getStart(file),
    equality.end,
  );
  const isColumn = (name: string): boolean =>
    columnOf(checker, type, name)?.getSymbol()?.name.startsWith('Pg') === true;
  if (columnText === undefined || !isColumn(key.property)) return refuse('noBatchForm');
  return {
    needs: [{ module, name: 'sql' }],
    of: ({ column, value }, list) => {
      const own = columnOf(checker, type, column);
      // MySQL and SQLite take what is bound for what its own type says.
      if (!own || !isColumn(column)) return refuse('noBatchForm');
      const member = memberText('change', column);
      const bound = writesAsIs(context, own, value) ? member : `sql.param(${member}, ${text}.${column})`;
      const when = `sql\`when \${${condition}} then \${${bound}}\``;
      return `sql\`case \${sql.join(${list}.map((change) => ${when}), sql\` \`)} else \${${text}.${column}} end\``;
    },
  };
}

function columnOf(checker: ts.TypeChecker, table: ts.Type, name: string): ts.Type | undefined {
  const property = checker.getPropertyOfType(table, name);
  return property && checker.getTypeOfSymbol(property);
}

/** Whether a column sends a value to the driver as it is: texts, numbers and the like. */
function writesAsIs(context: RewriteContext, column: ts.Type, value: ts.Expression): boolean {
  const { checker } = context.analysis;
  const type = checker.getNonNullableType(checker.getTypeAtLocation(value));
  const family = keyFamilyOf(context, type);
  const config = columnOf(checker, column, '_');
  const kind = config && columnOf(checker, config, 'columnType');
  const isKnown = kind?.isStringLiteral() && !kind.value.includes('Custom');
  return isKnown === true && (family === 'number' || family === 'string' || family === 'boolean');
}

/** Kysely: columns are names. */
function casesOfNames(
  context: RewriteContext,
  { conditions }: Update,
  key: Term,
  { module }: BuilderBatchFacts,
): Cases {
  const { file, analysis } = context;
  const column = conditions.columnText(key.property);
  if (column === undefined || module === undefined) return refuse('noBatchForm');
  return {
    needs: [{ module, name: 'sql' }],
    of: ({ column: own, value }, list) => {
      const type = analysis.checker.getTypeAtLocation(value);
      const name = analysis.checker.typeToString(analysis.checker.getBaseTypeOfLiteralType(type));
      if (!/^(string|number|boolean|bigint|Date)( \| null)?$/.test(name)) return refuse('rowType');
      const when = `sql\`when \${sql.ref(${column})} = \${${memberText('change', key.property)}} then \${${memberText('change', own)}}\``;
      const cases = `sql.join(${list}.map((change) => ${when}), sql\` \`)`;
      return `sql<${name}>\`case \${${cases}} else \${sql.ref(${quoted(file, own)})} end\``;
    },
  };
}

/** Knex: names and values are bound to marks, `??` and `?`. */
function casesOfBindings(context: RewriteContext, { query, conditions }: Update, key: Term): Cases {
  const { file, analysis } = context;
  const tableCall = tableCallOf(analysis, query);
  const start = chainOf(query).links.findIndex(({ call }) => call !== undefined);
  const handle = tableCall ? unwrap(tableCall.expression) : prefixOf(query, Math.max(start, 0));
  const text = textOf(context, handle);
  const hasRaw = analysis.checker.getPropertyOfType(analysis.checker.getTypeAtLocation(handle), 'raw') !== undefined;
  const column = conditions.columnText(key.property);
  if (!hasRaw || !/^[\w$.]+$/.test(text) || column === undefined) return refuse('noBatchForm');
  return {
    needs: [],
    of: ({ column: own }, list) => {
      const sql = `\`CASE ?? \${${list}.map(() => ${quoted(file, 'WHEN ? THEN ?')}).join(${quoted(file, ' ')})} ELSE ?? END\``;
      const row = `[${memberText('change', key.property)}, ${memberText('change', own)}]`;
      const bound = `[${column}, ...${list}.flatMap((change) => ${row}), ${quoted(file, own)}]`;
      return `${text}.raw(${sql}, ${bound})`;
    },
  };
}
