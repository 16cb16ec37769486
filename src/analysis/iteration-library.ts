import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { effectIterationOf } from './effect-library.ts';
import { importedName, type ImportedName } from './imported-name.ts';
import { initializerOf } from './references.ts';
import type { Overlap } from './repetition.ts';
import type { StatedIteration } from './stated-iteration.ts';
import { accessOf, unwrap } from './syntax.ts';

/** How a library function iterates: which argument is the source, which the callback, and how many run at once. */
interface LibraryIteration {
  readonly source: number;
  readonly callback: number;
  readonly overlap: Overlap;
}

const concurrent = (source: number, callback: number): LibraryIteration => ({
  source,
  callback,
  overlap: 'concurrent',
});
const limited = (source: number, callback: number): LibraryIteration => ({ source, callback, overlap: 'limited' });
const sequential = (source: number, callback: number): LibraryIteration => ({
  source,
  callback,
  overlap: 'sequential',
});

/** `async` 3: https://caolan.github.io/async/v3/docs.html */
const asyncMethods: Readonly<Record<string, LibraryIteration>> = Object.fromEntries(
  [
    'each',
    'forEach',
    'eachOf',
    'forEachOf',
    'map',
    'mapValues',
    'filter',
    'reject',
    'detect',
    'some',
    'every',
    'concat',
    'sortBy',
    'groupBy',
  ].flatMap((name) => [
    [name, concurrent(0, 1)],
    [`${name}Limit`, limited(0, 2)],
    [`${name}Series`, sequential(0, 1)],
  ]),
);

const bluebird: Readonly<Record<string, LibraryIteration>> = {
  map: concurrent(0, 1),
  filter: concurrent(0, 1),
  each: sequential(0, 1),
  mapSeries: sequential(0, 1),
  reduce: sequential(0, 1),
};

const lodash: Readonly<Record<string, LibraryIteration>> = Object.fromEntries(
  ['map', 'flatMap', 'forEach', 'each', 'forIn', 'forOwn', 'mapValues', 'filter'].map((name) => [
    name,
    concurrent(0, 1),
  ]),
);

const libraries: Readonly<Record<string, Readonly<Record<string, LibraryIteration>>>> = {
  async: asyncMethods,
  bluebird,
  lodash,
  'lodash-es': lodash,
  underscore: lodash,
  remeda: lodash,
  'p-map': { '*': limited(0, 1), pMapIterable: limited(0, 1) },
  'p-each-series': { '*': sequential(0, 1) },
  'p-map-series': { '*': sequential(0, 1) },
  'p-filter': { '*': limited(0, 1) },
  'p-reduce': { '*': sequential(0, 1) },
  'modern-async': {
    map: concurrent(0, 1),
    forEach: concurrent(0, 1),
    mapLimit: limited(0, 1),
    forEachLimit: limited(0, 1),
    mapSeries: sequential(0, 1),
    forEachSeries: sequential(0, 1),
  },
};

/** The iteration that a call of a library stands for. A given `concurrency` makes it limited. */
export function libraryIterationOf(analysis: Analysis, call: ts.CallExpression): StatedIteration | undefined {
  const effects = effectIterationOf(analysis, call);
  if (effects) return effects;
  const iteration = iterationByTable(analysis, call);
  return iteration && { ...iteration, source: call.arguments[iteration.source] };
}

function iterationByTable(analysis: Analysis, call: ts.CallExpression): LibraryIteration | undefined {
  const imported = importedName(analysis, unwrap(call.expression));
  const methods = imported && libraries[imported.module.replace(/^(async|lodash)\/.*$/, '$1')];
  if (!imported || !methods) return undefined;
  const method = imported.module.includes('/') ? basename(imported.module) : imported.name;
  const iteration = methods[method] ?? methods['*'];
  if (!iteration || iteration.overlap === 'sequential') return iteration;
  const options = call.arguments[Math.max(iteration.source, iteration.callback) + 1];
  const concurrency = options && concurrencyIn(options);
  if (concurrency === '1') return { ...iteration, overlap: 'sequential' };
  if (concurrency !== undefined) return { ...iteration, overlap: 'limited' };
  // Without a number, p-map runs all at once.
  return imported.module.startsWith('p-') ? { ...iteration, overlap: 'concurrent' } : iteration;
}

/** Whether a call iterates by a library whose promise waits for the callbacks, as all but those of Lodash do. */
export function waitsForCallbacks(analysis: Analysis, call: ts.CallExpression): boolean {
  const module = importedName(analysis, unwrap(call.expression))?.module ?? '';
  return !module.startsWith('lodash') && libraryIterationOf(analysis, call) !== undefined;
}

/** `map` in `lodash/map.js`. */
function basename(module: string): string {
  return (module.split('/').at(-1) ?? '').replace(/\.[cm]?js$/, '');
}

function concurrencyIn(options: ts.Expression): string | undefined {
  const node = unwrap(options);
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const property = node.properties.find((candidate) => candidate.name?.getText() === 'concurrency');
  if (!property) return undefined;
  return ts.isPropertyAssignment(property) ? property.initializer.getText() : property.getText();
}

const limiterModules = new Set([
  'p-limit',
  'p-queue',
  'p-throttle',
  'bottleneck',
  'async-sema',
  'promise-limit',
  '@supercharge/promise-pool',
  'p-ratelimit',
]);
const limiterMethods = new Set(['add', 'addAll', 'schedule', 'push', 'enqueue']);

/** Whether a call hands its callback to a limiter: `limit(() => …)` of p-limit, `queue.add(() => …)` of p-queue. */
export function isLimiterCall(analysis: Analysis, call: ts.CallExpression): boolean {
  const callee = unwrap(call.expression);
  const access = accessOf(callee);
  if (access && !limiterMethods.has(access.name)) return false;
  const initializer = initializerOf(analysis, access?.object ?? callee);
  if (!initializer) return false;
  const made = unwrap(initializer);
  if (!ts.isCallExpression(made) && !ts.isNewExpression(made)) return false;
  const imported: ImportedName | undefined = importedName(analysis, unwrap(made.expression));
  return imported !== undefined && limiterModules.has(imported.module);
}
