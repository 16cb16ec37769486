import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';

import ts from 'typescript';

/** Modules by path inside the repository, each with what it imports: paths, or names of packages. */
export type ModuleGraph = ReadonlyMap<string, readonly string[]>;

/** Reads the imports of all modules in the given directories, those of types included. */
export function readModuleGraph(root: string, directories: readonly string[]): ModuleGraph {
  const modules = directories.flatMap((directory) =>
    readdirSync(join(root, directory), { encoding: 'utf8', recursive: true })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => join(directory, path)),
  );
  return new Map(modules.map((path) => [path, importsOf(path, readFileSync(join(root, path), 'utf8'))]));
}

function importsOf(path: string, text: string): readonly string[] {
  const { importedFiles } = ts.preProcessFile(text, true, true);
  return importedFiles.map(({ fileName }) =>
    fileName.startsWith('.') ? normalize(join(dirname(path), fileName)) : fileName,
  );
}

/** The first way found from a module back to itself. */
export function findCycle(graph: ModuleGraph): readonly string[] | undefined {
  const finished = new Set<string>();
  const visit = (path: string, trail: readonly string[]): readonly string[] | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (finished.has(path)) return undefined;
    for (const imported of graph.get(path) ?? []) {
      const cycle = visit(imported, [...trail, path]);
      if (cycle) return cycle;
    }
    finished.add(path);
    return undefined;
  };
  for (const path of graph.keys()) {
    const cycle = visit(path, []);
    if (cycle) return cycle;
  }
  return undefined;
}
