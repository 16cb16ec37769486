/** How often something runs, relative to one entry of its function. */
export type Multiplicity = 'once' | 'bounded' | 'paged' | 'polled' | 'perElement' | 'unknown';

/** How the runs of a repeated query share connections. */
export type Execution = 'sequential' | 'fanOut' | 'limitedFanOut' | 'held' | 'collected';

const weight: Readonly<Record<Multiplicity, number>> = {
  once: 0,
  bounded: 1,
  paged: 2,
  polled: 3,
  unknown: 4,
  perElement: 5,
};

/** How often an inner slot runs in all: once per element, whatever surrounds it, is the strongest. */
export function compose(outer: Multiplicity, inner: Multiplicity): Multiplicity {
  return weight[outer] >= weight[inner] ? outer : inner;
}
