import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { importedName } from './imported-name.ts';
import {
  accessOf,
  type FunctionWithBody,
  hasBody,
  isInlineFunction,
  nameOf,
  someDescendant,
  unwrap,
} from './syntax.ts';

/** A function that GraphQL calls once for each object of a type: `User.posts`. */
export interface FieldResolver {
  readonly type: string | undefined;
  readonly field: string;
}

/** Types of which there is one object in a request: roots, and by Relay's conventions what a mutation answers with, and the viewer. */
const rootType = /^((root_?)?(query|mutation|subscription)(root|type)?|viewer|\w+Payload)$/i;

/** The field that a function resolves, if the object of the field is an element of what was read before. */
function fieldResolverOf(analysis: Analysis, declaration: FunctionWithBody): FieldResolver | undefined {
  const resolver = ofDecorator(analysis, declaration) ?? ofObject(analysis, declaration);
  return resolver && !rootType.test(resolver.type ?? '') ? resolver : undefined;
}

const fieldDecorators: Readonly<Record<string, readonly string[]>> = {
  '@nestjs/graphql': ['ResolveField', 'ResolveProperty'],
  'type-graphql': ['FieldResolver', 'Field'],
};

/** A method with `@ResolveField()` of NestJS, `@FieldResolver()` or `@Field()` of TypeGraphQL. */
function ofDecorator(analysis: Analysis, method: FunctionWithBody): FieldResolver | undefined {
  if (!ts.isMethodDeclaration(method) && !ts.isGetAccessorDeclaration(method)) return undefined;
  for (const decorator of ts.getDecorators(method) ?? []) {
    const imported = importedName(analysis, decoratorName(decorator));
    if (!imported || !fieldDecorators[imported.module]?.includes(imported.name)) continue;
    // `@Field()` stands in the class of the object itself.
    const usesObject = imported.name === 'Field' ? usesThis(method) : takesParent(method);
    return usesObject ? { type: typeOfResolverClass(method.parent), field: method.name.getText() } : undefined;
  }
  return undefined;
}

/** Whether a resolver is given its object: by a decorator, or as the first argument where none has one. */
function takesParent({ parameters }: FunctionWithBody): boolean {
  const names = parameters.flatMap((parameter) => (ts.getDecorators(parameter) ?? []).map(decoratorName).map(nameOf));
  return names.length > 0 ? names.some((name) => name === 'Parent' || name === 'Root') : parameters.length > 0;
}

function usesThis({ body }: FunctionWithBody): boolean {
  return someDescendant(body, (node) => node.kind === ts.SyntaxKind.ThisKeyword, { intoFunctions: true });
}

function decoratorName({ expression }: ts.Decorator): ts.Expression {
  return ts.isCallExpression(expression) ? expression.expression : expression;
}

/** `Author` in `@Resolver(() => Author)` and `@Resolver('Author')`, else the class itself. */
function typeOfResolverClass(owner: ts.Node): string | undefined {
  if (!ts.isClassLike(owner)) return undefined;
  for (const { expression } of ts.getDecorators(owner) ?? []) {
    if (!ts.isCallExpression(expression) || nameOf(expression.expression) !== 'Resolver') continue;
    const argument = expression.arguments[0] && unwrap(expression.arguments[0]);
    if (!argument) return undefined;
    if (ts.isStringLiteralLike(argument)) return argument.text;
    return isInlineFunction(argument) && !ts.isBlock(argument.body) ? argument.body.getText() : argument.getText();
  }
  return owner.name?.text;
}

/** A function in an object that a schema is made of. */
function ofObject(analysis: Analysis, declaration: FunctionWithBody): FieldResolver | undefined {
  const property = ts.isMethodDeclaration(declaration) ? declaration : declaration.parent;
  if (!ts.isPropertyAssignment(property) && property !== declaration) return undefined;
  const literal = property.parent;
  if (!ts.isObjectLiteralExpression(literal) || !usesParent(declaration)) return undefined;
  const name = (property as ts.PropertyAssignment | ts.MethodDeclaration).name.getText();
  if (name === 'resolve') return ofBuilder(analysis, literal) ?? ofMap(analysis, literal.parent, literal);
  return ofMap(analysis, property, literal);
}

/** A field that does not ask for its object is none of a list of objects, as a rule. */
function usesParent(declaration: FunctionWithBody): boolean {
  // Pothos hands on a query before the parent.
  return declaration.parameters.slice(0, 2).some(({ name }, position) => {
    if (!ts.isIdentifier(name)) return position === 0;
    if (name.text.startsWith('_') || (position === 1 && !/parent|root|source|^obj/i.test(name.text))) return false;
    return someDescendant(declaration.body, (node) => ts.isIdentifier(node) && node.text === name.text, {
      intoFunctions: true,
    });
  });
}

