import { dirname } from 'node:path';

import type ts from 'typescript';

import { packageOfFile } from '../analysis/declared-in.ts';
import type { Client } from '../clients/define-client.ts';
import { workspacePackage } from './workspace-packages.ts';

/**
 * The clients that a program can use: those whose packages it has loaded, or its manifests depend on, or, where nothing
 * is loaded, its text names. What is known of others costs nothing then.
 */
export function clientsInUse(
  clients: readonly Client[],
  program: ts.Program,
  typed: boolean,
  dependenciesOf: (fileName: string) => ReadonlySet<string>,
): readonly Client[] {
  const packages = new Set<string>();
  const own: ts.SourceFile[] = [];
  for (const file of program.getSourceFiles()) {
    const name = packageOfFile(file.fileName);
    if (name !== undefined) packages.add(name);
    else own.push(file);
  }
  const manifests = new Set(own.map(({ fileName }) => dependenciesOf(fileName)));
  for (const dependencies of manifests) for (const name of dependencies) packages.add(name);
  const isNamed = (name: string): boolean =>
    own.some(({ text }) => text.includes(`'${name}`) || text.includes(`"${name}`));
  const [first] = own;
  const foreign = [...packages].filter((name) => !first || !workspacePackage(name, dirname(first.fileName)));
  return clients
    .map((client) => withForks(client, foreign))
    .filter(
      ({ generated, packages: names, pools = [] }) =>
        names.some((name) => packages.has(name)) ||
        pools.some(({ modules = [] }) => modules.some((name) => packages.has(name))) ||
        own.some(({ fileName }) => generated?.test(fileName)) ||
        // Modules of Node are in no manifest.
        names.some((name) => (!typed || name.startsWith('node:')) && isNamed(name)),
    );
}

/** A fork such as `@acme/slonik` declares what `slonik` declares, unless it is a package of the user's own monorepo. */
function withForks(client: Client, packages: readonly string[]): Client {
  const isFork = (name: string): boolean =>
    name.startsWith('@') && client.packages.includes(name.slice(name.indexOf('/') + 1));
  const forks = packages.filter(isFork);
  return forks.length === 0 ? client : { ...client, packages: [...client.packages, ...forks] };
}
