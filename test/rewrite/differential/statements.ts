import { setTimeout } from 'node:timers/promises';

import { loadPackage } from './load-module.ts';

/** Many times what a statement on one of the small tables takes. */
const quietMilliseconds = 25;

let statements: string[] | undefined;

/** To be called with each statement that a driver sends. */
export function record(statement: string): void {
  statements?.push(statement);
}

/** The statements that are sent while something runs, without those that only frame transactions. */
export async function recordStatements(run: () => Promise<'succeeded' | 'failed'>): Promise<readonly string[]> {
  if (statements) throw new Error('Statements are recorded for one run at a time.');
  const sent: string[] = [];
  statements = sent;
  try {
    if ((await run()) === 'failed') await untilQuiet(sent);
  } finally {
    statements = undefined;
  }
  return sent.filter((text) => !/^\s*(begin|start transaction|commit|rollback|savepoint|release|set)\b/i.test(text));
}

/** Queries that were started side by side with one that failed go on. */
async function untilQuiet(sent: readonly string[]): Promise<void> {
  for (let seen = -1; seen !== sent.length;) {
    seen = sent.length;
    await setTimeout(quietMilliseconds);
  }
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
