import type ts from 'typescript';

import type { Catalogue } from '../clients/catalogue.ts';
import type { Settings } from '../settings.ts';
import type { OptionValue } from './option-value.ts';
import type { Project } from './project.ts';

/** A file of the user that another program has. */
export interface OtherFile {
  readonly analysis: Analysis;
  readonly file: ts.SourceFile;
}

/** A class or an interface, which others extend or implement. */
export type Contract = ts.ClassLikeDeclaration | ts.InterfaceDeclaration;

/** The sources of a monorepo's packages, most of which a program does not have: they are not built, or not imported. */
export interface Workspace {
  /** What a name means in a file, found without a program: `Types.UserService`, behind imports and re-exports. */
  readonly declarationOf: (path: readonly string[], file: ts.SourceFile) => ts.Declaration | undefined;
  /** The classes and interfaces that extend or implement another one. */
  readonly heirsOf: (contract: Contract) => readonly Contract[];
  /** Opens a file, in a program of its own unless the program has it. */
  readonly open: (fileName: string) => OtherFile | undefined;
}

/** What every part of the engine is given: one program, its checker, the clients and the user's settings. */
export interface Analysis {
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
  /** Whether the program knows more than single files: packages, libraries, the user's other files. */
  readonly typed: boolean;
  /** Whether a client is in use whose queries are no promises. */
  readonly hasSynchronousClient: boolean;
  readonly catalogue: Catalogue;
  readonly settings: Settings;
  /** Whether a module that the program cannot resolve is the user's. It is not opened. */
  readonly isOwnModule: (specifier: string, from: string) => boolean;
  /** Opens a module that the program cannot resolve but that is the user's, by its specifier and the file that imports it. */
  readonly openModule: (specifier: string, from: string) => OtherFile | undefined;
  /** Opens the source of a declaration file of the user's. */
  readonly openSource: (declarations: string) => OtherFile | undefined;
  /** The sources beside a program; nothing where only single files are known. */
  readonly workspace: Workspace | undefined;
  /** Names in `dependencies`, `devDependencies` and `peerDependencies` of the nearest `package.json`. */
  readonly dependenciesOf: (fileName: string) => ReadonlySet<string>;
  readonly projectOf: (fileName: string) => Project;
  /** What parameters stand for, where the function is looked at for one call. */
  readonly bound?: ReadonlyMap<ts.Declaration, OptionValue>;
}

/**
 * A function of a node or symbol whose answers are kept for as long as the analysis lives.
 * A look-up that needs itself, as in cyclic code, answers `undefined`.
 */
export function memoise<Key extends object, Value>(
  compute: (analysis: Analysis, key: Key) => Value | undefined,
): (analysis: Analysis, key: Key) => Value | undefined {
  const caches = new WeakMap<Analysis, WeakMap<Key, { value?: Value | undefined }>>();
  return (analysis, key) => {
    let cache = caches.get(analysis);
    if (!cache) caches.set(analysis, (cache = new WeakMap()));
    const known = cache.get(key);
    if (known) return known.value;
    const entry: { value?: Value | undefined } = {};
    cache.set(key, entry);
    entry.value = compute(analysis, key);
    return entry.value;
  };
}
