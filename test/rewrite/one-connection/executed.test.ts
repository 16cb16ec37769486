import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../scripts/embedded-postgres.ts';
import { edited } from '../../../src/rewrite/text-edit.ts';
import { dedent } from '../../rules/case.ts';
import { loadModule } from '../differential/load-module.ts';
import { plansOf } from './plans-of.ts';

/** What the programs export: they move money, and call `step` wherever another request may come in between. */
type Move = (pool: pg.Pool, step: () => void, fails: boolean) => Promise<unknown>;

const take = `await pool.query('update accounts set balance = balance - 10 where id = 1');`;
const give = `await pool.query('update accounts set balance = balance + 10 where id = 2');`;
const fail = `if (fails) throw new Error('no');`;

const programs: Readonly<Record<string, string>> = {
  'a sequence': `
    export async function move(pool: Pool, step: () => void, fails: boolean) {
      await pool.query('BEGIN');
      step();
      ${take}
      step();
      ${fail}
      ${give}
      const { rows } = await pool.query('select sum(balance)::int as sum from accounts');
      await pool.query('COMMIT');
      return rows;
    }
  `,
  'a sequence that rolls back before it returns': `
    export async function move(pool: Pool, step: () => void, fails: boolean) {
      await pool.query('BEGIN');
      step();
      ${take}
      step();
      if (fails) {
        await pool.query('ROLLBACK');
        return 'failed';
      }
      ${give}
      await pool.query('COMMIT');
      return 'moved';
    }
  `,
  'a try that throws on': `
    export async function move(pool: Pool, step: () => void, fails: boolean) {
      await pool.query('BEGIN');
      try {
        step();
        ${take}
        step();
        ${fail}
        ${give}
        await pool.query('COMMIT');
        return 'moved';
      } catch (error) {
        await pool.query('ROLLBACK');
        throw error;
      }
    }
  `,
  'a try that goes on': `
    export async function move(pool: Pool, step: () => void, fails: boolean) {
      await pool.query('BEGIN');
      try {
        step();
        ${take}
        step();
        ${fail}
        ${give}
        await pool.query('COMMIT');
        return 'moved';
      } catch (error) {
        await pool.query('ROLLBACK');
        return 'failed';
      }
    }
  `,
  'a try that answers for the error': `
    export async function move(pool: Pool, step: () => void, fails: boolean) {
      let answer = 'moved';
      try {
        step();
        await pool.query('BEGIN');
        step();
        ${take}
        step();
        ${fail}
        ${give}
        await pool.query('COMMIT');
      } catch (error) {
        await pool.query('ROLLBACK');
        answer = 'failed';
      }
      return answer;
    }
  `,
};

let server: EmbeddedPostgres;

beforeAll(async () => {
  server = await startEmbeddedPostgres();
}, 60_000);

afterAll(() => server.stop());

describe.each(Object.entries(programs))('%s', (name, code) => {
  let observer: pg.Client;
  let connectionString: string;
  let after: string;
  const before = `import type { Pool } from 'pg';\n${dedent(code)}`;

  beforeAll(async () => {
    const { plans = [], errors } = plansOf('pg', new Map([['program.ts', before]])).get('program.ts') ?? {};
    const [plan] = plans;
    if (typeof plan !== 'object') throw new Error(`"${name}" is refused: ${plan ?? 'nothing is found'}.`);
    expect(errors).toEqual([]);
    after = edited(before, plan.edits);
    connectionString = await server.createDatabase(
      name.replaceAll(' ', '_'),
      'create table accounts (id int primary key, balance int not null)',
    );
    observer = new pg.Client({ connectionString });
    await observer.connect();
  }, 120_000);

  afterAll(() => observer.end());

  /** How many other connections of the database are in a state. */
  async function backends(state: string): Promise<number> {
    const { rows } = await observer.query(
      `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and ${state}`,
    );
    return rows.length;
  }

  /** Runs a program while another request is given the connection that was used last. */
  async function run(text: string, fails: boolean): Promise<object> {
    await observer.query('truncate accounts; insert into accounts values (1, 100), (2, 100)');
    const pool = new pg.Pool({ connectionString, max: 8 });
    const others: Promise<pg.PoolClient>[] = [];
    // It stands in the queue of the pool before the statement that follows.
    const step = (): void => {
      others.push(pool.connect());
    };
    const { move } = (await loadModule('pg', 'program.ts', text)) as unknown as { readonly move: Move };
    const answer = await move(pool, step, fails).catch((error: unknown) => String(error));
    const { rows } = await observer.query<{ balance: number }>('select balance from accounts order by id');
    const open = await backends(`state like 'idle in transaction%'`);
    const held = pool.totalCount - pool.idleCount - others.length;
    for (const other of await Promise.all(others)) other.release(true);
    await pool.end();
    // The server takes a moment to notice.
    await vi.waitFor(async () => {
      expect(await backends('true')).toBe(0);
    });
    return { answer, balances: rows.map(({ balance }) => balance), open, held };
  }

  it('keeps half of a move that fails, in a transaction of another request, before', async () => {
    expect(await run(before, true)).toMatchObject({ balances: [90, 100], open: 1 });
  });

  it('takes back all of a move that fails, and gives its connection back, after', async () => {
    expect(await run(after, true)).toMatchObject({ balances: [100, 100], open: 0, held: 0 });
  });

  it('moves, and answers the same, before and after', async () => {
    const [was, is] = [await run(before, false), await run(after, false)];
    expect(is).toEqual({ ...was, open: 0 });
    expect(is).toMatchObject({ balances: [90, 110], held: 0 });
    expect(was).toMatchObject({ open: 1 });
  });

  it('answers the same where the move fails, before and after', async () => {
    const [was, is] = [await run(before, true), await run(after, true)];
    expect(is).toHaveProperty('answer', (was as { readonly answer: unknown }).answer);
  });
});
