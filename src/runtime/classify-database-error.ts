import type { DatabaseErrorClass, DatabaseErrorKind } from './database-error.ts';
import { DatabaseUnavailableError, type UnavailableReason } from './database-unavailable-error.ts';
import { allErrorFacts } from './error-codes/all-error-facts.ts';
import type { ErrorFact, ErrorFacts, ErrorMeaning, ErrorShape } from './error-codes/error-facts.ts';

/** What clients call the error that they wrap. */
const wrappers = ['cause', 'parent', 'original', 'driverError', 'nativeError', 'originalError', 'driverAdapterError'];

const transientKinds: ReadonlySet<DatabaseErrorKind> = new Set(['exhausted', 'unavailable', 'transient']);

/** Errors of this runtime, for guards within guards. */
const kindOfReason: Readonly<Record<UnavailableReason, DatabaseErrorKind>> = {
  circuitOpen: 'unavailable',
  isolated: 'unavailable',
  queueFull: 'exhausted',
  queueTimeout: 'exhausted',
  deadline: 'timeout',
  database: 'unavailable',
};

const unknown: DatabaseErrorClass = { kind: 'unknown', transient: false, code: undefined };

/**
 * Says what an error means for the database: whether no connection was free, the server away, the query at fault. It looks
 * through the wrappers of the ORMs, and never throws. Codes and their meanings: docs/runtime/errors.md.
 */
export function classifyDatabaseError(error: unknown): DatabaseErrorClass {
  try {
    return classify(error, new Set()) ?? unknown;
  } catch {
    // A property of a foreign object may throw.
    return unknown;
  }
}

/** Looks at each error once: errors may hold each other. */
function classify(error: unknown, seen: Set<object>): DatabaseErrorClass | undefined {
  if (typeof error !== 'object' || error === null || seen.has(error)) return undefined;
  seen.add(error);
  const inside = (): DatabaseErrorClass | undefined => {
    for (const inner of errorsInside(error as Record<string, unknown>)) {
      const found = classify(inner, seen);
      if (found) return found;
    }
    return undefined;
  };
  if (error instanceof DatabaseUnavailableError) {
    if (error.reason === 'database') return inside();
    return { kind: kindOfReason[error.reason], transient: false, code: error.reason };
  }
  const own = meaningOf(shapeOf(error as Record<string, unknown>));
  if (!own) return inside();
  const [{ kind, transient = transientKinds.has(kind), unlessInside }, code] = own;
  return (unlessInside ? inside() : undefined) ?? { kind, transient, code };
}

function* errorsInside(error: Record<string, unknown>): Iterable<unknown> {
  for (const name of wrappers) yield error[name];
  // Prisma keeps the error of its adapter there.
  if (typeof error['meta'] === 'object') yield error['meta'];
  // AggregateError, of `Promise.any` and of connecting to a host with several addresses.
  if (Array.isArray(error['errors'])) yield* error['errors'] as unknown[];
}

function shapeOf(error: Record<string, unknown>): ErrorShape {
  const { code, errno, errorLabels } = error;
  const codes = [code, error['errorCode'], error['originalCode'], error['kind']];
  const number = typeof errno === 'number' ? errno : code;
  return {
    codes: codes.filter((value) => typeof value === 'string'),
    number: typeof number === 'number' ? number : undefined,
    // Prisma's adapters call it `state`.
    sqlState: text(error['sqlState']) ?? text(error['state']),
    name: text(error['name']) ?? '',
    message: text(error['message']) ?? '',
    labels: Array.isArray(errorLabels) ? errorLabels.filter((label) => typeof label === 'string') : [],
  };
}

/** The fact that holds, and the code, name or text that it was found by. */
type Found = readonly [fact: ErrorFact, code: string];

function meaningOf(error: ErrorShape): Found | undefined {
  for (const facts of allErrorFacts) {
    for (const [key, meaning] of meanings(facts, error)) {
      const fact = meaning === undefined ? undefined : factOf(meaning, error.message);
      if (fact) return [fact, key];
    }
  }
  return undefined;
}

/** What a family says of the error, the most telling first. */
function* meanings(
  { codes, codeClasses, labels, numbers, names, messages }: ErrorFacts,
  error: ErrorShape,
): Iterable<readonly [key: string, meaning: ErrorMeaning | undefined]> {
  if (codes) for (const code of error.codes) yield [code, own(codes, code)];
  if (codeClasses) {
    for (const code of error.codes) {
      if (codeClasses.pattern.test(code)) yield [code, own(codeClasses.meanings, code.slice(0, codeClasses.length))];
    }
  }
  if (labels) for (const label of error.labels) yield [label, own(labels, label)];
  if (numbers && error.number !== undefined && numbers.has(error)) {
    yield [String(error.number), own(numbers.meanings, String(error.number)) ?? numbers.otherwise];
  }
  if (names) yield [error.name, own(names, error.name)];
  if (messages && error.codes.length === 0) {
    for (const [beginning, meaning] of Object.entries(messages)) {
      if (error.message.startsWith(beginning)) yield [beginning, meaning];
    }
  }
}

function factOf(meaning: ErrorMeaning, message: string): ErrorFact | undefined {
  return [meaning]
    .flat()
    .map((fact) => (typeof fact === 'string' ? { kind: fact } : fact))
    .find((fact: ErrorFact) => fact.text === undefined || message.includes(fact.text));
}

/** Not what every object has: an error's code may be `constructor`. */
function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
