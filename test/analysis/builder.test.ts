import ts from 'typescript';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

import { repeatedQueriesOf } from '../../src/analysis/repeated-queries.ts';
import clients from '../../src/clients/index.ts';
import { defaultSettings } from '../../src/settings.ts';
import { createProgramFindings } from '../../src/source/program-findings.ts';
import { caseFile, createCaseProgram, typeErrors } from '../clients/case-program.ts';
import { dedent } from '../rules/case.ts';

const prelude = `
  import { type Kysely, sql } from 'kysely';
  interface Tables { user: { id: number; name: string; active: boolean } }
  declare const db: Kysely<Tables>;
`;

const cases = {
  'a chain': {
    found: 1,
    code: `
      export async function load(ids: number[]) {
        for (const id of ids) await db.selectFrom('user').select('name').where('id', '=', id).executeTakeFirst();
      }
    `,
  },
  'a chain on a derived handle': {
    found: 1,
    code: `
      export async function load(ids: number[]) {
        for (const id of ids)
          await db
            .with('some', (cte) => cte.selectFrom('user').select('id').where('active', '=', true))
            .selectFrom('some')
            .selectAll()
            .where('id', '=', id)
            .execute();
      }
    `,
  },
  'a chain that a variable keeps, and that goes on under conditions': {
    found: 1,
    code: `
      export async function load(ids: number[], active: boolean) {
        for (const id of ids) {
          let query = db.selectFrom('user').select('name').where('id', '=', id);
          if (active) query = query.where('active', '=', true);
          await query.execute();
        }
      }
    `,
  },
  'what is built, and not sent': {
    found: 0,
    code: `
      export function parts(names: string[]) {
        return names.map((name) => db.selectFrom('user').select('id').where(sql\`lower(name)\`, '=', name));
      }
    `,
  },
};

const files = Object.fromEntries(Object.keys(cases).map((name, index) => [name, `built-${String(index)}.ts`]));

describe('a query that is built', () => {
  let program: ts.Program;
  beforeAll(() => {
    const texts = Object.entries(cases).map(
      ([name, { code }]) => [files[name] ?? '', dedent(prelude) + dedent(code)] as const,
    );
    program = createCaseProgram('kysely', new Map(texts));
  });
  afterEach(() => vi.restoreAllMocks());

  it.each(Object.entries(cases))('is known without the type of the chain: %s', (name, { found }) => {
    const file = caseFile(program, 'kysely', files[name] ?? '');
    const checker = program.getTypeChecker();
    const asked = (['getTypeAtLocation', 'getResolvedSignature'] as const).map((method) => vi.spyOn(checker, method));
    const queries = createProgramFindings(clients).of(
      repeatedQueriesOf,
      { program, file, typed: true },
      defaultSettings,
    );
    expect(queries).toHaveLength(found);
    const calls = asked.flatMap(({ mock }) => mock.calls.map(([node]) => node));
    expect(calls.filter((node) => ts.isCallExpression(node)).map((node) => node.getText())).toEqual([]);
    expect(typeErrors(program, file)).toEqual([]);
  });
});
