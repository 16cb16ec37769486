/** What is left on the heap after 10 million calls, and at most during them. */
import { monitorPool } from '../../src/runtime/index.ts';
import { fakePgPool } from '../../test/runtime/monitor/fake-pg-pool.ts';
import { markdownTable } from './markdown-table.ts';
import { protections } from './protections.ts';

const calls = 10_000_000;
const callsToWarmUp = 100_000;

const collect = (globalThis as { gc?: () => void }).gc;
if (!collect) throw new Error('The heap is measured with node --expose-gc.');

function heap(): number {
  collect?.();
  return process.memoryUsage().heapUsed;
}

async function run(call: () => Promise<unknown>, times: number): Promise<number> {
  let most = 0;
  for (let index = 0; index < times; index++) {
    await call();
    if (index % (calls / 10) === calls / 20) most = Math.max(most, heap());
  }
  return most;
}

const pool = fakePgPool(10);
const monitor = monitorPool(pool);
const measured: Record<string, () => Promise<unknown>> = {};
for (const [name, create] of Object.entries(protections)) {
  const protect = create();
  const work = (): Promise<number> => Promise.resolve(1);
  measured[name] = () => protect(work);
}
measured['poolwise monitor of a pool'] = () => pool.query('SELECT name FROM users WHERE id = $1', [1]);

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1024).toLocaleString('en')} kB`;
const rows: string[][] = [];
for (const [name, call] of Object.entries(measured)) {
  await run(call, callsToWarmUp);
  const before = heap();
  const most = await run(call, calls);
  rows.push([name, kilobytes(heap() - before), kilobytes(most - before)]);
}
console.log(`\nHeap after ${calls.toLocaleString('en')} calls, and at most during them:\n`);
console.log(markdownTable(['', 'more after', 'more during'], rows));
monitor.close();
await pool.end();
// opossum keeps a timer that holds the process.
process.exit();
