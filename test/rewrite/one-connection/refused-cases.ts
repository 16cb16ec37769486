import type { StretchRefusal } from '../../../src/rewrite/stretch-refusal.ts';

/** Code that begins one transaction on a pool, and why that is not moved to one connection. */
export interface RefusedCase {
  readonly name: string;
  readonly folder: string;
  readonly prelude: string;
  readonly code: string;
  readonly refused: StretchRefusal;
}

const pg = {
  folder: 'pg',
  prelude: `
    import { Pool, type PoolClient } from 'pg';
    const pool = new Pool({ max: 3 });
    export const insert = "insert into users (name) values ('a')";
    export type { PoolClient };
  `,
};
const drivers = {
  folder: 'drivers',
  prelude: `
    import mysql from 'mysql2/promise';
    import { createPool, sql } from 'slonik';
    const pool = mysql.createPool({ uri: 'mysql://localhost/shop' });
    export const slonik = createPool('postgres://localhost/shop');
    export { pool, sql };
  `,
};

export const refusedCases: readonly RefusedCase[] = [
  {
    ...drivers,
    name: 'a client that gives out connections for callbacks only',
    refused: 'noConnection',
    code: `
      export async function save() {
        const database = await slonik;
        await database.query(sql.unsafe\`BEGIN\`);
        await database.query(sql.unsafe\`COMMIT\`);
      }
    `,
  },
  {
    ...pg,
    name: 'a function of the project that sends what it is given',
    refused: 'forwarded',
    code: `
      const db = { query: (text: string) => pool.query(text) };
      export async function save() {
        await db.query('BEGIN');
        await db.query(insert);
        await db.query('COMMIT');
      }
    `,
  },
  {
    ...drivers,
    name: 'a setting of the connection that begins a transaction',
    refused: 'autocommit',
    code: `
      export async function save() {
        await pool.query('SET autocommit = 0');
        await pool.query('delete from users');
        await pool.query('COMMIT');
      }
    `,
  },
  {
    ...drivers,
    name: 'an isolation level for the transaction that follows',
    refused: 'settingBefore',
    code: `
      export async function save() {
        await pool.query('SET TRANSACTION ISOLATION LEVEL SERIALIZABLE');
        await pool.query('START TRANSACTION');
        await pool.query('COMMIT');
      }
    `,
  },
  {
    ...pg,
    name: 'a pool that a function answers with',
    refused: 'poolForm',
    code: `
      const getPool = () => pool;
      export async function save() {
        await getPool().query('BEGIN');
        await getPool().query('COMMIT');
      }
    `,
  },
  {
    ...pg,
    name: 'a pool of a list',
    refused: 'poolForm',
    code: `
      export async function save(pools: [Pool, Pool]) {
        await pools[0].query('BEGIN');
        await pools[0].query('COMMIT');
      }
    `,
  },
  {
    ...pg,
    name: 'a pool that may be missing',
    refused: 'poolForm',
    code: `
      export async function save(given?: Pool) {
        await given?.query('BEGIN');
        await given?.query('COMMIT');
      }
    `,
  },
  {
    ...pg,
    name: 'a pool that is assigned in the transaction',
    refused: 'reassigned',
    code: `
      let current = pool;
      export async function save() {
        await current.query('BEGIN');
        current = new Pool();
        await current.query('COMMIT');
      }
    `,
  },
  {
    ...pg,
    name: 'a beginning that nothing waits for',
    refused: 'notAwaited',
    code: `
      export async function save() {
        void pool.query('BEGIN');
        await pool.query('COMMIT');
      }
    `,
  },
  {
    ...pg,
    name: 'statements that are sent at once',
    refused: 'notAwaited',
    code: `
      export async function save() {
        await pool.query('BEGIN');
        await Promise.all([pool.query(insert), pool.query(insert)]);
        await pool.query('COMMIT');
      }
    `,
  },
  {
    ...pg,
    name: 'a statement that is awaited later',
    refused: 'notAwaited',
    code: `
      export async function save() {
        await pool.query('BEGIN');
        const inserted = pool.query(insert);
        await inserted;
        await pool.query('COMMIT');
      }
    `,
  },
  {
    ...pg,
    name: 'a statement whose error is handled by a method',
    refused: 'notAwaited',
    code: `
      export async function save() {
        await pool.query('BEGIN');
        await pool.query(insert).catch(() => undefined);
        await pool.query('COMMIT');
      }
    `,
  },
  {
    ...pg,
    name: 'a callback that sends queries',
    refused: 'laterQuery',
    code: `
      export async function save(names: string[]) {
        await pool.query('BEGIN');
        await Promise.all(names.map(async (name) => { await pool.query('select 1 where $1', [name]); }));
        await pool.query('COMMIT');
      }
    `,
  },
  {
    ...pg,
    name: 'a client that is taken from the pool meanwhile',
    refused: 'otherUse',
    code: `
      export async function save() {
        await pool.query('BEGIN');
        const client = await pool.connect();
        client.release();
        await pool.query('COMMIT');
      }
    `,
  },
  {
    ...pg,
    name: 'a count of the pool',
    refused: 'otherUse',
    code: `
      export async function save() {
        await pool.query('BEGIN');
        await pool.query('select $1', [pool.totalCount]);
        await pool.query('COMMIT');
      }
    `,
  },
  {
    ...pg,
    name: 'a function that takes a pool',
    refused: 'handedOn',
    code: `
      const add = (to: Pool) => to.query(insert);
      export async function save() {
        await pool.query('BEGIN');
        await add(pool);
        await pool.query('COMMIT');
      }
    `,
  },
  {
    ...pg,
    name: 'an object that is given the pool',
    refused: 'handedOn',
    code: `
      const add = ({ pool: to }: { pool: Pool | PoolClient }) => to.query(insert);
      export async function save() {
        await pool.query('BEGIN');
        await add({ pool });
        await pool.query('COMMIT');
      }
    `,
  },
  {
    ...pg,
    name: 'a function that takes either and nothing waits for',
    refused: 'handedOn',
    code: `
      const add = (to: Pool | PoolClient) => to.query(insert);
      export async function save() {
        await pool.query('BEGIN');
        void add(pool);
        await pool.query('COMMIT');
      }
    `,
  },
  {
    ...pg,
    name: 'a type of the project that lets a connection do less',
    refused: 'notOnConnection',
    code: `
      declare const narrow: Pick<Pool, 'query'> & { connect(): Promise<{ release(): void }> };
      export async function save() {
        await narrow.query('BEGIN');
        await narrow.query('COMMIT');
        return pool;
      }
    `,
  },
  {
    ...pg,
    name: 'another name of the pool',
    refused: 'otherHandle',
    code: `
      const reader = pool;
      export async function save() {
        await pool.query('BEGIN');
        await reader.query(insert);
        await pool.query('COMMIT');
      }
    `,
  },
  {
    ...pg,
    name: 'a function that sends a query through the pool',
    refused: 'helperOnPool',
    code: `
      const add = () => pool.query(insert);
      export async function save() {
        await pool.query('BEGIN');
        await add();
        await pool.query('COMMIT');
      }
    `,
  },
  {
    ...pg,
    name: 'a callback that returns what it sends through the pool',
    refused: 'helperOnPool',
    code: `
      const add = () => pool.query(insert);
      export async function save(names: string[]) {
        await pool.query('BEGIN');
        await Promise.all(names.map(() => { return add(); }));
        await pool.query('COMMIT');
      }
    `,
  },
  {
    ...pg,
    name: 'a function that takes either and the pool as well',
    refused: 'helperOnPool',
    code: `
      const add = async (to: Pool | PoolClient) => {
        await to.query(insert);
        await pool.query(insert);
      };
      export async function save() {
        await pool.query('BEGIN');
        await add(pool);
        await pool.query('COMMIT');
      }
    `,
  },
  {
    ...pg,
    name: 'one of several implementations that sends a query through the pool',
    refused: 'helperOnPool',
    code: `
      interface Store { add(): Promise<unknown> }
      export class MemoryStore implements Store { async add() { return Promise.resolve(1); } }
      export class EmptyStore implements Store { async add() { return Promise.resolve(0); } }
      export class PoolStore implements Store { async add() { return pool.query(insert); } }
      export async function save(store: Store) {
        await pool.query('BEGIN');
        await store.add();
        await pool.query('COMMIT');
      }
    `,
  },
  {
    ...pg,
    name: 'a function that was given',
    refused: 'unknownCall',
    code: `
      export async function save(add: () => Promise<void>) {
        await pool.query('BEGIN');
        await add();
        await pool.query('COMMIT');
      }
    `,
  },
  {
    ...pg,
    name: 'a function of a value without a type, behind another function',
    refused: 'unknownCall',
    code: `
      const add = async (store: any) => { await store.add(); };
      export async function save(store: any) {
        await pool.query('BEGIN');
        await Promise.all([add(store)]);
        await pool.query('COMMIT');
      }
    `,
  },
  {
    ...pg,
    name: 'an interface that nothing implements, for each element',
    refused: 'unknownCall',
    code: `
      interface Store { add(name: string): Promise<void> }
      export async function save(store: Store, names: string[]) {
        await pool.query('BEGIN');
        await Promise.all(names.map((name) => store.add(name)));
        await pool.query('COMMIT');
      }
    `,
  },
  {
    ...pg,
    name: 'a request to another service',
    refused: 'externalCall',
    code: `
      export async function save() {
        await pool.query('BEGIN');
        await fetch('https://example.com');
        await pool.query('COMMIT');
      }
    `,
  },
  {
    ...pg,
    name: 'a function that begins a transaction on what it is given',
    refused: 'secondBegin',
    code: `
      const begin = (on: { query(text: string): Promise<unknown> }) => on.query('BEGIN');
      const add = async (to: Pool | PoolClient) => {
        await to.query('SAVEPOINT a');
        await to.query('COMMIT');
      };
      export async function save() {
        await pool.query('BEGIN');
        await add(pool);
        await pool.query('COMMIT');
        return begin;
      }
    `,
  },
  {
    ...pg,
    name: 'an end that depends on a condition',
    refused: 'conditionalEnd',
    code: `
      export async function save(isTest: boolean) {
        await pool.query('BEGIN');
        await pool.query(insert);
        if (isTest) await pool.query('ROLLBACK');
        await pool.query('COMMIT');
      }
    `,
  },
  {
    ...pg,
    name: 'an end after which an inner loop goes on',
    refused: 'conditionalEnd',
    code: `
      export async function save(names: string[]) {
        await pool.query('BEGIN');
        for (const name of names) {
          if (name === '') {
            await pool.query('ROLLBACK');
            break;
          }
        }
        await pool.query('COMMIT');
      }
    `,
  },
  {
    ...pg,
    name: 'a rollback that depends on a condition',
    refused: 'conditionalEnd',
    code: `
      export async function save(isTest: boolean) {
        await pool.query('BEGIN');
        try {
          await pool.query('COMMIT');
        } catch (error) {
          if (isTest) await pool.query('ROLLBACK');
          throw error;
        }
      }
    `,
  },
  {
    ...pg,
    name: 'no end',
    refused: 'noEnd',
    code: `
      export async function begin() {
        await pool.query('BEGIN');
      }
    `,
  },
  {
    ...pg,
    name: 'an end in another block',
    refused: 'noEnd',
    code: `
      export async function save(isTest: boolean) {
        await pool.query('BEGIN');
        if (isTest) await pool.query('ROLLBACK');
        else await pool.query('COMMIT');
      }
    `,
  },
  {
    ...pg,
    name: 'a rollback in a catch further out',
    refused: 'endsElsewhere',
    code: `
      export async function save() {
        try {
          try {
            await pool.query('BEGIN');
            await pool.query('COMMIT');
          } finally {
            console.log('done');
          }
        } catch (error) {
          await pool.query('ROLLBACK');
          throw error;
        }
      }
    `,
  },
  {
    ...pg,
    name: 'a return in the transaction',
    refused: 'leaves',
    code: `
      export async function save(isTest: boolean) {
        await pool.query('BEGIN');
        if (isTest) return;
        await pool.query('COMMIT');
      }
    `,
  },
  {
    ...pg,
    name: 'a return in a try whose rollback may fail',
    refused: 'leaves',
    code: `
      export async function save(isTest: boolean) {
        try {
          await pool.query('BEGIN');
          if (isTest) {
            return;
          }
          await pool.query('COMMIT');
        } catch (error) {
          await pool.query('ROLLBACK').catch(() => undefined);
          throw error;
        }
      }
    `,
  },
  {
    ...pg,
    name: 'a loop that goes on from within the transaction',
    refused: 'leaves',
    code: `
      export async function save(names: string[]) {
        for (const name of names) {
          await pool.query('BEGIN');
          if (name === '') continue;
          await pool.query('COMMIT');
        }
      }
    `,
  },
  {
    ...pg,
    name: 'a generator that waits for who reads it',
    refused: 'leaves',
    code: `
      export async function* save() {
        await pool.query('BEGIN');
        yield 1;
        await pool.query('COMMIT');
      }
    `,
  },
  {
    ...pg,
    name: 'an error that the transaction goes on after',
    refused: 'swallowed',
    code: `
      export async function save() {
        await pool.query('BEGIN');
        try {
          await pool.query(insert);
        } catch {
          console.log('there already');
        }
        await pool.query('COMMIT');
      }
    `,
  },
  {
    ...pg,
    name: 'a catch that waits before it rolls back',
    refused: 'lateRollback',
    code: `
      export async function save(log: (error: unknown) => Promise<void>) {
        await pool.query('BEGIN');
        try {
          await pool.query('COMMIT');
        } catch (error) {
          await log(error);
          await pool.query('ROLLBACK');
          throw error;
        }
      }
    `,
  },
  {
    ...pg,
    name: 'a catch that does nothing but roll back and ignore it',
    refused: 'emptyCatch',
    code: `
      export async function save() {
        try {
          await pool.query('BEGIN');
          await pool.query('COMMIT');
        } catch {
          await pool.query('ROLLBACK').catch(() => undefined);
        }
      }
    `,
  },
  {
    ...pg,
    name: 'a catch that does nothing but roll back, in a try that waits for something else before',
    refused: 'emptyCatch',
    code: `
      export async function save(check: () => Promise<void>) {
        try {
          await check();
          await pool.query('BEGIN');
          await pool.query('COMMIT');
        } catch (error) {
          await pool.query('ROLLBACK');
          throw error;
        }
      }
    `,
  },
  {
    ...pg,
    name: 'something else that the try waits for after the transaction',
    refused: 'waitsBeside',
    code: `
      export async function save(send: () => Promise<void>) {
        await pool.query('BEGIN');
        try {
          await pool.query('COMMIT');
          await send();
        } catch (error) {
          await pool.query('ROLLBACK');
          throw error;
        }
      }
    `,
  },
  {
    ...pg,
    name: 'a row that is used where the code waits for something else',
    refused: 'usedAfter',
    code: `
      export async function save(send: (rows: unknown[]) => Promise<void>) {
        await pool.query('BEGIN');
        const { rows } = await pool.query(insert);
        await pool.query('COMMIT');
        await send(rows);
      }
    `,
  },
  {
    ...pg,
    name: 'a function in the transaction',
    refused: 'declaration',
    code: `
      export async function save() {
        log('begins');
        await pool.query('BEGIN');
        function log(text: string) {
          console.log(text);
        }
        await pool.query('COMMIT');
      }
    `,
  },
  {
    ...pg,
    name: 'statements on one line',
    refused: 'layout',
    code: `
      export async function save() { await pool.query('BEGIN'); await pool.query('COMMIT'); }
    `,
  },
  {
    ...pg,
    name: 'statements of a case without braces',
    refused: 'layout',
    code: `
      export async function save(kind: string) {
        switch (kind) {
          case 'user':
            await pool.query('BEGIN');
            await pool.query('COMMIT');
        }
      }
    `,
  },
];
