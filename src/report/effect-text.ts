import { basename, dirname } from 'node:path';

import type { Effect } from '../analysis/effect.ts';
import { isSentSometimes, oneRunOf } from '../analysis/one-run.ts';
import { queryName } from './query-name.ts';

const stepLimit = 3;

/** The queries that a run of a call sends at most, and the way to them, in the user's own names. */
export function effectText(effects: readonly [Effect, ...Effect[]]): { queries: string; through: string } {
  const [first, ...others] = oneRunOf(effects);
  const shown = first.trace
    .slice(0, stepLimit)
    .map(({ name, fileName, line }) => `\`${name}\` (${shortName(fileName, first)}:${String(line)})`);
  const rest = first.trace.length - shown.length;
  const path = [...shown, ...(rest > 0 ? [`${String(rest)} more ${rest === 1 ? 'call' : 'calls'}`] : [])].join(' → ');
  return {
    queries: `\`${queryName(first.query.name)}\`${moreText(others)}`,
    through: path === '' ? '' : `, through ${path}`,
  };
}

/** A file's name, with its folder where another file on the way, or any, may have the same: `team/index.ts`. */
function shortName(fileName: string, { trace }: Effect): string {
  const own = trace[0]?.call.getSourceFile().fileName;
  const name = basename(fileName);
  const isShared = [own, ...trace.map((step) => step.fileName)].some(
    (other) => other !== undefined && other !== fileName && basename(other) === name,
  );
  const isAmbiguous = isShared || (fileName !== own && /^index\.\w+$/.test(name));
  const [folder = '', outer = ''] = dirname(fileName).split(/[\\/]/).toReversed();
  if (!isAmbiguous) return name;
  // All packages have their sources in a folder of the same name.
  return /^(src|lib)$/.test(folder) ? `${outer}/${folder}/${name}` : `${folder}/${name}`;
}

function moreText(others: readonly Effect[]): string {
  if (others.length === 0) return '';
  const isMore = others.some(({ isOneOfMore }) => isOneOfMore === true);
  const isUpTo = others.some(isSentSometimes);
  // How often a loop in a helper runs is not known, nor how many run of more than are kept, of which some may not.
  const isLoose = others.some(({ multiplicity }) => multiplicity === 'perElement') || (isMore && isUpTo);
  if (isLoose) return ' and more queries';
  const limit = isMore ? 'at least ' : isUpTo ? 'up to ' : '';
  return ` and ${limit}${String(others.length)} more ${others.length === 1 ? 'query' : 'queries'}`;
}
