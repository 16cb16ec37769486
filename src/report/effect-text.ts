import { basename } from 'node:path';

import type { Effect } from '../analysis/effect.ts';

const stepLimit = 3;

/** The queries that a call runs, and the way to them, in the user's own names. */
export function effectText([first, ...others]: readonly [Effect, ...Effect[]]): { queries: string; through: string } {
  const more =
    others.length === 0 ? '' : ` and ${String(others.length)} more ${others.length === 1 ? 'query' : 'queries'}`;
  const shown = first.trace
    .slice(0, stepLimit)
    .map(({ name, fileName, line }) => `\`${name}\` (${basename(fileName)}:${String(line)})`);
  const rest = first.trace.length - shown.length;
  const path = [...shown, ...(rest > 0 ? [`${String(rest)} more ${rest === 1 ? 'call' : 'calls'}`] : [])].join(' → ');
  return { queries: `\`${first.query.name}\`${more}`, through: path === '' ? '' : `, through ${path}` };
}
