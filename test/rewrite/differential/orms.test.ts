import { afterAll } from 'vitest';

import { suites } from '../suites.ts';
import { describeClient } from './describe-client.ts';
import { Servers } from './servers.ts';

const servers = new Servers();
afterAll(() => servers.stop());

await describeClient(suites.prisma, servers);
await describeClient(suites.typeorm, servers);
await describeClient(suites.sequelize, servers);
await describeClient(suites['mikro-orm'], servers);
