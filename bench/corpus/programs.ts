import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

export const modes = ['typed', 'untyped'] as const;
export type Mode = (typeof modes)[number];

/** Where the corpus, the repositories and the cache lie. */
export interface Places {
  readonly corpus: string;
  readonly mirror: string;
  readonly cache: string;
}

interface LintRun extends Places {
  readonly plugin: string;
  readonly mode: Mode;
  /** Repositories, separated by commas. Default: all. */
  readonly repos: string | undefined;
}

/** Lints the covered folders. Answers the file with the findings of the loop rules. */
export function lintCorpus({ corpus, mirror, cache, plugin, mode, repos }: LintRun): string {
  // The check-outs of a run without types have no packages and no generated clients.
  const own = join(cache, mode);
  const out = join(own, 'findings.jsonl');
  mkdirSync(own, { recursive: true });
  const chosen = repos === undefined ? [] : ['--repos', repos];
  const untyped = mode === 'untyped' ? ['--untyped'] : [];
  const paths = ['--mirror', mirror, '--cache', own, '--plugin', plugin, '--dir', corpus, '--out', out];
  execFileSync(
    process.execPath,
    ['--max-old-space-size=12000', join(corpus, 'run.mjs'), ...paths, ...untyped, ...chosen],
    {
      stdio: 'inherit',
    },
  );
  return out.replace('.jsonl', '-loops.jsonl');
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
