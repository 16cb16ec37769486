import ts from 'typescript';

import { type CandidateFact, typeKey } from '../clients/catalogue.ts';
import type { Analysis } from './analysis.ts';
import type { Chain } from './chain.ts';
import { isUnknownType, ownerOf, packageOf } from './declared-in.ts';

/** The fact that a chain's value shows by its type: a thenable of a client, or a value with a tag. */
export function factOfValue(analysis: Analysis, node: ts.Expression, { links }: Chain): CandidateFact | undefined {
  const type = analysis.checker.getTypeAtLocation(node);
  if (isUnknownType(type)) return undefined;
  const builder = factOfBuilder(analysis, type);
  if (builder) {
    const isExcepted = builder.fact.by === 'returned' && builder.fact.except?.includes(links.at(-1)?.name ?? '');
    return isExcepted ? undefined : builder;
  }
  for (const { name } of links) {
    for (const candidate of analysis.catalogue.byMethod.get(name) ?? []) {
      if (candidate.fact.by === 'toStringTag' && hasToStringTag(analysis.checker, type, candidate.fact.tag)) return candidate;
    }
  }
  return undefined;
}

function factOfBuilder(analysis: Analysis, type: ts.Type): CandidateFact | undefined {
  const { checker, catalogue } = analysis;
  const parts = type.isIntersection() ? type.types : [type];
  for (const part of parts) {
    for (const symbol of [part.getSymbol(), part.aliasSymbol]) {
      const declaration = symbol?.declarations?.[0];
      const found = symbol && declaration && catalogue.byValueType.get(typeKey(packageOf(declaration) ?? '', symbol.name));
      if (found?.fact.by === 'returned') return found;
    }
  }
  const then = checker.getPropertyOfType(checker.getApparentType(type), 'then');
  for (const declaration of then?.declarations ?? []) {
    const found = catalogue.byValueType.get(typeKey(packageOf(declaration) ?? '', ownerOf(declaration) ?? ''));
    if (found?.fact.by === 'thenable') return found;
  }
  return undefined;
}

/** Whether an expression is a value of a client that sends a query when it is awaited. */
export function isBuilder(analysis: Analysis, node: ts.Expression): boolean {
  const type = analysis.checker.getTypeAtLocation(node);
  return !isUnknownType(type) && factOfBuilder(analysis, type) !== undefined;
}

function hasToStringTag(checker: ts.TypeChecker, type: ts.Type, tag: string): boolean {
  const property = checker.getPropertiesOfType(type).find(({ escapedName }) => String(escapedName).startsWith('__@toStringTag@'));
  if (!property) return false;
  const value = checker.getTypeOfSymbol(property);
  return value.isStringLiteral() && value.value === tag;
}

/** The fact that the declaration of the called method shows; `undeclared` where no type tells what is called. */
export function factOfDeclaration(
  analysis: Analysis,
  call: ts.CallExpression | ts.TaggedTemplateExpression,
  name: string,
): CandidateFact | 'undeclared' | undefined {
  const { catalogue, checker } = analysis;
  const isNamed = catalogue.byMethod.get(name)?.some(({ fact }) => fact.by === 'method') ?? false;
  if (!isNamed && !catalogue.prefixes.some((prefix) => name.startsWith(prefix))) return undefined;
  const declaration = checker.getResolvedSignature(call)?.declaration;
  if (!declaration) return 'undeclared';
  const candidates = catalogue.byOwner.get(typeKey(packageOf(declaration) ?? '', ownerOf(declaration) ?? '')) ?? [];
  return candidates.find(({ fact }) => fact.by === 'signature' || fact.operations[name] !== undefined);
}

/** The fact that makes a property a lazy relation: its decorator, and a promise as its type. */
export function factOfRelation(analysis: Analysis, node: ts.Node): { candidate: CandidateFact; decorator: string } | undefined {
  const { catalogue, checker } = analysis;
  if (catalogue.byDecorator.size === 0 || !ts.isPropertyAccessExpression(node)) return undefined;
  const property = checker.getSymbolAtLocation(node.name)?.valueDeclaration;
  if (!property || !ts.isPropertyDeclaration(property) || !property.type) return undefined;
  if (!property.type.getText().startsWith('Promise<')) return undefined;
  for (const { expression } of ts.getDecorators(property) ?? []) {
    const decorator = (ts.isCallExpression(expression) ? expression.expression : expression).getText();
    const candidate = catalogue.byDecorator.get(decorator);
    if (candidate) return { candidate, decorator };
  }
  return undefined;
}
