import type { LifetimeCause, LifetimeFault } from '../analysis/lifetime-faults.ts';

/** The parts of a message about something acquired, in the user's own names. */
export interface LifetimeText extends Record<string, string> {
  readonly holder: string;
  readonly acquiredBy: string;
  /** What ends its life, in the third person: `gives back the connection`. */
  readonly ending: string;
  /** The same of the holder: `not given back`, `neither committed nor rolled back`. */
  readonly unended: string;
  /** How it comes about: ``puts into `client` ``, `opens`. */
  readonly begun: string;
  /** What is lost each time. */
  readonly loss: string;
  /** What to do where nothing ends it: ``Call `client.release()` in a `finally` ``. */
  readonly remedy: string;
  /** What to do where an error leaves the path. */
  readonly remedyAfterError: string;
  /** What to do where the code itself leaves the path. */
  readonly remedyOnPath: string;
  /** When it is still held: ``when `client.query` on line 12 throws``. */
  readonly moment: string;
}

export function lifetimeText({ acquisition, holder, acquiredBy, cause }: LifetimeFault): LifetimeText {
  const { gives, releasedBy, opensReceiver = false, method } = acquisition.fact;
  const [first = '', second = ''] = releasedBy.map((way) => `\`${holder}.${way}()\``);
  const isClosed = gives === 'connection' && (opensReceiver || method === 'createConnection');
  const [endsIt, ended] = isClosed ? ['closes', 'closed'] : endings[gives];
  const names = { holder, acquiredBy, ending: `${endsIt} the ${gives}`, moment: cause ? momentOf(cause) : '' };
  const begun = opensReceiver ? (gives === 'transaction' ? 'begins' : 'opens') : `puts into \`${holder}\``;
  if (gives === 'transaction')
    return {
      ...names,
      begun,
      unended: 'neither committed nor rolled back',
      loss: 'Each time, a connection stays out of the pool, in a transaction that keeps its locks. When all are out, every query waits',
      remedy: `Call ${first} at its end and ${second} in a \`catch\``,
      remedyAfterError: `Call ${second} in a \`catch\``,
      remedyOnPath: `Call ${first} or ${second} on that path as well`,
    };
  return {
    ...names,
    begun,
    unended: `not ${ended}`,
    loss: isClosed
      ? 'Each time, a connection to the server stays open, until the server refuses new ones'
      : losses[gives],
    remedy: `Call ${first} in a \`finally\``,
    remedyAfterError: `Call ${first} on that path as well, in a \`finally\` or \`catch\``,
    remedyOnPath: `Call ${first} on that path as well, best in a \`finally\``,
  };
}

const endings = {
  connection: ['gives back', 'given back'],
  session: ['ends', 'ended'],
  transaction: ['ends', 'ended'],
} as const;

const losses = {
  connection: 'Each time, the pool has one connection less. When all are out, every query waits',
  session: 'Each time, a session of the server stays open with whatever it has started',
} as const;

function momentOf({ by, text, line }: LifetimeCause): string {
  const place = `\`${text}\` on line ${String(line)}`;
  return by === 'error' ? `when ${place} throws` : `at the ${place}`;
}
