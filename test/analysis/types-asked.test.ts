import ts from 'typescript';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

import { repeatedQueriesOf } from '../../src/analysis/repeated-queries.ts';
import clients from '../../src/clients/index.ts';
import { defaultSettings } from '../../src/settings.ts';
import { createProgramFindings } from '../../src/source/program-findings.ts';
import { caseFile, createCaseProgram, typeErrors } from '../clients/case-program.ts';
import { dedent } from '../rules/case.ts';

const prelude = `
  import type { Kysely } from 'kysely';
  interface Tables { user: { id: number; name: string }; order: { id: number; userId: number } }
  declare const db: Kysely<Tables>;
  const orders = async () => db.selectFrom('order').selectAll().execute();
  const rename = async (id: number) => db.updateTable('user').set({ name: '' }).where('id', '=', id).execute();
`;

/** Code, how many queries are found in it, and of what the checker is not asked: of which types, and of which `.members`. */
interface TypeCase {
  readonly found: number;
  readonly unasked: readonly string[];
  readonly code: string;
}

const cases: Record<string, TypeCase> = {
  'an element of which a member is read that no list has': {
    found: 1,
    unasked: ['page', 'pages'],
    code: `
      export async function save() {
        const pages = await orders();
        for (const page of pages) await rename(page.userId);
      }
    `,
  },
  'a list by its length': {
    found: 1,
    unasked: ['open', 'all'],
    code: `
      export async function save() {
        const all = await orders();
        const open = all.filter((order) => order.id > 0);
        if (open.length === 0) return;
        await Promise.all(open.map((order) => rename(order.userId)));
      }
    `,
  },
  'members by the name of a variable': {
    found: 0,
    unasked: ['.ids'],
    code: `
      export async function save(other: { ids: number[] }) {
        const ids = [1, 2, 3];
        if (other.ids.length > 0) return;
        for (const id of ids) await rename(id);
      }
    `,
  },
  'what a function of the user neither calls nor hands on': {
    found: 0,
    unasked: ['{ name, id }'],
    code: `
      const log = (entry: { name: string; id: number }) => entry.name.length + entry.id;
      export function note(order: { name: string; id: number }) {
        const { name, id } = order;
        return log({ name, id });
      }
    `,
  },
  'a callback of what a module defines': {
    found: 0,
    unasked: ['.query', 'procedure'],
    code: `
      declare const procedure: { query(run: () => Promise<unknown>): { run: () => Promise<unknown> } };
      export const routes = { list: procedure.query(async () => orders()) };
    `,
  },
};

/** To ask what a member is takes the type of what it is a member of. */
function isMember(node: ts.Node): boolean {
  return ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
}

const files = Object.fromEntries(Object.keys(cases).map((name, index) => [name, `asked-${String(index)}.ts`]));

describe('types', () => {
  let program: ts.Program;
  beforeAll(() => {
    const texts = Object.entries(cases).map(
      ([name, { code }]) => [files[name] ?? '', dedent(prelude) + dedent(code)] as const,
    );
    program = createCaseProgram('kysely', new Map(texts));
  });
  afterEach(() => vi.restoreAllMocks());

  it.each(Object.entries(cases))('are not asked for of %s', (name, { found, unasked }) => {
    const file = caseFile(program, 'kysely', files[name] ?? '');
    const asked = vi.spyOn(program.getTypeChecker(), 'getTypeAtLocation');
    const members = vi.spyOn(program.getTypeChecker(), 'getSymbolAtLocation');
    const queries = createProgramFindings(clients).of(
      repeatedQueriesOf,
      { program, file, typed: true },
      defaultSettings,
    );
    expect(queries).toHaveLength(found);
    const texts = [
      ...asked.mock.calls.map(([node]) => node.getText()),
      ...members.mock.calls.flatMap(([node]) => (isMember(node) ? [`.${node.getText()}`] : [])),
    ];
    expect(texts.filter((text) => unasked.includes(text))).toEqual([]);
    expect(typeErrors(program, file)).toEqual([]);
  });
});
