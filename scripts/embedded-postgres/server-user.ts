import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root; every Unix has a user with fewer rights to lend. */
const candidates = ['postgres', 'nobody'];

/** The user that the server must run as, or undefined where the current user will do. */
export async function findServerUser(): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  for (const name of candidates) {
    try {
      return { uid: await lookUp('-u', name), gid: await lookUp('-g', name) };
    } catch {
      continue;
    }
  }
  throw new Error(`PostgreSQL cannot run as root, and there is no user named ${candidates.join(' or ')}`);
}

async function lookUp(kind: '-u' | '-g', name: string): Promise<number> {
  const { stdout } = await promisify(execFile)('id', [kind, name]);
  return Number.parseInt(stdout, 10);
}
