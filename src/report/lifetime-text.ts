import type { LifetimeFault } from '../analysis/lifetime-faults.ts';

/** The parts of a message about something acquired, in the user's own names. */
export interface LifetimeText extends Record<string, string> {
  readonly holder: string;
  readonly acquiredBy: string;
  /** `connection`, `session`, `transaction`. */
  readonly thing: string;
  /** What is lost each time. */
  readonly loss: string;
  /** How it is given back: `` `client.release()` ``. */
  readonly remedy: string;
  /** What leaves the path: `` `client.query` on line 12 ``. */
  readonly cause: string;
}

export function lifetimeText({ acquisition, holder, acquiredBy, cause }: LifetimeFault): LifetimeText {
  const { gives, releasedBy } = acquisition.fact;
  const name = holder === '' ? '' : `${holder}.`;
  const ways = gives === 'transaction' ? releasedBy.slice(0, 2) : releasedBy.slice(0, 1);
  return {
    holder,
    acquiredBy,
    thing: gives,
    loss: loss(gives, acquisition.fact.opensReceiver ?? false, acquisition.fact.method),
    remedy: ways.map((way) => `\`${name}${way}()\``).join(' or '),
    cause: cause ? `\`${cause.text}\` on line ${String(cause.line)}` : '',
  };
}

function loss(gives: string, isOpened: boolean, method: string): string {
  if (gives === 'session') return 'Each time, a session of the server stays open with whatever it has started';
  if (gives === 'transaction')
    return 'Each time, a connection stays out of the pool, in a transaction that keeps its locks. When all are out, every query waits';
  if (isOpened || method === 'createConnection')
    return 'Each time, a connection to the server stays open, until the server refuses new ones';
  return 'Each time, the pool has one connection less. When all are out, every query waits';
}
