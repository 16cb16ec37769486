import type { ErrorFacts } from './error-facts.ts';

/** Sequelize 5 to 7: the `name` of its errors, which survives minification. The driver's error inside says more. */
export const sequelize: ErrorFacts = {
  source: 'Sequelize: name',
  names: {
    SequelizeConnectionAcquireTimeoutError: { kind: 'exhausted', unlessInside: true },
    SequelizeConnectionError: { kind: 'unavailable', unlessInside: true },
    SequelizeConnectionRefusedError: { kind: 'unavailable', unlessInside: true },
    SequelizeConnectionTimedOutError: { kind: 'unavailable', unlessInside: true },
    SequelizeHostNotFoundError: { kind: 'unavailable', unlessInside: true },
    SequelizeHostNotReachableError: { kind: 'unavailable', unlessInside: true },
    SequelizeInvalidConnectionError: { kind: 'unavailable', unlessInside: true },
    SequelizeAccessDeniedError: { kind: 'configuration', unlessInside: true },
    SequelizeTimeoutError: { kind: 'timeout', unlessInside: true },
    SequelizeDatabaseError: { kind: 'query', unlessInside: true },
    SequelizeExclusionConstraintError: 'query',
    SequelizeForeignKeyConstraintError: 'query',
    SequelizeUnknownConstraintError: 'query',
    SequelizeUniqueConstraintError: 'query',
    SequelizeValidationError: 'query',
    SequelizeEmptyResultError: 'query',
    SequelizeOptimisticLockError: 'query',
    SequelizeEagerLoadingError: 'query',
    SequelizeAssociationError: 'query',
  },
};
