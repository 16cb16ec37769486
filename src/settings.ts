import { inspect } from 'node:util';

import type { Operation } from './clients/define-client.ts';

/** A function or method of the user's own, named by where it comes from. */
export interface NamedFunction {
  /** A package, or the end of a path inside the project without its extension, such as `src/database`. */
  readonly module: string;
  /** The function's or method's name. */
  readonly name: string;
}

/** A function of the user's own that counts as a query. */
export interface OwnQuery extends NamedFunction {
  /** What it does. Default: `raw`. */
  readonly operation?: Operation;
}

/** Files in which queries per element are not reported by default. */
export const fileKinds = ['migrations', 'seeds', 'tests'] as const;
export type FileKind = (typeof fileKinds)[number];

/** `settings.poolwise` of an ESLint configuration. */
export interface Settings {
  /** Own wrappers that count as one query each. Default: none. */
  readonly clients: readonly OwnQuery[];
  /** Functions behind which queries do not count, because they batch or cache. Default: none. */
  readonly barriers: readonly NamedFunction[];
  /** Files in which queries per element are reported as well. Default: none. */
  readonly include: readonly FileKind[];
  /** Whether commands to key-value stores such as Redis count as queries. Default: `false`. */
  readonly includeKeyValue: boolean;
  /**
   * Whether the server limits how long a statement runs, as `ALTER ROLE … SET statement_timeout` does, so that clients
   * need not. Default: `false`.
   */
  readonly statementTimeoutOnServer: boolean;
  /** Processes that have each pool, counted at the peak. Default: not known. */
  readonly instances?: number;
  /** Connections that the server accepts (`max_connections`), or the pooler in front of it. Default: not known. */
  readonly serverLimit?: number;
  /** Connections of `serverLimit` that are not for these pools. Default: 3, PostgreSQL's `superuser_reserved_connections`. */
  readonly reserved: number;
}

export const defaultSettings: Settings = {
  clients: [],
  barriers: [],
  include: [],
  includeKeyValue: false,
  statementTimeoutOnServer: false,
  reserved: 3,
};

const names = [
  'clients',
  'barriers',
  'include',
  'includeKeyValue',
  'statementTimeoutOnServer',
  'instances',
  'serverLimit',
  'reserved',
];

const operations: readonly Operation[] = ['readOne', 'readMany', 'count', 'writeOne', 'writeMany', 'raw'];

/** Reads `settings.poolwise`. Throws a `TypeError` that names the bad value and what is accepted. */
export function parseSettings(value: unknown): Settings {
  if (value === undefined) return defaultSettings;
  const settings = objectAt('settings.poolwise', value, names);
  const instances = countAt('settings.poolwise.instances', settings['instances'], 1);
  const serverLimit = countAt('settings.poolwise.serverLimit', settings['serverLimit'], 1);
  return {
    clients: listAt('settings.poolwise.clients', settings['clients'], (at, item) => {
      const entry = objectAt(at, item, ['module', 'name', 'operation']);
      const operation = entry['operation'];
      if (operation !== undefined && !operations.includes(operation as Operation)) {
        throw bad(`${at}.operation`, operation, operations.map((name) => inspect(name)).join(', '));
      }
      return {
        ...namedFunctionAt(at, entry),
        ...(operation === undefined ? {} : { operation: operation as Operation }),
      };
    }),
    barriers: listAt('settings.poolwise.barriers', settings['barriers'], (at, item) =>
      namedFunctionAt(at, objectAt(at, item, ['module', 'name'])),
    ),
    include: listAt('settings.poolwise.include', settings['include'], (at, item) => {
      const kind = fileKinds.find((known) => known === item);
      if (kind === undefined) throw bad(at, item, fileKinds.map((name) => inspect(name)).join(', '));
      return kind;
    }),
    includeKeyValue: booleanAt('settings.poolwise.includeKeyValue', settings['includeKeyValue']),
    statementTimeoutOnServer: booleanAt(
      'settings.poolwise.statementTimeoutOnServer',
      settings['statementTimeoutOnServer'],
    ),
    ...(instances === undefined ? {} : { instances }),
    ...(serverLimit === undefined ? {} : { serverLimit }),
    reserved: countAt('settings.poolwise.reserved', settings['reserved'], 0) ?? defaultSettings.reserved,
  };
}

function bad(at: string, value: unknown, accepted: string): TypeError {
  return new TypeError(`${at} is ${inspect(value, { depth: 1, breakLength: Infinity })}. Accepted: ${accepted}.`);
}

function objectAt(at: string, value: unknown, keys: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw bad(at, value, `an object with ${keys.join(', ')}`);
  }
  for (const key of Object.keys(value)) {
    if (!keys.includes(key))
      throw bad(`${at}.${key}`, (value as Record<string, unknown>)[key], `only ${keys.join(', ')}`);
  }
  return value as Record<string, unknown>;
}

function listAt<Item>(at: string, value: unknown, read: (at: string, item: unknown) => Item): readonly Item[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw bad(at, value, 'an array');
  return value.map((item, index) => read(`${at}[${String(index)}]`, item));
}

function booleanAt(at: string, value: unknown): boolean {
  if (value !== undefined && typeof value !== 'boolean') throw bad(at, value, 'true or false');
  return value ?? false;
}

function countAt(at: string, value: unknown, least: number): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least) {
    throw bad(at, value, `a whole number from ${String(least)}`);
  }
  return value;
}

function namedFunctionAt(at: string, entry: Record<string, unknown>): NamedFunction {
  return { module: textAt(`${at}.module`, entry['module']), name: textAt(`${at}.name`, entry['name']) };
}

function textAt(at: string, value: unknown): string {
  if (typeof value !== 'string' || value.trim() === '') throw bad(at, value, 'a string that is not empty');
  return value;
}
