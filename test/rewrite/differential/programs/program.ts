import * as fc from 'fast-check';

import type { QueryForm } from './query-form.ts';

/** A random program: a loop over orders that sends queries. */
export interface Program {
  readonly loop: Loop;
  /** What selects the orders before the loop. */
  readonly selection: 'none' | 'inline' | 'variable';
  readonly guard: Guard;
  readonly queries: readonly [ProgramQuery, ...ProgramQuery[]];
  /** What else an iteration does. */
  readonly work: Work;
  readonly exit: 'none' | 'break' | 'return';
  readonly isCaught: boolean;
  readonly place: Place;
  /** Whether the loop stands in the function twice. */
  readonly isTwice: boolean;
  /** Whether the function has names already that a rewrite might take. */
  readonly takesNames: boolean;
  readonly style: Style;
}

export interface ProgramQuery {
  readonly form: QueryForm;
  readonly key: Key;
  readonly use: Use;
  /** Whether the query stands where its answer is used, not in a declaration. */
  readonly isInline: boolean;
}

export interface Style {
  readonly indent: '  ' | '    ' | '\t';
  readonly semicolons: boolean;
  readonly comments: boolean;
  /** Whether a body of one line stands without braces. */
  readonly isCompact: boolean;
}

const loops = [
  'for of',
  'for of, destructured',
  'index',
  'index without a variable',
  'for in',
  'entries',
  'map',
  'map, destructured',
  'map of an expression',
  'map, then used',
  'reduce',
  'for each',
  'while',
  'nested',
] as const;
export type Loop = (typeof loops)[number];

const guards = ['none', 'leave', 'leave if absent', 'enclose', 'enclose if present'] as const;
type Guard = (typeof guards)[number];

const works = ['none', 'arithmetic', 'accumulate', 'push', 'known call', 'change the key'] as const;
type Work = (typeof works)[number];

const places = ['function', 'condition', 'arrow function', 'try', 'case', 'block'] as const;
type Place = (typeof places)[number];

const keys = ['userId', 'line.orderId', 'id', 'editorId', 'reviewerId', 'computed', 'variable', 'carried'] as const;
type Key = (typeof keys)[number];

const uses = [
  'show',
  'default',
  'leave if missing',
  'throw if missing',
  'hand on',
  'change',
  'change each',
  'destructure',
] as const;
type Use = (typeof uses)[number];

/** Common choices are drawn more often, so that most programs can be rewritten. */
export function programs(forms: readonly QueryForm[]): fc.Arbitrary<Program> {
  const query = fc.record<ProgramQuery>({
    form: fc.constantFrom(...forms),
    key: mostly('userId', keys),
    use: mostly('show', uses),
    isInline: rarely(),
  });
  return fc.record<Program>({
    loop: fc.constantFrom(...loops),
    selection: mostly('none', ['none', 'inline', 'variable']),
    guard: mostly('none', guards),
    queries: fc.oneof({ weight: 4, arbitrary: fc.tuple(query) }, { weight: 1, arbitrary: fc.tuple(query, query) }),
    work: mostly('none', works),
    exit: mostly('none', ['none', 'break', 'return']),
    isCaught: seldom(),
    place: mostly('function', places),
    isTwice: seldom(),
    takesNames: rarely(),
    style: fc.record<Style>({
      indent: mostly('  ', ['  ', '    ', '\t']),
      semicolons: mostly(true, [true, false]),
      comments: rarely(),
      isCompact: rarely(),
    }),
  });
}

function mostly<const Value>(usual: Value, all: readonly Value[]): fc.Arbitrary<Value> {
  return fc.oneof({ weight: 2, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...all) });
}

function rarely(): fc.Arbitrary<boolean> {
  return fc.integer({ min: 0, max: 4 }).map((number) => number === 4);
}

function seldom(): fc.Arbitrary<boolean> {
  return fc.integer({ min: 0, max: 19 }).map((number) => number === 19);
}
