import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createProject, type Project, typedConfiguration } from './project.ts';
import { shop } from './shop.ts';
import { toolPath } from './tool.ts';

const formatter = toolPath('@microsoft', 'eslint-formatter-sarif', 'sarif.js');

interface Sarif {
  readonly version: string;
  readonly runs: readonly [
    {
      readonly tool: {
        readonly driver: { readonly rules: readonly { readonly id: string; readonly helpUri: string }[] };
      };
      readonly results: readonly {
        readonly ruleId: string;
        readonly level: string;
        readonly locations: readonly [
          { readonly physicalLocation: { readonly region: { readonly startLine: number } } },
        ];
      }[];
    },
  ];
}

describe('SARIF, by the existing formatter', () => {
  let project: Project;

  beforeAll(async () => {
    project = await createProject({ ...shop, 'eslint.config.js': typedConfiguration });
  });

  afterAll(() => project.remove());

  it('has the findings with their lines, and each rule with the address of its documentation', async () => {
    const { stdout } = await project.eslint(['--format', formatter, 'src']);
    const { version, runs } = JSON.parse(stdout) as Sarif;
    expect(version).toBe('2.1.0');
    const found = runs[0].results.map(({ ruleId, level, locations: [{ physicalLocation }] }) => [
      ruleId,
      level,
      physicalLocation.region.startLine,
    ]);
    expect(found.sort()).toEqual([
      ['poolwise/no-query-fanout', 'error', 5],
      ['poolwise/no-query-in-loop', 'error', 9],
      ['poolwise/require-connection-release', 'error', 4],
      ['poolwise/require-pool-error-listener', 'error', 3],
      ['poolwise/require-pool-timeouts', 'error', 3],
    ]);
    for (const { id, helpUri } of runs[0].tool.driver.rules) {
      expect(helpUri).toBe(
        `https://github.com/poolwise/poolwise/blob/main/docs/rules/${id.replace('poolwise/', '')}.md`,
      );
    }
  });
});
