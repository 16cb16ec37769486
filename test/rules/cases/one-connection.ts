import type { ClientCase } from '../client-cases.ts';

/** Transactions on a pool of pg that are moved to one connection. */
export const oneConnectionCases: readonly ClientCase[] = [
  {
    name: 'a sequence keeps its comments',
    code: `
      export async function save() {
        // All or nothing.
        await pool.query('BEGIN'); // begins
        await pool.query('update users set seen = now()');

        // ends
        await pool.query('COMMIT'); // done
        console.log('saved');
      }
    `,
    reports: ['begins 3:9', 'ends 7:9'],
    suggestion: `
      export async function save() {
        // All or nothing.
        const client = await pool.connect();
        try {
          await client.query('BEGIN'); // begins
          await client.query('update users set seen = now()');

          // ends
          await client.query('COMMIT'); // done
        } catch (error) {
          await client.query('ROLLBACK');
          throw error;
        } finally {
          client.release();
        }
        console.log('saved');
      }
    `,
  },
  {
    name: 'rows that are used after it, a rollback before a return, and text over several lines',
    code: `
      export async function save(name: string) {
        await pool.query("begin")
        const { rows } = await pool.query<{ id: number }>(\`
          insert into users (name)
          values ($1)
          returning id
        \`, [name])
        if (rows.length === 0) {
          await pool.query("rollback")
          return undefined
        }
        await pool.query("commit")
        return rows[0]
      }
    `,
    reports: ['begins 2:9', 'ends 9:11', 'ends 12:9'],
    suggestion: `
      export async function save(name: string) {
        const client = await pool.connect()
        try {
          await client.query("begin")
          const { rows } = await client.query<{ id: number }>(\`
          insert into users (name)
          values ($1)
          returning id
        \`, [name])
          if (rows.length === 0) {
            await client.query("rollback")
            return undefined
          }
          await client.query("commit")
          return rows[0]
        } catch (error) {
          await client.query("rollback")
          throw error
        } finally {
          client.release()
        }
      }
    `,
  },
  {
    name: 'a try after the beginning that throws on',
    code: `
      export async function save(name: string) {
        await pool.query('BEGIN'); // all or nothing
        // Save it.
        try {
          // first
          await pool.query('insert into users (name) values ($1)', [name]);
          await pool.query('COMMIT');
          return true;
        } catch (problem) {
          await pool.query('ROLLBACK'); // undo
          console.error(problem);
          throw problem;
        }
      }
    `,
    reports: ['begins 2:9', 'ends 7:11', 'ends 10:11'],
    suggestion: `
      export async function save(name: string) {
        const client = await pool.connect();
        // Save it.
        try {
          await client.query('BEGIN'); // all or nothing
          // first
          await client.query('insert into users (name) values ($1)', [name]);
          await client.query('COMMIT');
          return true;
        } catch (problem) {
          await client.query('ROLLBACK'); // undo
          console.error(problem);
          throw problem;
        } finally {
          client.release();
        }
      }
    `,
  },
  {
    name: 'a try after the beginning that goes on',
    code: `
      export async function save(name: string) {
        await pool.query('BEGIN');
        try {
          await pool.query('insert into users (name) values ($1)', [name]);
          await pool.query('COMMIT');
          return true;
        } catch (error) {
          await pool.query('ROLLBACK');
          await pool.query('insert into failures (text) values ($1)', [String(error)]);
          return false;
        }
      }
    `,
    reports: ['begins 2:9', 'ends 5:11', 'ends 8:11'],
    suggestion: `
      export async function save(name: string) {
        const client = await pool.connect();
        try {
          await client.query('BEGIN');
          try {
            await client.query('insert into users (name) values ($1)', [name]);
            await client.query('COMMIT');
            return true;
          } catch (error) {
            await client.query('ROLLBACK');
            await client.query('insert into failures (text) values ($1)', [String(error)]);
            return false;
          }
        } finally {
          client.release();
        }
      }
    `,
  },
  {
    name: 'a try after the beginning with a finally of its own',
    code: `
      export async function save() {
        await pool.query('BEGIN');
        try {
          await pool.query('COMMIT');
        } catch (error) {
          await pool.query('ROLLBACK');
          throw error;
        } finally {
          console.log('done');
        }
      }
    `,
    reports: ['begins 2:9', 'ends 4:11', 'ends 6:11'],
    suggestion: `
      export async function save() {
        const client = await pool.connect();
        try {
          await client.query('BEGIN');
          try {
            await client.query('COMMIT');
          } catch (error) {
            await client.query('ROLLBACK');
            throw error;
          } finally {
            console.log('done');
          }
        } finally {
          client.release();
        }
      }
    `,
  },
  {
    name: 'queries after the end, of which one is waited for, and functions of other packages',
    code: `
      import { createHash, randomBytes } from 'node:crypto';
      import { promisify } from 'node:util';
      const random = promisify(randomBytes);
      const load = () => pool.query('select * from users');
      const hash = async (text: string) => Promise.resolve(createHash('sha256').update(text).digest('hex'));
      export async function save(name: string) {
        await pool.query('BEGIN');
        try {
          const [hashed] = await Promise.all([hash(name), random(8)]);
          await pool.query('insert into users (name) values ($1)', [hashed]);
          await pool.query('COMMIT');
          await pool.query('refresh materialized view names');
          void pool.query('analyze');
          return load();
        } catch (error) {
          await pool.query('ROLLBACK');
          throw error;
        }
      }
    `,
    reports: ['begins 7:9', 'ends 11:11', 'ends 16:11'],
    suggestion: `
      import { createHash, randomBytes } from 'node:crypto';
      import { promisify } from 'node:util';
      const random = promisify(randomBytes);
      const load = () => pool.query('select * from users');
      const hash = async (text: string) => Promise.resolve(createHash('sha256').update(text).digest('hex'));
      export async function save(name: string) {
        const client = await pool.connect();
        try {
          await client.query('BEGIN');
          const [hashed] = await Promise.all([hash(name), random(8)]);
          await client.query('insert into users (name) values ($1)', [hashed]);
          await client.query('COMMIT');
          await client.query('refresh materialized view names');
          void pool.query('analyze');
          return load();
        } catch (error) {
          await client.query('ROLLBACK');
          throw error;
        } finally {
          client.release();
        }
      }
    `,
  },
  {
    name: 'a try around all of it that throws on, in a file with tabs',
    code: `
      export async function save(name: string) {
      	try {
      		if (name === '') return;
      		await pool.query('BEGIN');
      		await pool.query('insert into users (name) values ($1)', [name]);
      		await pool.query('COMMIT');
      	}
      	catch (error) {
      		await pool.query('ROLLBACK').catch(() => undefined);
      		throw error;
      	}
      }
    `,
    reports: ['begins 4:9', 'ends 6:9', 'ends 9:9'],
    suggestion: `
      export async function save(name: string) {
      	const client = await pool.connect();
      	try {
      		if (name === '') return;
      		await client.query('BEGIN');
      		await client.query('insert into users (name) values ($1)', [name]);
      		await client.query('COMMIT');
      	}
      	catch (error) {
      		await client.query('ROLLBACK').catch(() => undefined);
      		throw error;
      	}
      	finally {
      		client.release();
      	}
      }
    `,
  },
  {
    name: 'a try around all of it that answers for the error, with a query before',
    code: `
      export async function save(name: string, response: { status(code: number): { json(value: unknown): void } }) {
        try {
          const { rows } = await pool.query('select 1 from users where name = $1', [name]);
          if (rows.length > 0) return response.status(409).json({});
          await pool.query('BEGIN');
          const inserted = await pool.query('insert into users (name) values ($1) returning id', [name]);
          await pool.query('COMMIT');
          response.status(201).json(inserted.rows);
        } catch (error) {
          // Nothing of it stays.
          await pool.query('ROLLBACK'); // really
          response.status(500).json({ error: String(error) });
        }
      }
    `,
    reports: ['begins 5:11', 'ends 7:11', 'ends 11:11'],
    suggestion: `
      export async function save(name: string, response: { status(code: number): { json(value: unknown): void } }) {
        try {
          const { rows } = await pool.query('select 1 from users where name = $1', [name]);
          if (rows.length > 0) return response.status(409).json({});
          const client = await pool.connect();
          try {
            await client.query('BEGIN');
            const inserted = await client.query('insert into users (name) values ($1) returning id', [name]);
            await client.query('COMMIT');
            response.status(201).json(inserted.rows);
          } catch (error) {
            // Nothing of it stays.
            await client.query('ROLLBACK'); // really
            throw error;
          } finally {
            client.release();
          }
        } catch (error) {
          response.status(500).json({ error: String(error) });
        }
      }
    `,
  },
  {
    name: 'a handler that answers within the transaction, after a rollback',
    code: `
      interface Response {
        status(code: number): Response;
        json(value: unknown): Response;
      }
      export async function handle(name: string, response: Response) {
        try {
          await pool.query('BEGIN');
          const user = await pool.query<{ id: number }>('select id from users where name = $1', [name]);
          switch (user.rowCount) {
            case 0:
              await pool.query('ROLLBACK');
              await pool.query('insert into failures (text) values ($1)', [name]);
              if (name === '') return response.status(400);
              response.status(404).json({});
              return response;
            default:
              await pool.query('insert into visits (id) values ($1)', [user.rows[0]?.id]);
          }
          await pool.query('COMMIT');
          return response.json(user.rows[0]);
        } catch (error) {

          await pool.query('ROLLBACK');

          return response.status(500).json({ error });
        }
      }
    `,
    reports: ['begins 7:11', 'ends 11:15', 'ends 19:11', 'ends 23:11'],
    suggestion: `
      interface Response {
        status(code: number): Response;
        json(value: unknown): Response;
      }
      export async function handle(name: string, response: Response) {
        try {
          const client = await pool.connect();
          try {
            await client.query('BEGIN');
            const user = await client.query<{ id: number }>('select id from users where name = $1', [name]);
            switch (user.rowCount) {
              case 0:
                await client.query('ROLLBACK');
                await client.query('insert into failures (text) values ($1)', [name]);
                if (name === '') return response.status(400);
                response.status(404).json({});
                return response;
              default:
                await client.query('insert into visits (id) values ($1)', [user.rows[0]?.id]);
            }
            await client.query('COMMIT');
            return response.json(user.rows[0]);
          } catch (error) {
            await client.query('ROLLBACK');
            throw error;
          } finally {
            client.release();
          }
        } catch (error) {

          return response.status(500).json({ error });
        }
      }
    `,
  },
  {
    name: 'a try around all of it with a catch on one line',
    code: `
      export async function save(report: (error: unknown) => void) {
        try {
          await pool.query('BEGIN');
          await pool.query('COMMIT');
        } catch (error) { await pool.query('ROLLBACK'); report(error); }
      }
    `,
    reports: ['begins 3:11', 'ends 4:11', 'ends 5:27'],
    suggestion: `
      export async function save(report: (error: unknown) => void) {
        try {
          const client = await pool.connect();
          try {
            await client.query('BEGIN');
            await client.query('COMMIT');
          } catch (error) {
            await client.query('ROLLBACK');
            throw error;
          } finally {
            client.release();
          }
        } catch (error) { report(error); }
      }
    `,
  },
  {
    name: 'a catch that does nothing but roll back',
    code: `
      export async function save() {
        try {
          await pool.query('BEGIN');
          await pool.query('COMMIT');
        } catch {
          await pool.query('ROLLBACK');
        }
      }
    `,
    reports: ['begins 3:11', 'ends 4:11', 'ends 6:11'],
    suggestion: `
      export async function save() {
        const client = await pool.connect();
        try {
          await client.query('BEGIN');
          await client.query('COMMIT');
        } catch {
          await client.query('ROLLBACK');
        } finally {
          client.release();
        }
      }
    `,
  },
  {
    name: 'a pool in a field, in a loop, where the names are taken',
    code: `
      export class Users {
        constructor(private readonly database: { readonly pool: Pool }) {}
        async save(names: string[], client: string) {
          for (const name of names) {
            try {
              const error = name === client;
              await this.database.pool.query('START TRANSACTION');
              if (error) {
                await this.database.pool.query('ROLLBACK');
                continue;
              }
              await this.database.pool.query('COMMIT');
            } finally {
              console.log(name);
            }
          }
        }
      }
    `,
    reports: ['begins 7:15', 'ends 9:17', 'ends 12:15'],
    suggestion: `
      export class Users {
        constructor(private readonly database: { readonly pool: Pool }) {}
        async save(names: string[], client: string) {
          for (const name of names) {
            try {
              const error = name === client;
              const transactionClient = await this.database.pool.connect();
              try {
                await transactionClient.query('START TRANSACTION');
                if (error) {
                  await transactionClient.query('ROLLBACK');
                  continue;
                }
                await transactionClient.query('COMMIT');
              } catch (cause) {
                await transactionClient.query('ROLLBACK');
                throw cause;
              } finally {
                transactionClient.release();
              }
            } finally {
              console.log(name);
            }
          }
        }
      }
    `,
  },
  {
    name: 'a function that takes a pool or a client, and an error that a savepoint undoes',
    code: `
      const begin = 'begin';
      const add = (to: Pool | PoolClient, name: string) => to.query('insert into users (name) values ($1)', [name]);
      export async function save(names: string[]) {
        await pool.query(begin);
        for (const name of names) {
          if (name === '') break;
          await pool.query('savepoint before');
          try {
            await add(pool, name);
            await pool.query({ text: 'release before' });
          } catch {
            await pool.query('rollback to before');
          }
        }
        await pool.query('commit');
      }
    `,
    reports: ['begins 4:9', 'ends 15:9'],
    suggestion: `
      const begin = 'begin';
      const add = (to: Pool | PoolClient, name: string) => to.query('insert into users (name) values ($1)', [name]);
      export async function save(names: string[]) {
        const client = await pool.connect();
        try {
          await client.query(begin);
          for (const name of names) {
            if (name === '') break;
            await client.query('savepoint before');
            try {
              await add(client, name);
              await client.query({ text: 'release before' });
            } catch {
              await client.query('rollback to before');
            }
          }
          await client.query('commit');
        } catch (error) {
          await client.query('rollback');
          throw error;
        } finally {
          client.release();
        }
      }
    `,
  },
  {
    name: 'two transactions, one after another, of which the first is moved first',
    code: `
      export async function save() {
        await pool.query('BEGIN');
        await pool.query('COMMIT');
        await pool.query('BEGIN');
        await pool.query('COMMIT');
      }
    `,
    reports: ['begins 2:9', 'ends 3:9', 'begins 4:9', 'ends 5:9'],
    suggestion: `
      export async function save() {
        const client = await pool.connect();
        try {
          await client.query('BEGIN');
          await client.query('COMMIT');
        } catch (error) {
          await client.query('ROLLBACK');
          throw error;
        } finally {
          client.release();
        }
        await pool.query('BEGIN');
        await pool.query('COMMIT');
      }
    `,
  },
  {
    name: 'a script',
    code: `
      await pool.query('BEGIN');
      await pool.query('delete from users');
      await pool.query('COMMIT');
    `,
    reports: ['begins 1:7', 'ends 3:7'],
    suggestion: `
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        await client.query('delete from users');
        await client.query('COMMIT');
      } catch (error) {
        await client.query('ROLLBACK');
        throw error;
      } finally {
        client.release();
      }
    `,
  },
];
