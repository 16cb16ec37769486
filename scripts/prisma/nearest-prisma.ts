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
    // The root of a workspace; a version further up is not the one that the schema was written for.
    if (existsSync(join(directory, 'package-lock.json')) || dirname(directory) === directory) return undefined;
  }
}
