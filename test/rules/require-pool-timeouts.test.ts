import { describe } from 'vitest';

import { drivers } from './cases/pool-timeouts/drivers.ts';
import { evaluation } from './cases/pool-timeouts/evaluation.ts';
import { factories } from './cases/pool-timeouts/factories.ts';
import { mongo } from './cases/pool-timeouts/mongo.ts';
import { orms } from './cases/pool-timeouts/orms.ts';
import { pg } from './cases/pool-timeouts/pg.ts';
import { prisma } from './cases/pool-timeouts/prisma.ts';
import { describePools } from './pool-case.ts';

describe('pg', () => {
  describePools('require-pool-timeouts', 'pg', pg);
});
describe('what a person or a test runs', () => {
  const code = "import { Pool } from 'pg'; export const pool = new Pool();";
  describePools('require-pool-timeouts', 'command', [{ name: 'a command', code }]);
  describePools('require-pool-timeouts', 'testing', [{ name: 'a package of a monorepo for tests', code }]);
  describePools('require-pool-timeouts', 'pg', [
    { name: 'what tests share', file: 'src/test-utils.ts', code },
    { name: 'a folder of what tests share', file: 'shop-test-utils/database.ts', code },
    {
      name: 'what asks a person',
      code: `// @ts-expect-error -- not installed\nimport { input } from '@inquirer/prompts';\n${code}\nvoid input;`,
    },
    { name: 'a name that only begins alike', file: 'src/testimonials.ts', code, reports: ['1:48 missing'] },
  ]);
});
describe('how options are read', () => {
  describePools('require-pool-timeouts', 'pg', evaluation);
});
describe('functions of the user that build a pool', () => {
  describePools('require-pool-timeouts', 'drivers', factories);
});
describe('other drivers', () => {
  describePools('require-pool-timeouts', 'drivers', drivers);
});
describe('ORMs and query builders', () => {
  describePools('require-pool-timeouts', 'shop', orms);
});
describe('MongoDB', () => {
  describePools('require-pool-timeouts', 'mongodb', mongo);
});
describe('Prisma', () => {
  describePools('require-pool-timeouts', 'shop', prisma);
});
