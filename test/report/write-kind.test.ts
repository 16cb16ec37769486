import { expect, test } from 'vitest';

import { writeKindOf } from '../../src/report/write-kind.ts';

test.each([
  ['prisma.post.delete', 'delete'],
  ['this.db().where().delete', 'delete'],
  ['userRepository.softRemove', 'delete'],
  ['User.findOneAndDelete', 'delete'],
  ['db.deleteFrom().where().execute', 'delete'],
  ['knex().where().del', 'delete'],
  ['prisma.post.updateMany', 'update'],
  ['userRepository.increment', 'update'],
  ['userRepository.save', 'write'],
  ['prisma.deletedUser.create', 'write'],
  ['db.insert().values().onConflictDoUpdate().run', 'write'],
  ['prisma.post.upsert', 'write'],
  ['entityManager.flush', 'write'],
])('%s is a %s', (name, kind) => {
  expect(writeKindOf(name)).toBe(kind);
});
