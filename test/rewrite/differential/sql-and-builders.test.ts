import { afterAll, describe, expect, it } from 'vitest';

import { dedent } from '../../rules/case.ts';
import { drizzleCases } from '../cases/drizzle.ts';
import { knexCases } from '../cases/knex.ts';
import { kyselyCases } from '../cases/kysely.ts';
import { mariadbCases } from '../cases/mariadb.ts';
import { mysql2Cases } from '../cases/mysql2.ts';
import { pgCases } from '../cases/pg.ts';
import { postgresJsCases } from '../cases/postgres-js.ts';
import { applySuggestions } from './apply-suggestions.ts';
import { isMariadbThere } from './mariadb-database.ts';
import { withPrelude } from './prelude.ts';
import { createProject } from './project.ts';
import { Servers } from './servers.ts';
import type { Target } from './target.ts';
import { targets } from './targets.ts';
import { openWorkbench } from './workbench.ts';

/** Clients that are given SQL or are asked by chains: each rewrite is literal, has right types, and does the same. */

interface Case {
  readonly name: string;
  readonly code: string;
  readonly after?: string;
  readonly imports?: readonly string[];
  readonly refused?: string;
}

const cases: Readonly<Record<string, readonly Case[]>> = {
  drizzle: drizzleCases,
  knex: knexCases,
  kysely: kyselyCases,
  mariadb: mariadbCases,
  mysql2: mysql2Cases,
  pg: pgCases,
  'postgres-js': postgresJsCases,
};

const servers = new Servers();
const hasMariadb = await isMariadbThere();
afterAll(() => servers.stop());

describe.each(targets.filter(({ client }) => client in cases))('$name', { timeout: 240_000 }, (target) => {
  const own = cases[target.client] ?? [];
  const rewritten = (): ReturnType<typeof applySuggestions> =>
    applySuggestions(
      createProject(target.folder, ['input.ts', 'rows.ts', `${target.client}.ts`]),
      own.map(({ code }) => withPrelude(target.prelude, code)),
    );

  it.runIf(target.server === 'PostgreSQL' || hasMariadb)('rewrites reads that answer the same', async () => {
    const workbench = await openWorkbench(target, await servers.createDatabase(target));
    try {
      for (const [index, { all, each }] of rewritten().entries()) {
        const one = own[index];
        if (!one) throw new Error('A case got lost.');
        expect({ name: one.name, problems: all.problems, rewritten: all.applied.length > 0 }).toEqual({
          name: one.name,
          problems: [],
          rewritten: one.refused === undefined,
        });
        if (one.refused !== undefined) continue;
        expect(all.text).toBe(expectedText(target, one));
        for (const { text } of [all, ...each]) {
          const before = withPrelude(target.prelude, one.code);
          const comparisons = await workbench.compare(before, text, ['none', 'one', 'several']);
          const differences = comparisons.flatMap(({ difference }) => difference ?? []);
          expect({ name: one.name, differences }).toEqual({ name: one.name, differences: [] });
          const several = comparisons.at(-1);
          expect(several?.statementsAfter).toBeLessThan(several?.statementsBefore ?? 0);
        }
      }
    } finally {
      await workbench.close();
    }
  });
});

function expectedText({ prelude }: Target, { after = '', imports = [] }: Case): string {
  const names = new Set(imports.map((line) => / from .*$/.exec(line)?.[0]));
  const head = dedent(prelude)
    .split('\n')
    .map((line) => (names.has(/ from .*$/.exec(line)?.[0]) ? (imports[0] ?? line) : line));
  return withPrelude(head.join('\n'), after);
}
