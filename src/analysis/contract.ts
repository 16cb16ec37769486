import ts from 'typescript';

import { type Analysis, type Contract, memoise, type Workspace } from './analysis.ts';
import { baseElsewhere } from './base-elsewhere.ts';
import { resolveAlias } from './declared-in.ts';
import { handsOnWithin } from './handing-on.ts';
import { isDouble } from './heirs.ts';
import type { SymbolElsewhere } from './other-file.ts';
import { ownSources } from './own-sources.ts';
import { contractOf, statedTypeOf } from './stated-type.ts';
import { accessOf, hasBody, unwrap, isAbstract } from './syntax.ts';

/** A member of a class or an interface whose sources the program does not have. */
interface MemberElsewhere {
  readonly contract: Contract;
  readonly name: string;
}

/**
 * The method behind a member of which the program does not know the type: `users.load`, where `users` is declared as a class
 * or an interface of a package that is not built. Of an interface it is the method of its one implementation.
 */
export function methodByContract(analysis: Analysis, callee: ts.Expression): SymbolElsewhere | undefined {
  const member = memberElsewhere(analysis, callee);
  return member && methodElsewhere(analysis, member.contract, member.name);
}

/** Whether a callee is such a member. It is asked of names that nothing of the program has, and takes no types. */
export function hasContractElsewhere(analysis: Analysis, callee: ts.Expression): boolean {
  return memberElsewhere(analysis, callee) !== undefined;
}

const memberElsewhere = memoise<ts.Expression, MemberElsewhere>((analysis, callee) => {
  const { workspace } = analysis;
  const access = accessOf(unwrap(callee));
  if (!access || !workspace || !hasUnresolvedImports(analysis, analysis.program)) return undefined;
  const contract = classAround(access.object) ?? contractOf(workspace, statedTypeOf(analysis, access.object));
  return contract && mayHave(contract, access.name) ? { contract, name: access.name } : undefined;
});

/** Whether a program lacks a package of the monorepo that its files import. */
const hasUnresolvedImports = memoise<ts.Program, boolean>(({ checker, isOwnModule, typed }, program) => {
  // A program of a few files lacks most of what they import.
  if (!typed) return true;
  return ownSources(program).some(({ fileName, statements }) =>
    statements.some((statement) => {
      if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return false;
      const { moduleSpecifier } = statement;
      if (moduleSpecifier.text.startsWith('.') || checker.getSymbolAtLocation(moduleSpecifier)) return false;
      return isOwnModule(moduleSpecifier.text, fileName);
    }),
  );
});

/** The class whose own member `this.load` is, or that of what it extends. */
function classAround(object: ts.Expression): ts.ClassLikeDeclaration | undefined {
  const isOwn = object.kind === ts.SyntaxKind.ThisKeyword || object.kind === ts.SyntaxKind.SuperKeyword;
  return isOwn ? ts.findAncestor(object, ts.isClassLike) : undefined;
}

/** Whether a class or an interface has a member, itself or from what it extends. */
function mayHave(contract: Contract, name: string): boolean {
  return (
    memberOf(contract, name) !== undefined ||
    (contract.heritageClauses ?? []).some(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
  );
}

function memberOf({ members }: Contract, name: string): ts.Node | undefined {
  return members.find((member) => member.name?.getText() === name);
}

/** The method that implements a member of an interface or an abstract class, of which the program has no implementation. */
export function implementedElsewhere(analysis: Analysis, member: ts.Declaration): SymbolElsewhere | undefined {
  const contract = member.parent;
  const name = ts.getNameOfDeclaration(member)?.getText();
  const isContract = ts.isInterfaceDeclaration(contract) || (ts.isClassLike(contract) && isAbstract(contract));
  if (name === undefined || !isContract) return undefined;
  // Of an abstract class one overload among several has no body either.
  if (ts.isClassLike(contract) && !isAbstract(member)) return undefined;
  return methodElsewhere(analysis, contract, name);
}

/** The one method that is meant by a member of a class or an interface: of its one heir where it has no body itself. */
function methodElsewhere(analysis: Analysis, contract: Contract, name: string): SymbolElsewhere | undefined {
  const { workspace } = analysis;
  if (!workspace) return undefined;
  const isImplemented = ts.isClassLike(contract) && (!isAbstract(contract) || hasBody(memberOf(contract, name)));
  if (isImplemented) {
    const own = symbolOfMember(workspace, contract, name);
    // What an heir has instead may be what runs.
    return own && concreteHeirs(workspace, contract).some((heir) => memberOf(heir, name)) ? undefined : own;
  }
  const heirs = concreteHeirs(workspace, contract).filter((heir) => !handsOnWithin(heir, name, contract));
  const [only, ...others] = heirs;
  return only && others.length === 0 ? symbolOfMember(workspace, only, name) : undefined;
}

function concreteHeirs(
  workspace: Workspace,
  contract: Contract,
  seen = new Set<Contract>(),
): ts.ClassLikeDeclaration[] {
  if (seen.has(contract)) return [];
  seen.add(contract);
  return workspace.heirsOf(contract).flatMap((heir) => {
    const own = ts.isClassLike(heir) && !isAbstract(heir) && !isDouble(heir) ? [heir] : [];
    return [...own, ...concreteHeirs(workspace, heir, seen)];
  });
}

/** A member of a class, or of what it extends, as a program that has the class knows it. */
function symbolOfMember(
  workspace: Workspace,
  owner: ts.ClassLikeDeclaration,
  name: string,
  depth = 0,
): SymbolElsewhere | undefined {
  const opened = workspace.open(owner.getSourceFile().fileName);
  const same = opened && classAt(opened.file, owner.pos);
  if (!opened || !same) return undefined;
  const { analysis } = opened;
  const { checker } = analysis;
  // The type of a class that is an expression is that of its constructor.
  const { symbol: owned } = checker.getTypeAtLocation(same);
  const symbol = checker.getDeclaredTypeOfSymbol(owned).getProperty(name);
  const resolved = symbol && resolveAlias(checker, symbol);
  if (resolved) return resolved.declarations?.some(hasBody) ? { analysis, symbol: resolved } : undefined;
  const base = depth < 5 ? baseElsewhere(workspace, owner) : undefined;
  return base && symbolOfMember(workspace, base, name, depth + 1);
}

function classAt(file: ts.SourceFile, position: number): ts.ClassLikeDeclaration | undefined {
  const find = (node: ts.Node): ts.ClassLikeDeclaration | undefined => {
    if (node.pos > position || node.end <= position) return undefined;
    if (node.pos === position && ts.isClassLike(node)) return node;
    return ts.forEachChild(node, find);
  };
  return find(file);
}
