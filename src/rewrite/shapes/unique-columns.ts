import ts from 'typescript';

import { accessOf, unwrap } from '../../analysis/syntax.ts';
import type { ObjectBatchFacts } from '../../clients/batch-facts.ts';
import type { RewriteContext } from '../rewrite-context.ts';

type Columns = readonly string[];

/** The sets of columns of which one row at most has given values; nothing where neither types nor decorators state them. */
export function uniqueColumnsOf(
  context: RewriteContext,
  uniqueness: ObjectBatchFacts['uniqueness'],
  call: ts.CallExpression,
  row: ts.Type,
): readonly Columns[] | undefined {
  if (uniqueness === 'uniqueInput') return ofUniqueInput(context, call);
  return uniqueness === 'decorators' ? ofDecorators(row) : undefined;
}

/**
 * Prisma states them in the filter that `findUnique` takes:
 * `type UserWhereUniqueInput = Prisma.AtLeast<{ … }, "id" | "email" | "orderId_sku">`.
 */
function ofUniqueInput({ analysis: { checker } }: RewriteContext, call: ts.CallExpression): readonly Columns[] {
  const access = accessOf(unwrap(call.expression));
  const method = access && checker.getPropertyOfType(checker.getTypeAtLocation(access.object), 'findUnique');
  const signature = method && checker.getTypeOfSymbolAtLocation(method, call).getCallSignatures()[0];
  const [parameter] = signature?.getTypeParameters() ?? [];
  const options = parameter && checker.getBaseConstraintOfType(parameter);
  const where = options && checker.getPropertyOfType(options, 'where');
  const filter = where && checker.getTypeOfSymbolAtLocation(where, call);
  const declared = filter?.aliasSymbol?.declarations?.find(ts.isTypeAliasDeclaration)?.type;
  if (!declared || !ts.isTypeReferenceNode(declared)) return [];
  const [members, names] = declared.typeArguments ?? [];
  if (!members || !names || !ts.isTypeLiteralNode(members)) return [];
  const literals = ts.isUnionTypeNode(names) ? names.types : [names];
  return literals.flatMap((literal): readonly Columns[] => {
    if (!ts.isLiteralTypeNode(literal) || !ts.isStringLiteral(literal.literal)) return [];
    const { text } = literal.literal;
    const member = members.members.find((one) => one.name?.getText() === text);
    const type = member && ts.isPropertySignature(member) ? member.type : undefined;
    const compound = type && checker.getTypeFromTypeNode(type);
    const isCompound = compound !== undefined && (type?.getText() ?? '').endsWith('CompoundUniqueInput');
    return [
      isCompound ? checker.getPropertiesOfType(checker.getNonNullableType(compound)).map(({ name }) => name) : [text],
    ];
  });
}

/** `@PrimaryColumn()`, `@Column({ unique: true })`, `@Property({ unique: true })`, `@Unique()` on a property of the entity. */
function ofDecorators(row: ts.Type): readonly Columns[] | undefined {
  const decorated = row.getProperties().flatMap((property) => {
    const { valueDeclaration, name } = property;
    if (!valueDeclaration || !ts.isPropertyDeclaration(valueDeclaration)) return [];
    const decorators = ts.getDecorators(valueDeclaration) ?? [];
    return decorators.length === 0 ? [] : [{ name, decorators }];
  });
  if (decorated.length === 0) return undefined;
  const primary = decorated.filter(({ decorators }) => decorators.some(isPrimary));
  const unique = decorated.filter(({ decorators }) => decorators.some(isUnique));
  // The columns of a primary key are unique together.
  return [primary.map(({ name }) => name), ...unique.map(({ name }) => [name])].filter((key) => key.length > 0);
}

function isPrimary(decorator: ts.Decorator): boolean {
  return (
    /^(Primary(Generated)?(Column|Key)|SerializedPrimaryKey|ObjectIdColumn)$/.test(decoratorName(decorator)) ||
    hasFlag(decorator, /^(primary|primaryKey)\s*:\s*true$/)
  );
}

function isUnique(decorator: ts.Decorator): boolean {
  return decoratorName(decorator) === 'Unique' || hasFlag(decorator, /^unique\s*:\s*true$/);
}

function decoratorName({ expression }: ts.Decorator): string {
  const called = ts.isCallExpression(expression) ? expression.expression : expression;
  return ts.isIdentifier(called) ? called.text : '';
}

function hasFlag({ expression }: ts.Decorator, flag: RegExp): boolean {
  if (!ts.isCallExpression(expression)) return false;
  return expression.arguments.some(
    (argument) =>
      ts.isObjectLiteralExpression(argument) && argument.properties.some((property) => flag.test(property.getText())),
  );
}
