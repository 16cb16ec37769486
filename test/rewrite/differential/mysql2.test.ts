import { suites } from '../suites.ts';
import { describeClient } from './describe-client.ts';

await describeClient(suites.mysql2);
