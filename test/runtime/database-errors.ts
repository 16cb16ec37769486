/** Errors as drivers make them, for tests that need no server. */
export const exhausted = (): Error =>
  Object.assign(new Error('sorry, too many clients already'), { code: '53300', name: 'error' });

export const unreachable = (): Error =>
  Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' });

export const constraint = (): Error =>
  Object.assign(new Error('duplicate key value violates unique constraint'), { code: '23505' });

export const deadlock = (): Error => Object.assign(new Error('deadlock detected'), { code: '40P01' });

export const statementTimeout = (): Error =>
  Object.assign(new Error('canceling statement due to statement timeout'), { code: '57014' });
