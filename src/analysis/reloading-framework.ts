import type ts from 'typescript';

import type { Analysis } from './analysis.ts';

/** Frameworks whose development servers load files of the server again in one process, by their packages. */
const reloading: Readonly<Record<string, string>> = {
  next: 'Next.js',
  '@remix-run/dev': 'Remix',
  '@react-router/dev': 'React Router',
  '@sveltejs/kit': 'SvelteKit',
  astro: 'Astro',
  '@solidjs/start': 'SolidStart',
  '@tanstack/react-start': 'TanStack Start',
};

/** Files that such a framework does not load. */
const beside =
  /(^|\/)(server|worker|instrumentation|cron|jobs?|queue)([.-][^/]*)?\.[cm]?[jt]s$|(^|\/)(workers?|jobs|cron)\//i;

/** The framework whose development server loads a file again after a change, if there is one. */
export function reloadingFrameworkOf(analysis: Analysis, { fileName }: ts.SourceFile): string | undefined {
  const dependencies = analysis.dependenciesOf(fileName);
  const framework = Object.keys(reloading).find((name) => dependencies.has(name));
  return framework === undefined || beside.test(fileName) ? undefined : reloading[framework];
}
