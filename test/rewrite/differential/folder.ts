import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = fileURLToPath(new URL('../../packages/', import.meta.url));

/** The fixture whose programs use the packages of the repository itself. */
export const fixture = fileURLToPath(new URL('../../fixtures/rewrite/', import.meta.url));

/** Where the programs of a target stand: in a folder of `test/packages`, or in the fixture. */
export function directoryOf(folder: string): string {
  return folder === 'rewrite' ? join(fixture, 'src') : join(packages, folder, 'src');
}

/** The file of the fixture that declares a client's models, for programs in any folder. */
export function modelsPath(client: string): string {
  const path = join(fixture, 'src', `${client}.ts`);
  if (!existsSync(path)) throw new Error(`The client "${client}" has no models: "${path}" does not exist.`);
  return path;
}
