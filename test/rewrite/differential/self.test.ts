import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../scripts/embedded-postgres.ts';
import { applySuggestions, type Suggested } from './apply-suggestions.ts';
import { compareOutcomes } from './compare-outcomes.ts';
import { createPostgresDatabase } from './postgres-database.ts';
import { createProject } from './project.ts';
import type { Outcome } from './run-program.ts';
import { pgTarget } from './targets/pg.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

/** The harness itself: that it accepts a right rewrite and finds what is wrong with another. */

const loop = `
  import type { Db } from './pg.js';
  import type { UserRow } from './rows.js';
  import type { Order } from './input.js';

  export async function run(db: Db, orders: Order[]) {
    const names: (string | undefined)[] = [];
    for (const order of orders) {
      const { rows } = await db.query<UserRow>('SELECT * FROM users WHERE id = $1', [order.userId]);
      names.push(rows[0]?.name);
    }
    return names;
  }
`;

const batched = `
  import type { Db } from './pg.js';
  import type { UserRow } from './rows.js';
  import type { Order } from './input.js';

  export async function run(db: Db, orders: Order[]) {
    const names: (string | undefined)[] = [];
    const { rows } = await db.query<UserRow>('SELECT * FROM users WHERE id = ANY($1)', [orders.map(({ userId }) => userId)]);
    const userById = new Map(rows.map((row) => [row.id, row]));
    for (const order of orders) {
      names.push(userById.get(order.userId)?.name);
    }
    return names;
  }
`;

const insert = `
  import type { Db } from './pg.js';
  import type { Order } from './input.js';

  export async function run(db: Db, orders: Order[]) {
    for (const order of orders) {
      await db.query('INSERT INTO audit (user_id, action) VALUES ($1, $2)', [order.userId, 'order']);
    }
  }
`;

const insertOnce = `
  import type { Db } from './pg.js';
  import type { Order } from './input.js';

  export async function run(db: Db, orders: Order[]) {
    await db.query(
      'INSERT INTO audit (user_id, action) SELECT id, $2 FROM unnest($1::int[]) AS id',
      [orders.map(({ userId }) => userId), 'order'],
    );
  }
`;

