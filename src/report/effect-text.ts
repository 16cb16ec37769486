import { basename } from 'node:path';

import type { Effect } from '../analysis/effect.ts';
import { isSentSometimes, oneRunOf } from '../analysis/one-run.ts';
import { queryName } from './query-name.ts';

const stepLimit = 3;

/** The queries that a run of a call sends at most, and the way to them, in the user's own names. */
export function effectText(effects: readonly [Effect, ...Effect[]]): { queries: string; through: string } {
  const [first, ...others] = oneRunOf(effects);
  const shown = first.trace
    .slice(0, stepLimit)
    .map(({ name, fileName, line }) => `\`${name}\` (${basename(fileName)}:${String(line)})`);
  const rest = first.trace.length - shown.length;
  const path = [...shown, ...(rest > 0 ? [`${String(rest)} more ${rest === 1 ? 'call' : 'calls'}`] : [])].join(' → ');
  return {
    queries: `\`${queryName(first.query.name)}\`${moreText(others)}`,
    through: path === '' ? '' : `, through ${path}`,
  };
}

function moreText(others: readonly Effect[]): string {
  if (others.length === 0) return '';
  const limit = others.some(({ isOneOfMore }) => isOneOfMore === true)
    ? 'at least '
    : others.some(isSentSometimes)
      ? 'up to '
      : '';
  return ` and ${limit}${String(others.length)} more ${others.length === 1 ? 'query' : 'queries'}`;
}
