import { moduleLevelCases } from './cases/client-placement/module-level.ts';
import { notMovedCases } from './cases/client-placement/not-moved.ts';
import { nextCases } from './cases/client-placement/reload.ts';
import { requestCases } from './cases/client-placement/request.ts';
import { describePools } from './pool-case.ts';

describePools('no-client-per-request', 'pg', requestCases);
describePools('no-client-per-request', 'pg', moduleLevelCases);
describePools('no-client-per-request', 'pg', notMovedCases);
describePools('no-client-per-request', 'next-app', nextCases);
describePools('no-client-per-request', 'worker', [
  {
    name: 'a worker, in which no request can use the connection of another',
    code: `
      import { Pool } from 'pg';
      export default {
        async fetch(request: Request) {
          const pool = new Pool({ connectionString: process.env['DATABASE_URL'] });
          return Response.json([request.url, (await pool.query('select 1')).rows]);
        },
      };
    `,
  },
]);
describePools('no-client-per-request', 'command', [
  {
    name: 'a command, which runs once and ends',
    code: `
      import { Pool } from 'pg';
      const createPool = () => new Pool();
      export const command = {
        command: 'list',
        handler: async () => {
          const pool = createPool();
          console.log(await pool.query('select 1'));
          await pool.end();
        },
      };
    `,
  },
]);
