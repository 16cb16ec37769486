import type { Analysis } from './analysis.ts';
import { importedName } from './imported-name.ts';
import { optionAt } from './option-value.ts';
import type { PoolSite } from './pool-site.ts';
import { nameOf, unwrap } from './syntax.ts';

/** Whether a construction opens connections of its own, and is not meant to be repeated. */
export function opensForItself(analysis: Analysis, site: PoolSite): boolean {
  const { opens = true, perRequest = false, keptByPackage = false, connectionlessBy = [] } = site.fact;
  if (!opens || perRequest || keptByPackage) return false;
  return (
    connectionlessBy.every((name) => optionAt(site.options, name) === 'missing') && hasOpeningDriver(analysis, site)
  );
}

/** Whether the driver that it is given, if it is given one, is known to open connections. */
function hasOpeningDriver(analysis: Analysis, { fact: { drivenBy }, options }: PoolSite): boolean {
  const driver = drivenBy && optionAt(options, drivenBy.option);
  if (!driver || driver === 'missing') return true;
  const built = driver !== 'unknown' && driver.value.kind === 'given' ? driver.value.built : undefined;
  const callee = built && unwrap(built.expression);
  const name = callee && (importedName(analysis, callee)?.name ?? nameOf(callee));
  return name !== undefined && drivenBy.drivers.includes(name);
}
