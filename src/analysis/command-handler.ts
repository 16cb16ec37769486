import ts from 'typescript';

import { type Analysis, memoise } from './analysis.ts';
import { resolveAlias } from './declared-in.ts';
import { importOf } from './imported-name.ts';
import { type StatedType, statedTypeOf } from './stated-type.ts';
import { accessOf, type CallLike, type FunctionWithBody, hasBody, unwrap } from './syntax.ts';

const cqrs = '@nestjs/cqrs';

/** The decorators of the classes to which a bus hands what it is given. Of events nobody waits for the answer. */
const handledBy: Readonly<Record<string, string>> = {
  CommandBus: 'CommandHandler',
  ICommandBus: 'CommandHandler',
  QueryBus: 'QueryHandler',
  IQueryBus: 'QueryHandler',
};

/**
 * What a bus of NestJS runs for a command or a query: `execute` of the class `@CommandHandler(CreateUser)` for
 * `commandBus.execute(new CreateUser(name))`. Nothing where there is none, or several.
 */
export function commandHandlerOf(analysis: Analysis, call: CallLike): FunctionWithBody | undefined {
  const access = ts.isCallExpression(call) ? accessOf(unwrap(call.expression)) : undefined;
  if (access?.name !== 'execute' || !ts.isCallExpression(call)) return undefined;
  const [first] = call.arguments;
  const command = first && unwrap(first);
  if (!command || !ts.isNewExpression(command)) return undefined;
  const bus = statedTypeOf(analysis, access.object);
  const decorator = bus && handledBy[importedFromCqrs(bus) ?? ''];
  if (decorator === undefined) return undefined;
  const symbol = classNamedBy(analysis, command.expression);
  const handlers = symbol && handlersIn(analysis, analysis.program)?.get(symbol);
  const [only, ...others] = handlers?.filter((handler) => handler.decorator === decorator) ?? [];
  return only && others.length === 0 ? methodOf(analysis, only.declaration) : undefined;
}

/** The name by which the package exports a type. */
function importedFromCqrs({ path: [name, ...members], file }: StatedType): string | undefined {
  for (const statement of members.length === 0 ? file.statements : []) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const named = statement.moduleSpecifier.text === cqrs ? statement.importClause?.namedBindings : undefined;
    const specifiers = named && ts.isNamedImports(named) ? named.elements : [];
    const specifier = specifiers.find((one) => one.name.text === name);
    if (specifier) return (specifier.propertyName ?? specifier.name).text;
  }
  return undefined;
}

interface Handler {
  readonly decorator: string;
  readonly declaration: ts.ClassDeclaration;
}

/** The handlers of a program, by the class of what they handle. */
const handlersIn = memoise<ts.Program, ReadonlyMap<ts.Symbol, readonly Handler[]>>((analysis, program) => {
  const found = new Map<ts.Symbol, readonly Handler[]>();
  const visit = (node: ts.Node): void => {
    for (const { expression } of ts.isClassDeclaration(node) ? (ts.getDecorators(node) ?? []) : []) {
      if (!ts.isCallExpression(expression)) continue;
      const decorator = importOf(analysis, expression.expression);
      const [handled] = expression.arguments;
      const symbol = decorator?.module === cqrs && handled && classNamedBy(analysis, handled);
      if (!symbol) continue;
      const handler = { decorator: decorator.name, declaration: node as ts.ClassDeclaration };
      found.set(symbol, [...(found.get(symbol) ?? []), handler]);
    }
    ts.forEachChild(node, visit);
  };
  for (const file of program.getSourceFiles()) {
    if (!file.isDeclarationFile && file.text.includes(cqrs)) visit(file);
  }
  return found;
});

/** The class that a name stands for; nothing where it is not known, as all that is not known is one symbol. */
function classNamedBy({ checker }: Analysis, expression: ts.Expression): ts.Symbol | undefined {
  const name = unwrap(expression);
  const symbol = checker.getSymbolAtLocation(accessOf(name)?.nameNode ?? name);
  const resolved = symbol && resolveAlias(checker, symbol);
  return resolved?.declarations?.some(ts.isClassDeclaration) ? resolved : undefined;
}

/** `execute` of a class, its own or one that it inherits. */
function methodOf({ checker }: Analysis, { name }: ts.ClassDeclaration): FunctionWithBody | undefined {
  const symbol = name && checker.getSymbolAtLocation(name);
  const type = symbol && checker.getDeclaredTypeOfSymbol(symbol);
  const declaration = type && checker.getPropertyOfType(type, 'execute')?.valueDeclaration;
  return declaration && hasBody(declaration) && !declaration.getSourceFile().isDeclarationFile
    ? declaration
    : undefined;
}
