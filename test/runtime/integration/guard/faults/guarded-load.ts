import { setTimeout as sleep } from 'node:timers/promises';

import {
  DatabaseUnavailableError,
  type UnavailableReason,
} from '../../../../../src/runtime/database-unavailable-error.ts';
import type { Guard } from '../../../../../src/runtime/guard.ts';

/** A table of ids without a key, so that a write that happens twice is seen. */
export interface LoadedDatabase {
  read(): Promise<unknown>;
  write(id: number): Promise<unknown>;
}

/** Reasons for which the guard never called the work. */
const notSent: ReadonlySet<UnavailableReason> = new Set(['circuitOpen', 'isolated', 'queueFull', 'queueTimeout']);

/** What became of each call, by its id. */
export interface LoadOutcome {
  readonly confirmed: ReadonlySet<number>;
  /** The guard said that it did not send them. */
  readonly refused: ReadonlySet<number>;
  /** Failed or took too long: nobody can know whether they happened. */
  readonly unknown: ReadonlySet<number>;
  /** Calls by what they came to: `served` or a reason. */
  readonly counts: Readonly<Record<string, number>>;
}

export interface GuardedLoad {
  /** Waits until so many more calls have been served. */
  served(calls: number): Promise<void>;
  /** Waits until a call has come to that. */
  seen(reason: UnavailableReason): Promise<void>;
  stop(): Promise<LoadOutcome>;
}

/** So many callers, each reading and writing in turn, as fast as the guard lets them. */
export function startGuardedLoad(guard: Guard, database: LoadedDatabase, callers: number): GuardedLoad {
  const confirmed = new Set<number>();
  const refused = new Set<number>();
  const unknown = new Set<number>();
  const counts: Record<string, number> = {};
  const waiting = new Set<() => void>();
  let stopped = false;
  let nextId = 1;

  function count(outcome: string): void {
    counts[outcome] = (counts[outcome] ?? 0) + 1;
    for (const check of waiting) check();
  }

  async function call(work: () => Promise<unknown>, idempotent: boolean): Promise<UnavailableReason | undefined> {
    try {
      await guard.run(work, { idempotent });
      count('served');
      return undefined;
    } catch (error) {
      // Anything else is a defect of the test or of the guard.
      if (!(error instanceof DatabaseUnavailableError)) throw error;
      count(error.reason);
      // As a client that reads Retry-After does, in the time of a test.
      await sleep(10);
      return error.reason;
    }
  }

  async function runCaller(): Promise<void> {
    while (!stopped) {
      await call(() => database.read(), true);
      const id = nextId++;
      const reason = await call(() => database.write(id), false);
      if (reason === undefined) confirmed.add(id);
      else if (notSent.has(reason)) refused.add(id);
      else unknown.add(id);
    }
  }

  function until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = (): void => {
        if (!holds()) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });
  }

  const ended = Promise.all(Array.from({ length: callers }, runCaller));
  return {
    served(calls) {
      const enough = (counts['served'] ?? 0) + calls;
      return Promise.race([until(() => (counts['served'] ?? 0) >= enough), ended.then(() => undefined)]);
    },
    seen: (reason) => Promise.race([until(() => reason in counts), ended.then(() => undefined)]),
    async stop() {
      stopped = true;
      await ended;
      return { confirmed, refused, unknown, counts };
    },
  };
}
