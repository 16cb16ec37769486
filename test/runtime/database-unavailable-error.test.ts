import { expect, it } from 'vitest';

import { DatabaseUnavailableError } from '../../src/runtime/database-unavailable-error.ts';

const cause = new Error('connect ECONNREFUSED 10.0.0.5:5432');

it('is what the error handlers of web frameworks read, with a message for users', () => {
  const error = new DatabaseUnavailableError({ reason: 'circuitOpen', retryAfterMs: 4200, details: 'Numbers.', cause });
  expect(error).toMatchObject({
    name: 'DatabaseUnavailableError',
    code: 'DATABASE_UNAVAILABLE',
    message: 'The database is not available at the moment. Please try again in 5 seconds.',
    status: 503,
    statusCode: 503,
    expose: true,
    headers: { 'Retry-After': '5' },
    retryAfter: 5,
    retryAfterMs: 4200,
    cause,
  });
});

it('asks for one second at least', () => {
  const error = new DatabaseUnavailableError({ reason: 'queueFull', retryAfterMs: 3, details: '' });
  expect(error.message).toMatch('in 1 second.');
  expect(error.retryAfter).toBe(1);
  expect('cause' in error).toBe(false);
});

it('keeps addresses out of an answer', () => {
  const error = new DatabaseUnavailableError({ reason: 'database', retryAfterMs: 1000, details: '', cause });
  expect(JSON.stringify(error)).toBe(
    '{"code":"DATABASE_UNAVAILABLE","message":"The database is not available at the moment. Please try again in 1 second.","retryAfterMs":1000}',
  );
});
