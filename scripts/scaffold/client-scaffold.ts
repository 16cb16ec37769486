import { variableOf } from '../indexes/index-files.ts';
import type { Scaffold } from './scaffold.ts';

/** The three files of a client. Throws where the name is not one that a client may have. */
export function clientScaffold(name: string): Scaffold {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    throw new Error(`"${name}" is not the name of a client. Accepted: kebab-case, such as "better-sqlite3".`);
  }
  return {
    kind: 'client',
    files: {
      'client.ts': `src/clients/${name}.ts`,
      'doc.md': `docs/clients/${name}.md`,
      'test.ts': `test/clients/${name}.test.ts`,
    },
    words: { NAME: name, VARIABLE: variableOf(name) },
  };
}
