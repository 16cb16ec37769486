import ts from 'typescript';

import { isUnknownType } from '../analysis/declared-in.ts';
import { accessOf } from '../analysis/syntax.ts';
import { type AbsentRecord, absentText, type AbsentValue, type Aggregate } from './aggregate.ts';
import { numericUse } from './numeric-use.ts';
import type { ReadShape } from './read-shape.ts';
import { refuse } from './refusal.ts';
import type { RewriteContext } from './rewrite-context.ts';
import { memberText } from './row-map.ts';
import { rowUseOf } from './row-use.ts';
import { takenResult, type TakenResult } from './taken-result.ts';
import type { TextEdit } from './text-edit.ts';

/** The value, or the object of values, that an iteration takes of an aggregate. */
interface TakenValues {
  readonly place: ts.Expression;
  /** The names that lead to it. */
  readonly path: readonly string[];
  readonly absent: AbsentValue | AbsentRecord;
  /** What it is declared as: a variable, or a pattern of several. */
  readonly name: ts.BindingName | undefined;
  readonly edits: readonly TextEdit[];
}

/** Follows the result of an aggregate to the values that are used: `rows[0].count`, `const { _sum } = await …`. */
export function takenAggregate(
  context: RewriteContext,
  { aggregate, rowsIn }: Pick<ReadShape, 'rowsIn'> & { readonly aggregate: Aggregate },
  awaited: ts.Expression,
): TakenResult {
  const values = declared(context, member(firstRow(context, aggregate, rowsIn, awaited)));
  const { place, path, absent, name, edits } = values;
  const holder = name && ts.isIdentifier(name) ? name : undefined;
  const taken = { place, answers: 'count', onlyFirst: false, isCertain: false, holder, edits } as const;
  const read = (group: string): string =>
    aggregate.read?.(group) ?? path.reduce((object, one) => memberText(object, one), group);
  if (typeof absent === 'string') {
    const type = typeOf(context, holder ?? place);
    const mayDiffer = aggregate.mayDiffer?.(path.join('.')) ?? false;
    return { ...taken, ofGroup: read, absent: absentAt(context, values, type, mayDiffer) };
  }
  const isHandedOn = rowUseOf(context, taken).escapes;
  return {
    ...taken,
    ofGroup: isHandedOn ? (group) => copyOf(absent, read(group)) : read,
    absent: recordText(context, aggregate, { ...values, absent }),
  };
}

/** The row of a list of one, or what the query answers with. */
function firstRow(
  context: RewriteContext,
  { absent, inRows }: Aggregate,
  rowsIn: string | undefined,
  awaited: ts.Expression,
): TakenValues {
  if (!inRows) return { place: awaited, path: [], absent, name: undefined, edits: [] };
  const declaration = declarationOf(awaited);
  const pattern = declaration && !declaration.type && patternOfRow(declaration.name, rowsIn);
  if (declaration && pattern) {
    const edit = replaced(context, declaration.name, pattern);
    return { place: awaited, path: [], absent, name: pattern, edits: [edit] };
  }
  const { place, answers, holder, edits } = takenResult(
    context,
    { answers: 'many', ...(rowsIn === undefined ? {} : { rowsIn }) },
    awaited,
  );
  return answers === 'one' ? { place, path: [], absent, name: holder, edits } : refuse('resultForm');
}

/** `{ count }` in `{ rows: [{ count }] }`, `[{ count }]` or `[[{ count }]]`. */
function patternOfRow(name: ts.BindingName, rowsIn: string | undefined): ts.ObjectBindingPattern | undefined {
  const rows = rowsIn === undefined ? name : onlyElement(name, rowsIn);
  const row = rows && onlyElement(rows, '0');
  return row && ts.isObjectBindingPattern(row) ? row : undefined;
}

/** What the only element of a pattern is named, where it is that with the given name. */
function onlyElement(pattern: ts.BindingName, property: string): ts.BindingName | undefined {
  if (ts.isIdentifier(pattern)) return undefined;
  const [element, ...others] = pattern.elements;
  if (!element || others.length > 0 || ts.isOmittedExpression(element)) return undefined;
  if (element.dotDotDotToken || element.initializer) return undefined;
  const isIt = ts.isArrayBindingPattern(pattern)
    ? property === '0'
    : (element.propertyName ?? element.name).getText() === property;
  return isIt ? element.name : undefined;
}

/** Goes on to a member that is read where the object is: `.count` in `rows[0].count`. */
function member(values: TakenValues): TakenValues {
  const { place, path, absent, name } = values;
  if (name || typeof absent === 'string') return values;
  const outer = outerOf(place);
  const { parent } = outer;
  const access = accessOf(parent);
  if (!access || !ts.isExpression(parent) || parent.getFirstToken() !== outer.getFirstToken()) return values;
  const inner = absent[access.name] ?? refuse('resultForm');
  return member({ ...values, place: parent, path: [...path, access.name], absent: inner });
}

/** Goes on to the variable that is given a value, alone: `count` in `const { count } = …`. */
function declared(context: RewriteContext, values: TakenValues): TakenValues {
  if (values.name && ts.isIdentifier(values.name)) return values;
  const declaration = declarationOf(values.place);
  const name = values.name ?? declaration?.name;
  if (!declaration || !name || declaration.type) return values;
  if (ts.isIdentifier(name)) return { ...values, name };
  const path = [...values.path];
  let { absent } = values;
  let inner: ts.BindingName = name;
  while (typeof absent !== 'string' && ts.isObjectBindingPattern(inner)) {
    const pattern: ts.ObjectBindingPattern = inner;
    const property = (pattern.elements[0]?.propertyName ?? pattern.elements[0]?.name)?.getText() ?? '';
    const next = onlyElement(pattern, property);
    if (!next) break;
    path.push(property);
    absent = absent[property] ?? refuse('resultForm');
    inner = next;
  }
  if (typeof absent === 'string' && !ts.isIdentifier(inner)) return refuse('resultForm');
  const isReplaced = inner !== declaration.name;
  // The pattern of the row was to be replaced as well.
  const before = values.name ? [] : values.edits;
  return {
    ...values,
    path,
    absent,
    name: inner,
    edits: isReplaced ? [...before, replaced(context, declaration.name, inner)] : before,
  };
}

