import { expect, test } from 'vitest';

import { repeatedQueriesOf } from '../../src/analysis/repeated-queries.ts';
import clients from '../../src/clients/index.ts';
import { defaultSettings } from '../../src/settings.ts';
import { createProgramFindings } from '../../src/source/program-findings.ts';
import { caseFile, createCaseProgram } from './case-program.ts';

const code = `
  import { Redis } from 'ioredis';
  import { createClient } from 'redis';
  export async function run(keys: string[]) {
    for (const key of keys) await new Redis().get(key);
    for (const key of keys) await createClient().get(key);
  }
`;

test.each([
  { includeKeyValue: false, found: 0 },
  { includeKeyValue: true, found: 2 },
])('with includeKeyValue $includeKeyValue, $found commands are reported', ({ includeKeyValue, found }) => {
  const program = createCaseProgram('drivers', new Map([['key-value.ts', code]]));
  const file = caseFile(program, 'drivers', 'key-value.ts');
  const findings = createProgramFindings(clients);
  expect(
    findings.of(repeatedQueriesOf, { program, file, typed: true }, { ...defaultSettings, includeKeyValue }),
  ).toHaveLength(found);
});
