import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { writeIndexes } from '../indexes/write-indexes.ts';

/** What a contributor asks for: three files and a place in an index. */
export interface Scaffold {
  /** The folder of templates. */
  readonly kind: 'rule' | 'client';
  /** Paths inside the repository by the name of the template. */
  readonly files: Readonly<Record<string, string>>;
  /** Texts by the word that stands for each in the templates, in underscores. */
  readonly words: Readonly<Record<string, string>>;
}

/** Writes the files and brings the indexes up to date. Throws, and writes nothing, where one of them exists. */
export async function writeScaffold(root: string, { kind, files, words }: Scaffold): Promise<readonly string[]> {
  const taken = Object.values(files).find((path) => existsSync(join(root, path)));
  if (taken !== undefined) throw new Error(`${taken} exists already. Nothing was written.`);
  for (const [template, path] of Object.entries(files)) {
    const text = await readFile(new URL(`templates/${kind}/${template}.template`, import.meta.url), 'utf8');
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), fillIn(text, words), { flag: 'wx' });
  }
  return [...Object.values(files), ...(await writeIndexes(root))];
}

function fillIn(template: string, words: Scaffold['words']): string {
  return template.replace(/__([A-Z]+)__/g, (_, word: string) => {
    const text = words[word];
    if (text === undefined) throw new Error(`A template uses __${word}__, which is not given.`);
    return text;
  });
}
