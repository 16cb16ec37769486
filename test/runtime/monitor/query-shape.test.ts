import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { QueryShapes, queryShape } from '../../../src/runtime/monitor/query-shape.ts';

describe('a shape of PostgreSQL', () => {
  it.each([
    ["SELECT * FROM users WHERE name = 'Ada' AND age > 30", 'SELECT * FROM users WHERE name = ? AND age > ?'],
    ['SELECT $1::int, t1.c2 FROM t1', 'SELECT $1::int, t1.c2 FROM t1'],
    ['SELECT "users"."id" FROM "public"."users"', 'SELECT "users"."id" FROM "public"."users"'],
    ['SELECT 1.5, .5, 1e10, 0xff, -3', 'SELECT ?, ?, ?, ?, -?'],
    ["SELECT 'it''s', E'a\\nb', b'01', x'ff'", 'SELECT ?, ?, ?, ?'],
    ['SELECT $$secret$$, $a1$sec$ret$a1$ FROM t', 'SELECT ?, ? FROM t'],
    ['SELECT a -- secret\nFROM /* secret */ t', 'SELECT a FROM t'],
    ['SELECT  a\n\tFROM t ', 'SELECT a FROM t'],
    ['SELECT * FROM t WHERE id IN ($1, $2,$3)', 'SELECT * FROM t WHERE id IN (…)'],
    ['SELECT * FROM t WHERE id in (7)', 'SELECT * FROM t WHERE id in (…)'],
    ['INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4), ($5, $6)', 'INSERT INTO t (a, b) VALUES (…), …'],
    ["SELECT data->>'name', tags @> '{a}' FROM t", 'SELECT data->>?, tags @> ? FROM t'],
    ["SELECT 'Straße' AS größe", 'SELECT ? AS größe'],
  ])('%s', (statement, shape) => {
    expect(queryShape(statement, 'name')).toBe(shape);
  });
});

describe('a shape of MySQL', () => {
  it.each([
    ['SELECT "secret", `name` FROM `users` # secret', 'SELECT ?, `name` FROM `users`'],
    ['SELECT "say ""secret""" FROM t WHERE id = ?', 'SELECT ? FROM t WHERE id = ?'],
    ['SELECT * FROM t WHERE a = :name AND b = @user', 'SELECT * FROM t WHERE a = :name AND b = @user'],
  ])('%s', (statement, shape) => {
    expect(queryShape(statement, 'text')).toBe(shape);
  });
});

describe('what servers read in different ways is left out from there on', () => {
  it.each([
    ["SELECT * FROM files WHERE path = 'C:\\' AND name = 'secret'", 'SELECT * FROM files WHERE path = ?'],
    ["SELECT 'it\\'s secret' FROM t", 'SELECT ?'],
    ['SELECT /* /* */ secret */ FROM t', 'SELECT'],
    ["SELECT * FROM t WHERE a = 'secret", 'SELECT * FROM t WHERE a = ?'],
    ['SELECT /* secret', 'SELECT'],
    ['SELECT $$secret', 'SELECT ?'],
    ['SELECT "na\\"me" FROM secret', 'SELECT ?'],
  ])('%s', (statement, shape) => {
    expect(queryShape(statement, 'name')).toBe(shape);
  });
});

it('shows no text, whatever it holds and whatever stands around it', () => {
  const text = fc.string({ unit: 'binary', maxLength: 40 });
  fc.assert(
    fc.property(text, text, fc.constantFrom('name', 'text'), (left, right, doubleQuotes) => {
      const quoted = [left, right].map((value) => `'${`${value}topsecret`.replaceAll("'", "''")}'`);
      const statement = `SELECT ${quoted.join(', ')}, "n" FROM t WHERE a = ${quoted.join(' || ')}`;
      return !queryShape(statement, doubleQuotes).includes('topsecret');
    }),
    { numRuns: 200 },
  );
});

it('is quick with what makes regular expressions slow', () => {
  // Each of these would take minutes if the time were more than linear in the length read.
  for (const part of ["'", '"', '\\', '$', '$a$', '/*', '*', '(', '(?,', '1', '.', '-', ' ', "'\\", '``']) {
    expect(queryShape(part.repeat(100_000), 'name').length).toBeLessThan(600);
    expect(queryShape(part.repeat(100_000), 'text').length).toBeLessThan(600);
  }
});

it('is short', () => {
  const statement = `SELECT ${Array.from({ length: 400 }, (_, index) => `column${String(index)}`).join(', ')} FROM t`;
  const shape = queryShape(statement, 'name');
  expect(shape.length).toBe(501);
  expect(shape.endsWith('…')).toBe(true);
});

it('is remembered for what is used often, and forgotten for the rest', () => {
  const shapes = new QueryShapes('name');
  expect(shapes.of("SELECT 'a'")).toBe('SELECT ?');
  for (let index = 0; index < 2000; index++) expect(shapes.of(`SELECT ${String(index)}`)).toBe('SELECT ?');
  expect(shapes.of("SELECT 'a'")).toBe('SELECT ?');
  expect(shapes.of(undefined)).toBe('unknown statement');
  expect(shapes.of(Buffer.from('SELECT 1'))).toBe('unknown statement');
});
