import { afterAll } from 'vitest';

import { suites } from '../suites.ts';
import { describeClient } from './describe-client.ts';
import { Servers } from './servers.ts';

const servers = new Servers();
afterAll(() => servers.stop());

await describeClient(suites.pg, servers);
await describeClient(suites['postgres-js'], servers);
await describeClient(suites.mysql2, servers);
await describeClient(suites.mariadb, servers);
