import ts from 'typescript';

import type { Analysis, Contract } from './analysis.ts';
import { heirsOf, isConcreteClass, isDouble } from './heirs.ts';
import { awaitedForList } from './stated-list.ts';

/** Decorators of classes of which a container makes one object: NestJS, Inversify, tsyringe and TypeDI. */
const singletons = new Set(['Injectable', 'injectable', 'singleton', 'Service']);

/**
 * Whether the elements of a list are services, of which a program has few: `for (const provider of this.providers)`, where
 * all classes that implement `Provider` are injectable.
 */
export function isListOfServices(analysis: Analysis, list: ts.Expression): boolean {
  const { checker, typed } = analysis;
  // What is awaited are rows, whose type may take that of a whole query.
  if (!typed || awaitedForList(analysis, list)) return false;
  const element = checker.getNonNullableType(checker.getTypeAtLocation(list)).getNumberIndexType();
  const contract = element?.getSymbol()?.declarations?.find(isContract);
  if (!contract || contract.getSourceFile().isDeclarationFile || !contract.members.some(isMethod)) return false;
  const symbol = contract.name && checker.getSymbolAtLocation(contract.name);
  const heirs = symbol ? heirsOf(analysis, symbol) : [];
  const services = [contract, ...heirs].filter((heir) => !ts.isInterfaceDeclaration(heir) && !isDouble(heir));
  const classes = services.filter(isConcreteClass);
  return classes.length > 0 && classes.every(isSingleton);
}

function isContract(declaration: ts.Declaration): declaration is Contract {
  return ts.isClassLike(declaration) || ts.isInterfaceDeclaration(declaration);
}

/** What a row does not have. */
function isMethod(member: ts.ClassElement | ts.TypeElement): boolean {
  return ts.isMethodDeclaration(member) || ts.isMethodSignature(member);
}

function isSingleton(owner: ts.ClassLikeDeclaration): boolean {
  return (ts.canHaveDecorators(owner) ? (ts.getDecorators(owner) ?? []) : []).some(({ expression }) => {
    const name = ts.isCallExpression(expression) ? expression.expression : expression;
    return ts.isIdentifier(name) && singletons.has(name.text);
  });
}
