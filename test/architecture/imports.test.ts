import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { layerOf, layers, layersOfStrangers } from './layers.ts';
import { findCycle, readModuleGraph } from './module-graph.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const graph = readModuleGraph(root, ['src', 'rules']);

describe('imports', () => {
  it.each([...graph.keys()])('of %s are allowed', (path) => {
    const { name, imports } = layerOf(path);
    const allowed = layersOfStrangers.includes(name) ? imports : [name, ...imports];
    const forbidden = (graph.get(path) ?? []).filter((imported) => !allowed.includes(layerOf(imported).name));
    expect(forbidden, `"${name}" may import only ${allowed.join(', ')}`).toEqual([]);
  });

  it('form no cycle, those of types included', () => {
    expect(findCycle(graph)).toBeUndefined();
  });
});

describe('the table of layers', () => {
  const names = layers.map(({ name }) => name);

  it('names each layer once and imports only named ones', () => {
    expect(new Set(names).size).toBe(names.length);
    expect(layers.flatMap(({ imports }) => imports).filter((name) => !names.includes(name))).toEqual([]);
  });

  it('allows no cycle', () => {
    expect(findCycle(new Map(layers.map(({ name, imports }) => [name, imports])))).toBeUndefined();
  });
});

describe('the search for cycles', () => {
  it('finds the way from a module back to itself', () => {
    const cyclic = new Map([
      ['start.ts', ['one.ts', 'two.ts']],
      ['one.ts', []],
      ['two.ts', ['three.ts']],
      ['three.ts', ['one.ts', 'two.ts']],
    ]);
    expect(findCycle(cyclic)).toEqual(['two.ts', 'three.ts', 'two.ts']);
  });
});
