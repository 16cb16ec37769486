/**
 * What the runtime costs and what it is worth:
 *
 *     npx tsx bench/runtime.ts                  # all of it, about five minutes
 *     npx tsx bench/runtime.ts overhead heap    # time per call, memory of 10 million calls
 *     npx tsx bench/runtime.ts load             # an endpoint under load on an embedded PostgreSQL
 *     npx tsx bench/runtime.ts faults           # what callers of a guard see while server or network fail
 */
import { measureFaults } from './runtime/faults.ts';
import { measureLoad } from './runtime/load.ts';
import { runBuilt } from './runtime/run-built.ts';

const measurements: Readonly<Record<string, () => Promise<void>>> = {
  overhead: () => runBuilt('overhead'),
  heap: () => runBuilt('heap', ['--expose-gc']),
  load: measureLoad,
  faults: measureFaults,
};

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in measurements));
if (unknown !== undefined) {
  throw new Error(`There is no measurement "${unknown}". Accepted: ${Object.keys(measurements).join(', ')}.`);
}
for (const [name, measure] of Object.entries(measurements)) {
  if (asked.length === 0 || asked.includes(name)) await measure();
}
