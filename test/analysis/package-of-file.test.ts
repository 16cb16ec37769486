import { expect, test } from 'vitest';

import { packageOfFile } from '../../src/analysis/declared-in.ts';

test.each([
  ['/app/src/users.ts', undefined],
  ['/app/node_modules/pg/index.d.ts', 'pg'],
  ['/app/node_modules/@prisma/client/runtime/library.d.ts', '@prisma/client'],
  ['/app/node_modules/@types/pg/index.d.ts', 'pg'],
  ['/app/node_modules/@types/scope__name/index.d.ts', '@scope/name'],
  ['/app/node_modules/.prisma/client/index.d.ts', '.prisma/client'],
  ['/app/node_modules/.pnpm/kysely@0.28.17/node_modules/kysely/dist/index.d.ts', 'kysely'],
  ['/app/node_modules/.pnpm/x@1/node_modules/.prisma/client/index.d.ts', '.prisma/client'],
])('the package of %s is %s', (fileName, name) => {
  expect(packageOfFile(fileName)).toBe(name);
});
