import ts from 'typescript';

import { isUnknownType } from '../../analysis/declared-in.ts';
import { accessOf, unwrap } from '../../analysis/syntax.ts';
import { refuse } from '../refusal.ts';
import type { RewriteContext } from '../rewrite-context.ts';
import { isListOfRows } from './inserted-row.ts';
import type { WriteFact } from '../../clients/batch-facts.ts';

/** A call that writes one row. */
interface SingleWrite {
  readonly call: ts.CallExpression;
  readonly fact: WriteFact;
}

/** Refuses rows that the form for many does not take, as far as types tell: Prisma's `createMany` takes no relations. */
export function requireManyForm(context: RewriteContext, shape: SingleWrite, row: ts.Expression): void {
  const { analysis } = context;
  const receiver = accessOf(unwrap(shape.call.expression))?.object;
  if (!analysis.typed || (receiver && isUnknownType(analysis.checker.getTypeAtLocation(receiver)))) {
    // Without types only a row that is written out can be judged.
    if (!ts.isObjectLiteralExpression(unwrap(row)) || row.getText().includes('...')) refuse('noTypes');
    return;
  }
  const accepted = acceptedRows(context, shape);
  if (accepted.length === 0) return refuse('noBatchForm');
  const isList = isListOfRows(context, row);
  const given = rowTypes(context, row, isList);
  // What a cast hides is still written: `{ name, posts } as never`.
  const written = rowTypes(context, unwrap(row), isList);
  if (written.some(isUnknownType)) refuse('noTypes');
  const takes = (type: ts.Type): boolean => accepted.some((one) => analysis.checker.isTypeAssignableTo(type, one));
  const knows = (type: ts.Type): boolean => accepted.some((one) => hasPropertiesOf(context, one, type));
  if (!given.every(takes) || !written.every(knows)) refuse('nestedWrite');
}

/** The types of the rows that an expression holds. */
function rowTypes({ analysis: { checker } }: RewriteContext, rows: ts.Expression, isList: boolean): readonly ts.Type[] {
  const type = checker.getTypeAtLocation(rows);
  const elements = isList ? elementsOf(checker, type) : [type];
  return elements.flatMap((element) => (element.isUnion() ? element.types : [element]));
}

/** Whether a type has all properties of another: a value that is assignable may have more, `posts: { create: … }`. */
function hasPropertiesOf({ analysis: { checker } }: RewriteContext, type: ts.Type, other: ts.Type): boolean {
  const holdsAny = checker.getIndexTypeOfType(other, ts.IndexKind.String) !== undefined;
  const names = checker.getPropertiesOfType(checker.getApparentType(other)).map(({ name }) => name);
  return !holdsAny && names.every((name) => checker.getPropertyOfType(type, name) !== undefined);
}

/** The name of the type of row that the form for many takes, `Prisma.UserCreateManyInput`, where it can be seen at a place. */
export function nameOfRows(context: RewriteContext, shape: SingleWrite, place: ts.Node): string | undefined {
  const { checker } = context.analysis;
  for (const type of acceptedRows(context, shape)) {
    const name = (type.aliasSymbol ?? type.getSymbol())?.name;
    const seen = checker.resolveName('Prisma', place, ts.SymbolFlags.Namespace, false);
    const namespace = seen && seen.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(seen) : seen;
    const member = namespace && checker.getExportsOfModule(namespace).find((one) => one.name === name);
    if (member && checker.getDeclaredTypeOfSymbol(member) === type) return `Prisma.${member.name}`;
  }
  return undefined;
}

/** The types of row that the form for many takes. */
function acceptedRows({ analysis: { checker } }: RewriteContext, { call, fact }: SingleWrite): readonly ts.Type[] {
  const access = accessOf(unwrap(call.expression));
  const receiver = access && checker.getTypeAtLocation(access.object);
  const method = receiver && checker.getPropertyOfType(checker.getApparentType(receiver), fact.becomes);
  if (!method) return [];
  const position = fact.values === 'lastArgument' ? call.arguments.length - 1 : 0;
  return checker
    .getTypeOfSymbolAtLocation(method, call)
    .getCallSignatures()
    .flatMap((signature) => {
      const parameter = signature.getParameters()[position];
      if (!parameter) return [];
      const given = checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(parameter, call));
      const type = baseOf(checker, given, signature);
      const option = typeof fact.values === 'object' ? checker.getPropertyOfType(type, fact.values.option) : undefined;
      const list = option ? checker.getTypeOfSymbolAtLocation(option, call) : type;
      return elementsOf(checker, list);
    });
}

/** What a parameter takes: for `SelectSubset<T, Args>` and `T` the constraint of the method's type parameter. */
function baseOf(checker: ts.TypeChecker, type: ts.Type, signature: ts.Signature): ts.Type {
  const parameters = signature.getTypeParameters() ?? [];
  const named = parameters.find((parameter) => parameter === type) ?? (isGeneric(type) ? parameters[0] : undefined);
  const constraint = named && checker.getBaseConstraintOfType(named);
  return checker.getNonNullableType(constraint ?? type);
}

function isGeneric(type: ts.Type): boolean {
  return type.aliasTypeArguments?.some((argument) => (argument.flags & ts.TypeFlags.TypeParameter) !== 0) ?? false;
}

function elementsOf(checker: ts.TypeChecker, list: ts.Type): readonly ts.Type[] {
  const parts = list.isUnion() ? list.types : [list];
  return parts.flatMap((part) => {
    const element =
      checker.isArrayType(part) || checker.isTupleType(part)
        ? checker.getIndexTypeOfType(part, ts.IndexKind.Number)
        : undefined;
    return element ? [element] : [];
  });
}
