import ts from 'typescript';

import { type Analysis, type Contract, memoise } from './analysis.ts';
import { resolveAlias } from './declared-in.ts';
import { type FunctionWithBody, hasBody, isInlineFunction, unwrap } from './syntax.ts';

/** The classes of a program by the classes and interfaces that they extend or implement. */
const heirs = memoise<ts.Program, ReadonlyMap<ts.Symbol, readonly ts.ClassLikeDeclaration[]>>((analysis, program) => {
  const found = new Map<ts.Symbol, ts.ClassLikeDeclaration[]>();
  const visit = (node: ts.Node): void => {
    if (ts.isClassLike(node)) {
      for (const { expression } of (node.heritageClauses ?? []).flatMap((clause) => clause.types)) {
        const symbol = analysis.checker.getSymbolAtLocation(expression);
        if (!symbol) continue;
        const contract = resolveAlias(analysis.checker, symbol);
        found.set(contract, [...(found.get(contract) ?? []), node]);
      }
    } else if (ts.isSourceFile(node) || ts.isStatement(node) || ts.isModuleBlock(node)) {
      ts.forEachChild(node, visit);
    }
  };
  for (const file of program.getSourceFiles()) {
    if (!file.isDeclarationFile && !program.isSourceFileFromExternalLibrary(file)) visit(file);
  }
  return found;
});

/** The methods that stand behind a member of an interface or an abstract class; empty where one of them is not known. */
export function implementationsOf(analysis: Analysis, member: ts.Node): readonly FunctionWithBody[] {
  const contract = member.parent;
  if (!ts.isClassLike(contract) && !ts.isInterfaceDeclaration(contract)) return [];
  const name = (member as ts.NamedDeclaration).name?.getText();
  if (name === undefined) return [];
  const functions: FunctionWithBody[] = [];
  for (const heir of concreteHeirs(analysis, contract)) {
    if (isDouble(heir)) continue;
    const implementation = methodOf(heir, name);
    if (implementation) functions.push(implementation);
    else if (heir.members.some((other) => other.name?.getText() === name)) return [];
  }
  return functions;
}

/** Whether a class takes the place of the real one in tests. */
export function isDouble(heir: ts.ClassLikeDeclaration): boolean {
  return (
    /^(Mock|Fake|Stub|Dummy|InMemory)[A-Z]/.test(heir.name?.text ?? '') ||
    /(^|\/)(__tests__|__mocks__)\/|\.(test|spec)\.[cm]?[jt]sx?$/.test(heir.getSourceFile().fileName)
  );
}

/** The classes of a program that extend or implement one, themselves or through others. */
export function concreteHeirs(
  analysis: Analysis,
  contract: Contract,
  seen = new Set<Contract>(),
): ts.ClassLikeDeclaration[] {
  if (seen.has(contract)) return [];
  seen.add(contract);
  const symbol = contract.name && analysis.checker.getSymbolAtLocation(contract.name);
  const direct = symbol ? (heirs(analysis, analysis.program)?.get(symbol) ?? []) : [];
  return direct.flatMap((heir) => [heir, ...concreteHeirs(analysis, heir, seen)]);
}

function methodOf(owner: ts.ClassLikeDeclaration, name: string): FunctionWithBody | undefined {
  for (const member of owner.members) {
    if (member.name?.getText() !== name) continue;
    if (hasBody(member)) return member;
    if (ts.isPropertyDeclaration(member) && member.initializer) {
      const value = unwrap(member.initializer);
      if (isInlineFunction(value)) return value;
    }
  }
  return undefined;
}
