import type { Clock, Timer } from '../clock.ts';

export interface UsageAlarmSettings {
  readonly clock: Clock;
  /** Usage above this is high. */
  readonly high: number;
  /** Usage at or below this, for `calmMs`, is normal again. */
  readonly normal: number;
  readonly calmMs: number;
  onHigh(): void;
  onNormal(highForMs: number): void;
}

/**
 * Says when usage becomes high and when it is normal again. A pool that goes up and down within `calmMs` is high all the
 * while: one event, not one per query.
 */
export class UsageAlarm {
  readonly #settings: UsageAlarmSettings;
  #highSince: number | undefined;
  /** Since when usage has been low, while the alarm is on. */
  #lowSince: number | undefined;
  #timer: Timer | undefined;

  constructor(settings: UsageAlarmSettings) {
    this.#settings = settings;
  }

  update(usage: number): void {
    const { clock, high, normal } = this.#settings;
    if (this.#highSince === undefined) {
      if (usage <= high) return;
      this.#highSince = clock.now();
      this.#settings.onHigh();
    } else if (usage > normal) {
      this.#lowSince = undefined;
    } else if (this.#lowSince === undefined) {
      this.#lowSince = clock.now();
      this.#wait(this.#settings.calmMs);
    }
  }

  close(): void {
    this.#timer?.cancel();
  }

  /** One timer per `calmMs` however often usage goes up and down. */
  #wait(milliseconds: number): void {
    this.#timer ??= this.#settings.clock.setTimeout(() => {
      this.#timer = undefined;
      this.#judge();
    }, milliseconds);
    this.#timer.unref();
  }

  #judge(): void {
    if (this.#lowSince === undefined || this.#highSince === undefined) return;
    const { clock, calmMs } = this.#settings;
    const left = calmMs - (clock.now() - this.#lowSince);
    if (left > 0) {
      this.#wait(left);
      return;
    }
    const highForMs = this.#lowSince - this.#highSince;
    this.#highSince = undefined;
    this.#lowSince = undefined;
    this.#settings.onNormal(highForMs);
  }
}
