import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface InstalledPrisma {
  readonly version: string;
  /** The file of its command line. */
  readonly command: string;
}

/** The Prisma that a schema's package uses, or none where the packages of its workspace are not installed. */
export function nearestPrisma(schema: string): InstalledPrisma | undefined {
  for (let directory = dirname(schema); ; directory = dirname(directory)) {
    const installed = join(directory, 'node_modules', 'prisma');
    if (existsSync(join(installed, 'package.json'))) {
      const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { version: string };
      return { version, command: join(installed, 'build', 'index.js') };
    }
    // Not installed yet; a version further up is not the one that the schema was written for.
    if (locksPrisma(directory) || dirname(directory) === directory) return undefined;
  }
}

function locksPrisma(directory: string): boolean {
  const lock = join(directory, 'package-lock.json');
  return existsSync(lock) && readFileSync(lock, 'utf8').includes('"node_modules/prisma"');
}
