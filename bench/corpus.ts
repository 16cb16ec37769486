/**
 * Lints the repositories of a labelled corpus with the packed plugin and scores the findings: with types, then without.
 * Prints the tables of both runs and the time of each repository.
 *
 *     npx tsx bench/corpus.ts [--repos OWNER/NAME,…] [--mode typed|untyped] [--corpus DIR] [--mirror DIR] [--cache DIR]
 *
 * `--corpus` has the labels, `run.mjs` and `score.mjs`; `--mirror` the git directories of the repositories; `--cache` keeps
 * check-outs and packages between runs.
 */
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { lintCorpus, modes, scoreCorpus } from './corpus/programs.ts';
import { preparePlugin } from './corpus/prepare-plugin.ts';

const { values } = parseArgs({
  options: {
    repos: { type: 'string' },
    mode: { type: 'string' },
    corpus: { type: 'string', default: '../shared/corpus' },
    mirror: { type: 'string', default: '../.mirror' },
    cache: { type: 'string', default: join(tmpdir(), 'poolwise-corpus') },
  },
});
const wanted = modes.filter((mode) => values.mode === undefined || values.mode === mode);
if (wanted.length === 0) throw new Error(`The mode is "${values.mode ?? ''}". Accepted: ${modes.join(', ')}.`);

const places = { corpus: resolve(values.corpus), mirror: resolve(values.mirror), cache: resolve(values.cache) };
const known = readFileSync(join(places.corpus, 'repos.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => (JSON.parse(line) as { readonly repo: string }).repo);
for (const repo of values.repos?.split(',') ?? []) {
  // The programs of the corpus would lint nothing, and say so in no word.
  if (!known.includes(repo)) throw new Error(`There is no repository "${repo}". Accepted: ${known.join(', ')}.`);
}
const plugin = preparePlugin(places.cache);
for (const mode of wanted) {
  console.log(`\n${mode}`);
  scoreCorpus(places, lintCorpus({ ...places, plugin, mode, repos: values.repos }), values.repos);
}
