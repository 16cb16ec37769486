/** Time per call of each protection, with nothing going wrong, around two kinds of work. */
import type pg from 'pg';

import { monitorPool } from '../../src/runtime/index.ts';
import { fakePgPool } from '../../test/runtime/monitor/fake-pg-pool.ts';
import { markdownTable } from './markdown-table.ts';
import { protections, type Work } from './protections.ts';

const rounds = 60;
const callsOfRound = 20_000;

/** A driver that has the answer already, so that nothing but the calls takes time. */
function drive(): Promise<{ readonly rows: readonly { readonly name: string }[] }> {
  return Promise.resolve({ rows: [{ name: 'Ada' }] });
}

const works: Readonly<Record<string, Work>> = {
  // What an application's data access does at least: it awaits the driver and takes from the answer what it wants.
  'ns, of a function that awaits a driver': async () => {
    const { rows } = await drive();
    return rows[0]?.name;
  },
  // eslint-disable-next-line @typescript-eslint/require-await -- the least that an async function can cost
  'ns, of an async function alone': async () => 1,
};

/**
 * Processor time and not time of the clock, since other processes may run; the lower quartile of interleaved rounds, since
 * they disturb even so.
 */
async function measure(calls: Readonly<Record<string, () => Promise<unknown>>>): Promise<Record<string, number>> {
  const times: Record<string, number[]> = {};
  for (let round = -5; round < rounds; round++) {
    for (const [name, call] of Object.entries(calls)) {
      const before = process.cpuUsage();
      for (let index = 0; index < callsOfRound; index++) await call();
      const { user, system } = process.cpuUsage(before);
      if (round >= 0) (times[name] ??= []).push(((user + system) * 1000) / callsOfRound);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, lowerQuartile(all)]));
}

function lowerQuartile(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 2] ?? 0;
}

const columns: Record<string, number>[] = [];
for (const work of Object.values(works)) {
  const calls = Object.entries(protections).map(([name, create]) => {
    const run = create();
    return [name, () => run(work)] as const;
  });
  columns.push(await measure(Object.fromEntries(calls)));
}
const [first = ''] = Object.keys(protections);
console.log(`Per call, processor time, lower quartile of ${String(rounds)} rounds of ${String(callsOfRound)} calls:\n`);
console.log(
  markdownTable(
    ['', ...Object.keys(works).flatMap((name) => [name, 'ratio'])],
    Object.keys(protections).map((name) => [
      name,
      ...columns.flatMap((times) => {
        const time = times[name] ?? 0;
        return [time.toFixed(0), (time / (times[first] ?? 0)).toFixed(2)];
      }),
    ]),
  ),
);

const alone = fakePgPool(10);
const watched = fakePgPool(10);
const monitor = monitorPool(watched);
const query = (pool: pg.Pool) => () => pool.query('SELECT name FROM users WHERE id = $1', [1]);
const { pool = 0, monitored = 0 } = await measure({ pool: query(alone), monitored: query(watched) });
console.log(
  `\nA query of a pool of pg whose connections answer at once: ${pool.toFixed(0)} ns, with a monitor ${monitored.toFixed(0)} ns.`,
);
monitor.close();
await Promise.all([alone.end(), watched.end()]);
// opossum keeps a timer that holds the process.
process.exit();
