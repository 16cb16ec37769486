type Fields = Readonly<Record<string, unknown>>;

/** Objects and functions: some clients are functions with properties. */
export function isObject(value: unknown): value is Fields {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** Clients are known by what they can do: their packages are never imported and may be there in several copies. */
export function hasMethods<Name extends string>(
  value: unknown,
  names: readonly Name[],
): value is Fields & Readonly<Record<Name, (...parameters: unknown[]) => unknown>> {
  return isObject(value) && names.every((name) => typeof value[name] === 'function');
}
