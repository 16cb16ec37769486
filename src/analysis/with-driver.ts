import type { IgnoredFact, PoolFact, TimeoutFact } from '../clients/pool-fact.ts';
import type { Analysis } from './analysis.ts';

/** A fact with what holds for the pool of the driver that it builds. */
export function withDriver({ catalogue }: Analysis, fact: PoolFact): PoolFact {
  if (!fact.driver) return fact;
  const { client, inside } = fact.driver;
  const driver = catalogue.drivers.get(client)?.pools?.find(({ pooled = true }) => pooled);
  if (!driver) return fact;
  const path = (name: string): string => (inside === undefined ? name : `${inside}.${name}`);
  const paths = (names: readonly string[] = []): readonly string[] => names.map(path);
  const keyed = <Value>(
    record: Readonly<Record<string, Value>> = {},
    change: (value: Value) => Value = (same) => same,
  ) => Object.fromEntries(Object.entries(record).map(([name, value]) => [path(name), change(value)]));
  const moved = (value: IgnoredFact): IgnoredFact => ({
    ...value,
    ...(value.instead === undefined ? {} : { instead: path(value.instead) }),
    ...(value.without === undefined ? {} : { without: path(value.without) }),
  });
  const parameters = Object.fromEntries(
    Object.entries(driver.ignoredParameters ?? {}).map(([name, value]) => [name, moved(value)]),
  );
  return {
    ...driver,
    ...fact,
    ...(driver.limit ? { limit: { ...driver.limit, options: paths(driver.limit.options) } } : {}),
    timeouts: (driver.timeouts ?? []).map((timeout): TimeoutFact => ({
      ...timeout,
      options: paths(timeout.options),
      ...(timeout.orFalse === undefined ? {} : { orFalse: path(timeout.orFalse) }),
    })),
    others: paths(driver.others),
    urlOptions: [...(fact.urlOptions ?? []), ...paths(driver.urlOptions)],
    units: keyed(driver.units),
    ignored: { ...keyed(driver.ignored, moved), ...fact.ignored },
    ignoredParameters: { ...parameters, ...fact.ignoredParameters },
  };
}
