import { createRequire } from 'node:module';

/** A client's package from `test/packages`, whose folder names the version: it is loaded untyped, as in plain JavaScript. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- The caller states what it uses of it.
export function clientPackage<Package>(folder: string, name: string): Package {
  const require = createRequire(new URL(`../../packages/${folder}/package.json`, import.meta.url));
  return require(name) as Package;
}
