import {
  circuitBreaker,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleAll,
  retry,
  SamplingBreaker,
  wrap,
  type IPolicy,
} from 'cockatiel';
import OpossumBreaker from 'opossum';

import { CircuitBreaker, guard, Limiter, Retry } from '../../src/runtime/index.ts';

export type Work = () => Promise<unknown>;

/** Runs the work, protected in some way. */
export type Protection = (work: Work) => Promise<unknown>;

/** What stands between a caller and its work, with its name in the tables. Each is made anew. */
export const protections: Readonly<Record<string, () => Protection>> = {
  'bare await': () => (work) => work(),
  'poolwise breaker': () => {
    const breaker = new CircuitBreaker();
    return (work) => breaker.run(work);
  },
  'poolwise limiter': () => {
    const limiter = new Limiter({ max: 10 });
    return (work) => limiter.run(work);
  },
  'poolwise retry': () => {
    const again = new Retry();
    return (work) => again.run(work);
  },
  'poolwise guard: breaker, retry, limiter, deadline': () => {
    const database = guard({ name: 'bench', max: 10 });
    return (work) => database.run(work);
  },
  'cockatiel consecutive breaker': () => {
    const breaker = circuitBreaker(handleAll, { halfOpenAfter: 5000, breaker: new ConsecutiveBreaker(20) });
    return (work) => breaker.execute(work);
  },
  'cockatiel sampling breaker': () => {
    const breaker = cockatielSampling();
    return (work) => breaker.execute(work);
  },
  'cockatiel retry + sampling breaker': () => {
    const again = retry(handleAll, { maxAttempts: 3, backoff: new ExponentialBackoff() });
    const policy = wrap(again, cockatielSampling());
    return (work) => policy.execute(work);
  },
  'opossum, no time-out, no percentiles': () => {
    const breaker = new OpossumBreaker((work: Work) => work(), {
      timeout: false,
      rollingPercentilesEnabled: false,
      volumeThreshold: 20,
    });
    return (work) => breaker.fire(work);
  },
  'opossum, defaults': () => {
    const breaker = new OpossumBreaker((work: Work) => work());
    return (work) => breaker.fire(work);
  },
};

/** The window and the rate that Poolwise has by default. */
function cockatielSampling(): IPolicy {
  const breaker = new SamplingBreaker({ threshold: 0.5, duration: 10_000, minimumRps: 2 });
  return circuitBreaker(handleAll, { halfOpenAfter: 5000, breaker });
}
