import { setTimeout } from 'node:timers/promises';

import { loadPackage } from './load-module.ts';

/** Time for a client to send the next of its queries. */
const pauseMilliseconds = 30;

let statements: string[] | undefined;

/** To be called with each statement that a driver sends. */
export function record(statement: string): void {
  statements?.push(statement);
}

/**
 * The statements that are sent while something runs, without those that only frame transactions.
 * @param isIdle whether the server runs nothing: where a run fails, what it started side by side goes on
 */
export async function recordStatements(
  run: () => Promise<'succeeded' | 'failed'>,
  isIdle: () => Promise<boolean>,
): Promise<readonly string[]> {
  if (statements) throw new Error('Statements are recorded for one run at a time.');
  const sent: string[] = [];
  statements = sent;
  try {
    if ((await run()) === 'failed') {
      for (let seen = -1; seen !== sent.length || !(await isIdle());) {
        seen = sent.length;
        await setTimeout(pauseMilliseconds);
      }
    }
  } finally {
    statements = undefined;
  }
  return sent.filter((text) => !/^\s*(begin|start transaction|commit|rollback|savepoint|release|set)\b/i.test(text));
}

type Querying = Record<'query' | 'execute', (this: unknown, ...parameters: readonly unknown[]) => unknown>;

const recorded = new WeakSet();

/** Records what the copy of `pg` sends that packages in a folder use. */
export function recordPg(folder: string): void {
  const { Client } = loadPackage(folder, 'pg') as { Client: { prototype: Querying } };
  recordMethods(Client.prototype, ['query']);
}

/** Records what the copy of `mysql2` sends that packages in a folder use. */
export function recordMysql2(folder: string): void {
  const { Connection } = loadPackage(folder, 'mysql2') as { Connection: { prototype: Querying } };
  recordMethods(Connection.prototype, ['query', 'execute']);
}

/** Records the statements that are given to methods, as a text or in an object. */
function recordMethods(prototype: Querying, names: readonly (keyof Querying)[]): void {
  if (recorded.has(prototype)) return;
  recorded.add(prototype);
  for (const name of names) {
    const method = prototype[name];
    prototype[name] = function (first, ...rest) {
      record(typeof first === 'string' ? first : textOf(first));
      return method.call(this, first, ...rest);
    };
  }
}

function textOf(query: unknown): string {
  const { text, sql } = query as { text?: string; sql?: string };
  return text ?? sql ?? '';
}
