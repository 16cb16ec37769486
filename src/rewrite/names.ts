import pluralize from 'pluralize';
import ts from 'typescript';

import { isMemberName } from '../analysis/dependence.ts';
import type { RewriteContext } from './rewrite-context.ts';

/** Gives names that nothing around a place uses yet. */
export class FreshNames {
  readonly #used: readonly ReadonlySet<string>[];
  readonly #given = new Set<string>();
  readonly #isVisible: (name: string) => boolean;

  /** @param place the loop: names of the outermost function around it, and of the file, are used. */
  constructor({ file, analysis: { checker } }: RewriteContext, place: ts.Node) {
    let scope: ts.Node = place;
    for (let node = place; !ts.isSourceFile(node); node = node.parent) if (ts.isFunctionLike(node)) scope = node;
    this.#used = [namesIn(scope), namesDeclaredBy(file)];
    this.#isVisible = (name) => checker.resolveName(name, place, ts.SymbolFlags.Value, true) !== undefined;
  }

  #isTaken(name: string): boolean {
    return this.#given.has(name) || reserved.has(name) || this.#used.some((names) => names.has(name));
  }

  /** The first of the names that hides nothing, for the parameter of a callback before the place. */
  parameter(...names: readonly [string, ...string[]]): string {
    const isFree = (name: string): boolean => !reserved.has(name) && !this.#isVisible(name);
    return names.find(isFree) ?? this.take(...names);
  }

  /** The first of the names that is free, or the last with a number. */
  take(...names: readonly [string, ...string[]]): string {
    const last = names.at(-1) ?? names[0];
    let name = names.find((one) => !this.#isTaken(one)) ?? `${last}2`;
    for (let count = 3; this.#isTaken(name); count += 1) name = `${last}${String(count)}`;
    this.#given.add(name);
    return name;
  }
}

const known = new WeakMap<ts.Node, ReadonlySet<string>>();

/** All names of variables that a node mentions. */
function namesIn(scope: ts.Node): ReadonlySet<string> {
  const before = known.get(scope);
  if (before) return before;
  const names = new Set<string>();
  const collect = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !isMemberName(node)) names.add(node.text);
    ts.forEachChild(node, collect);
  };
  collect(scope);
  known.set(scope, names);
  return names;
}

/** The names that a file declares or imports. */
function namesDeclaredBy(file: ts.SourceFile): ReadonlySet<string> {
  const before = known.get(file);
  if (before) return before;
  const names = new Set<string>();
  const add = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    else if (!ts.isBlock(node) && !ts.isExpression(node) && !ts.isTypeNode(node)) ts.forEachChild(node, add);
  };
  for (const statement of file.statements) {
    const { name } = statement as Partial<ts.DeclarationStatement>;
    if (ts.isImportDeclaration(statement) || ts.isVariableStatement(statement)) add(statement);
    else if (name) add(name);
  }
  known.set(file, names);
  return names;
}

const reserved = new Set([
  'case',
  'class',
  'default',
  'delete',
  'enum',
  'export',
  'function',
  'import',
  'in',
  'new',
  'package',
  'return',
  'switch',
  'this',
  'typeof',
  'var',
  'void',
  'with',
  'yield',
  'await',
  'let',
  'static',
  'interface',
  'private',
  'public',
  'protected',
  'arguments',
  'eval',
]);

/** `users` for `user`; `userRows` where the plural is no other word. */
export function plural(noun: string): string {
  const many = pluralize.plural(noun);
  return many === noun ? `${noun}Rows` : many;
}

export function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** `authorId` for `author_id` and `_authorId`. */
export function camelCased(name: string): string {
  return name.replace(/^_+/, '').replaceAll(/_+(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** `orderItem` for `OrderItem`, `order_items`, `orderItemRepository` and `OrderItemModel`. */
export function nounOf(name: string): string | undefined {
  const words = name
    .replace(/(?<=.)(Repository|Repo|Model|Entity|Table|Schema|Collection)$/, '')
    .replace(/^.*\./, '')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
  const joined = words.map((word, index) => (index === 0 ? word : capitalised(word))).join('');
  if (!/^[A-Za-z]/.test(joined)) return undefined;
  const lower = /^[A-Z]+$/.test(joined) ? joined.toLowerCase() : joined.charAt(0).toLowerCase() + joined.slice(1);
  return pluralize.singular(lower);
}
