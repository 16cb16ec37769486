import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { resolveAlias } from './declared-in.ts';
import { handedOnTo } from './handing-on.ts';
import { type Heir, heirsOf, isDouble } from './heirs.ts';
import { isAbstract } from './syntax.ts';

/** A class may extend others; so many are looked through for a member. */
const baseLimit = 8;

/**
 * The members that stand behind one of an interface, of an object type or of an abstract class. What it is asked of tells which
 * of the heirs are meant: `users.get`, where `Users` inherits `get` from `Store`, is none of the other stores.
 */
export function implementationsOf(
  analysis: Analysis,
  member: ts.Declaration,
  receiver: ts.Expression | undefined,
): readonly ts.Declaration[] {
  const name = ts.getNameOfDeclaration(member)?.getText();
  const declaring = contractDeclaring(analysis, member);
  if (name === undefined || !declaring) return [];
  const meant = receiver ? contractsOf(analysis, receiver, name) : [];
  const heirs = (meant.length > 0 ? meant : [declaring]).flatMap((contract) => heirsOf(analysis, contract));
  const real = [...new Set(heirs)].filter((heir) => !isDouble(heir));
  // Beside classes, objects most often adapt something else to the contract.
  const classes = real.filter(ts.isClassLike);
  const found = (classes.length > 0 ? classes : real).map((heir) => memberIn(analysis, heir, name));
  return [
    ...new Set(
      found.filter((one) => one !== undefined && one !== member && !isAbstract(one) && !handsOn(analysis, one, member)),
    ),
  ] as ts.Declaration[];
}

/** Whether an implementation only hands on to another one: `get(id) { return this.inner.get(id); }`, where `inner` is of the contract. */
function handsOn({ checker }: Analysis, implementation: ts.Declaration, member: ts.Declaration): boolean {
  const access = handedOnTo(implementation);
  return (access && checker.getSymbolAtLocation(access.nameNode)?.declarations?.includes(member)) ?? false;
}

/** The class, interface or alias that declares a member. */
function contractDeclaring({ checker }: Analysis, { parent }: ts.Declaration): ts.Symbol | undefined {
  const named = ts.isTypeLiteralNode(parent) ? parent.parent : parent;
  if (!ts.isClassLike(named) && !ts.isInterfaceDeclaration(named) && !ts.isTypeAliasDeclaration(named))
    return undefined;
  return named.name && checker.getSymbolAtLocation(named.name);
}

/** Types that are a view of another one, which is implemented under its own name. */
const view = /^(Pick|Omit|Partial|Required|Readonly|NonNullable)$/;

/** The classes, interfaces and aliases by which a value is declared, those that have the member. */
function contractsOf({ checker }: Analysis, receiver: ts.Expression, name: string): readonly ts.Symbol[] {
  const found = new Set<ts.Symbol>();
  const visit = (type: ts.Type, depth: number): void => {
    if (depth > 5 || !checker.getPropertyOfType(type, name)) return;
    // An alias may be implemented under its own name, and so may its parts.
    if (type.aliasSymbol) found.add(type.aliasSymbol);
    const viewed = type.aliasSymbol && view.test(type.aliasSymbol.name) ? type.aliasTypeArguments?.[0] : undefined;
    if (viewed) visit(viewed, depth + 1);
    for (const whole of viewedIn(type.aliasSymbol ?? type.getSymbol())) {
      visit(checker.getTypeFromTypeNode(whole), depth + 1);
    }
    if (type.isUnionOrIntersection()) for (const part of type.types) visit(part, depth + 1);
    else if (type.flags & ts.TypeFlags.TypeParameter) {
      const constraint = checker.getBaseConstraintOfType(type);
      if (constraint) visit(constraint, depth + 1);
    }
    // Primitive types have no symbol.
    const symbol = type.getSymbol();
    if (symbol && symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface)) found.add(symbol);
  };
  visit(checker.getNonNullableType(checker.getTypeAtLocation(receiver)), 0);
  return [...found];
}

/** `Users` in `type Reads = Pick<Users, 'find'>` and in `interface Reads extends Pick<Users, 'find'>`. */
function viewedIn(symbol: ts.Symbol | undefined): readonly ts.TypeNode[] {
  return (symbol?.declarations ?? []).flatMap((declaration) => {
    if (ts.isTypeAliasDeclaration(declaration)) return wholeIn(declaration.type);
    if (!ts.isInterfaceDeclaration(declaration)) return [];
    return (declaration.heritageClauses ?? []).flatMap(({ types }) => types.flatMap(wholeIn));
  });
}

function wholeIn(type: ts.TypeNode): readonly ts.TypeNode[] {
  const name = ts.isTypeReferenceNode(type)
    ? type.typeName
    : ts.isExpressionWithTypeArguments(type)
      ? type.expression
      : undefined;
  const [whole] =
    name && ts.isIdentifier(name) && view.test(name.text)
      ? ((type as ts.NodeWithTypeArguments).typeArguments ?? [])
      : [];
  return whole ? [whole] : [];
}

/** An heir's member of a name, its own or that of a class that it extends. */
function memberIn({ checker }: Analysis, heir: Heir, name: string): ts.Declaration | undefined {
  let owner: Heir | undefined = heir;
  for (let depth = 0; owner && depth < baseLimit; depth += 1) {
    const members: readonly ts.Declaration[] = ts.isClassLike(owner) ? owner.members : owner.properties;
    const own = members.find((one) => ts.getNameOfDeclaration(one)?.getText() === name);
    if (own) return own;
    const [base]: readonly ts.Expression[] = ts.isClassLike(owner) ? (owner.heritageClauses ?? []).flatMap(baseIn) : [];
    const symbol: ts.Symbol | undefined = base && checker.getSymbolAtLocation(base);
    owner = symbol && resolveAlias(checker, symbol).declarations?.find(ts.isClassLike);
  }
  return undefined;
}

function baseIn({ token, types }: ts.HeritageClause): readonly ts.Expression[] {
  return token === ts.SyntaxKind.ExtendsKeyword ? types.map(({ expression }) => expression) : [];
}
