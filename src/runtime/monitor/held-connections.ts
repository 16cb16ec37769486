import type { Clock, Timer } from '../clock.ts';

interface Hold {
  readonly since: number;
  readonly timer: Timer | undefined;
}

export interface HeldConnectionsSettings {
  readonly clock: Clock;
  /** Undefined: holds are timed, but nobody is warned. */
  readonly leakAfterMs: number | undefined;
  readonly onLeak: (heldMs: number, stack: string) => void;
}

/** Which connections are lent out, since when, and by whom they were acquired. */
export class HeldConnections {
  readonly #settings: HeldConnectionsSettings;
  readonly #holds = new Map<object, Hold>();

  constructor(settings: HeldConnectionsSettings) {
    this.#settings = settings;
  }

  /** Without a stack nobody is warned: who holds the connection gives it back as soon as its query ends. */
  take(connection: object, stack: string | undefined): void {
    this.giveBack(connection);
    const { clock, leakAfterMs, onLeak } = this.#settings;
    const since = clock.now();
    const timer =
      leakAfterMs === undefined || stack === undefined
        ? undefined
        : clock.setTimeout(() => {
            onLeak(clock.now() - since, stack);
          }, leakAfterMs);
    timer?.unref();
    this.#holds.set(connection, { since, timer });
  }

  /** How long it was held, in milliseconds; undefined when it was not. */
  giveBack(connection: object): number | undefined {
    const hold = this.#holds.get(connection);
    if (!hold) return undefined;
    this.#holds.delete(connection);
    hold.timer?.cancel();
    return this.#settings.clock.now() - hold.since;
  }

  close(): void {
    for (const { timer } of this.#holds.values()) timer?.cancel();
    this.#holds.clear();
  }
}
