import ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';

import { ownerOf, packageOfFile } from '../../src/analysis/declared-in.ts';
import type { Client } from '../../src/clients/define-client.ts';
import { createCaseProgram } from './case-program.ts';

/** The names that the published packages of a client declare. */
interface Declared {
  /** Classes, interfaces, type aliases, functions and variables. */
  readonly names: Set<string>;
  /** Members by the type that declares or inherits them. */
  readonly membersOf: Map<string, Set<string>>;
  readonly members: Set<string>;
  /** Types of functions: an owner that is one declares what members of other types are. */
  readonly functions: Set<string>;
}

/**
 * Checks that every name in the facts exists in the declarations of at least one of the versions: those of the packages,
 * and of what the client generates and the cases import.
 */
export function describeFacts(
  client: Client,
  folders: readonly string[],
  cases: (folder: string) => readonly string[],
): void {
  describe('the facts exist in the published types', () => {
    const declared: Declared = { names: new Set(), membersOf: new Map(), members: new Set(), functions: new Set() };
    beforeAll(() => {
      for (const folder of folders) collect(client, folder, cases(folder), declared);
    }, 120_000);

    test('types and handles', () => {
      const types = [
        ...client.queries.flatMap((fact) => {
          if (fact.by === 'method' || fact.by === 'tag' || fact.by === 'thenable') return fact.owners;
          if (fact.by === 'returned') return fact.types;
          return fact.by === 'signature'
            ? Object.keys(fact.owners)
            : fact.by === 'relation'
              ? Object.keys(fact.decorators)
              : [];
        }),
        ...(client.held.types ?? []),
        ...(client.tables ?? []),
        ...client.handles.filter((name) => name !== 'default'),
      ];
      expect(types.filter((name) => !declared.names.has(name))).toEqual([]);
    });

    test('methods', () => {
      const missing = client.queries.flatMap((fact) => {
        if (!('operations' in fact)) return [];
        const known = (method: string): boolean =>
          fact.by === 'method'
            ? fact.owners.some(
                (owner) =>
                  declared.membersOf.get(owner)?.has(method) === true ||
                  (declared.functions.has(owner) && declared.members.has(method)),
              )
            : declared.members.has(method);
        const refining = 'refinedBy' in fact ? Object.keys(fact.refinedBy ?? {}) : [];
        return [
          ...Object.keys(fact.operations).filter((method) => !known(method)),
          ...refining.filter((link) => !declared.members.has(link)),
        ];
      });
      const others = [
        ...client.transactions.map(({ method }) => method),
        ...(client.held.acquiredBy ?? []),
        ...(client.held.links ?? []),
        ...(client.held.options ?? []),
        ...(client.held.lacks === undefined ? [] : [client.held.lacks]),
        ...(client.derivedBy ?? []),
        ...(client.handleMembers ?? []),
        ...(client.rowsMadeBy ?? []),
        ...(client.rowIterations ?? []).flatMap(({ method, batches = method, parallel = method }) => [
          method,
          batches,
          parallel,
        ]),
      ];
      expect([
        ...missing,
        ...others.filter((name) => !declared.members.has(name) && !declared.names.has(name)),
      ]).toEqual([]);
    });
  });
}

function collect(client: Client, folder: string, cases: readonly string[], declared: Declared): void {
  const imports = client.packages.map((name) => `import '${name}';`).join('\n');
  const texts = cases.map((text, index) => [`facts-${String(index)}.ts`, text] as const);
  const program = createCaseProgram(folder, new Map([['facts.ts', imports], ...texts]));
  const checker = program.getTypeChecker();
  const addTo = (owner: string | undefined, ...members: readonly string[]): void => {
    if (owner === undefined) return;
    const known = declared.membersOf.get(owner) ?? new Set();
    for (const member of members) known.add(member);
    declared.membersOf.set(owner, known);
  };
  const visit = (node: ts.Node): void => {
    const named = node as ts.NamedDeclaration;
    if (named.name && ts.isIdentifier(named.name) && !ts.isParameter(node)) declared.names.add(named.name.text);
    if (ts.isTypeElement(node) || ts.isClassElement(node)) {
      const member =
        node.name && (ts.isIdentifier(node.name) || ts.isStringLiteral(node.name)) ? node.name.text : undefined;
      if (member !== undefined) {
        declared.members.add(member);
        addTo(ownerOf(node), member);
      }
    }
    if (ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node))
      addMembers(node);
    if (ts.isTypeAliasDeclaration(node) && ts.isFunctionTypeNode(node.type)) declared.functions.add(node.name.text);
    ts.forEachChild(node, visit);
  };
  const addMembers = (node: ts.ClassDeclaration | ts.InterfaceDeclaration | ts.TypeAliasDeclaration): void => {
    const symbol = node.name && checker.getSymbolAtLocation(node.name);
    if (!symbol) return;
    const types = [
      checker.getDeclaredTypeOfSymbol(symbol),
      ...(ts.isClassDeclaration(node) ? [checker.getTypeOfSymbol(symbol)] : []),
    ];
    addTo(symbol.name, ...types.flatMap((type) => type.getProperties()).map(({ name }) => name));
  };
  for (const file of program.getSourceFiles()) {
    const owner = packageOfFile(file.fileName);
    if (owner === undefined ? client.generated?.test(file.fileName) : client.packages.includes(owner)) visit(file);
    // Modules of Node's own are declared in one package, `declare module 'node:sqlite'`.
    else
      for (const statement of file.statements)
        if (ts.isModuleDeclaration(statement) && client.packages.includes(statement.name.text)) visit(statement);
  }
}
