import { type Stats, statSync } from 'node:fs';

/** The size and age of a file; nothing for what is none, also where a part of the path is a file itself. */
export function statsOfFile(path: string): Stats | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats?.isFile() ? stats : undefined;
  } catch {
    return undefined;
  }
}
