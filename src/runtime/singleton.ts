import { checkText } from './option-checks.ts';

/** The same for all copies of this module: hot reloading and bundlers make several. */
const registryKey = Symbol.for('poolwise.singletons');

interface Entry {
  readonly value: unknown;
}

const beingBuilt: Entry = { value: undefined };

/**
 * Builds a value once for the whole process, however often a development server loads the module again: without it, each
 * reload opens another pool beside the old ones. In production it is what a constant would be.
 *
 * What cannot be built is not kept: where `build` throws, or the promise that it answers rejects, the next call builds
 * again. The value lives until the process ends, so that a changed `build` takes effect after a restart.
 *
 * @param key names the value; another module that uses the same key gets the same value.
 * @throws TypeError where the key is no text; Error where `build` asks for its own key.
 * @example
 * export const pool = singleton('reports', () => new Pool({ connectionString, ...pgOptions(settings) }));
 */
export function singleton<Value>(key: string, build: () => Value): Value {
  checkText('singleton', 'key', key);
  const values = registry();
  const kept = values.get(key);
  if (kept === beingBuilt)
    throw new Error(`singleton('${key}'): its build asks for itself. Build it from something else.`);
  // By contract, one key stands for one type.
  if (kept) return kept.value as Value;

  values.set(key, beingBuilt);
  let entry: Entry | undefined;
  try {
    entry = { value: build() };
  } finally {
    if (entry) values.set(key, entry);
    else values.delete(key);
  }
  forgetWhereRejected(values, key, entry);
  return entry.value as Value;
}

function registry(): Map<string, Entry> {
  const holder = globalThis as typeof globalThis & Record<typeof registryKey, Map<string, Entry> | undefined>;
  return (holder[registryKey] ??= new Map<string, Entry>());
}

function forgetWhereRejected(values: Map<string, Entry>, key: string, entry: Entry): void {
  if (!(entry.value instanceof Promise)) return;
  entry.value.catch(() => {
    if (values.get(key) === entry) values.delete(key);
  });
}