describe('two versions of a program', () => {
  let server: EmbeddedPostgres;
  let workbench: Workbench;

  beforeAll(async () => {
    server = await startEmbeddedPostgres();
    workbench = await openWorkbench(pgTarget, await createPostgresDatabase(server, 'self'));
  }, 60_000);

  afterAll(async () => {
    await workbench.close();
    await server.stop();
  });

  const differences = async (before: string, after: string): Promise<readonly (string | undefined)[]> => {
    const comparisons = await workbench.compare(before, after, ['none', 'several']);
    return comparisons.map(({ difference }) => difference);
  };

  it('are equal where the second is right', async () => {
    expect(await workbench.compare(loop, batched, ['none', 'one', 'several', 'many'])).toEqual([
      { input: 'none', difference: undefined, failed: false, statementsBefore: 0, statementsAfter: 1 },
      { input: 'one', difference: undefined, failed: false, statementsBefore: 1, statementsAfter: 1 },
      { input: 'several', difference: undefined, failed: false, statementsBefore: 11, statementsAfter: 1 },
      { input: 'many', difference: undefined, failed: false, statementsBefore: 1000, statementsAfter: 1 },
    ]);
    expect(await workbench.compare(insert, insertOnce, ['several'])).toEqual([
      { input: 'several', difference: undefined, failed: false, statementsBefore: 11, statementsAfter: 1 },
    ]);
  });

  it('differ where a value does', async () => {
    const wrong = batched.replace('userById.get(order.userId)?.name', `userById.get(order.userId)?.name ?? ''`);
    expect(await differences(loop, wrong)).toEqual([
      undefined,
      `Values differ: at /6, { undefined: true } before and '' after.`,
    ]);
  });

  it('differ where the order of a list does', async () => {
    const wrong = batched.replace('return names', 'return names.reverse()');
    expect((await differences(loop, wrong))[1]).toMatch(/^Values differ: at \/\d+, 'User 7' before/);
  });

  it('differ where null takes the place of undefined', async () => {
    const wrong = batched.replace('(string | undefined)[]', '(string | null)[]').replace('?.name', '?.name ?? null');
    expect((await differences(loop, wrong))[1]).toBe(
      'Values differ: at /6, { undefined: true } before and null after.',
    );
  });

  it('differ where a table does', async () => {
    const wrong = insertOnce.replace(`'order']`, `'orders']`);
    expect(await differences(insert, wrong)).toEqual([
      undefined,
      `The table "audit" differs: at /0/action, 'order' before and 'orders' after.`,
    ]);
  });

  it('differ where only one writes', async () => {
    const wrong = insertOnce.replace('await db.query', 'if (orders.length > 100) await db.query');
    expect((await differences(insert, wrong))[1]).toMatch(/^The table "audit" differs: at \/0, { id: 1, /);
  });

  it('differ where only one fails', async () => {
    const wrong = batched.replace(
      'names.push(',
      `if (!userById.has(order.userId)) throw new Error('missing');\nnames.push(`,
    );
    expect((await differences(loop, wrong))[1]).toMatch(/^Only the version after fails: Error: missing/);
    expect((await differences(wrong, loop))[1]).toMatch(/^Only the version before fails: Error: missing/);
    expect(await differences(wrong, wrong)).toEqual([undefined, undefined]);
  });

  it('start from the same tables', async () => {
    const first = await workbench.run(insert, 'several');
    const second = await workbench.run(insert, 'several');
    expect(second.tables).toEqual(first.tables);
    expect(first.tables['audit']).toHaveLength(11);
  });

  it('are not compared where a program has no function "run"', async () => {
    await expect(workbench.run('export const other = 1;', 'none')).rejects.toThrow('exports the function "run"');
  });
});

describe('rows whose ids the server gives', () => {
  const rows = (...all: readonly (readonly [id: number, userId: number])[]): Outcome => ({
    value: undefined,
    statements: [],
    tables: { audit: all.map(([id, user_id]) => ({ id, user_id })) },
  });
  const compare = (before: Outcome, after: Outcome, leavesGaps = true): Promise<string | undefined> =>
    compareOutcomes(before, after, { leavesGaps, contents: () => Promise.resolve({}) });

  it('are the same but for gaps where the server leaves them', async () => {
    expect(await compare(rows([1, 7], [2, 3]), rows([1, 7], [5, 3]))).toBeUndefined();
    expect(await compare(rows([1, 7], [2, 3]), rows([1, 7], [5, 3]), false)).toMatch(/^The table "audit" differs: at/);
  });

  it('differ where their order does, or one is missing', async () => {
    expect(await compare(rows([1, 7], [2, 3]), rows([1, 3], [2, 7]))).toMatch(/^The table "audit" differs: at/);
    expect(await compare(rows([1, 7], [2, 3]), rows([1, 7]))).toMatch(/^The table "audit" differs: at/);
  });
});

describe('applied suggestions', () => {
  const project = createProject('rewrite', ['input.ts', 'rows.ts', 'pg.ts']);
  const rule = 'poolwise/no-query-in-loop';

  /** Reports `loop`, and suggests to replace all of it. */
  const suggesting = (
    text: string,
    alsoReports: readonly string[] = [],
    desc = 'Read all users with one query.',
  ): Suggested | undefined =>
    applySuggestions(project, [{ text: loop }], {
      lint: (program, path) => {
        const { length } = loop;
        const isBefore = program.getSourceFile(path)?.text === loop;
        const suggestions = [{ desc, fix: { range: [0, length] as [number, number], text } }];
        return isBefore
          ? [{ rule, message: 'A loop.', line: 6, suggestions }]
          : alsoReports.map((message) => ({ rule, message, line: 1, suggestions: [] }));
      },
    })[0];

  it('are fine where the report goes and types are right', () => {
    const after = { text: batched, applied: ['Read all users with one query.'], problems: [] };
    expect(suggesting(batched)).toMatchObject({ reports: ['A loop.'], all: after, each: [] });
  }, 60_000);

  it('are not where the report stays', () => {
    expect(suggesting(batched, ['A loop.'])?.all.problems).toEqual([`line 1: ${rule} still reports: A loop.`]);
  }, 60_000);

  it('are not where something else is reported', () => {
    expect(suggesting(batched, ['A fan-out.'])?.all.problems).toEqual([`line 1: ${rule} still reports: A fan-out.`]);
  }, 60_000);

  it('are fine where one transaction of as many statements takes the place of the loop, and is reported once', () => {
    const [desc, less] = [
      'Send the updates in one `$transaction`, all or none.',
      'This adds `a.b` to one transaction once.',
    ];
    expect(suggesting(batched, [less], desc)?.all.problems).toEqual([]);
    expect(suggesting(batched, [less, less], desc)?.all.problems).toHaveLength(1);
    expect(suggesting(batched, ['A loop.'], desc)?.all.problems).toHaveLength(1);
    expect(suggesting(batched, [less])?.all.problems).toHaveLength(1);
  }, 60_000);

  it('are not where types are wrong', () => {
    const wrong = batched.replace('?.name', '.name');
    expect(suggesting(wrong)?.all.problems).toEqual([`line 11: Object is possibly 'undefined'.`]);
  }, 60_000);

  it('are not looked for in a program whose types are wrong', () => {
    expect(applySuggestions(project, [{ text: 'export const one: number = "1";' }])[0]?.all).toMatchObject({
      applied: [],
      problems: [`line 1: Type 'string' is not assignable to type 'number'.`],
    });
  }, 60_000);
});