function replaced({ file }: RewriteContext, name: ts.Node, by: ts.Node): TextEdit {
  return { start: name.getStart(file), end: name.end, text: by.getText(file) };
}

function declarationOf(node: ts.Expression): ts.VariableDeclaration | undefined {
  const outer = outerOf(node);
  const { parent } = outer;
  return ts.isVariableDeclaration(parent) && parent.initializer === outer ? parent : undefined;
}

/** The expression with the parentheses around it. */
function outerOf(node: ts.Expression): ts.Expression {
  const { parent } = node;
  return ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent) ? outerOf(parent) : node;
}

/** The type of a value, or of what a query that nothing awaits here answers. */
function typeOf({ analysis: { checker } }: RewriteContext, node: ts.Node): ts.Type {
  const type = checker.getTypeAtLocation(node);
  return checker.getAwaitedType(type) ?? type;
}

/** What stands for a value of no rows; nothing where the code says it already: `rows[0].total ?? 0`. */
function absentAt(
  context: RewriteContext,
  { place, absent, name }: TakenValues,
  type: ts.Type,
  mayDiffer: boolean,
): string | undefined {
  if (typeof absent !== 'string') return undefined;
  const use = numericUse(context, place, name && ts.isIdentifier(name) ? name : undefined);
  const otherwise = alternativeOf(outerOf(place));
  if (otherwise && absent === 'null') return undefined;
  const text = textOfAbsent(context, { form: absent, type, use, mayDiffer });
  if (otherwise?.operator === '??') {
    const isSame = otherwise.text === text || (use !== undefined && /^(0n?|['"]0['"])$/.test(otherwise.text));
    return isSame ? undefined : refuse('numberForm');
  }
  return text;
}

/** `0` in `rows[0].total ?? 0`. */
function alternativeOf(place: ts.Expression): { readonly operator: string; readonly text: string } | undefined {
  const { parent } = place;
  if (!ts.isBinaryExpression(parent) || parent.left !== place) return undefined;
  const operator = parent.operatorToken.getText();
  return operator === '??' || operator === '||' ? { operator, text: parent.right.getText() } : undefined;
}

interface AbsentUse {
  readonly form: AbsentValue;
  readonly type: ts.Type;
  /** How the code makes a number of it, if it does so wherever it is used. */
  readonly use: 'number' | 'text' | undefined;
  readonly mayDiffer: boolean;
}

/** Null or zero as the value has it. Refuses where the types of the code do not have it, or nothing tells. */
function textOfAbsent(context: RewriteContext, { form, type, use, mayDiffer }: AbsentUse): string {
  const accepts = (one: AbsentValue): boolean => isUnknownType(type) || takes(type, one);
  if (form === 'null') return accepts('null') ? 'null' : refuse('numberForm');
  const isKnown = form !== 'numberOrText' && accepts(form) && (!mayDiffer || !isUnknownType(type));
  if (isKnown) return absentText(context, form);
  if (use === undefined) return refuse('numberForm');
  const candidates = use === 'text' ? (['text', 'number', 'bigint'] as const) : (['number', 'text', 'bigint'] as const);
  return absentText(context, candidates.find(accepts) ?? refuse('numberForm'));
}

function takes(type: ts.Type, form: AbsentValue): boolean {
  const flags: Readonly<Record<AbsentValue, ts.TypeFlags>> = {
    null: ts.TypeFlags.Null,
    number: ts.TypeFlags.Number,
    text: ts.TypeFlags.String,
    bigint: ts.TypeFlags.BigInt,
    numberOrText: ts.TypeFlags.Never,
  };
  return type.isUnion() ? type.types.some((part) => takes(part, form)) : (type.flags & flags[form]) !== 0;
}

/** `{ count: '0', total: null }` */
function recordText(
  context: RewriteContext,
  aggregate: Aggregate,
  { place, path, absent, name }: TakenValues & { readonly absent: AbsentRecord },
): string {
  const { checker } = context.analysis;
  const textFor = (record: AbsentRecord, type: ts.Type, names: readonly string[]): string => {
    const properties = Object.entries(record).map(([property, inner]) => {
      const symbol = isUnknownType(type) ? undefined : checker.getPropertyOfType(type, property);
      const ofProperty = symbol ? checker.getTypeOfSymbolAtLocation(symbol, place) : checker.getAnyType();
      const own = [...names, property];
      const mayDiffer = aggregate.mayDiffer?.(own.join('.')) ?? false;
      const use = numericUse(context, undefined, name, property);
      const text =
        typeof inner === 'string'
          ? textOfAbsent(context, { form: inner, type: ofProperty, use, mayDiffer })
          : textFor(inner, checker.getNonNullableType(ofProperty), own);
      return `${propertyText(property)}: ${text}`;
    });
    return `{ ${properties.join(', ')} }`;
  };
  return textFor(absent, checker.getNonNullableType(typeOf(context, name ?? place)), path);
}

/** The values of a group without what else it has: `{ count: group.count }`. */
function copyOf(record: AbsentRecord, group: string): string {
  const properties = Object.keys(record).map((name) => `${propertyText(name)}: ${memberText(group, name)}`);
  return `{ ${properties.join(', ')} }`;
}

function propertyText(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`;
}
