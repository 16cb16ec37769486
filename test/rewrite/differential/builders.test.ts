import { afterAll } from 'vitest';

import { suites } from '../suites.ts';
import { describeClient } from './describe-client.ts';
import { Servers } from './servers.ts';

const servers = new Servers();
afterAll(() => servers.stop());

await describeClient(suites.drizzle, servers);
await describeClient(suites['drizzle-1'], servers);
await describeClient(suites['drizzle-mysql'], servers);
await describeClient(suites.knex, servers);
await describeClient(suites.objection, servers);
await describeClient(suites.kysely, servers);
