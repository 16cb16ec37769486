type Fields = Readonly<Record<string, unknown>>;

/** Objects and functions: some clients are functions with properties. */
export function isObject(value: unknown): value is Fields {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

export function hasMethods(value: unknown, names: readonly string[]): value is Fields {
  return isObject(value) && names.every((name) => typeof value[name] === 'function');
}
