/** The longest time that `setTimeout` keeps: it fires at once for more. About 24.8 days. */
const longestMilliseconds = 2_147_483_647;

/**
 * Throws a `TypeError` where an option has a name that is not known, so that no misspelt option is ignored in silence. Its
 * value is not shown: it may be a connection string.
 */
export function checkOptionNames(caller: string, options: unknown, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    const kind = Array.isArray(options) ? 'an array' : options === null ? 'null' : `a value of type ${typeof options}`;
    throw new TypeError(`${caller} was given ${kind}. Accepted: an object with ${known.join(', ')}.`);
  }
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) {
      throw new TypeError(`${caller} has no option ${name}. Accepted: ${known.join(', ')}.`);
    }
  }
}

/** A whole number of at least `least`, by default 1, and at most `most`. */
export function checkWholeNumber(
  caller: string,
  name: string,
  value: unknown,
  { least = 1, most = Number.MAX_SAFE_INTEGER }: { readonly least?: number; readonly most?: number } = {},
): number {
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${String(least)}` : `from ${String(least)} to ${String(most)}`;
  return checkNumber(caller, name, value, { least, most, accepted: `a whole number ${range}` }, Number.isInteger);
}

/** A time in whole milliseconds: at least 1, and not more than a timer can keep. */
export function checkMilliseconds(caller: string, name: string, value: unknown): number {
  const accepted = `a whole number of milliseconds from 1 to ${String(longestMilliseconds)}`;
  return checkNumber(caller, name, value, { least: 1, most: longestMilliseconds, accepted }, Number.isInteger);
}

/** A share from 0 to 1, such as 0.8. */
export function checkShare(caller: string, name: string, value: unknown): number {
  return checkNumber(caller, name, value, { least: 0, most: 1, accepted: 'a number from 0 to 1' }, Number.isFinite);
}

export function checkText(caller: string, name: string, value: unknown): string {
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw new TypeError(`${place(caller, name, value)}: accepted is a string that is not empty.`);
}

export function checkChoice<Choice extends string>(
  caller: string,
  name: string,
  value: unknown,
  choices: readonly Choice[],
): Choice {
  const choice = choices.find((candidate) => candidate === value);
  if (choice !== undefined) return choice;
  throw new TypeError(
    `${place(caller, name, value)}: accepted is ${choices.map((candidate) => shown(candidate)).join(' or ')}.`,
  );
}

/** `definePool({ max: 0 })`: where a bad value stands, in the words of the caller's code. */
export function place(caller: string, name: string, value: unknown): string {
  return `${caller}({ ${name}: ${shown(value)} })`;
}

function checkNumber(
  caller: string,
  name: string,
  value: unknown,
  { least, most, accepted }: { readonly least: number; readonly most: number; readonly accepted: string },
  fits: (value: number) => boolean,
): number {
  if (typeof value !== 'number') throw new TypeError(`${place(caller, name, value)}: accepted is ${accepted}.`);
  if (fits(value) && value >= least && value <= most) return value;
  throw new RangeError(`${place(caller, name, value)}: accepted is ${accepted}.`);
}

/** Short, and without what objects hold: a connection string or a password may be among it. */
function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'bigint') return `${String(value)}n`;
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}