/** Apollo's map of resolvers: `const resolvers = { User: { posts: (user) => … } }`, `const User: UserResolvers = { … }`. */
function ofMap(analysis: Analysis, field: ts.Node, fields: ts.Node): FieldResolver | undefined {
  if (!ts.isPropertyAssignment(field) && !ts.isMethodDeclaration(field)) return undefined;
  const literal = field.parent === fields ? fields : field.parent;
  const type = literal.parent;
  const name = field.name.getText();
  if (ts.isVariableDeclaration(type)) {
    // `User: ReqResolvers<'User'>` is a map of the user's own making.
    const [, prefix, argument] = /^(\w+?)Resolvers\b(?:<\s*['"](\w+)['"])?/.exec(type.type?.getText() ?? '') ?? [];
    const typed = argument ?? prefix;
    return typed !== undefined && typed !== 'I' && usesGraphql(analysis, field)
      ? { type: typed, field: name }
      : undefined;
  }
  if (!ts.isPropertyAssignment(type) || !/^[A-Z]/.test(type.name.getText())) return undefined;
  const holder = type.parent.parent;
  return isResolverMap(holder) && usesGraphql(analysis, field) ? { type: type.name.getText(), field: name } : undefined;
}

/** `const resolvers = …`, `const userResolvers: Resolvers = …`, `new ApolloServer({ resolvers: … })`, `export default …`. */
function isResolverMap(holder: ts.Node): boolean {
  if (ts.isAsExpression(holder) || ts.isSatisfiesExpression(holder)) {
    return /Resolvers\b/.test(holder.type.getText()) || isResolverMap(holder.parent);
  }
  if (ts.isVariableDeclaration(holder)) {
    return /resolvers?$/i.test(holder.name.getText()) || /Resolvers\b/.test(holder.type?.getText() ?? '');
  }
  if (ts.isPropertyAssignment(holder)) return holder.name.getText() === 'resolvers';
  return ts.isExportAssignment(holder) && isNamedAsResolvers(holder.getSourceFile());
}

/** `user.resolvers.ts`, `resolvers/user.ts` */
function isNamedAsResolvers({ fileName }: ts.SourceFile): boolean {
  return /resolver[^/]*(\/[^/]*)?$/i.test(fileName);
}

function usesGraphql(analysis: Analysis, node: ts.Node): boolean {
  for (const name of analysis.dependenciesOf(node.getSourceFile().fileName))
    if (/^(graphql|graphql-yoga|mercurius|@apollo\/server|apollo-server.*|@graphql-tools\/.*)$/.test(name)) return true;
  return false;
}

const objectTypes = new Set(
  [
    'objectType',
    'objectField',
    'objectFields',
    'interfaceType',
    'interfaceField',
    'interfaceFields',
    'implement',
  ].concat(
    ['node', 'extendType', 'GraphQLObjectType', 'GraphQLInterfaceType', 'prismaObject', 'prismaObjectField'],
    ['prismaObjectFields', 'prismaNode', 'drizzleObject', 'drizzleObjectField', 'drizzleNode'],
  ),
);

/** `resolve` of a field of Pothos, Nexus or graphql-js. */
function ofBuilder(analysis: Analysis, field: ts.ObjectLiteralExpression): FieldResolver | undefined {
  for (let node: ts.Node = field.parent; !ts.isSourceFile(node); node = node.parent) {
    if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) continue;
    const name = nameOf(node.expression) ?? '';
    if (/^(query|mutation|subscription)(Type|Fields?)$/.test(name)) return undefined;
    if (objectTypes.has(name))
      return usesBuilder(analysis, node) ? { type: typeNameOf(node), field: fieldNameOf(field) } : undefined;
  }
  return undefined;
}

function usesBuilder(analysis: Analysis, node: ts.CallExpression | ts.NewExpression): boolean {
  const imported = importedName(analysis, unwrap(node.expression));
  if (imported)
    return ['nexus', '@nexus/schema', 'graphql'].includes(imported.module) || imported.module.startsWith('.');
  return accessOf(unwrap(node.expression)) !== undefined && hasPackage(analysis, node, '@pothos/core');
}

function hasPackage(analysis: Analysis, node: ts.Node, name: string): boolean {
  return analysis.dependenciesOf(node.getSourceFile().fileName).has(name);
}

/** `User` in `objectType({ name: 'User' })`, `builder.objectType('User', …)` and `UserRef.implement(…)`. */
function typeNameOf({
  expression,
  arguments: given = [] as never,
}: ts.CallExpression | ts.NewExpression): string | undefined {
  const first = given[0] && unwrap(given[0]);
  if (first && ts.isStringLiteralLike(first)) return first.text;
  if (first && ts.isObjectLiteralExpression(first)) {
    const named = first.properties.find(({ name }) => ['name', 'type'].includes(name?.getText() ?? ''));
    const value = named && ts.isPropertyAssignment(named) ? unwrap(named.initializer) : undefined;
    if (value && ts.isStringLiteralLike(value)) return value.text;
  }
  return first && ts.isIdentifier(first) ? first.text : accessOf(unwrap(expression))?.object.getText();
}

/** `posts` in `posts: t.field({ resolve })`, `posts: { resolve }` and `t.field('posts', { resolve })`. */
function fieldNameOf(field: ts.ObjectLiteralExpression): string {
  const call = field.parent;
  const first = ts.isCallExpression(call) ? call.arguments[0] : undefined;
  if (first && ts.isStringLiteralLike(first)) return first.text;
  const property = ts.isPropertyAssignment(call) ? call : call.parent;
  return ts.isPropertyAssignment(property) ? property.name.getText() : 'field';
}

/** The functions of a file that resolve fields. */
export function fieldResolversIn(
  analysis: Analysis,
  file: ts.SourceFile,
): ReadonlyMap<FunctionWithBody, FieldResolver> {
  const found = new Map<FunctionWithBody, FieldResolver>();
  if (!isNamedAsResolvers(file) && !/resolve|GraphQL|Field\b/i.test(file.text)) return found;
  someDescendant(
    file,
    (node) => {
      const resolver = hasBody(node) ? fieldResolverOf(analysis, node) : undefined;
      if (resolver && hasBody(node)) found.set(node, resolver);
      return false;
    },
    { intoFunctions: true },
  );
  return found;
}
