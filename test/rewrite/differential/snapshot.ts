/**
 * A value as data: what a client keeps beside a row's columns is left out, the order of properties too. Everything
 * else that a program could tell apart stays different, `null` from `undefined` and both from no property.
 */
export function snapshot(value: unknown, plain: (row: object) => object = (row) => row): unknown {
  if (typeof value === 'bigint') return { bigint: value.toString() };
  if (value === undefined) return { undefined: true };
  if (typeof value === 'number' && !Number.isFinite(value)) return { number: String(value) };
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => snapshot(element, plain));
  if (value instanceof Date) return { date: value.getTime() };
  if (value instanceof Map) return { map: [...value].map((entry) => snapshot(entry, plain)) };
  if (value instanceof Set) return { set: [...value].map((element) => snapshot(element, plain)) };
  if (ArrayBuffer.isView(value))
    return { bytes: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex') };
  if (value instanceof Error) return { error: value.name, message: value.message };
  const row = plain(value);
  const entries = Object.entries(row).sort(([one], [other]) => (one < other ? -1 : 1));
  const name = (Object.getPrototypeOf(row) as { constructor?: { name: string } } | null)?.constructor?.name;
  const properties = Object.fromEntries(entries.map(([key, element]) => [key, snapshot(element, plain)]));
  return name === undefined || name === 'Object' ? { properties } : { [`instance of ${name}`]: properties };
}
