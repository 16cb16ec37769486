import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { generateClients, withFolderSchemas } from './folder-schemas.ts';
import type { Places } from './places.ts';

export const modes = ['typed', 'untyped'] as const;
export type Mode = (typeof modes)[number];

interface LintRun extends Places {
  readonly plugin: string;
  readonly mode: Mode;
  /** Repositories, separated by commas. Default: all. */
  readonly repos: string | undefined;
}

/** Lints the covered folders. Answers the file with the findings of the loop rules. */
export function lintCorpus(run: LintRun): string {
  // The check-outs of a run without types have no packages and no generated clients.
  const own = join(run.cache, run.mode);
  mkdirSync(own, { recursive: true });
  if (run.mode === 'typed') generateFolderSchemas(run, own);
  const out = join(own, 'findings.jsonl');
  lint(run, own, out, run.repos);
  return out.replace('.jsonl', '-loops.jsonl');
}

function lint({ corpus, mirror, plugin, mode }: LintRun, own: string, out: string, repos: string | undefined): void {
  const chosen = repos === undefined ? [] : ['--repos', repos];
  const untyped = mode === 'untyped' ? ['--untyped'] : [];
  const paths = ['--mirror', mirror, '--cache', own, '--plugin', plugin, '--dir', corpus, '--out', out];
  execFileSync(
    process.execPath,
    ['--max-old-space-size=12000', join(corpus, 'run.mjs'), ...paths, ...untyped, ...chosen],
    { stdio: 'inherit' },
  );
}

/** Generates the clients that `run.mjs` leaves out. A repository that is not checked out yet is linted once for that. */
function generateFolderSchemas(run: LintRun, own: string): void {
  const wanted = run.repos?.split(',');
  for (const { repo, folders } of withFolderSchemas(run)) {
    if (wanted && !wanted.includes(repo)) continue;
    const checkout = join(own, 'src', repo.replace('/', '__'));
    if (!existsSync(join(checkout, '.ready'))) lint(run, own, join(own, 'discarded.jsonl'), repo);
    generateClients(checkout, folders);
  }
}

const lists = { missed: 'Missed', false: 'Reported in error', unlabelled: 'Reported without a label' } as const;

/** Prints the tables, and the sites that are missed, reported in error, or without a label. */
export function scoreCorpus({ corpus }: Places, findings: string, repos: string | undefined): void {
  const score = (...options: readonly string[]): string => {
    const chosen = repos === undefined ? [] : ['--repos', repos];
    return execFileSync(process.execPath, [join(corpus, 'score.mjs'), findings, ...chosen, ...options], {
      encoding: 'utf8',
    });
  };
  console.log(score('--by', 'orm'));
  for (const [list, title] of Object.entries(lists)) {
    // The tables come before each list again.
    const sites = score('--list', list)
      .split('\n')
      .filter((line) => /^[\w.-]+\/[\w.-]+ \S+:\d+ /.test(line));
    console.log(`${title} (${String(sites.length)})\n${sites.map((site) => `  ${site}\n`).join('')}`);
  }
}
