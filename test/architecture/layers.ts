/** A part of the source, or what comes from outside, and what a part may import besides itself. */
export interface Layer {
  readonly name: string;
  readonly pattern: RegExp;
  readonly imports: readonly string[];
}

/** The first pattern that matches decides. */
export const layers: readonly Layer[] = [
  {
    name: 'plugin',
    pattern: /^src\/index\.ts$/,
    imports: ['rule index', 'client index', 'source', 'manifest', 'eslint'],
  },
  { name: 'rule index', pattern: /^rules\/index\.ts$/, imports: ['rule'] },
  { name: 'rule', pattern: /^rules\//, imports: ['create-rule', 'report'] },
  { name: 'report', pattern: /^src\/report\//, imports: ['analysis', 'define-client', 'node'] },
  {
    name: 'create-rule',
    pattern: /^src\/create-rule\.ts$/,
    imports: ['source', 'rewrite', 'analysis', 'settings', 'eslint'],
  },
  {
    name: 'source',
    pattern: /^src\/source\//,
    imports: ['rewrite', 'analysis', 'settings', 'catalogue', 'define-client', 'eslint', 'typescript', 'node'],
  },
  {
    name: 'rewrite',
    pattern: /^src\/rewrite\//,
    imports: ['analysis', 'define-client', 'typescript', 'pluralize'],
  },
  {
    name: 'analysis',
    pattern: /^src\/analysis\//,
    imports: ['settings', 'catalogue', 'define-client', 'typescript'],
  },
  { name: 'settings', pattern: /^src\/settings\.ts$/, imports: ['define-client', 'node'] },
  { name: 'catalogue', pattern: /^src\/clients\/catalogue\.ts$/, imports: ['define-client'] },
  { name: 'define-client', pattern: /^src\/clients\/(define-client|[a-z-]+-facts?)\.ts$/, imports: [] },
  { name: 'client index', pattern: /^src\/clients\/index\.ts$/, imports: ['client'] },
  { name: 'client', pattern: /^src\/clients\//, imports: ['define-client'] },
  { name: 'checklist', pattern: /^src\/checklist\//, imports: ['eslint', 'node'] },
  { name: 'runtime', pattern: /^src\/runtime\//, imports: ['node'] },
  { name: 'manifest', pattern: /^package\.json$/, imports: [] },
  { name: 'eslint', pattern: /^eslint$/, imports: [] },
  { name: 'typescript', pattern: /^typescript$/, imports: [] },
  { name: 'pluralize', pattern: /^pluralize$/, imports: [] },
  { name: 'node', pattern: /^node:/, imports: [] },
];

/** Clients and rules stand side by side: none imports another. */
export const layersOfStrangers: readonly string[] = ['rule', 'client'];

export function layerOf(path: string): Layer {
  const layer = layers.find(({ pattern }) => pattern.test(path));
  if (!layer) throw new Error(`"${path}" belongs to no layer: name one in test/architecture/layers.ts.`);
  return layer;
}
